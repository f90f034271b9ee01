"""What members are called on staff screens: by name where the reader reads names of people known there, by code everywhere else."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from consent.models import Person
from core.models import Hub, PostHolder
from panels.models.membership import FORGOTTEN
from panels.selectors.names import called
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.paneling import make_member, make_panel

pytestmark = pytest.mark.django_db


def test_a_member_who_is_known_at_another_hub_is_called_by_their_code(elm: Hub, oak: Hub, petra: User) -> None:
    panel = make_panel(elm)
    ours, theirs = make_person(elm, "Ola Nowak"), make_person(oak, "Ines Duarte")
    make_member(panel, ours)
    make_member(panel, theirs)

    for address in ("shown:list", "terms:one"):
        page = sign_in(petra).get(reverse(address, args=[panel.pk])).text
        assert "Ines" not in page, address
        assert theirs.shown_code in page, address
        assert "Ola Nowak" in page, address


def test_who_looks_after_a_panel_of_the_whole_council_reads_the_names_of_their_own_hub_alone(elm: Hub, oak: Hub, petra: User) -> None:
    post = make_post("Coordinator of all", hub=elm)
    PostHolder.objects.create(post=post, user=petra, from_on=today())
    panel = make_panel(None, coordinator=post)
    make_member(panel, make_person(elm, "Ola Nowak"))
    theirs = make_person(oak, "Ines Duarte")
    make_member(panel, theirs)

    page = sign_in(petra).get(reverse("shown:list", args=[panel.pk])).text

    assert "Ola Nowak" in page
    assert "Ines" not in page
    assert theirs.shown_code in page


def test_a_name_costs_no_query_however_many_members(elm: Hub, petra: User, django_assert_num_queries: Any) -> None:
    panel = make_panel(elm)
    members = [make_member(panel, make_person(elm, name)) for name in ("Ola Nowak", "Sam Hill", "Ada Wu")]
    gone = make_member(panel, make_person(elm))
    gone.person = None
    called(members, petra)

    with django_assert_num_queries(0):
        names = called([*members, gone], petra)

    assert [names[one.pk].split(",")[0] for one in members] == ["Ola Nowak", "Sam Hill", "Ada Wu"]
    assert names[gone.pk] == FORGOTTEN


def test_nobody_reads_the_name_of_who_is_set_aside(elm: Hub, petra: User) -> None:
    panel = make_panel(elm)
    person = make_person(elm, "Ola Nowak")
    make_member(panel, person)
    Person.objects.filter(pk=person.pk).update(set_aside_on=today())

    for address in ("shown:list", "terms:one"):
        assert "Ola" not in sign_in(petra).get(reverse(address, args=[panel.pk])).text, address
