"""What families wrote ends after its time, and so do answers without a name: what is deleted, what stays, and that nothing tells when."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers import serialize
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from consent.choices.retention import Left
from consent.models import LegalHold
from core.models import AuditEntry, Hub, OutboxItem
from feedback import provides
from feedback.choices import ADDED, Mode
from feedback.models import Response, Survey, SurveyVersion, Theme, ThemeMark, Voice, YouSaid
from feedback.rules import endings as rules
from feedback.services.themes import put_to_themes, take_out_of_theme
from feedback.services.you_said import raise_you_said
from tests.builders import (
    make_engagement,
    make_open_survey,
    make_response,
    make_theme,
    make_voice,
    make_we_did,
    make_you_said,
    today,
    week_of,
)
from tests.feedback.ended import ANSWERS, WORDS, answered_long_ago, due, ended, said_long_ago

pytestmark = pytest.mark.django_db
CANARY = "Quagga the zebra hit my buggy."


def stored_words(voice: Voice) -> str | None:
    """Return what stands in the database's own column."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM feedback_voice WHERE id = %s", [voice.pk.hex if connection.vendor == "sqlite" else voice.pk])
        row: tuple[str | None] = cursor.fetchone()
    return row[0]


# --- Which are due --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 29), "2026-W48"),  # its Sunday: the week is over
        (date(2026, 11, 28), "2026-W47"),  # its Saturday: it is not
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2026-W53"),
        (date.min, ""),
    ],
)
def test_what_knows_only_its_week_is_counted_from_the_last_day_of_it(day: date, week: str) -> None:
    assert rules.weeks_over_by(day) == week


def test_nothing_is_due_while_its_week_may_still_be_within_its_time(elm: Hub) -> None:
    over = make_voice(elm, week="2025-W48")
    make_voice(elm, week="2025-W49")

    assert provides.what_is_due(code=WORDS, counted_until=date(2025, 12, 6)) == [str(over.pk)]


def test_nothing_is_due_when_words_are_kept_for_good(elm: Hub) -> None:
    said_long_ago(elm, months=200)
    assert provides.what_is_due(code=WORDS, counted_until=date.min) == []


def test_what_is_due_stands_in_an_order_that_tells_nothing(elm: Hub) -> None:
    made = [said_long_ago(elm) for _ in range(12)]
    assert due(WORDS) == sorted((str(voice.pk) for voice in made), key=lambda pk: pk)


def test_other_kinds_are_somebody_elses(elm: Hub) -> None:
    assert provides.what_is_due(code="panel_files", counted_until=today()) is None
    assert provides.end_one(code="panel_files", key="1", today=today()) is None


# --- Words of comments ----------------------------------------------------------------------------------------------------


def test_after_their_time_the_words_are_gone_from_the_database_and_what_they_were_about_stays(priya: User, asha: User, elm: Hub) -> None:
    survey = make_open_survey(elm)
    old = said_long_ago(elm, CANARY, response=answered_long_ago(survey, elm, months=14))
    new = make_voice(elm, "The bins.", response=make_response(survey))
    engagement = survey.engagement
    assert engagement is not None
    theme = make_theme(engagement, voices=[old, new], by=asha)
    said = make_you_said(elm, engagement=engagement)
    said.voices.set([old])

    run = ended(priya, WORDS)

    old.refresh_from_db()
    assert (run.number_due, run.number_done, run.left) == (1, 1, {})
    assert stored_words(old) is None
    assert old.words_ended_week == week_of(today())
    assert (old.hub, old.survey, old.response is not None) == (elm, survey, True)
    assert set(theme.voices.all()) == {old, new}
    assert list(said.voices.all()) == [old]
    new.refresh_from_db()
    assert new.text == "The bins."


def test_what_was_said_in_public_stays_as_it_was(priya: User, asha: User, elm: Hub) -> None:
    """A You said and its answer are the council's own words. There are no quotes: none is published without a yes of its own."""
    said = make_you_said(elm, text="The front door is too heavy.")
    said.voices.set([said_long_ago(elm, CANARY)])
    answer = make_we_did(said, by=asha, published=True)

    ended(priya, WORDS)

    said.refresh_from_db()
    answer.refresh_from_db()
    assert said.text == "The front door is too heavy."
    assert answer.text == "The door now opens by itself."


def test_no_store_of_ours_holds_the_words_or_a_moment_afterwards(priya: User, elm: Hub) -> None:
    survey = make_open_survey(elm, mode=Mode.UNLINKABLE)
    said_long_ago(elm, CANARY, response=answered_long_ago(survey, elm, months=14))

    run = ended(priya, WORDS)

    kept = [*Voice.objects.all(), *Response.objects.all(), *AuditEntry.objects.all(), *OutboxItem.objects.all(), run]
    assert "uagga" not in serialize("json", kept)
    voice = json.loads(serialize("json", Voice.objects.all()))[0]["fields"]
    assert not [name for name in voice if name.endswith(("_at", "_on"))], "a comment knows weeks and no moment"
    assert voice["words_ended_week"] == week_of(today())
    about_it = AuditEntry.objects.filter(subject__startswith="feedback.")
    assert not about_it.exists(), "the trail has a moment, so it names no comment"


