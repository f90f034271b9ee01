"""What cannot be undone is folded away: a thumb that slips ends no claim and no round."""

import re
from decimal import Decimal

from django.urls import reverse

from accounts.models import User
from core.models import Hub
from panels.choices import MoneyKind
from panels.models import Membership, MonitoringRound
from panels.rules.claims import Asked
from panels.services import monitoring
from tests.builders import today
from tests.cast import sign_in
from tests.panels.paneling import make_member
from tests.panels.paying import make_claim, meeting_was, paying_panel


def folded(page: str, action: str) -> bool:
    """Return whether the form that posts to an address stands in what has to be opened first."""
    return any(action in part for part in re.findall(r"<details>.*?</details>", page, re.DOTALL))


def member_of(elm: Hub, petra: User) -> Membership:
    return make_member(paying_panel(elm, petra))


def test_taking_a_claim_back_and_saying_no_to_a_thank_you_are_folded_away(elm: Hub, petra: User) -> None:
    ola = member_of(elm, petra)
    thanks = [Asked(MoneyKind.THANK_YOU, Decimal(10))]
    claim = make_claim(ola, by=petra, sent=False, lines=thanks, meeting=meeting_was(ola.panel), heard_of_benefits=True)

    page = sign_in(petra).get(reverse("claims:one", args=[claim.pk])).text

    assert folded(page, reverse("claims:take_back", args=[claim.pk]))
    assert folded(page, reverse("claims:no_thanks", args=[claim.pk]))


def test_closing_a_round_is_folded_away(elm: Hub, petra: User) -> None:
    panel = member_of(elm, petra).panel
    monitoring.begin_round(panel=panel, by=petra, today=today())
    assert MonitoringRound.objects.filter(closed_on__isnull=True).exists()

    page = sign_in(petra).get(reverse("panel_members:slips", args=[panel.pk])).text

    assert folded(page, reverse("panel_members:close_round", args=[panel.pk]))
