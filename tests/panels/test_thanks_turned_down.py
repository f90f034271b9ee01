"""Who asked for advice about benefits may say no to a thank-you until somebody agreed to it, also when it was sent."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from core.overtaken import Overtaken
from panels.choices import ClaimState, MoneyKind
from panels.models import Claim, Membership
from panels.rules.claims import Asked
from panels.services.claims import turn_down_thanks
from tests.cast import sign_in
from tests.panels.at_my_panel import at, phone_of
from tests.panels.meeting import words
from tests.panels.paneling import make_member
from tests.panels.paying import agree, make_claim, meeting_was, paying_panel

pytestmark = pytest.mark.django_db

FARES, THANKS = Asked(MoneyKind.FARES, Decimal(4)), Asked(MoneyKind.THANK_YOU, Decimal(10))


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays."""
    return make_member(paying_panel(elm, petra))


def sent(ola: Membership, *lines: Asked, by: User | None = None) -> Claim:
    """Send a claim for yesterday's meeting."""
    return make_claim(ola, by=by, lines=lines, meeting=meeting_was(ola.panel), heard_of_benefits=True)


def test_a_thank_you_that_was_sent_is_turned_down_and_the_rest_is_paid(ola: Membership, hana: User) -> None:
    claim, phone = sent(ola, FARES, THANKS), phone_of(ola)
    there, before = at("my_money", ola, claim.pk), Claim.objects.get()
    assert "No to the thank-you" in words(phone.get(there))

    page = words(phone.post(there, {"go": "no_thanks"}, follow=True))

    claim.refresh_from_db()
    assert (claim.state, claim.asked) == (ClaimState.SENT, Decimal(4))
    assert "£4: Sent: somebody looks at it" in page
    assert "No to the thank-you" not in page
    with pytest.raises(Overtaken):
        agree(before, by=hana)
    assert agree(claim, by=hana).agreed == 4


def test_a_claim_of_nothing_else_is_over(ola: Membership) -> None:
    claim = sent(ola, THANKS)

    phone_of(ola).post(at("my_money", ola, claim.pk), {"go": "no_thanks"})

    claim.refresh_from_db()
    assert claim.state == ClaimState.REFUSED


def test_what_somebody_agreed_to_stays(ola: Membership, hana: User) -> None:
    claim, phone = agree(sent(ola, FARES, THANKS), by=hana), phone_of(ola)
    assert "No to the thank-you" not in words(phone.get(at("my_money", ola, claim.pk)))

    page = words(phone.post(at("my_money", ola, claim.pk), {"go": "no_thanks"}))

    assert "This could not be done. Please ring us." in page
    with pytest.raises(ValidationError, match="agreed or over"):
        turn_down_thanks(claim=claim, by=None)
    assert claim.lines.count() == 2


def test_staff_who_are_rung_take_it_out_of_what_was_sent(ola: Membership, petra: User) -> None:
    claim, desk = sent(ola, FARES, THANKS, by=petra), sign_in(petra)
    page = desk.get(reverse("claims:one", args=[claim.pk])).text
    assert "They say no to the thank-you" in page
    assert "Change it" not in page

    desk.post(reverse("claims:no_thanks", args=[claim.pk]))

    assert [line.kind for line in claim.lines.all()] == ["fares"]