def test_words_end_in_one_query_each(elm: Hub, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    voice = said_long_ago(elm)
    with django_assert_num_queries(1):
        provides.end_one(code=WORDS, key=str(voice.pk), today=today())


def test_ending_twice_and_ending_what_is_gone_do_no_harm(elm: Hub) -> None:
    voice = said_long_ago(elm)
    provides.end_one(code=WORDS, key=str(voice.pk), today=today() - timedelta(weeks=3))
    provides.end_one(code=WORDS, key=str(voice.pk), today=today())

    voice.refresh_from_db()
    assert voice.words_ended_week == week_of(today() - timedelta(weeks=3)), "the week in which they went stays"
    key = str(voice.pk)
    voice.delete()
    found = provides.end_one(code=WORDS, key=key, today=today())
    assert found is not None
    assert not found.why_kept


def test_the_database_knows_no_comment_without_words_that_does_not_say_since_when(elm: Hub) -> None:
    voice = make_voice(elm)
    for change in ({"text": None}, {"words_ended_week": "2026-W01"}, {"text": None, "words_ended_week": "2026-48"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Voice.objects.filter(pk=voice.pk).update(**change)


def test_words_held_back_stay(priya: User, elm: Hub) -> None:
    voice = said_long_ago(elm, CANARY)
    LegalHold.objects.create(name="Court", reason="A court asked.", code=WORDS, record=str(voice.pk), placed_by=priya, from_on=today())
    said_long_ago(elm)

    run = ended(priya, WORDS)

    voice.refresh_from_db()
    assert (run.number_left(Left.HELD), voice.text) == (1, CANARY)


def test_nobody_puts_a_comment_without_words_anywhere_or_takes_it_out(asha: User, elm: Hub) -> None:
    voice = said_long_ago(elm)
    engagement = make_engagement(elm)
    theme, other = make_theme(engagement, voices=[voice], by=asha), make_theme(engagement, "Bins")
    provides.end_one(code=WORDS, key=str(voice.pk), today=today())  # the row in hand is as it was read before

    facts: dict[str, Any] = {
        "engagement": engagement,
        "text": "The door is heavy.",
        "topic": "places",
        "hubs": [elm],
        "owner": engagement.who_acts,
    }
    days: dict[str, Any] = {"heard_from_on": today(), "heard_until_on": today(), "answer_by_on": today() + timedelta(weeks=4)}
    for act in (
        lambda: put_to_themes(voices=[voice], themes=[other], by=asha),
        lambda: take_out_of_theme(voice=voice, theme=theme, by=asha),
        lambda: raise_you_said(**facts, **days, voices=[voice], by=asha, today=today()),
    ):
        with pytest.raises(ValidationError, match="nobody can tell any more what it is about"):
            act()
    assert list(theme.voices.all()) == [voice]
    assert not YouSaid.objects.exists()


# --- Answers without a name -----------------------------------------------------------------------------------------------


@pytest.fixture
def survey(elm: Hub) -> Survey:
    """An open survey of Elm."""
    return make_open_survey(elm)


def test_after_six_years_an_answer_goes_with_all_it_said_and_what_came_of_it_stays(
    priya: User, asha: User, elm: Hub, survey: Survey
) -> None:
    old, new = answered_long_ago(survey, elm), make_response(survey)
    voice = said_long_ago(elm, CANARY, months=6 * 12 + 2, response=old)
    assert survey.engagement is not None
    theme = make_theme(survey.engagement, voices=[voice], by=asha)
    said = make_you_said(elm, engagement=survey.engagement)
    said.themes.set([theme])

    run = ended(priya, ANSWERS)

    assert run.number_done == 1
    assert list(Response.objects.all()) == [new]
    assert not Voice.objects.exists()
    assert not ThemeMark.objects.exists()
    assert SurveyVersion.objects.exists(), "what was asked stays"
    assert Theme.objects.get().has_lost_comments
    assert YouSaid.objects.get().has_lost_comments


def test_an_answer_that_was_added_to_waits_until_all_of_it_is_past_its_time(elm: Hub, survey: Survey) -> None:
    old = answered_long_ago(survey, elm)
    make_voice(elm, response=old, question_id=ADDED)
    assert due(ANSWERS) == []


def test_an_answer_whose_words_are_held_back_stays_whole(priya: User, elm: Hub, survey: Survey) -> None:
    old = answered_long_ago(survey, elm)
    voice = said_long_ago(elm, months=6 * 12 + 2, response=old)
    LegalHold.objects.create(name="Court", reason="A court asked.", code=WORDS, record=str(voice.pk), placed_by=priya, from_on=today())

    run = ended(priya, ANSWERS)

    assert run.left == {str(old.pk): Left.KEPT}
    assert Voice.objects.exists()


@pytest.mark.parametrize("comments", [0, 5])
def test_an_answer_ends_in_the_same_few_queries(
    elm: Hub, survey: Survey, comments: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    old = answered_long_ago(survey, elm)
    for _ in range(comments):
        said_long_ago(elm, response=old, months=6 * 12 + 2)
    with django_assert_max_num_queries(11):  # of a comment, also whether it was raised at a meeting
        provides.end_one(code=ANSWERS, key=str(old.pk), today=today())
    assert not Response.objects.exists()
