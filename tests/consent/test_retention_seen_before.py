"""What the officer sees before they decide: how old and whose hub, how many a shorter time would end, and a count that is right at once."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices.retention import BY_CODE
from consent.models import Partner, RetentionRule
from consent.provides import endings
from consent.services import retention as services
from core import outbox
from core.models import Hub
from feedback.rules.weeks import first_day_of
from tests import builders
from tests.cast import sign_in
from tests.consent.retention_people import CODE, approve, prospects
from tests.feedback.desk import words
from tests.feedback.ended import WORDS, said_long_ago

__all__ = ["prospects"]
pytestmark = pytest.mark.django_db
ONE = reverse("retention:one", args=[CODE])
CHANGE = reverse("retention:change", args=[CODE])


@pytest.fixture
def desk(priya: User) -> Client:
    """The data protection officer's desk."""
    return sign_in(priya)


def test_after_a_run_the_front_page_counts_what_is_left_and_no_more(priya: User, prospects: list[Partner]) -> None:
    services.look_at_what_is_due(builders.today())
    (line,) = endings.what_is_past_its_time(user=priya, today=builders.today())
    assert "3 past their time" in line.text

    approve(priya, 3)
    outbox.drain()

    assert not Partner.objects.exists()
    assert endings.what_is_past_its_time(user=priya, today=builders.today()) == []


def test_a_hold_and_its_end_are_counted_at_once_too(priya: User, prospects: list[Partner]) -> None:
    services.look_at_what_is_due(builders.today())
    held = services.place_hold(name="Case", reason="A court.", code=CODE, by=priya, today=builders.today())
    outbox.drain()
    assert endings.what_is_past_its_time(user=priya, today=builders.today()) == []
    services.lift_hold(hold=held, reason="Over.", by=priya, today=builders.today())
    outbox.drain()
    assert len(endings.what_is_past_its_time(user=priya, today=builders.today())) == 1


def test_what_would_be_ended_is_told_by_hub_and_week_and_without_a_word_of_it(desk: Client, elm: Hub, oak: Hub) -> None:
    old, older = said_long_ago(elm, "Kit hit the door.", months=14), said_long_ago(elm, months=20)
    said_long_ago(oak, months=15)
    builders.make_voice(oak)

    page = words(desk.get(reverse("retention:one", args=[WORDS])))

    first, last = (f"{first_day_of(voice.week):%-d %B %Y}" for voice in (older, old))
    assert f"Elm: 2, from the week of {first} to the week of {last}" in page
    assert "Oak: 1, from the week of" in page
    assert "Kit" not in page


def test_what_is_held_is_not_among_what_would_be_ended(desk: Client, priya: User, elm: Hub) -> None:
    held = said_long_ago(elm)
    said_long_ago(elm)
    services.place_hold(name="Case", reason="A court.", code=WORDS, record=str(held.pk), by=priya, today=builders.today())
    assert "Elm: 1, from the week of" in words(desk.get(reverse("retention:one", args=[WORDS])))


def test_a_length_that_makes_records_due_says_how_many_before_it_is_saved(desk: Client, prospects: list[Partner]) -> None:
    Partner.objects.update(ended_on=builders.today().replace(day=1))
    said = {"number": "1", "unit": "days", "reason": "Quicker is kinder."}

    page = desk.post(CHANGE, said)

    assert "Not changed yet. With this length 3 more would be past their time at once." in words(page)
    assert "Quicker is kinder." in page.text
    assert not RetentionRule.objects.exists()

    assert "Not changed yet" in words(desk.post(CHANGE, said | {"newly_due": "2"}))
    desk.post(CHANGE, said | {"newly_due": "3"})
    assert RetentionRule.objects.get().number == 1
    assert Partner.objects.count() == 3


def test_a_longer_time_is_saved_at_once(desk: Client, prospects: list[Partner]) -> None:
    desk.post(CHANGE, {"number": "9", "unit": "years", "reason": "A court asked."})
    assert RetentionRule.objects.get().number == 9


@pytest.mark.parametrize("unit", ["months", "years"])
def test_nought_is_refused_unless_it_says_that_it_means_at_once(desk: Client, unit: str) -> None:
    page = desk.post(CHANGE, {"number": "0", "unit": unit, "reason": "A slip of the finger."})
    assert "0 means at once" in words(page)
    assert "A slip of the finger." in page.text
    assert not RetentionRule.objects.exists()


def test_what_begins_with_at_once_may_go_back_to_it(priya: User) -> None:
    kind = BY_CODE["concern_words"]
    for number in (3, 0):
        services.change_rule(kind=kind, number=number, unit="days", reason="As before.", by=priya, today=builders.today())
    assert RetentionRule.objects.count() == 2
