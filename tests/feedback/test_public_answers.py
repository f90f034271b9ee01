"""You said, we did, as everybody reads it."""

import gzip
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.models import Hub, Post
from feedback.choices import Outcome, Topic
from feedback.models import YouSaid
from feedback.selectors import you_said as selectors
from tests.builders import end_theme, make_engagement, make_theme, make_voice, make_we_did, make_you_said, today

LIST = "/you-said-we-did/"


def answered(hub: Hub, by: User, heard: str = "The door is heavy.", outcome: str = Outcome.DID, **fields: Any) -> YouSaid:
    you_said = make_you_said(hub, text=heard, topic=fields.pop("topic", Topic.PLACES))
    make_we_did(you_said, by=by, outcome=outcome, published=True, **fields)
    return you_said


@pytest.mark.django_db
def test_before_the_first_answer_the_page_says_what_will_stand_here(client: Client) -> None:
    page = client.get(LIST)

    assert "We have not answered anything here yet." in page.text
    assert "So far:" not in page.text
    assert "<form" not in page.text.split("<main", 1)[1]


def test_choosing_leads_past_the_choices_to_what_was_found(client: Client, elm: Hub, asha: User) -> None:
    answered(elm, asha)

    page = client.get(LIST, {"outcome": "no"}).text

    assert f'action="{LIST}#answers"' in page
    assert 'href="?outcome=did#answers"' in page
    assert page.index('id="answers"') < page.index("There is no such answer yet. Try fewer choices.")


def test_every_outcome_stands_in_one_list_newest_first(client: Client, elm: Hub, asha: User) -> None:
    for number, outcome in enumerate(Outcome.values):
        answered(elm, asha, f"They said {outcome}.", outcome, published_at=timezone.now() + timedelta(minutes=number))

    page = client.get(LIST).text

    places = [page.index(f"They said {outcome}.") for outcome in reversed(Outcome.values)]
    assert places == sorted(places)
    assert page.count('class="reply"') == len(Outcome.values)


def test_what_is_not_answered_yet_is_not_there_for_families(client: Client, elm: Hub, asha: User) -> None:
    waiting = make_you_said(elm, text="Still being talked about.")
    make_we_did(waiting, by=asha, text="A draft nobody may see.")

    assert "Still being talked about." not in client.get(LIST).text
    assert client.get(f"{LIST}{waiting.reference}/").status_code == 404
    assert client.get(f"{LIST}YS-1999-001/").status_code == 404


def test_families_choose_by_hub_topic_and_outcome_without_javascript(client: Client, elm: Hub, oak: Hub, asha: User) -> None:
    answered(elm, asha, "Door at Elm.")
    answered(oak, asha, "Food at Oak.", Outcome.NO, topic=Topic.FOOD)

    assert "Food at Oak." not in client.get(LIST, {"hub": "elm"}).text
    assert "Door at Elm." not in client.get(LIST, {"topic": "food"}).text
    assert "Door at Elm." not in client.get(LIST, {"outcome": "no"}).text
    assert "There is no such answer yet." in client.get(LIST, {"hub": "elm", "topic": "food"}).text
    page = client.get(LIST, {"hub": "oak"}).text
    assert '<option value="oak" selected dir="auto">Oak</option>' in page
    assert "No, because (1)" in page
    assert "We did (0)" in page


@pytest.mark.parametrize("asked", [{"hub": "nowhere"}, {"topic": "<b>"}, {"outcome": "noted"}, {"page": "x"}, {"page": "999"}])
def test_a_made_up_choice_shows_everything_and_no_error(client: Client, elm: Hub, asha: User, asked: dict[str, str]) -> None:
    answered(elm, asha)

    page = client.get(LIST, asked)

    assert page.status_code == 200
    assert "The door is heavy." in page.text
    assert "<b>" not in page.text


def test_older_answers_are_a_page_away_and_the_choice_is_kept(client: Client, elm: Hub, asha: User) -> None:
    for number in range(12):
        answered(elm, asha, f"Thing number {number}.")

    first = client.get(LIST, {"hub": "elm"}).text
    second = client.get(LIST, {"hub": "elm", "page": "2"}).text

    assert "Page 1 of 2" in first
    assert "?page=2&amp;hub=elm" in first
    assert second.count('class="reply"') == 2


def test_a_correction_replaces_the_answer_and_says_so(client: Client, elm: Hub, asha: User) -> None:
    said = make_you_said(elm)
    first = make_we_did(said, by=asha, outcome=Outcome.PLANNED, text="We will mend it in spring.", published=True)
    make_we_did(said, by=asha, outcome=Outcome.DID, text="We mended it.", published=True, supersedes=first)

    page = client.get(f"{LIST}{said.reference}/").text

    assert page.index("We mended it.") < page.index("What we answered before") < page.index("We will mend it in spring.")
    assert "Corrected on" in page
    assert "We will mend it in spring." not in client.get(LIST).text
    assert "We will mend it in spring." not in client.get(LIST, {"outcome": "planned"}).text


