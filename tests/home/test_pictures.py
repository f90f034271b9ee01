"""Pictures carry nothing but their dots: not in the original, not in any size, whatever road they came by."""

import mimetypes
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.models import User
from core.uploads import MOVING, NOT_A_PICTURE, TOO_HEAVY, TOO_MANY_DOTS, clean_picture
from home.models import HubImage
from tests.home.photos import CANARIES, LATITUDE, in_format, moving_webp, photo, png_bomb

SIZES = ("width-400", "fill-200x200", "original", "width-400|format-jpeg", "width-400|format-png", "width-300|format-webp")


def upload(client: Client, file: SimpleUploadedFile, title: str = "The door") -> Any:
    return client.post(reverse("wagtailimages:add"), {"title": title, "file": file, "collection": 1}, follow=True)


def upload_many(client: Client, file: SimpleUploadedFile) -> Any:
    return client.post(reverse("wagtailimages:add_multiple"), {"title": "The door", "files[]": file, "collection": 1}).json()


def upload_in_chooser(client: Client, file: SimpleUploadedFile) -> Any:
    return client.post(
        reverse("wagtailimages_chooser:create"),
        {"image-chooser-upload-title": "The door", "image-chooser-upload-file": file, "image-chooser-upload-collection": 1},
    ).json()


def assert_nothing_but_dots(stored: bytes) -> None:
    for canary in (*CANARIES, LATITUDE, b"GPS", b"Exif", b"xmpmeta", b"<script"):
        assert canary not in stored, canary
    with Image.open(BytesIO(stored)) as picture:
        assert not picture.getexif()
        assert not {"exif", "xmp", "XML:com.adobe.xmp", "comment", "icc_profile", "Comment", "photoshop"} & set(picture.info)


def test_the_made_up_photo_really_carries_a_place() -> None:
    with Image.open(photo()) as picture:
        place = picture.getexif().get_ifd(0x8825)
    assert float(place[2][0]) == pytest.approx(51.8642)
    assert all(canary in photo().read() for canary in (b"CANARY-MAKER", b"CANARY-XMP", b"CANARY-COMMENT", b"CANARY-TAIL", b"CANARY-OWNER"))
    assert b"CANARY-TEXT" in photo("PNG").read()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_an_uploaded_photo_loses_its_place_in_the_original_and_every_size(root_client: Client, kind: str) -> None:
    name = f"IMG_2041.{ {'JPEG': 'jpg'}.get(kind, kind.lower()) }"
    upload(root_client, photo(kind, name=name))

    image = HubImage.objects.get()
    assert_nothing_but_dots(image.file.read())
    for size in SIZES:
        assert_nothing_but_dots(image.get_rendition(size).file.read())


@pytest.mark.parametrize("road", [upload_many, upload_in_chooser])
def test_every_upload_road_of_the_admin_cleans(root_client: Client, road: Any) -> None:
    road(root_client, photo())

    assert_nothing_but_dots(HubImage.objects.get().file.read())


def test_a_picture_stored_by_a_program_is_cleaned_too(db: None) -> None:
    HubImage.objects.create(title="The door", file=ContentFile(photo().read(), name="x.jpg"))

    assert_nothing_but_dots(HubImage.objects.get().file.read())


def test_a_new_file_for_an_old_picture_is_cleaned_and_the_old_one_goes(root_client: Client, own_store: Path) -> None:
    upload(root_client, photo())
    image = HubImage.objects.get()
    first = image.file.name

    root_client.post(
        reverse("wagtailimages:edit", args=[image.pk]), {"title": "The new door", "file": photo(), "collection": 1, "shows": "nobody"}
    )

    image = HubImage.objects.get()
    assert image.title == "The new door"
    assert image.file.name != first
    assert_nothing_but_dots(image.file.read())
    assert not (own_store / first).exists()


def test_the_details_of_a_stored_picture_can_be_changed_without_its_file(root_client: Client) -> None:
    upload(root_client, photo())
    image = HubImage.objects.get()
    before = image.file.name

    root_client.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "Our door", "collection": 1, "shows": "nobody"})

    image.refresh_from_db()
    assert (image.title, image.file.name) == ("Our door", before)


def test_a_photo_is_turned_upright_before_it_forgets_which_way_it_was_held() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        with Image.open(clean_picture(photo(kind))) as upright:
            assert upright.size == (480, 640)
            red, blue = (upright.convert("RGB").getchannel(colour).getpixel((240, 60)) for colour in "RB")
            assert isinstance(red, int)
            assert isinstance(blue, int)
            assert red > 200 > 60 > blue


def test_a_large_photo_is_made_smaller_and_its_stored_size_is_true(db: None) -> None:
    image = HubImage.objects.create(title="Wide", file=ContentFile(photo(size=(4000, 1000), orientation=1).read(), name="x.jpg"))

    assert (image.width, image.height) == (2000, 500)


