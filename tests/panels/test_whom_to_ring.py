"""Whom families and members of a panel ring: its hub, else the council. Each number is to be tapped."""

from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from accounts.models import User
from core.models import Hub
from panels.models.actions import ActionOfMember
from tests.builders import make_brand, make_post
from tests.families import make_person
from tests.panels.at_my_panel import PAGE, phone_of
from tests.panels.inviting import add_member, asked, link_in, make_ready
from tests.panels.paneling import make_member, make_panel, open_to_families
from tests.panels.writing_down import held_before, make_action

pytestmark = pytest.mark.django_db

HUBS, COUNCILS = "01632 960 222", "01632 960 000"


@pytest.fixture(params=[HUBS, ""], ids=["the hub has a number", "it has none"])
def number(request: pytest.FixtureRequest, elm: Hub) -> str:
    """The number to ring: the hub's, or the council's."""
    make_brand(phone=COUNCILS)
    Hub.objects.filter(pk=elm.pk).update(phone=request.param)
    elm.refresh_from_db()
    return request.param or COUNCILS


def tapped(number: str) -> str:
    """Return how a number stands that can be tapped."""
    return f'href="tel:{number.replace(" ", "")}">{number}</a>'


def test_every_number_on_a_panels_page_can_be_tapped(elm: Hub, number: str) -> None:
    panel = open_to_families(make_panel(elm))

    page = Client().get(f"/panels/{panel.slug}/").text

    main = page[page.index("<main") : page.index("</main")]
    assert main.count(number) == main.count(tapped(number)) > 0


def test_who_cannot_do_what_they_took_on_has_a_number_to_tap(elm: Hub, petra: User, number: str) -> None:
    member = make_member(make_panel(elm), make_person(elm))
    ActionOfMember.objects.create(action=make_action(held_before(member.panel), petra, owner_kind="member"), membership=member)

    page = phone_of(member).get(PAGE).text

    assert page.index("That is all right.") < page.index(tapped(number))


def test_a_letter_and_the_page_behind_its_link_name_the_same_number(
    elm: Hub, petra: User, mailoutbox: list[EmailMultiAlternatives], client: Client, number: str
) -> None:
    meeting = make_ready(elm)
    asked(meeting, add_member(meeting.panel), by=petra)

    assert f"\n{number}" in str(mailoutbox[0].body)
    assert tapped(number) in client.get(link_in(mailoutbox[0])).text


def test_a_young_person_reads_the_number_of_their_worker_and_no_promise_that_nobody_can_keep(elm: Hub, number: str) -> None:
    posts: dict[str, Any] = {"coordinator": make_post("Participation worker", hub=elm), "second_reader": make_post("Hub manager", hub=elm)}
    panel = make_panel(elm, is_of_under_18s=True, **posts)
    person = make_person(elm, "Zara")

    page = phone_of(make_member(panel, person)).get(PAGE).text

    assert "Your worker tells you when we meet, and you can talk to them." in page
    assert "everything" not in page[page.index("<main") : page.index("</main")]
    assert tapped(number) in page
