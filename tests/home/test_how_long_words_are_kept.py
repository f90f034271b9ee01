"""The privacy page says how long words and answers are kept, by the rule in force, in the reader's language."""

import pytest
from django.test import Client

from accounts.models import User
from consent.choices.retention import BY_CODE
from consent.services import retention
from core import brand
from core.models import CouncilDefaults
from tests.builders import today
from tests.feedback.desk import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stay_and_play")]
AND_THEN = "Then we delete them. A person looks first, so it can take some days more."


def kept(client: Client, language: str = "") -> str:
    return words(client.get(f"{language}/privacy/"))


def decide(officer: User, code: str, number: int, unit: str) -> None:
    retention.change_rule(kind=BY_CODE[code], number=number, unit=unit, reason="The council asked.", by=officer, today=today())


def test_words_are_kept_twelve_months_and_answers_six_years_unless_somebody_decides_otherwise(client: Client) -> None:
    page = kept(client)

    assert f"We keep the words you write for 12 months. {AND_THEN}" in page
    assert "What people talked about stays, without your words." in page
    assert "We keep the answers you chose, without a name, for 6 years. The numbers we have published stay." in page


def test_it_says_what_the_council_began_with(client: Client, priya: User) -> None:
    CouncilDefaults.objects.create(keep_months=18, reason="Long enough.", chosen_by=priya)
    brand.forget()
    assert "We keep the words you write for 18 months." in kept(client)


def test_what_the_officer_decides_stands_there_at_once(client: Client, priya: User) -> None:
    kept(client)
    decide(priya, "comment_words", 1, "years")
    assert "We keep the words you write for 1 year." in kept(client)


@pytest.mark.parametrize(
    ("number", "unit", "says"),
    [
        (90, "days", "We keep the words you write for 90 days."),
        (0, "days", "We delete the words you write as soon as a person here has looked."),
        (0, "for_good", "We keep the words you write. Nobody has set a day when we delete them."),
    ],
)
def test_every_length_is_said_so_that_it_is_true(client: Client, priya: User, number: int, unit: str, says: str) -> None:
    decide(priya, "comment_words", number, unit)
    page = kept(client)

    assert says in page
    assert (AND_THEN in page) == says.startswith("We keep the words you write for")


@pytest.mark.parametrize(
    ("number", "unit", "says"),
    [
        (0, "days", "We delete the answers you chose as soon as a person here has looked. The numbers we have published stay."),
        (0, "for_good", "We keep the answers you chose, without a name, for good."),
    ],
)
def test_so_is_every_length_of_answers(client: Client, priya: User, number: int, unit: str, says: str) -> None:
    decide(priya, "anonymous_answers", number, unit)
    assert says in kept(client)


@pytest.mark.parametrize(
    ("language", "says"),
    [("pl", "przez okres 12 miesięcy."), ("ro", "timp de 12 luni."), ("ur", "12 ماہ تک"), ("ar", "لمدة 12 شهرًا.")],
)
def test_it_is_said_in_the_readers_language(client: Client, language: str, says: str) -> None:
    page = kept(client, f"/{language}")
    assert says in page
    assert "We keep the" not in page


def test_other_pages_say_nothing_of_it(client: Client) -> None:
    assert "We keep the words you write" not in words(client.get("/accessibility/"))
