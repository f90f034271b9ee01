"""How many alerts stand on a page at once, and which of them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.models import Hub
from home.choices import AlertLevel, AlertPlace
from home.models import HomePage, HubPage
from tests.home.alerting import put_out
from tests.home.reading import words


def test_a_third_of_the_same_time_and_place_is_refused(adam: User, front: HomePage, elm: Hub) -> None:
    put_out(adam, "One.")
    put_out(adam, "Two.")
    later = timezone.now() + timedelta(days=10)

    with pytest.raises(ValidationError, match="Families see two alerts at most"):
        put_out(adam, "Three.")
    with pytest.raises(ValidationError, match="Families see two alerts at most"):
        put_out(adam, "Three.", place=AlertPlace.HUB, hub=elm)
    put_out(adam, "Three.", from_at=later, until_at=later + timedelta(days=1))


def test_what_is_graver_always_goes_out_and_stands_first(adam: User, hana: User, elm: Hub, elm_page: HubPage, client: Client) -> None:
    put_out(adam, "Open day on Friday.")
    put_out(adam, "A new café.")

    put_out(hana, "Gas leak: do not come.", level=AlertLevel.URGENT, place=AlertPlace.HUB, hub=elm)

    page = words(client.get("/hubs/elm/"))
    assert "Urgent: Gas leak: do not come." in page
    assert "Open day" not in page, "of the others, the one that came last stands there too"
    assert "A new café." in page


def test_two_that_never_stand_there_together_leave_room_for_a_third(adam: User, front: HomePage) -> None:
    now = timezone.now()
    put_out(adam, "Monday.", from_at=now, until_at=now + timedelta(days=1))
    put_out(adam, "Thursday.", from_at=now + timedelta(days=3), until_at=now + timedelta(days=4))

    put_out(adam, "All week.", from_at=now, until_at=now + timedelta(days=6))

    with pytest.raises(ValidationError, match="“Thursday"):
        put_out(adam, "Thursday too.", from_at=now + timedelta(days=3), until_at=now + timedelta(days=5))


@pytest.mark.parametrize("place", [AlertPlace.FRONT, AlertPlace.HUB])
def test_one_for_every_page_pushes_none_of_a_single_page_out_of_sight(adam: User, front: HomePage, elm: Hub, oak: Hub, place: str) -> None:
    at = {"hub": elm} if place == AlertPlace.HUB else {}
    put_out(adam, "One.", place=place, **at)
    put_out(adam, "Of Oak.", place=AlertPlace.HUB, hub=oak)
    put_out(adam, "Everywhere.")

    with pytest.raises(ValidationError, match=r"“Everywhere.”; “(One|Of Oak)"):
        put_out(adam, "Everywhere too.")
    put_out(adam, "Everywhere too.", level=AlertLevel.URGENT)


def test_a_day_at_the_end_of_time_is_refused_in_words(adam: User, front: HomePage) -> None:
    last = timezone.now().replace(year=9999, month=12, day=30)
    with pytest.raises(ValidationError, match="longer than three months"):
        put_out(adam, "Always.", from_at=timezone.now(), until_at=last)
    put_out(adam, "One day.", from_at=last, until_at=last + timedelta(hours=1))
