"""A survey's first page says what families told us last time, what we did, and what we ask now; in their own language around it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import Hub
from feedback.models import Survey
from participation.models import Engagement
from tests.builders import faces, make_entry_point, make_open_survey
from tests.weight import KB, weigh

START = "/have-your-say/told/"
WORDS = {"you_told_us": "You tell your story twice.", "we_did_then": "One worker keeps it.", "now_we_ask": "Does it hold?"}


@pytest.fixture
def survey(elm: Hub) -> Survey:
    return make_open_survey(elm, title="Your story", slug="told", questions=[faces()])


def say(survey: Survey, **words: str) -> None:
    Engagement.objects.filter(surveys=survey).update(**(WORDS | words))


def test_families_read_it_before_the_first_question(client: Client, survey: Survey, elm: Hub) -> None:
    say(survey)
    poster = make_entry_point(survey, elm)

    for address in (START, f"/have-your-say/p/{poster.code}/"):
        page = client.get(address).text
        before, after = page.split("Last time you told us")[1].split(">Start<", 1)[0], page.split(">Start<")[1]
        for words in ("You tell your story twice.", "We did", "One worker keeps it.", "Now we ask", "Does it hold?"):
            assert words in before
        assert "Last time" not in after


def test_who_says_nothing_shows_nothing(client: Client, survey: Survey) -> None:
    assert "Last time you told us" not in client.get(START).text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ur", "پچھلی بار آپ نے ہمیں بتایا"),
        ("pl", "Ostatnim razem powiedzieliście nam"),
        ("ro", "Data trecută ne-ați spus"),
        ("ar", "أخبرتمونا في المرة الماضية"),
    ],
)
def test_the_words_around_it_are_in_their_language_and_ours_stay_as_typed(
    client: Client, survey: Survey, language: str, words: str
) -> None:
    say(survey)

    page = client.get(f"/{language}{START}").text

    assert words in page
    assert "You tell your story twice." in page
    if language in {"ur", "ar"}:
        assert '<dd dir="auto" lang="en-gb">You tell' in page


def test_it_costs_no_query_and_stays_light(client: Client, survey: Survey) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(START)
        return len(asked)

    client.get(START)
    without = cost()
    say(survey, you_told_us="Every word is another one: " + " ".join(f"w{n}" for n in range(120)))

    assert cost() == without
    assert weigh(client, START).total <= 15 * KB


def test_marks_in_it_are_words(client: Client, survey: Survey) -> None:
    say(survey, now_we_ask="<b>Bold</b> & 👪")

    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; 👪" in client.get(START).text
