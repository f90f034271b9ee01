"""Asking for a signature leads somewhere: to somebody who may sign, and anew once a word has changed."""

from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import SharingAgreement
from consent.services import sharing as services
from core.choices import LookState
from core.models import SecondLook
from tests import builders
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.sharing_people import draft, leo
from tests.feedback.desk import words

__all__ = ["leo"]


def _press(client: Client, agreement: SharingAgreement, name: str) -> Any:
    return words(client.post(reverse(f"sharing:{name}", args=[agreement.pk]), follow=True))


def _page(client: Client, agreement: SharingAgreement) -> str:
    return words(client.get(reverse("sharing:one", args=[agreement.pk])))


def test_who_alone_could_sign_is_told_so_before_they_wait_for_nobody(priya: User) -> None:
    agreement, desk = draft(priya), sign_in(priya)
    assert "Nobody is left who may sign it" in _press(desk, agreement, "ask")
    assert not SecondLook.objects.exists(), "nothing waits for nobody"
    assert "Ask for a signature" in _page(desk, agreement)


def test_a_draft_that_was_changed_after_asking_is_asked_for_anew_and_signed(leo: User, priya: User) -> None:
    agreement, desk = draft(leo), sign_in(leo)
    assert "finds it on their front page" in _press(desk, agreement, "ask")
    assert "It waits for a signature" in _page(desk, agreement)
    agreement.onward = "To everybody."
    services.write_agreement(agreement=agreement, by=leo)

    page = _page(desk, agreement)
    assert "A word of it has changed since a signature was asked for. Ask for it again." in page
    assert "It waits for a signature" not in page
    assert "Sign it" not in _page(sign_in(priya), agreement)
    _press(desk, agreement, "ask")
    _press(sign_in(priya), agreement, "sign")
    agreement.refresh_from_db()
    assert agreement.signed_by == priya
    assert SecondLook.objects.filter(state=LookState.ASKED).count() == 0


def test_a_purpose_that_is_not_there_is_said_before_it_is_signed(leo: User, priya: User) -> None:
    agreement, desk = draft(leo), sign_in(leo)
    assert "No purpose has the code “parent-forum”, so nothing could go under it." in _page(desk, agreement)
    agreeing.asked_purpose(by=priya, title="Pass your name on", key="parent-forum", for_a_partner=True)
    assert "No purpose has the code" not in _page(desk, agreement)


def test_nothing_is_ticked_beforehand_where_data_goes_to_a_partner(leo: User, priya: User) -> None:
    agreeing.asked_purpose(by=priya, title="Pass your name on", key="parent-forum", for_a_partner=True)
    agreement = draft(leo)
    services.ask_for_signature(agreement=agreement, by=leo, today=builders.today())
    services.sign(agreement=agreement, by=priya, today=builders.today())
    page = sign_in(priya).get(reverse("sharing:share", args=[agreement.pk])).text
    assert 'name="data_items"' in page
    assert "checked" not in page
