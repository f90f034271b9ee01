"""What happened to what one person said, found by the hash of their own code. The words themselves are never part of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from core.clocks import is_late
from feedback.choices import Mode, ThemeState
from feedback.models import Response, Theme, ThemeMark, YouSaid
from feedback.rules.weeks import first_day_of
from feedback.selectors.surveys import questionnaire
from feedback.selectors.you_said import Line, Reply, lines_of, replies


@dataclass(frozen=True)
class WhatHappened:
    """All that one code shows: the title of the version that was answered, our answers, and by when we promised what is still open.

    `expected_on` is there when that is later than what we promised.
    """

    survey_title: str
    replies: list[Reply]
    lines: list[Line]
    taken_down_on: date | None
    being_looked_at: bool
    promised_on: date | None
    expected_on: date | None
    is_late: bool


def what_happened(receipt_hash: str, *, today: date) -> WhatHappened | None:
    """Return what came of the answer that this code belongs to; None when no answer has it (any more).

    An unlinkable answer holds no hash, and is left out here a second time. Both ways take the same look-ups up to the first.
    """
    coded = Response.objects.filter(receipt_hash=receipt_hash, version__mode=Mode.CODE_LINKED)
    response = coded.select_related("survey__engagement").defer("survey__questions", "answers").first()
    if response is None:
        return None
    said = _you_saids_about(response)
    down = [row.taken_down_on for row in said if row.taken_down_on]
    answered = [row for row in said if row.published_on is not None and row.taken_down_on is None]
    waiting = [row for row in said if row.published_on is None]
    themes = list(Theme.objects.filter(marks__voice__response=response).distinct().prefetch_related("you_saids"))
    lines = lines_of(theme for theme in themes if theme.state == ThemeState.HEARD)
    unanswered_theme = any(theme.state == ThemeState.OPEN and not theme.you_saids.all() for theme in themes)
    being_looked_at = bool(waiting) or unanswered_theme or not (answered or lines or down)
    promised_on, expected_on = _by_when(response, waiting) if being_looked_at else (None, None)
    return WhatHappened(
        survey_title=questionnaire(response.version_id).title,
        replies=replies(answered, today=today),
        lines=lines,
        taken_down_on=max(down, default=None),
        being_looked_at=being_looked_at,
        promised_on=promised_on,
        expected_on=expected_on,
        is_late=promised_on is not None and is_late(promised_on, today),
    )


def _by_when(response: Response, waiting: list[YouSaid]) -> tuple[date | None, date | None]:
    """Return the day we promised, and a later one where we expect to need longer. Lateness is always of the first."""
    engagement, heard_on = response.survey.engagement, first_day_of(response.week)
    if engagement is None:
        return min((row.answer_by_on for row in waiting), default=None), None
    promised_on = min((row.answer_by_on for row in waiting), default=engagement.promised_on(heard_on))
    expected_on = engagement.expected_on(heard_on)
    is_put_off = promised_on and expected_on and expected_on > promised_on and engagement.promised_on(heard_on) != expected_on
    return promised_on, expected_on if is_put_off else None


def _you_saids_about(response: Response) -> list[YouSaid]:
    """Return the You saids raised from this answer's comments, directly or through what several people talked about."""
    direct = YouSaid.voices.through.objects.filter(yousaid=OuterRef("pk"), voice__response=response)
    by_theme = YouSaid.themes.through.objects.filter(
        Exists(ThemeMark.objects.filter(theme=OuterRef("theme_id"), voice__response=response)), yousaid=OuterRef("pk")
    )
    return list(YouSaid.objects.filter(Q(Exists(direct)) | Q(Exists(by_theme))).prefetch_related("hubs").order_by("-published_on", "pk"))
