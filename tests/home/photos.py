"""Pictures made for tests: as a phone writes them, and as an attacker does."""

import random
import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, PngImagePlugin

# Each stands in one place where a camera or a program keeps words about a picture.
CANARIES = (b"CANARY-MAKER", b"CANARY-XMP", b"CANARY-COMMENT", b"CANARY-TEXT", b"CANARY-TAIL", b"CANARY-OWNER")
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>CANARY-XMP 51.8642 -2.2382</x:xmpmeta>"
LATITUDE = struct.pack(">2I", 518642, 10000)  # how a JPEG holds 51.8642 in its GPS block


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "CANARY-MAKER", orientation
    exif[0xA430] = "CANARY-OWNER"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (51.8642, 0.0, 0.0), "W", (2.2382, 0.0, 0.0)
    return exif


def photo(
    kind: str = "JPEG", *, size: tuple[int, int] = (640, 480), orientation: int = 6, name: str = "IMG_2041 my street.jpg"
) -> SimpleUploadedFile:
    """Return a photo as a phone makes it: left half red, right half blue, with place, maker, owner, XMP, a comment and a tail.

    Orientation 6 means that it must be turned by a quarter to stand upright: red is then on top.
    """
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    if kind == "JPEG":
        picture.save(out, kind, exif=_exif(orientation), xmp=XMP, comment=b"CANARY-COMMENT", quality=90)
    elif kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", "CANARY-TEXT")
        words.add_itxt("XML:com.adobe.xmp", XMP.decode())
        picture.save(out, kind, exif=_exif(orientation), pnginfo=words)
    else:
        picture.save(out, kind, exif=_exif(orientation), xmp=XMP)
    return SimpleUploadedFile(name, out.getvalue() + b"<script>CANARY-TAIL</script>", f"image/{kind.lower()}")


def day_in_the_park() -> SimpleUploadedFile:
    """Return a photo with as much in it as one of a busy day: five hundred shapes of every colour, and a camera's grain over all."""
    chance, size = random.Random(1), (1600, 1200)
    picture = Image.new("RGB", size, "skyblue")
    draw = ImageDraw.Draw(picture)
    for _ in range(500):
        x, y, wide = chance.randrange(size[0]), chance.randrange(size[1]), chance.randrange(10, 120)
        colour = (chance.randrange(256), chance.randrange(256), chance.randrange(256))
        draw.ellipse((x, y, x + wide, y + 2 * wide), fill=colour)
    grain = Image.effect_noise(size, 20).convert("RGB")
    out = BytesIO()
    Image.blend(picture, grain, 0.2).save(out, "JPEG", quality=90)
    return SimpleUploadedFile("park.jpg", out.getvalue(), "image/jpeg")


def png_bomb(width: int, height: int) -> bytes:
    """Return a small file that says it is a huge picture, and is: rows of one colour, squeezed."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    squeeze = zlib.compressobj(9)
    row = b"\0" * (1 + width // 8)
    rows = b"".join(squeeze.compress(row * 100) for _ in range(height // 100)) + squeeze.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def moving_webp() -> bytes:
    """Return an animated WebP."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


def in_format(kind: str) -> bytes:
    """Return a small picture in a format we do not take."""
    out = BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, kind)
    return out.getvalue()
