"""What happened to what one person said, found by the hash of their own code. The words themselves are never part of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.clocks import is_late
from feedback.choices import ADDED, Mode, ThemeState
from feedback.models import Response, Theme, ThemeMark, Voice, YouSaid
from feedback.rules.own_answer import why_not_add
from feedback.rules.weeks import first_day_of
from feedback.selectors.surveys import questionnaire
from feedback.selectors.you_said import Line, Reply, lines_of, raised_from, replies

ALL, SOME = "all", "some"


@dataclass(frozen=True)
class WhatHappened:
    """All that one code shows: the title of the version that was answered, our answers, and by when we promised what is still open.

    `expected_on` is there when that is later than what we promised. `why_not_add` says why no more words can be added; empty when they can.
    `words_gone` says which of the family's words were deleted after the time we promised; `nobody_answered` that none was answered before.
    """

    survey_title: str
    replies: list[Reply]
    lines: list[Line]
    taken_down_on: date | None
    being_looked_at: bool
    promised_on: date | None
    expected_on: date | None
    is_late: bool
    is_answered: bool
    why_not_add: list[str]
    words_gone: str
    nobody_answered: bool


def what_happened(receipt_hash: str, *, today: date) -> WhatHappened | None:
    """Return what came of the answer that this code belongs to; None when no answer has it (any more).

    An unlinkable answer holds no hash, and is left out here a second time. Both ways take the same look-ups up to the first.
    """
    response = own_answer(receipt_hash)
    if response is None:
        return None
    said, comments = you_saids_about(response), _comments(response)
    added = [one for one in comments if one.is_added]
    down = [row.taken_down_on for row in said if row.taken_down_on]
    answered = [row for row in said if row.published_on is not None and row.taken_down_on is None]
    waiting = [row for row in said if row.published_on is None]
    themes = list(Theme.objects.filter(marks__voice__response=response).distinct().prefetch_related("you_saids"))
    lines = lines_of(theme for theme in themes if theme.state == ThemeState.HEARD)
    unanswered_theme = any(theme.state == ThemeState.OPEN and not theme.you_saids.all() for theme in themes)
    words_gone = _words_gone(comments)
    nothing_came = not (answered or lines or down or waiting or unanswered_theme)
    # Words that are gone wait for nobody, unless somebody took them up before.
    first_words_wait = bool(waiting) or unanswered_theme or (nothing_came and words_gone != ALL)
    being_looked_at = first_words_wait or any(one.waits for one in added)
    # What was added after everything else was answered is promised an answer from the week in which it came.
    heard = response.week if first_words_wait else min((one.week for one in added if one.waits), default=response.week)
    promised_on, expected_on = _by_when(response, waiting, heard) if being_looked_at else (None, None)
    return WhatHappened(
        survey_title=questionnaire(response.version_id).title,
        replies=replies(answered, today=today),
        lines=lines,
        taken_down_on=max(down, default=None),
        being_looked_at=being_looked_at,
        promised_on=promised_on,
        expected_on=expected_on,
        is_late=promised_on is not None and is_late(promised_on, today),
        is_answered=bool(answered or lines),
        why_not_add=why_not_add(response.survey, number_of_additions=len(added), today=today),
        words_gone=words_gone,
        nobody_answered=nothing_came and words_gone == ALL,
    )


def answers_with_a_code() -> "QuerySet[Response]":
    """Return the answers that a code can open, with their surveys, as little of them as is needed; never an unlinkable one."""
    coded = Response.objects.filter(version__mode=Mode.CODE_LINKED)
    return coded.select_related("survey__engagement").defer("survey__questions", "answers")


def known_among(receipt_hashes: frozenset[str]) -> list[str]:
    """Return which of these codes still open an answer; one query."""
    coded = Response.objects.filter(version__mode=Mode.CODE_LINKED, receipt_hash__in=receipt_hashes)
    return [str(one) for one in coded.values_list("receipt_hash", flat=True)]


def own_answer(receipt_hash: str) -> Response | None:
    """Return the answer of a code; None when no answer has it (any more)."""
    return answers_with_a_code().filter(receipt_hash=receipt_hash).first()


@dataclass(frozen=True)
class _Comment:
    """What one code's answer needs of one of its comments. `waits`: nobody put it to a theme or a You said, and its words still stand."""

    week: str
    is_added: bool
    is_gone: bool
    waits: bool


def _comments(response: Response) -> list[_Comment]:
    """Return what is known of each comment of an answer, in one query; the words themselves stay sealed."""
    marks = ThemeMark.objects.filter(voice=OuterRef("pk"))
    raised = YouSaid.voices.through.objects.filter(voice=OuterRef("pk"))
    rows = response.voices.annotate(is_sorted=Q(Exists(marks)) | Q(Exists(raised))).order_by()
    return [
        _Comment(week, is_added=question == ADDED, is_gone=bool(ended), waits=not (is_sorted or ended))
        for week, question, ended, is_sorted in rows.values_list("week", "question_id", "words_ended_week", "is_sorted")
    ]


def _words_gone(comments: list[_Comment]) -> str:
    """Return whether all, some or none of an answer's words were deleted after their time."""
    if not any(one.is_gone for one in comments):
        return ""
    return ALL if all(one.is_gone for one in comments) else SOME


def _by_when(response: Response, waiting: list[YouSaid], heard: str) -> tuple[date | None, date | None]:
    """Return the day we promised, and a later one where we expect to need longer. Lateness is always of the first."""
    engagement, heard_on = response.survey.engagement, first_day_of(heard)
    if engagement is None:
        return min((row.answer_by_on for row in waiting), default=None), None
    promised_on = min((row.answer_by_on for row in waiting), default=engagement.promised_on(heard_on))
    expected_on = engagement.expected_on(heard_on)
    is_put_off = promised_on and expected_on and expected_on > promised_on and engagement.promised_on(heard_on) != expected_on
    return promised_on, expected_on if is_put_off else None


def you_saids_about(response: Response) -> list[YouSaid]:
    """Return the You saids raised from this answer's comments, directly or through what several people talked about."""
    about = raised_from(Voice.objects.filter(response=response))
    return list(YouSaid.objects.filter(about).prefetch_related("hubs").order_by("-published_on", "pk"))
