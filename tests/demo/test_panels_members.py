"""Ashmere's panel has ten members, some of whom wait for something, one who left, and slips that were counted."""

from django.urls import reverse

from accounts.models import User
from core.models import Hub
from demo.panels_members import seed
from demo.people import Staff
from panels.choices import Stage
from panels.models import StandingNeed
from panels.provides.members import what_waits
from panels.selectors.makeup import makeup_of
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.paneling import make_member, make_panel
from tests.participation.reaching import group


def test_the_demo_puts_people_on_its_panel(elm: Hub, petra: User) -> None:
    group()
    panel = make_panel(elm)
    people = [make_person(elm, f"Parent {turn}") for turn in range(11)]
    members = [make_member(panel, person, speaks_for="A long stay on the ward.") for person in people]
    on_it = members[:-1]

    seed(panel, members, Staff({"cora.panel": petra}, {}), today())

    assert panel.memberships.get(stage=Stage.LEFT).person == people[-1]
    assert StandingNeed.objects.count() == 2
    assert len(what_waits(user=petra, today=today())) == 1
    assert makeup_of(panel, petra)
    client = sign_in(petra)
    assert client.get(reverse("panel_members:list", args=[panel.pk])).status_code == 200
    assert [client.get(reverse("members:one", args=[one.pk])).status_code for one in on_it] == [200] * 10
