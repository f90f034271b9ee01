"""The audit trail outlives a need by years: it keeps that something was arranged for somebody, and never what."""

import json

from django.utils import timezone

from accounts.models import User
from consent.services.erasing import erase_everywhere
from core.models import AuditEntry, Hub
from panels.choices import HowReplied, NeedKind
from panels.models import Invitation
from panels.services.replies import answer, arrange
from panels.services.standing_needs import add_need, confirm_needs, drop_need
from tests.builders import today
from tests.panels.paneling import make_meeting, make_member, make_panel
from tests.panels.paying import give, make_claim, meeting_was, paying_panel


def _facts() -> str:
    return " ".join(AuditEntry.objects.values_list("facts", flat=True))


def test_once_needs_are_gone_no_fact_says_who_needed_what(elm: Hub, petra: User) -> None:
    ola = make_member(make_panel(elm))
    assert ola.person
    need = add_need(member=ola, kind=NeedKind.INTERPRETER, detail="", by=petra, today=today())
    add_need(member=ola, kind=NeedKind.CHILDCARE, detail="", by=petra, today=today())
    confirm_needs(member=ola, by=petra, today=today())
    drop_need(member=ola, need=need, by=petra)
    invitation = Invitation.objects.create(meeting=make_meeting(ola.panel), membership=ola)
    now = timezone.now()
    answer(invitation=invitation, reply="yes", how=HowReplied.RANG, by=petra, now=now)
    arrange(invitation=invitation, kinds=[NeedKind.FOOD, NeedKind.TRAVEL], line="", by=petra, now=now)
    erase_everywhere(ola.person, today())

    assert [kind for kind in NeedKind.values if f'"{kind}"' in _facts()] == []
    assert json.loads(AuditEntry.objects.get(verb="panels.invitation.arrange").facts)["number"] == 2, "how many is no secret"


def test_a_fact_about_money_has_no_code_of_who_got_it_where_the_row_has_it(elm: Hub, petra: User) -> None:
    ola = make_member(paying_panel(elm, petra))
    assert ola.person
    give(meeting_was(ola.panel), ola, by=petra)
    make_claim(ola, by=petra)

    money = AuditEntry.objects.filter(verb__in=["panels.payout.give", "panels.claim.enter"])
    assert len(money) == 2
    assert [one for one in money if ola.person.shown_code in one.facts] == []
