"""What a panel said in a time, and what came of it: named parts for the report of a year, each line with the way to where it is kept.

What was raised at meetings is told by its public answers alone: the words as they were written down are not for a report.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from core import clocks
from feedback.choices import HAPPENED
from feedback.models import Voice
from feedback.selectors import you_said
from feedback.selectors.you_said import Reply
from panels.models import AnnualReport, BodyItem, Decision, Panel
from panels.report_template import CHANGED, NEXT, NOT_CHANGED, SAID
from panels.selectors.questions import decided_since
from panels.selectors.spending import moments


@dataclass(frozen=True)
class SaidLine:
    """One thing that was said or came back: on which day, in the words that staff wrote down, and where that is kept."""

    on: date
    words: str
    href: str


@dataclass(frozen=True)
class Part:
    """Lines of one kind. With them the box below the heading `beside` begins (panels/report_template.py); empty: they are only shown."""

    name: str
    beside: str
    lines: tuple[SaidLine, ...]


def parts(panel: Panel, *, since: date, until: date) -> list[Part]:
    """Return every part that has a line in this time; five queries for what was answered in public, one or two for each other."""
    found = [*(find(panel, since, until) for find in PARTS), *answered_in_public(panel, since, until)]
    return [one for one in found if one.lines]


def _items(panel: Panel) -> "QuerySet[BodyItem]":
    return BodyItem.objects.filter(body__panel=panel).select_related("body").order_by("sent_on", "pk")


def _bodies(panel: Panel) -> str:
    return reverse("bodies:list", args=[panel.pk])


def sent_to_others(panel: Panel, since: date, until: date) -> Part:
    """Return what went to other bodies."""
    rows = _items(panel).filter(sent_on__range=(since, until))
    lines = (SaidLine(one.sent_on, f"To {one.body}: {one.what}", _bodies(panel)) for one in rows)
    return Part("Sent to others", SAID, tuple(lines))


def came_back(panel: Panel, since: date, until: date) -> Part:
    """Return what came back in this time, whenever it was sent. Whether anything changed, people say."""
    rows = _items(panel).filter(came_back_on__range=(since, until)).order_by("came_back_on", "pk")
    lines = (SaidLine(one.came_back_on, f"{one.body}: {one.came_back}", _bodies(panel)) for one in rows if one.came_back_on)
    return Part("Came back", CHANGED, tuple(lines))


def not_answered(panel: Panel, since: date, until: date) -> Part:
    """Return what was sent by the end of this time and had no answer by then."""
    rows = _items(panel).filter(Q(came_back_on__isnull=True) | Q(came_back_on__gt=until), sent_on__lte=until, body__ended_on__isnull=True)
    lines = (SaidLine(one.sent_on, f"{one.body} has not answered: {one.what}", _bodies(panel)) for one in rows)
    return Part("Not answered", NOT_CHANGED, tuple(lines))


def planned_before(panel: Panel, since: date, until: date) -> Part:
    """Return what the report of the year before planned for this one."""
    before = AnnualReport.objects.filter(panel=panel, begins_on__lt=since).order_by("-begins_on").first()
    if before is None or not before.words.get(NEXT):
        return Part("Planned last year", "", ())
    address = reverse("reports:one", args=[panel.pk, before.begins_on.year])
    return Part("Planned last year", "", (SaidLine(before.begins_on, before.words[NEXT], address),))


def decided(panel: Panel, since: date, until: date) -> Part:
    """Return what the panel decided, at its meetings and between them, with the reason."""
    rows = Decision.objects.filter(meeting__panel=panel, meeting__starts_at__range=moments(since, until)).select_related("meeting")
    lines = [
        SaidLine(clocks.today(one.meeting.starts_at), _because(one.words, one.reason), reverse("meeting:one", args=[one.meeting_id]))
        for one in rows.order_by("meeting__starts_at", "written_at", "pk")
    ]
    lines += [
        SaidLine(one.ended_on, _because(one.decided, one.reason), reverse("panel_question:one", args=[one.pk]))
        for one in decided_since(panel, since)
        if one.ended_on and one.ended_on <= until
    ]
    return Part("Decided", "", tuple(sorted(lines, key=lambda one: one.on)))


def answered_in_public(panel: Panel, since: date, until: date) -> list[Part]:
    """Return what was answered in public in this time to what was raised at any meeting: what happened, and what did not, with why."""
    voices = Voice.objects.filter(meeting_point__meeting__panel=panel)
    replies = [one for one in you_said.answers_about(voices, since=since, today=until) if one.answered_on <= until]
    ended = [one for one in you_said.lines_about(voices, since=since) if one.heard_on <= until]
    happened = [_answer(one) for one in replies if one.outcome in HAPPENED]
    others = [_answer(one) for one in replies if one.outcome not in HAPPENED]
    others += [SaidLine(one.heard_on, one.words, reverse("you_said_list")) for one in ended]
    return [
        Part("Raised at a meeting, and done", CHANGED, tuple(sorted(happened, key=lambda one: one.on))),
        Part("Raised at a meeting, and answered otherwise", NOT_CHANGED, tuple(sorted(others, key=lambda one: one.on))),
    ]


def _answer(reply: Reply) -> SaidLine:
    came = reply.what_changed or reply.reason or reply.we_say
    return SaidLine(reply.answered_on, f"{reply.you_said} {reply.outcome_words}: {came}", reverse("you_said", args=[reply.reference]))


def _because(words: str, reason: str) -> str:
    return f"{words} Why: {reason}" if reason else words


PARTS: tuple[Callable[[Panel, date, date], Part], ...] = (sent_to_others, came_back, not_answered, decided, planned_before)
