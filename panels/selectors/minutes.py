"""The minutes of meetings: what staff begin with, what families read, and the same as plain text to copy. They name nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.clocks import day_in_words
from core.small_numbers import numbers
from panels.choices import MeetingState, OwnerKind
from panels.choices.agenda import FIRST_ITEM, TOOK_PART
from panels.models import (
    Attendance,
    AttendanceSheet,
    Decision,
    Meeting,
    MeetingAction,
    MeetingPoint,
    Minutes,
    MinutesCorrection,
    Panel,
    Recommendation,
)
from panels.rules.minutes import how_in_words
from panels.selectors.meetings import agenda_of, day_of

MOST_LISTED = 12


@dataclass(frozen=True)
class Decided:
    """One decision as families read it."""

    words: str
    how: str
    reason: str
    minority_view: str


@dataclass(frozen=True)
class Part:
    """One line of the agenda, and what came of it. `title` is empty for the first, which is said in the language of the page."""

    title: str
    decisions: tuple[Decided, ...]
    recommendations: tuple[Recommendation, ...]
    actions: tuple[tuple[MeetingAction, str], ...]


@dataclass(frozen=True)
class PublicMinutes:
    """The minutes of one meeting. `who` is who was there, as pairs of words and about how many."""

    meeting: Meeting
    on: date
    minutes: Minutes
    who: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    corrections: tuple[MinutesCorrection, ...]

    @property
    def came_back(self) -> bool:
        """Whether they were out before, and taken off to put them right."""
        return self.minutes.first_out_on is not None and self.minutes.first_out_on != self.minutes.out_on


def minutes_of(meeting: Meeting) -> Minutes | None:
    """Return the minutes of a meeting, out or not; one query."""
    return Minutes.objects.filter(meeting=meeting).first()


def raised_at(meeting: Meeting) -> list[tuple[str, list[str]]]:
    """Return what was said to each line of the agenda where something was, for somebody to say in plain words. Two queries.

    It is to look at: no comment of a family stands on a page in its own words without a yes (decision 0065).
    """
    points: dict[int | None, list[str]] = {}
    for point in MeetingPoint.objects.filter(meeting=meeting).select_related("voice"):
        points.setdefault(point.item_id, []).append(" ".join(point.said.split()))
    lines = ((line.title, points.get(line.item.pk if line.item else None, [])) for line in agenda_of(meeting).lines)
    return [(title, said) for title, said in lines if said]


def said_at(meeting: Meeting) -> list[str]:
    """Return all that was said at a meeting, as it was said; one query."""
    return [point.said for point in MeetingPoint.objects.filter(meeting=meeting).select_related("voice")]


def are_public(panel: Panel) -> bool:
    """Return whether minutes of a panel stand on a page: never of one of under-18s, whose days stand on none (decision 0063)."""
    return not panel.is_of_under_18s


def out_of(panel: Panel) -> "QuerySet[Meeting]":
    """Return the meetings of a panel whose minutes families can read, the last first."""
    if not are_public(panel):
        return Meeting.objects.none()
    rows = Meeting.objects.filter(panel=panel, state=MeetingState.HELD, minutes__out_on__isnull=False)
    return rows.select_related("minutes").order_by("-starts_at", "-pk")


def listed(panel: Panel) -> list[tuple[int, date]]:
    """Return the last meetings of a panel whose minutes families can read: where they stand, and the day."""
    return [(one.pk, day_of(one)) for one in out_of(panel)[:MOST_LISTED]]


def public_minutes(meeting: Meeting, minutes: Minutes) -> PublicMinutes:
    """Return the minutes of a meeting as families read them; eight queries."""
    found: dict[Any, dict[str, list[Any]]] = {}

    def put(row: Any, kind: str, shown: Any) -> None:
        found.setdefault(row.item_id, {}).setdefault(kind, []).append(shown)

    for one in Decision.objects.filter(meeting=meeting):
        put(one, "decisions", Decided(one.words, how_in_words(one), one.reason, one.minority_view))
    for sent in Recommendation.objects.filter(meeting=meeting).select_related("sent__body"):
        put(sent, "recommendations", sent)
    for action in MeetingAction.objects.filter(meeting=meeting).select_related("post__hub", "body"):
        put(action, "actions", (action, owner_in_words(action)))
    parts = []
    for line in agenda_of(meeting).lines:
        came = found.get(line.item.pk if line.item else None, {})
        kinds = (tuple(came.get(kind, ())) for kind in ("decisions", "recommendations", "actions"))
        parts.append(Part(line.title if line.item else "", *kinds))
    corrections = () if minutes._state.adding else tuple(minutes.corrections.all())
    return PublicMinutes(meeting, day_of(meeting), minutes, tuple(_who(meeting)), tuple(parts), corrections)


def owner_in_words(action: MeetingAction) -> str:
    """Return who does something as families read it: an office with its hub, as many have one of its name, or a body; never a member."""
    if action.owner_kind == OwnerKind.MEMBER:
        return gettext("A member of the panel")
    return action.post.with_hub if action.post else str(action.body)


def _who(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Yield about how many were there (core.small_numbers): of a few nothing is said, and of nobody how many exactly."""
    sheet = AttendanceSheet.objects.filter(meeting=meeting).first()
    if sheet is None:
        return
    below = numbers.line_for(None)
    members = Attendance.objects.filter(meeting=meeting, came__in=TOOK_PART).count()
    staff, guests = sheet.number_of_staff, sheet.number_of_guests
    for words, number in ((_("Members of the panel"), members), (_("People who came for their work"), staff), (_("Guests"), guests)):
        shown = numbers.about_how_many(number, below=below)
        if number and shown != numbers.about_how_many(1, below=below):
            yield str(words), str(shown)


def as_text(said: PublicMinutes) -> str:
    """Return minutes as plain English text, to copy into a letter or a message."""
    lines = [f"Minutes: {said.meeting.panel}, {day_in_words(said.on)}", "", said.minutes.summary, ""]
    lines += [f"{words}: {number}" for words, number in said.who]
    for part in said.parts:
        came = list(_in_lines(part))
        if came:
            lines += ["", part.title or FIRST_ITEM, *came]
    lines += ["", *(f"Put right on {day_in_words(one.made_on)}: {one.words}" for one in said.corrections)]
    return "\n".join(lines).strip() + "\n"


def _in_lines(part: Part) -> Iterator[str]:
    for one in part.decisions:
        yield f"We decided: {one.words} ({one.how}.)" + (f" Because: {one.reason}" if one.reason else "")
        if one.minority_view:
            yield f"Some saw it otherwise: {one.minority_view}"
    for sent in part.recommendations:
        due = f" They answer by {day_in_words(sent.sent.answer_by_on)}." if sent.sent.answer_by_on else ""
        yield f"We recommend to {sent.sent.body}: {sent.sent.what}{due}"
    for action, owner in part.actions:
        yield f"{owner}, by {day_in_words(action.due_on)}: {action.words}"
