"""Documents are what their names say, are stored under our names and are only ever downloads."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import uploads
from core.uploads import HAS_PROGRAMS, NOT_A_DOCUMENT, TOO_HEAVY, kind_of_document
from home.models import HubDocument

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n"


def word(**more: bytes) -> bytes:
    """Return a Word file, with more entries in it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>", **more}.items():
            archive.writestr(name, body)
    return out.getvalue()


def upload(client: Client, body: bytes, *, name: str = "Menu.pdf", title: str = "Lunch menu") -> Any:
    file = SimpleUploadedFile(name, body)
    return client.post(reverse("wagtaildocs:add"), {"title": title, "file": file, "collection": 1}, follow=True)


@pytest.mark.parametrize(("body", "kind"), [(PDF, "pdf"), (word(), "docx")], ids=["pdf", "docx"])
def test_a_document_is_stored_under_our_name_and_sent_as_a_download(root_client: Client, client: Client, body: bytes, kind: str) -> None:
    upload(root_client, body, name=f"../../Jane Doe's letter.{kind}", title="Lunch menu")
    document = HubDocument.objects.get()

    sent = client.get(document.url)

    assert document.file.name.startswith("documents/lunch-menu-")
    assert document.file.name.endswith(f".{kind}")
    assert "Jane" not in document.file.name
    assert sent.getvalue() == body
    assert sent["Content-Disposition"].startswith("attachment")
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["Content-Security-Policy"] == "default-src 'none'"


def test_a_document_is_not_given_out_by_the_name_of_its_file(root_client: Client, client: Client) -> None:
    upload(root_client, PDF)

    assert client.get(f"/media/{HubDocument.objects.get().file.name}").status_code == 404


def test_a_document_of_a_private_collection_is_not_sent_to_strangers(root_client: Client, client: Client) -> None:
    upload(root_client, PDF)
    document = HubDocument.objects.get()
    document.collection.view_restrictions.create(restriction_type="login")

    assert client.get(document.url).status_code in {302, 403}


def test_the_ending_of_the_stored_file_tells_the_truth(root_client: Client) -> None:
    upload(root_client, word(), name="really-a-word-file.pdf")

    assert HubDocument.objects.get().file.name.endswith(".docx")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(b"<!doctype html><script>alert(1)</script>", NOT_A_DOCUMENT, id="html"),
        pytest.param(b"MZ\x90\0" + b"\0" * 100, NOT_A_DOCUMENT, id="program"),
        pytest.param(b"", "The submitted file is empty", id="empty"),
        pytest.param(b"PK\x03\x04" + b"\0" * 100, NOT_A_DOCUMENT, id="broken zip"),
        pytest.param(b"<script>x</script>%PDF-1.7", NOT_A_DOCUMENT, id="page in front of a pdf"),
        pytest.param(word(**{"word/vbaProject.bin": b"x"}), HAS_PROGRAMS, id="macro"),
        pytest.param(word(**{"word/embeddings/oleObject1.bin": b"x"}), HAS_PROGRAMS, id="file inside"),
        pytest.param(word(**{"word/media/a.bin": b"\0" * (101 * 1024 * 1024)}), TOO_HEAVY, id="zip bomb"),
        pytest.param(PDF + b"\0" * uploads.MAX_BYTES, TOO_HEAVY, id="too heavy"),
        pytest.param(word(**{f"word/{number}.xml": b"" for number in range(2001)}), TOO_HEAVY, id="too many parts"),
    ],
)
def test_a_hostile_document_is_refused_in_plain_words(root_client: Client, body: bytes, words: str) -> None:
    page = upload(root_client, body)

    assert words[:30] in page.text
    assert not HubDocument.objects.exists()


def test_a_spreadsheet_is_not_a_word_file() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")

    with pytest.raises(ValidationError):
        kind_of_document(SimpleUploadedFile("x.docx", out.getvalue()))


def test_other_endings_are_refused(root_client: Client) -> None:
    page = upload(root_client, b"<svg/>", name="x.svg")

    assert "errors" in page.text.lower() or "PDF or Word" in page.text
    assert not HubDocument.objects.exists()