def test_a_no_shows_who_decided_why_and_what_would_change_it(client: Client, elm: Hub, asha: User, head_of_early_help: Post) -> None:
    said = answered(
        elm,
        asha,
        outcome=Outcome.NO,
        reason="It would cost £9,000.",
        would_change_it="A grant of that size.",
        decided_by=head_of_early_help,
    )

    page = client.get(f"{LIST}{said.reference}/").text

    for words in ("No, because", "It would cost £9,000.", "A grant of that size.", "Head of early help", "Families at Elm"):
        assert words in page
    assert "Dev" not in page


def test_a_promise_that_is_late_is_shown_as_late(client: Client, elm: Hub, asha: User) -> None:
    said = answered(elm, asha, outcome=Outcome.PLANNED, due_on=today() - timedelta(days=1))

    page = client.get(f"{LIST}{said.reference}/").text

    assert "This is late" in page
    assert "It is not done yet." in page


def test_a_late_reply_from_somebody_else_is_shown_as_late(client: Client, elm: Hub, asha: User) -> None:
    said = answered(elm, asha, outcome=Outcome.PASSED_ON, replies_by_on=today() - timedelta(days=1))

    assert "We have no reply to show you yet" in client.get(f"{LIST}{said.reference}/").text


def test_an_answer_that_came_late_says_sorry(client: Client, elm: Hub, asha: User) -> None:
    said = make_you_said(elm, answer_by_on=today() - timedelta(days=3))
    make_we_did(said, by=asha, published=True)

    assert "We were late: our first answer came on" in client.get(f"{LIST}{said.reference}/").text


def test_what_is_done_is_never_late(client: Client, elm: Hub, asha: User) -> None:
    said = answered(elm, asha)

    assert "late" not in client.get(f"{LIST}{said.reference}/").text


def test_no_public_page_counts_people_or_shows_a_comment(client: Client, elm: Hub, asha: User) -> None:
    comment = make_voice(elm, "My twins cannot open that door.")
    said = answered(elm, asha)
    said.voices.add(comment)

    for address in (LIST, f"{LIST}{said.reference}/"):
        page = client.get(address).text
        assert "twins" not in page
        assert "1 comment" not in page


def test_a_theme_that_goes_no_further_has_its_public_line_with_place_and_day(client: Client, elm: Hub, oak: Hub) -> None:
    end_theme(make_theme(make_engagement(elm, oak)), "The park belongs to the parish, so we told them.")

    page = client.get(LIST).text

    assert "The park belongs to the parish, so we told them." in page
    assert f"To families at Elm, Oak, {date_format(today(), 'j F Y')}" in page


def test_no_line_on_what_goes_no_further_is_ever_out_of_reach(client: Client, elm: Hub, asha: User) -> None:
    answered(elm, asha)
    for number in range(11):
        end_theme(make_theme(make_engagement(elm), f"Theme {number}"), f"Line {number} of eleven.")

    page = client.get(LIST, {"hub": "elm"}).text
    way = re.search(r'href="\?(hub=elm&amp;further)#further"', page)
    assert "Line 10 of eleven." in page
    assert "Line 0 of eleven." not in page
    assert way

    everything = client.get(f"{LIST}?{unescape(way.group(1))}").text
    assert "Line 0 of eleven." in everything
    assert "Show all that was heard" not in everything


def test_the_latest_three_answers_of_a_hub(elm: Hub, oak: Hub, asha: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(4):
        answered(elm, asha, f"Elm {number}")
    answered(oak, asha, "Oak 1")

    with django_assert_num_queries(3):
        latest = selectors.latest_answers(elm)

    assert [reply.you_said for reply in latest] == ["Elm 3", "Elm 2", "Elm 1"]
    assert selectors.latest_answers()[0].you_said == "Oak 1"


def test_words_of_any_alphabet_and_shape_are_plain_text(client: Client, elm: Hub, asha: User) -> None:
    said = answered(elm, asha, '<script>alert("x")</script> دروازہ بھاری ہے', text="<b>Done</b>")

    page = client.get(f"{LIST}{said.reference}/").text

    assert "<script>alert" not in page
    assert "<b>Done" not in page
    assert "دروازہ بھاری ہے" in page


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_however_long_and_stays_light(
    client: Client, elm: Hub, asha: User, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        answered(elm, asha, "The front door is far too heavy for a parent with a double buggy. " * 3)
    client.get(LIST)  # the look is remembered from here on

    with django_assert_max_num_queries(8):
        page = client.get(LIST)

    assert len(gzip.compress(page.content)) < 15_000


def test_one_answer_costs_few_questions(
    client: Client, elm: Hub, asha: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    said = answered(elm, asha)
    client.get(LIST)

    with django_assert_max_num_queries(5):
        page = client.get(f"{LIST}{said.reference}/")

    assert len(gzip.compress(page.content)) < 10_000
