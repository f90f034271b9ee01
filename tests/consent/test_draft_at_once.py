"""Two colleagues at one draft: the second is told what the first wrote, and a paper attached meanwhile stays."""

import hashlib
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import SharingAgreement
from consent.services import sharing as services
from tests.cast import sign_in
from tests.consent.sharing_people import act, draft, leo
from tests.feedback.desk import words

__all__ = ["leo"]
pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"


def as_shown(desk: Client, agreement: SharingAgreement) -> dict[str, Any]:
    """Return what the draft's form would post as it is shown."""
    form = desk.get(reverse("sharing:change", args=[agreement.pk])).context["form"]
    return _posted(form)


def _posted(form: Any) -> dict[str, Any]:
    said = {field.name: field.value() for field in form}
    return {name: (value.isoformat() if isinstance(value, date) else value) or "" for name, value in said.items()}


def test_an_old_page_of_a_draft_takes_no_word_of_a_colleague_back(leo: User, priya: User) -> None:
    agreement, desk = draft(leo), sign_in(leo)
    at, posted = reverse("sharing:change", args=[agreement.pk]), as_shown(desk, agreement)
    theirs = as_shown(sign_in(priya), agreement) | {"onward": "To nobody at all."}
    assert sign_in(priya).post(at, theirs).status_code == 302

    page = desk.post(at, posted | {"retention": "Two years.", "data_items": ["name", "phone", "email"]})

    assert "A colleague changed this while you had it open." in words(page)
    assert "Whether the partner may pass it on To nobody at all." in words(page), "what stands there now"
    assert "Two years." in page.text, "and what was typed is still there"
    now = SharingAgreement.objects.get()
    assert (now.onward, now.retention) == ("To nobody at all.", "A year after the last meeting.")

    again = _posted(page.context["form"])
    assert (again["retention"], again["data_items"]) == ("Two years.", ["name", "phone", "email"]), "every word and tick as it was"
    assert desk.post(at, again | {"onward": "To nobody at all."}).status_code == 302
    now = SharingAgreement.objects.get()
    assert (now.onward, now.retention, now.data_items) == ("To nobody at all.", "Two years.", ["name", "phone", "email"])


def test_a_paper_attached_while_a_page_was_open_stays_attached(leo: User, priya: User) -> None:
    agreement, desk = draft(leo), sign_in(leo)
    posted, old = as_shown(desk, agreement), SharingAgreement.objects.get()
    act(sign_in(priya), agreement, "attach", file=SimpleUploadedFile("a.pdf", PDF))

    assert desk.post(reverse("sharing:change", args=[agreement.pk]), posted | {"retention": "Two years."}).status_code == 302
    old.onward = "To nobody at all."
    services.write_agreement(agreement=old, by=leo)

    now = SharingAgreement.objects.get()
    assert now.document_digest == hashlib.sha256(PDF).hexdigest()
    assert act(desk, agreement, "document").content == PDF


def test_a_post_without_the_mark_is_taken_for_an_old_page(leo: User) -> None:
    agreement, desk = draft(leo), sign_in(leo)
    posted = as_shown(desk, agreement) | {"onward": "To everybody."}
    posted["seen"] = ""
    assert "A colleague changed this" in words(desk.post(reverse("sharing:change", args=[agreement.pk]), posted))
    assert SharingAgreement.objects.get().onward == "Never."