def test_a_logo_keeps_its_see_through_parts() -> None:
    out = BytesIO()
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(out, "PNG")

    with Image.open(clean_picture(SimpleUploadedFile("logo.png", out.getvalue()))) as logo:
        assert logo.mode == "RGBA"
        assert logo.getchannel("A").getpixel((5, 5)) == 0


def test_the_name_of_the_file_is_ours_and_the_title_is_escaped(root_client: Client) -> None:
    upload(root_client, photo(name='"><svg onload=x>.jpg'), title='"><svg onload=x>')

    name = Path(HubImage.objects.get().file.name).name
    assert "svg" not in name
    assert len(name) == len("0" * 32 + ".jpg")
    assert "<svg onload" not in root_client.get(reverse("wagtailimages:index")).text


@pytest.mark.parametrize("name", ["../../x.jpg", "..\\x.jpg", "a\0b.jpg", "ü" * 300 + ".jpg"])
def test_no_name_leads_out_of_the_store(db: None, own_store: Path, name: str) -> None:
    image = HubImage(title="x")
    image.file.save(name, clean_picture(photo()), save=True)

    assert Path(image.file.path).parent == own_store / "original_images"


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")  # we count the dots ourselves, lower than Pillow
@pytest.mark.parametrize(
    ("hostile", "words"),
    [
        pytest.param(png_bomb(6000, 5000), TOO_MANY_DOTS, id="30 million dots"),
        pytest.param(png_bomb(10_000, 10_000), TOO_MANY_DOTS, id="100 million dots"),
        pytest.param(png_bomb(20_000, 20_000), TOO_MANY_DOTS, id="400 million dots"),
        pytest.param(moving_webp(), MOVING, id="moving"),
        pytest.param(photo().read()[:3000], NOT_A_PICTURE, id="cut off"),
        pytest.param(b"", NOT_A_PICTURE, id="empty"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", NOT_A_PICTURE, id="svg"),
        pytest.param(b"<!doctype html><script>x</script>", NOT_A_PICTURE, id="html"),
        pytest.param(in_format("GIF"), NOT_A_PICTURE, id="gif"),
        pytest.param(in_format("TIFF"), NOT_A_PICTURE, id="tiff"),
        pytest.param(in_format("BMP"), NOT_A_PICTURE, id="bmp"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\xff" * 200, NOT_A_PICTURE, id="broken head"),
        pytest.param(b"\xff\xd8\xff\xe0" + b"\0" * (10 * 1024 * 1024), TOO_HEAVY, id="too heavy"),
    ],
)
def test_a_hostile_picture_is_refused_kindly_and_at_once(hostile: bytes, words: str) -> None:
    begun = time.process_time()  # not the clock on the wall: the machine may be busy with something else
    with pytest.raises(ValidationError, match=words[:40].replace("(", r"\(")):
        clean_picture(SimpleUploadedFile("x.png", hostile))
    assert time.process_time() - begun < 1


def test_a_bomb_gets_an_answer_in_the_admin_and_not_an_error_page(root_client: Client) -> None:
    page = upload(root_client, SimpleUploadedFile("x.png", png_bomb(20_000, 20_000), "image/png"))

    assert page.status_code == 200
    assert "too large for us to open safely" in page.text
    assert upload_many(root_client, SimpleUploadedFile("x.png", png_bomb(20_000, 20_000), "image/png"))["success"] is False
    assert not HubImage.objects.exists()


def test_the_name_may_lie_about_the_kind_but_what_is_stored_does_not(root_client: Client) -> None:
    upload(root_client, photo("PNG", name="photo.jpg"))

    image = HubImage.objects.get()
    assert image.file.name.endswith(".png")
    assert image.file.read().startswith(b"\x89PNG")


def test_sizes_are_given_out_and_originals_and_documents_are_not(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mimetypes, "guess_type", lambda *_: (None, None))  # as on a machine without a list of kinds
    image = HubImage.objects.create(title="The door", file=ContentFile(photo().read(), name="x.jpg"))
    size = image.get_rendition("width-200|format-webp")

    sent = client.get(size.url, headers={"Accept-Encoding": "gzip"})

    assert sent.status_code == 200
    assert "Content-Encoding" not in sent.headers  # it is packed already
    assert int(sent["Content-Length"]) == len(b"".join(sent.streaming_content))  # type: ignore[attr-defined]  # a file is streamed
    assert sent["Content-Type"] == "image/webp"
    assert "immutable" in sent["Cache-Control"]
    assert client.get(f"/media/{image.file.name}").status_code == 404
    for path in (
        "/media/images/..%2foriginal_images%2fx.jpg",
        "/media/images/",
        "/media/",
        "/media/images/x.jpg",
        "/media/images/..",
        "/media/documents/a.pdf",
    ):
        assert client.get(path).status_code == 404, path


def test_the_type_checker_knows_what_a_user_uploaded(db: None) -> None:
    user = User.objects.create_user("ed@ashmere.example")
    image = HubImage.objects.create(title="x", uploaded_by_user=user, file=ContentFile(photo().read(), name="x.jpg"))

    assert list(user.hubimage_set.all()) == [image]
