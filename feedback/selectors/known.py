"""What families said and were answered about a subject already: never a comment itself, and only what this user may read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import User
from core import clocks
from core.answers import Evidence
from core.subject import MOST_READ, Subject
from feedback.choices import PROMISED, Outcome, SurveyState, ThemeState
from feedback.models import Survey, Theme, WeDid, YouSaid
from feedback.rules.weeks import last_day_of

MOST_SURVEYS = 300  # a survey is read with its questions
PROMISES, ANSWERS, THEMES, QUESTIONS = "Promises still open", "What we answered", "What people talked about", "What we asked before"
Hubs = frozenset[int] | None


def known(user: User, subject: Subject, hub_ids: Hubs) -> list[Evidence]:
    """Return promises still open, published answers, themes and questions about a subject: five queries, however much is kept."""
    return [*_you_saids(user, subject, hub_ids), *_themes(user, subject, hub_ids), *_questions(user, subject, hub_ids)]


def _you_saids(user: User, subject: Subject, hub_ids: Hubs) -> Iterable[Evidence]:
    standing = WeDid.objects.readable().filter(you_said=OuterRef("pk")).order_by("-published_at", "-pk")
    rows: QuerySet[Any] = YouSaid.objects.visible_to(user, "you_said.view").annotate(answer_pk=Subquery(standing.values("pk")[:1]))
    if hub_ids is not None:
        rows = rows.filter(pk__in=YouSaid.objects.filter(hubs__in=hub_ids).order_by().values("pk"))
    found = list(rows.order_by("-heard_until_on", "-pk")[:MOST_READ])
    answers = WeDid.objects.in_bulk([row.answer_pk for row in found if row.answer_pk])
    for row in found:
        answer = answers.get(row.answer_pk) if row.published_on and not row.taken_down_on else None
        if subject.fits(row.text, *(_words_of(answer) if answer else ())):
            href = reverse("you_said_board:one", args=[row.pk])
            kind, text = _answered(row, answer) if answer else (PROMISES, f"{row.text} An answer is promised by {_day(row.answer_by_on)}.")
            yield Evidence(text, row.reference, row.heard_until_on, href, kind=kind)


def _words_of(answer: WeDid) -> tuple[str, ...]:
    return answer.text, answer.what_changed, answer.reason


def _answered(row: YouSaid, answer: WeDid) -> tuple[str, str]:
    """Return the kind and the words of what was said and answered: what is still to be done is a promise."""
    text = f"{row.text} {Outcome(answer.outcome).label}: {answer.text}"
    if answer.outcome in PROMISED and answer.due_on:
        return PROMISES, f"{text} We promised it by {_day(answer.due_on)}."
    if answer.outcome == Outcome.PASSED_ON and answer.replies_by_on:
        return PROMISES, f"{text} {answer.passed_to} replies by {_day(answer.replies_by_on)}."
    return ANSWERS, text


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _themes(user: User, subject: Subject, hub_ids: Hubs) -> Iterable[Evidence]:
    rows = Theme.objects.visible_to(user, "theme.view").exclude(state=ThemeState.MERGED).select_related("engagement")
    if hub_ids is not None:
        rows = rows.filter(pk__in=Theme.objects.filter(engagement__hubs__in=hub_ids).order_by().values("pk"))
    newest: QuerySet[Any] = rows.annotate(last_week=Max("marks__voice__week")).order_by("-pk")
    for row in newest[:MOST_READ]:
        if subject.fits(row.name, row.public_line):
            line = f"{row.name}. Heard, not taken further, because: {row.public_line}" if row.heard_on else row.name
            until = last_day_of(row.last_week) if row.last_week else row.heard_on or row.engagement.closed_on or clocks.today()
            until = min(until, clocks.today())  # everyday listening goes on: its themes are as old as what was said last
            yield Evidence(line, row.engagement.title, until, reverse("themes:one", args=[row.pk]), kind=THEMES)


def _questions(user: User, subject: Subject, hub_ids: Hubs) -> Iterable[Evidence]:
    """Look through the questions that families were asked, as they were asked: a draft asked nobody."""
    rows = Survey.objects.visible_to(user, "survey.view").exclude(state=SurveyState.DRAFT).filter(current_version__isnull=False)
    if hub_ids is not None:
        rows = rows.filter(pk__in=Survey.objects.filter(hubs__in=hub_ids).order_by().values("pk"))
    for row in rows.defer("questions").select_related("current_version").order_by("-opens_on", "-pk")[:MOST_SURVEYS]:
        for question in row.current_version.definition["questions"] if row.current_version else ():
            if subject.fits(question["text"]):
                until = row.closed_on or row.closes_on or clocks.today()
                href = reverse("survey:edit", args=[row.pk])
                yield Evidence(f"We asked: {question['text']}", row.title, min(until, clocks.today()), href, kind=QUESTIONS)
