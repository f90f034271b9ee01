"""Who an import is for: who reads what a command brought in, whose places stay, and what a stranger learns of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.choices import RoleKind
from core.clocks import today
from core.models import Hub, ImportRun, OpeningTime
from home.models import HomePage
from home.provides import drafts_to_read
from tests.builders import make_hub
from tests.cast import give_role, make_user, sign_in
from tests.core.lists import as_feed
from tests.home.bringing_in import bring_in, take_back, try_feed, try_table
from tests.home.feeds import service


@pytest.fixture(autouse=True)
def tree(front: HomePage) -> None:
    """The pages below which drafts are made."""


@pytest.fixture
def editor(db: None) -> User:
    """An editor of the whole council: may bring in services, not hubs."""
    person = make_user("Ed")
    give_role(person, RoleKind.CONTENT_EDITOR)
    return person


# --- What waits -----------------------------------------------------------------------------------------------------------


def two_days_ago() -> None:
    ImportRun.objects.update(applied_at=timezone.now() - timedelta(days=2))


def test_drafts_that_a_command_brought_in_wait_for_all_who_may_bring_in_lists(tmp_path: Any, editor: User, edie: User) -> None:
    file = tmp_path / "feed.json"
    file.write_bytes(as_feed(service(1), service(2)))
    call_command("import_services", str(file), "--source", "County", verbosity=0)
    two_days_ago()

    [waits] = drafts_to_read(user=editor, today=today())
    assert waits.text == "2 imported services wait to be read"
    assert "Nobody who is here brought them in" in waits.why
    assert sign_in(editor).get(waits.href).status_code == 200
    assert drafts_to_read(user=edie, today=today()) == [], "a list is of the whole council, and she works at one hub"


def test_drafts_of_somebody_who_has_left_wait_for_the_others(adam: User, editor: User) -> None:
    bring_in(try_feed(service(1), by=adam))
    two_days_ago()
    assert drafts_to_read(user=editor, today=today()) == []
    User.objects.filter(pk=adam.pk).update(is_active=False)
    assert [waits.text for waits in drafts_to_read(user=editor, today=today())] == ["1 imported service waits to be read"]


# --- Places ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["phone", "name", "times"])
def test_a_place_that_somebody_put_right_since_is_not_taken_back(change: str, adam: User, elm: Hub) -> None:
    run = bring_in(try_feed(service(1), by=adam, places_of=str(elm.pk)))
    hall = Hub.objects.get(name="Mill Hall")
    if change == "times":
        OpeningTime.objects.create(hub=hall, weekday=0, opens_at="09:00", closes_at="12:00")
    else:
        Hub.objects.filter(pk=hall.pk).update(**{change: "01632 960009"})
    take_back(run)
    assert Hub.objects.filter(pk=hall.pk).exists()


def test_a_place_that_nobody_touched_goes_with_its_import(adam: User, elm: Hub) -> None:
    take_back(bring_in(try_feed(service(1), by=adam, places_of=str(elm.pk))))
    assert list(Hub.objects.all()) == [elm]


# --- What a stranger learns -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("screen", ["run", "columns", "report", "take_back"])
def test_an_import_that_is_not_for_me_answers_as_one_that_is_not_there(screen: str, adam: User, editor: User, edie: User) -> None:
    hubs = try_table("hubs", "Name\nSecret place\n", by=adam)
    feed = try_feed(service(1), by=adam)
    for person, run in ((editor, hubs), (edie, feed), (edie, hubs)):
        client = sign_in(person)
        there = client.get(reverse(f"imports:{screen}", args=[run.pk]))
        nowhere = client.get(reverse(f"imports:{screen}", args=[run.pk + 1_000]))
        assert (there.status_code, there.headers.get("Location")) == (nowhere.status_code, nowhere.headers.get("Location"))
        assert there.status_code == 404


def test_pressing_a_button_of_an_import_that_is_not_for_me_answers_alike_too(adam: User, editor: User) -> None:
    hubs = try_table("hubs", "Name\nSecret place\n", by=adam)
    client = sign_in(editor)
    for number in (hubs.pk, hubs.pk + 1_000):
        assert client.post(reverse("imports:bring_in", args=[number])).status_code == 404
    assert not Hub.objects.exists()


# --- The columns ----------------------------------------------------------------------------------------------------------


def test_a_column_without_an_example_of_ours_shows_what_stands_in_theirs(adam: User) -> None:
    make_hub("Elm")
    run = try_table("hubs", "Name,Part of\nAsh,Elm\n", by=adam)
    assert "In your list: Elm" in sign_in(adam).get(reverse("imports:columns", args=[run.pk])).text
