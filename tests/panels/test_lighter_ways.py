"""Whoever would like less joins as that; and staff read by which way those who asked heard of it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from panels.models import Interest
from panels.selectors.heard_of import YEAR, heard_of
from panels.services import joining as services
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.panels.joining import address, asked, talked_with
from tests.panels.paneling import make_panel, open_to_families
from tests.participation.reaching import words

AS = {"member": "member", "reader": "reader", "question": "reader", "one": "guest", "": "member"}


@pytest.mark.parametrize(("wants", "kind"), AS.items())
def test_whoever_would_like_less_joins_as_that_and_nothing_of_what_suited_them_stays(elm: Hub, petra: User, wants: str, kind: str) -> None:
    panel = make_panel(elm, coordinator=make_post("Parent panel coordinator", hub=elm))
    one = talked_with(panel, petra, wants=wants, suits=["mornings"])
    services.make_known(interest=one, name="Sana", hub=elm, by=petra, today=today())
    one.refresh_from_db()
    page = sign_in(petra).get(reverse("interests:one", args=[one.pk])).text
    assert f'<option value="{kind}" selected>' in page

    services.join(interest=one, kind=kind, how_agreed="phone", by=petra, today=today())

    one.refresh_from_db()
    assert (one.wants, one.suits, one.heard_through) == ("", [], "")


def test_staff_read_where_those_who_asked_heard_of_it(elm: Hub, oak: Hub, petra: User) -> None:
    panel = make_panel(elm, coordinator=make_post("Parent panel coordinator", hub=elm))
    for way in ("midwife", "midwife", "school", ""):
        asked(panel, heard_through=way)
    asked(make_panel(oak), heard_through="library")
    one = talked_with(panel, petra, heard_through="school")
    services.make_known(interest=one, name="Sana", hub=elm, by=petra, today=today())
    one.refresh_from_db()
    services.join(interest=one, kind="member", how_agreed="phone", by=petra, today=today())
    Interest.objects.filter(heard_through="midwife").first().delete()  # type: ignore[union-attr]  # one is there
    old = asked(panel, heard_through="friend")
    Interest.objects.filter(pk=old.pk).update(came_on=today() - YEAR, due_on=today())

    found = [(one.way, one.number_asked, one.number_joined) for one in heard_of(petra, today=today())]

    assert found == [("A school", 2, 1), ("A midwife", 1, 0), ("They did not say", 1, 0)]
    page = words(sign_in(petra).get(reverse("interests:index") + "?state=over"))
    assert "A school 2 1" in page
    assert "library" not in page.lower()


@pytest.mark.parametrize(
    ("words", "wants"),
    [
        ("Read something for us now and then, at home", "reader"),
        ("Come to one meeting, and see", "one"),
        ("Answer a question now and then", "question"),
    ],
)
def test_a_lighter_way_on_the_page_opens_the_form_with_it_chosen(client: Client, elm: Hub, words: str, wants: str) -> None:
    panel = open_to_families(make_panel(elm))
    assert f'<a href="{address(panel)}?wants={wants}">{words}</a>' in client.get(f"/panels/{panel.slug}/").text

    page = client.get(address(panel), {"wants": wants}).text

    assert f'name="wants" value="{wants}" checked' in page
    assert "<details open>" in page


def test_what_is_no_way_of_taking_part_is_not_chosen(client: Client, elm: Hub) -> None:
    panel = open_to_families(make_panel(elm))

    for odd in ("", "guest", "<b>", "1" * 5_000):
        page = client.get(address(panel), {"wants": odd})
        assert page.status_code == 200
        assert "<details open>" not in page.text
        assert not re.search(r'name="wants"[^>]*checked', page.text)
