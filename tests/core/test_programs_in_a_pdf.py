"""A PDF that does something by itself, or has another file inside, is refused alike wherever it comes in (security row 58)."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core.uploads import PDF_HAS_PROGRAMS, clean_scan, kind_of_document


def _pdf(part: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj << /Type /Catalog " + part + b" >> endobj\n%%EOF\n"


@pytest.mark.parametrize(
    "part",
    [
        b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
        b"/OpenAction 5 0 R",
        b"/OpenAction<</S/URI/URI(http://x.example)>>",
        b"/Names << /JavaScript 4 0 R >>",
        b"/S /Rendition /JS 7 0 R",
        b"/JS(app.alert(1))",
        b"/JS <6170702E>",
        b"/A << /S /Launch /F (cmd.exe) >>",
        b"/Names << /EmbeddedFiles 4 0 R >>",
        b"/Type /EmbeddedFile",
        b"/AA << /O 5 0 R >>",
        b"/AA 5 0 R",
        b"/Subtype /RichMedia",
        b"/S /J#61vaScript",
        b"/#4caunch 5 0 R",
    ],
)
def test_it_is_refused_as_a_scan_and_as_a_document_with_what_to_do(part: bytes) -> None:
    for taken_in in (clean_scan, kind_of_document):
        with pytest.raises(ValidationError) as refused:
            taken_in(SimpleUploadedFile("signed.pdf", _pdf(part)))
        assert refused.value.messages == [PDF_HAS_PROGRAMS]
    assert "print it to a PDF again" in PDF_HAS_PROGRAMS


@pytest.mark.parametrize(
    "part",
    [
        b"/OpenAction [3 0 R /XYZ null null 0]",
        b"/OpenAction[1 0 R /Fit]",
        b"/A << /S /URI /URI (https://forum.example) >>",
        b"stream \x00/JS\xf3\x07 /AA\x91 endstream",
        b"/Author (#1 of the forum #zz)",
    ],
    ids=["opens at a page", "so too", "a link", "dots of a scan", "a number sign"],
)
def test_a_page_to_open_at_a_link_and_dots_are_no_program(part: bytes) -> None:
    file = SimpleUploadedFile("signed.pdf", _pdf(part))
    assert clean_scan(file) == ("pdf", _pdf(part))
    assert kind_of_document(file) == "pdf"
    assert file.read() == _pdf(part), "whoever keeps it reads it from its beginning"
