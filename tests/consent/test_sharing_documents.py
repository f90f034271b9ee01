"""The paper of an agreement: sealed, given only on purpose, and only the one that was signed."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import AgreementDocument, SharingAgreement
from consent.services import sharing as services
from core.models import AuditEntry
from tests import builders
from tests.cast import sign_in
from tests.consent.sharing_people import act, draft, leo
from tests.feedback.desk import words

__all__ = ["leo"]
pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"


def attach(desk: Client, agreement: SharingAgreement, content: bytes = PDF, name: str = "signed.pdf") -> Any:
    """Attach a file."""
    return act(desk, agreement, "attach", file=SimpleUploadedFile(name, content))


def test_the_document_is_sealed_and_given_only_on_purpose(leo: User, priya: User, sol: User) -> None:
    agreement = draft(leo)
    attach(sign_in(leo), agreement)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM consent_agreementdocument")
        assert "JVBER" not in cursor.fetchone()[0], "base64 of %PDF"

    answer = sign_in(sol).post(reverse("sharing:document", args=[agreement.pk]))

    assert answer.content == PDF
    assert answer.headers["Cache-Control"].startswith("no-store, private")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert AuditEntry.objects.get(verb="consent.sharing.open_document").actor == f"staff:{sol.pk}"
    assert sign_in(sol).get(reverse("sharing:document", args=[agreement.pk])).status_code == 405


@pytest.mark.parametrize(("content", "name"), [(b"<html>", "signed.pdf"), (b"MZ\x90", "signed.docx"), (b"", "signed.pdf")])
def test_what_is_no_document_is_refused(leo: User, content: bytes, name: str) -> None:
    agreement = draft(leo)
    page = words(attach(sign_in(leo), agreement, content, name))
    assert "PDF or Word" in page
    assert not AgreementDocument.objects.exists()


@pytest.mark.parametrize("part", [b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>", b"/Launch", b"/EmbeddedFiles 4 0 R"])
def test_a_document_with_a_program_is_refused_as_a_scan_is(leo: User, part: bytes) -> None:
    agreement = draft(leo)
    page = words(attach(sign_in(leo), agreement, PDF.replace(b"<< >>", b"<< " + part + b" >>")))
    assert "This PDF carries a program" in page
    assert "print it to a PDF again" in page
    assert not AgreementDocument.objects.exists()


def test_a_document_put_in_place_of_the_signed_one_is_found_out(leo: User, priya: User) -> None:
    agreement = draft(leo)
    services.attach(agreement=agreement, file=SimpleUploadedFile("a.pdf", PDF), by=leo)
    services.ask_for_signature(agreement=agreement, by=leo, today=builders.today())
    services.sign(agreement=agreement, by=priya, today=builders.today())
    assert "This is signed" in words(attach(sign_in(leo), agreement))
    AgreementDocument.objects.all().delete()
    AgreementDocument.objects.create(agreement=agreement, kind="pdf", content="JVBERi0x")

    assert "not the document that was attached" in words(act(sign_in(priya), agreement, "document"))


def test_without_a_document_it_says_so(leo: User) -> None:
    assert "No document is attached." in words(act(sign_in(leo), draft(leo), "document"))
