"""Whom the council looks for: it begins with five, adds from the set or in its own words, and says how many there are and who counted."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from core.sync import sync_roles
from participation.models import Population, PriorityGroup
from participation.services import groups as services
from participation.starter_groups import BEGINS_WITH, STARTER_SET
from tests.builders import today
from tests.cast import give_role, make_user, sign_in
from tests.participation.reaching import group


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


@pytest.fixture
def lead(db: None) -> User:
    """The engagement lead of the whole council."""
    user = make_user("Lena")
    give_role(user, RoleKind.ENGAGEMENT_LEAD)
    return user


@pytest.fixture
def desk(lead: User) -> Client:
    services.begin()
    return sign_in(lead)


def test_a_council_begins_with_five_and_keeps_its_own_after_that(db: None) -> None:
    sync_roles()
    assert list(PriorityGroup.objects.values_list("key", flat=True)) == [one.key for one in STARTER_SET[:BEGINS_WITH]]

    PriorityGroup.objects.exclude(key="fathers").delete()
    sync_roles()

    assert [str(one) for one in PriorityGroup.objects.all()] == ["Fathers and male carers"]


def test_the_set_holds_what_it_should_under_keys_of_their_own() -> None:
    assert len({one.key for one in STARTER_SET}) == len({one.name for one in STARTER_SET}) == len(STARTER_SET) == 27
    assert all(len(one.name) <= 80 and len(one.meaning) <= 300 for one in STARTER_SET)


def test_a_group_of_the_set_is_taken_with_one_button(desk: Client) -> None:
    assert "Look for them : Kinship, foster and adoptive families" in words(desk.get(reverse("groups:index")))

    page = desk.post(reverse("groups:take"), {"key": "kinship"}, follow=True)

    assert "You look for “Kinship, foster and adoptive families” from now on." in words(page)
    assert "Look for them : Kinship" not in words(page)
    assert PriorityGroup.objects.get(key="kinship").order == 6
    assert AuditEntry.objects.filter(verb="participation.priority_group.add").exists()


@pytest.mark.parametrize(("key", "says"), [("fathers", "is in your list already."), ("dads\x00", "not in the set"), ("", "not in the set")])
def test_what_cannot_be_taken_says_why(desk: Client, key: str, says: str) -> None:
    assert says in words(desk.post(reverse("groups:take"), {"key": key}, follow=True))


def test_a_council_adds_in_its_own_words_and_the_key_stays_whatever_it_is_called_later(desk: Client) -> None:
    desk.post(reverse("groups:add"), {"name": "Fishing families", "meaning": "Away at sea for weeks.", "is_active": "on"})
    own = PriorityGroup.objects.get(key="fishing-families")

    desk.post(reverse("groups:edit", args=[own.pk]), {"name": "Families at sea", "meaning": "Away for weeks."})

    own.refresh_from_db()
    assert (own.key, own.name, own.is_active) == ("fishing-families", "Families at sea", False)


def test_its_own_words_never_take_a_key_of_the_set(desk: Client) -> None:
    desk.post(reverse("groups:add"), {"name": "Rural", "meaning": "In the hills.", "is_active": "on"})

    assert PriorityGroup.objects.get(name="Rural").key == "rural-2"


WRONG = [
    ({"name": ""}, "Give the group a name."),
    ({"meaning": ""}, "Say in plain words who this is"),
    ({"name": "fathers and MALE carers"}, "There is a group of that name."),
    ({"name": "x" * 81}, "at most 80 characters"),
    ({"order": "-1"}, "greater than or equal to 0"),
]


@pytest.mark.parametrize(("post", "says"), WRONG, ids=[says for _, says in WRONG])
def test_a_slip_is_said_and_nothing_typed_is_lost(desk: Client, post: dict[str, str], says: str) -> None:
    typed = {"name": "Fishing families", "meaning": "At sea.", "order": "3", "is_active": "on"} | post

    page = desk.post(reverse("groups:add"), typed)

    assert says in words(page)
    assert (typed["meaning"] or typed["name"]) in page.text
    assert PriorityGroup.objects.count() == BEGINS_WITH


def figure(hub: Hub, **fields: Any) -> dict[str, Any]:
    return {"hub": hub.pk, "number": "300", "source": "Census 2021", "counted_on": str(today()), **fields}


def test_a_figure_says_who_counted_and_a_newer_one_takes_its_place(desk: Client, elm: Hub) -> None:
    address = reverse("groups:figures", args=[group().pk])
    desk.post(address, figure(elm))

    page = desk.post(address, figure(elm, number="1300", source="School census"), follow=True)

    assert "Kept: about 1,300 at Elm." in words(page)
    assert "Elm 1,300 School census" in words(page)
    assert Population.objects.count() == 1


FIGURES = [
    ({"source": " "}, "Say where the figure comes from"),
    ({"counted_on": str(today() + timedelta(days=1))}, "That day has not come yet. When were they counted?"),
    ({"number": "-1"}, "greater than or equal to 0"),
    ({"number": "9" * 30}, "less than or equal to"),
    ({"hub": "0"}, "Select a valid choice"),
]


@pytest.mark.parametrize(("post", "says"), FIGURES, ids=[says for _, says in FIGURES])
def test_a_figure_without_its_source_or_day_is_none(desk: Client, elm: Hub, post: dict[str, str], says: str) -> None:
    page = desk.post(reverse("groups:figures", args=[group().pk]), figure(elm) | post)

    assert says in words(page)
    assert not Population.objects.exists()


def test_the_list_is_the_whole_councils(asha: User, ben: User) -> None:
    one = group()
    for client in (sign_in(asha), sign_in(ben)):
        assert client.get(reverse("groups:index")).status_code in {302, 403}
        assert client.post(reverse("groups:edit", args=[one.pk]), {"name": "x", "meaning": "y"}).status_code in {302, 403, 404}
    with pytest.raises(PermissionDenied):
        services.keep_group(group=one, by=asha)
    assert PriorityGroup.objects.get(pk=one.pk).name == "Fathers and male carers"


def test_an_empty_place_moves_no_group(desk: Client) -> None:
    last = PriorityGroup.objects.order_by("order").last()
    assert last is not None
    place, typed = last.order, {"name": "Fishing families", "meaning": "At sea.", "order": "", "is_active": "on"}

    desk.post(reverse("groups:edit", args=[last.pk]), typed)

    last.refresh_from_db()
    assert (last.name, last.order, place > 0) == ("Fishing families", place, True)
    desk.post(reverse("groups:add"), typed | {"name": "Lorry families"})
    assert PriorityGroup.objects.get(name="Lorry families").order == place + 1
