"""Meetings of panels, as staff see them."""

from dataclasses import dataclass
from datetime import date

from panels.choices import MeetingState
from panels.choices.agenda import FIRST_ITEM, FIRST_TAKES
from panels.models import AgendaItem, Meeting, Panel
from panels.rules import meetings as rules

MEETINGS_LOOKED_AT = 6  # so that five gaps say what is usual
VIEW, ADD, EDIT = "meeting.view", "meeting.add", "meeting.edit"


def day_of(meeting: Meeting) -> date:
    """Return the day of a meeting by the council's clock."""
    return rules.by_council_clock(meeting.starts_at).date()


def day_to_suggest(panel: Panel, *, today: date) -> date:
    """Return a day for the next meeting: as long after the last as they usually meet (rules.meetings); two queries at most."""
    days = [day_of(one) for one in Meeting.objects.filter(panel=panel).exclude(state=MeetingState.CALLED_OFF)[:MEETINGS_LOOKED_AT]]
    return rules.next_day(days[0] if days else today, apart=rules.interval_of(days), today=today)


def why_not_call(meeting: Meeting) -> dict[str, str]:
    """Return why a meeting that is not kept yet cannot be called, by field; one query."""
    wrong = rules.why_not_keep(format=meeting.format, place=meeting.place, number_of_minutes=meeting.number_of_minutes)
    then = Meeting.objects.filter(panel=meeting.panel, starts_at=meeting.starts_at).exclude(state=MeetingState.CALLED_OFF)
    if meeting.panel.ended_on:
        wrong["panel"] = "This panel has ended."
    elif then.exists():
        wrong["starts_at"] = "This panel meets at that time already."
    return wrong


def has_attendance(meeting: Meeting) -> bool:
    """Return whether somebody wrote down who came."""
    return Meeting.objects.filter(pk=meeting.pk, attendance_sheet__isnull=False).exists()


@dataclass(frozen=True)
class Line:
    """One line of an agenda as it is read; `item` is None for the first, which is no row."""

    title: str
    number_of_minutes: int
    item: AgendaItem | None = None
    is_last: bool = False


@dataclass(frozen=True)
class Agenda:
    """What is talked about, and whether there is time for it."""

    lines: tuple[Line, ...]
    minutes: int
    length: int

    @property
    def too_long_by(self) -> int:
        """How many minutes more it takes than the meeting has; 0 where there is time."""
        return max(0, self.minutes - self.length)


def agenda_of(meeting: Meeting) -> Agenda:
    """Return the agenda: what happened to what we said comes first at every meeting (domain reference 3.5); one query."""
    items = list(meeting.agenda.all())
    lines = [Line(one.title, one.number_of_minutes, one, one is items[-1]) for one in items]
    minutes = FIRST_TAKES + sum(one.number_of_minutes for one in items)
    return Agenda((Line(FIRST_ITEM, FIRST_TAKES), *lines), minutes, meeting.number_of_minutes)
