"""Files from outside: a picture is drawn anew so that nothing but its dots is kept; a document must be what its name says.

A phone writes the place, the time and the phone's owner into each photo (security row 41). Looking for such words and taking them out
always misses one kind; drawing the picture afresh on an empty sheet misses none.
"""

import re
import struct
import zipfile
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

MAX_BYTES = 10 * 1024 * 1024
MAX_DOTS = 25_000_000
LONGEST_SIDE = 2000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ENTRIES = 2000

TOO_HEAVY = "This file is larger than 10 MB. Please make it smaller and try again."
TOO_MANY_DOTS = (
    "This picture is too large for us to open safely: it may have 25 million dots at most. "
    "Save a smaller copy (2000 dots wide is plenty) and try again."
)
NOT_A_PICTURE = "We could not open this picture. Please use a JPEG, PNG or WebP picture, such as a photo from your phone."
MOVING = "This picture moves. Please use a still picture: moving pictures make some people ill."
NOT_A_DOCUMENT = "This file is not a PDF or Word document (.pdf or .docx). Please save it as one of those and try again."
NOT_A_SCAN = "This file is neither a photo (JPEG, PNG, WebP) nor a PDF. Take a photo of the signed form, or scan it as a PDF."
# What a PDF does by itself, or carries along, by the names of its parts. A page to open at (/OpenAction with a list) does nothing: many
# programs write it. The two short names count only with what follows them, or the dots of a large scan hold one by chance.
_PROGRAMS_OF_A_PDF = re.compile(
    rb"/JavaScript|/Launch|/EmbeddedFile|/RichMedia|/OpenAction(?!\s*\[)|/JS\s*[(<]|/JS\s+\d+\s+\d+\s+R|/AA\s*<<|/AA\s+\d+\s+\d+\s+R"
)
_WRITTEN_AS_A_NUMBER = re.compile(rb"#([0-9A-Fa-f]{2})")  # /J#61vaScript is /JavaScript
HAS_PROGRAMS = "This document carries a program (a macro) or another file inside. Please save it without and try again."
PDF_HAS_PROGRAMS = (
    "This PDF carries a program, does something by itself when it opens, or has another file inside. "
    "Open it, print it to a PDF again (“Print”, then “Save as PDF”), and try again with the new file."
)


class CleanPicture(ContentFile):  # type: ignore[type-arg]  # Django's files take no type when the program runs
    """A picture that went through `clean_picture`: nothing but dots. Its name is `picture.jpg` or `picture.png`."""


def clean_picture(file: "File[bytes]") -> CleanPicture:
    """Return the picture drawn anew: the right way up, at most 2000 dots wide or high, without any metadata.

    Photos come back as JPEG; a PNG, or a picture with see-through parts, as PNG. Raises ValidationError, in words for the person who
    uploads, when the file is too heavy, has too many dots (checked before they are unpacked: a 1 MB file may hold 400 million), moves, or
    is no JPEG, PNG or WebP picture.
    """
    if (file.size or 0) > MAX_BYTES:
        raise ValidationError(TOO_HEAVY, code="too_heavy")
    file.seek(0)
    try:
        # Reading the head, not the dots. The formats are named: Pillow opens eighty others, each a parser that strangers could feed.
        with Image.open(BytesIO(file.read()), formats=("JPEG", "PNG", "WEBP")) as picture:
            _refuse_bombs(picture)
            return _drawn_anew(picture)
    except Image.DecompressionBombError:
        raise ValidationError(TOO_MANY_DOTS, code="too_many_dots") from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, struct.error) as broken:
        # What Pillow raises for cut or crafted files, met by trying; ValidationError is none of these.
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from broken


def _refuse_bombs(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_DOTS:
        raise ValidationError(TOO_MANY_DOTS, code="too_many_dots")
    if getattr(picture, "n_frames", 1) > 1:
        raise ValidationError(MOVING, code="moving")


def _drawn_anew(picture: Image.Image) -> CleanPicture:
    source = picture.format
    if source == "JPEG":
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # lets the decoder skip what will be thrown away
    upright = ImageOps.exif_transpose(picture)
    see_through = upright.has_transparency_data
    dots = upright.convert("RGBA" if see_through else "RGB")
    dots.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    sheet = Image.new(dots.mode, dots.size)
    sheet.paste(dots)
    out = BytesIO()
    if see_through or source == "PNG":
        sheet.save(out, "PNG", optimize=True)
        return CleanPicture(out.getvalue(), name="picture.png")
    sheet.save(out, "JPEG", quality=85, optimize=True)
    return CleanPicture(out.getvalue(), name="picture.jpg")


def kind_of_document(file: "File[bytes]") -> str:
    """Return "pdf" or "docx", judged by what the file holds and not by its name.

    Raises ValidationError, in words for the person who uploads, for anything else, for more than 10 MB, for a Word file that unpacks to
    more than 100 MB (a zip bomb) and for a Word file or a PDF that carries a program or another file (security row 58).
    """
    if (file.size or 0) > MAX_BYTES:
        raise ValidationError(TOO_HEAVY, code="too_heavy")
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        _refuse_programs(file.read())
        file.seek(0)
        return "pdf"
    if head.startswith(b"PK\x03\x04") and _is_word(file):
        return "docx"
    raise ValidationError(NOT_A_DOCUMENT, code="not_a_document")


def clean_scan(file: "File[bytes]") -> tuple[str, bytes]:
    """Return a scan of a signed paper: "pdf" with its bytes, or "jpg" or "png" drawn anew. Judged by what it holds, not by its name.

    Raises ValidationError, in words for the person who uploads, for anything else (a Word file is no scan), for more than 10 MB, and for a
    PDF that openly carries a program or another file. What a PDF hides in packed parts is not looked for: it leaves only as a download.
    """
    if (file.size or 0) > MAX_BYTES:
        raise ValidationError(TOO_HEAVY, code="too_heavy")
    file.seek(0)
    content = file.read()
    if content.startswith(b"%PDF-"):
        _refuse_programs(content)
        return "pdf", content
    if content.startswith(b"PK"):
        raise ValidationError(NOT_A_SCAN, code="not_a_scan")
    try:
        picture = clean_picture(file)
    except ValidationError as refused:
        raise ValidationError(NOT_A_SCAN, code="not_a_scan") if refused.code == "not_a_picture" else refused from None
    return str(picture.name).rpartition(".")[2], picture.read()


def _refuse_programs(content: bytes) -> None:
    """Refuse a PDF that openly does something by itself or carries another file. What is hidden in packed parts is not looked for."""
    if _PROGRAMS_OF_A_PDF.search(_WRITTEN_AS_A_NUMBER.sub(lambda found: bytes.fromhex(found[1].decode()), content)):
        raise ValidationError(PDF_HAS_PROGRAMS, code="has_programs")


def _is_word(file: "File[bytes]") -> bool:
    """Return whether a zip is a Word document, reading only its list of contents. Leaves the file at its beginning."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError):
        return False
    finally:
        file.seek(0)
    names = {entry.filename.lower() for entry in entries}
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise ValidationError(TOO_HEAVY, code="too_heavy")
    if any(name.endswith(("vbaproject.bin", ".exe", ".js", ".vbs")) or "/embeddings/" in name for name in names):
        raise ValidationError(HAS_PROGRAMS, code="has_programs")
    return "[content_types].xml" in names and "word/document.xml" in names
