"""The form with which a member gets their money back: what it offers, what it asks for, and what it says when something is missing."""

import pytest
from django.test import Client

from accounts.models import User
from core.models import Hub
from panels.models import Claim, Meeting, Membership
from tests.panels.at_my_panel import at, phone_of
from tests.panels.paneling import make_member
from tests.panels.paying import make_claim, meeting_was, paying_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays."""
    return make_member(paying_panel(elm, petra))


@pytest.fixture
def phone(ola: Membership) -> Client:
    """Ola's phone, behind the door."""
    return phone_of(ola)


@pytest.mark.parametrize("change", [{}, {"state": "off", "called_off_because": "Snow"}])
def test_a_draft_keeps_its_meeting_however_long_ago_it_was(change: dict[str, str], phone: Client, ola: Membership) -> None:
    meeting = meeting_was(ola.panel, days_ago=1 if change else 250)
    claim = make_claim(ola, by=None, sent=False, meeting=meeting)
    Meeting.objects.update(**change)
    there = at("change_money", ola, claim.pk)

    form = phone.get(there)
    assert f'value="{meeting.pk}" selected' in form.text
    phone.post(there, {"seen": "1", "meeting": meeting.pk, "fares": "5", "go": "keep"})

    assert Claim.objects.get().meeting == meeting
    assert str(meeting.pk) not in [one["value"] for one in phone.get(at("ask_for_money", ola)).context["form"].for_which()]
