"""A survey opens in the moment in which what it is part of closes or goes on: one waits for the other, and nobody is asked in vain."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import User
from core.models import Hub
from feedback.models import Survey
from feedback.services import surveys
from feedback.services.surveys import open_survey, publish_new_version
from participation.choices import Stage
from participation.models import Engagement
from participation.services import engagements
from participation.services.engagements import close_engagement, move_engagement
from participation.services.holding import held
from tests.builders import make_engagement, make_open_survey, make_survey, short_text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("urgent_number")]
WAIT = 10.0
LONGER = 0.5  # how long the first one holds its lock: the second is in before it goes on


@pytest.fixture
def asked(elm: Hub) -> Engagement:
    return make_engagement(elm)


@pytest.fixture
def draft(elm: Hub, asked: Engagement) -> Survey:
    return make_survey(elm, engagement=asked)


def both(first: Callable[[], Any], then: Callable[[], Any], inside: tuple[Any, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Do the first until it is inside, and the other while it holds its lock."""
    module, name = inside
    reached, really = Event(), getattr(module, name)

    def slowly(*given: Any, **named: Any) -> Any:
        found = really(*given, **named)
        reached.set()
        Event().wait(LONGER)
        return found

    def in_a_thread() -> None:
        try:
            first()
        finally:
            connection.close()

    monkeypatch.setattr(module, name, slowly)
    with ThreadPoolExecutor(1) as pool:
        doing = pool.submit(in_a_thread)
        assert reached.wait(WAIT)
        monkeypatch.setattr(module, name, really)
        try:
            then()
        finally:
            doing.result(WAIT)


def test_no_survey_opens_in_what_closes_at_that_moment(
    asked: Engagement, draft: Survey, asha: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValidationError, match="is closed"):
        both(
            lambda: close_engagement(engagement=asked, by=asha),
            lambda: open_survey(survey=draft, by=asha),
            (engagements, "_passed"),
            monkeypatch,
        )

    draft.refresh_from_db()
    assert (draft.state, Engagement.objects.get().stage) == ("draft", Stage.CLOSED)


def test_nothing_closes_while_a_survey_opens_in_it(asked: Engagement, draft: Survey, asha: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError, match="Families can still answer"):
        both(
            lambda: open_survey(survey=draft, by=asha),
            lambda: close_engagement(engagement=asked, by=asha),
            (surveys, "_refuse_unready"),
            monkeypatch,
        )

    draft.refresh_from_db()
    assert (draft.state, Engagement.objects.get().stage) == ("open", Stage.OPEN)


def test_nothing_goes_on_to_making_sense_while_a_survey_opens_in_it(
    asked: Engagement, draft: Survey, asha: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValidationError, match="Families can still answer"):
        both(
            lambda: open_survey(survey=draft, by=asha),
            lambda: move_engagement(engagement=asked, to=Stage.SENSE, by=asha),
            (surveys, "_refuse_unready"),
            monkeypatch,
        )


def test_a_survey_that_was_made_part_of_another_in_that_moment_does_not_open(
    asked: Engagement, draft: Survey, elm: Hub, asha: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_engagement(elm, title="The hall")

    def moved(*given: Any) -> Engagement:
        Survey.objects.filter(pk=draft.pk).update(engagement=other)
        return held(*given)

    monkeypatch.setattr("feedback.services.surveys.locked", moved)
    with pytest.raises(ValidationError, match="A colleague changed what this is part of meanwhile"):
        open_survey(survey=draft, by=asha)


def test_new_words_go_out_behind_the_same_lock(elm: Hub, asked: Engagement, asha: User, monkeypatch: pytest.MonkeyPatch) -> None:
    survey, locked = make_open_survey(elm, engagement=asked), list[int]()
    survey.questions = [short_text("And what else?")]
    survey.save()

    def noted(engagement: Engagement, by: User | None) -> Engagement:
        locked.append(engagement.pk)
        return held(engagement, by)

    monkeypatch.setattr("feedback.services.surveys.locked", noted)
    publish_new_version(survey=survey, by=asha)

    assert locked == [asked.pk]
