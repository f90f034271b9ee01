"""What happened to what a panel said, made by itself: what was raised and answered, decided, recommended and done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from core import clocks
from feedback.models import Voice
from feedback.models.voice import VoiceQuerySet
from feedback.selectors import you_said
from feedback.selectors.you_said import Line, Reply
from panels.choices import MeetingState
from panels.models import Decision, Meeting, MeetingAction, Panel, Recommendation
from panels.rules.minutes import between_meetings, how_in_words
from panels.selectors.minutes import Decided, out_of, owner_in_words
from panels.selectors.questions import decided_since

FAMILIES_READ_OF = 2  # meetings: on the day after one, nothing can have come of it yet


@dataclass(frozen=True)
class SinceLastTime:
    """What came of a panel's meetings since a day. `is_waiting`: a comment that was made of what was raised has no answer yet.

    `number_loose` is how many things were raised that nobody made a comment of: nobody answers those. Told to staff alone.
    """

    since: date
    replies: tuple[Reply, ...]
    lines: tuple[Line, ...]
    is_waiting: bool
    decisions: tuple[Decided, ...]
    recommendations: tuple[Recommendation, ...]
    actions: tuple[tuple[MeetingAction, str], ...]
    number_loose: int = 0

    @property
    def has_lines(self) -> bool:
        """Whether there is something to read out; what is still to do stands in a list of its own."""
        has_ended = any(not one.is_open for one, _owner in self.actions)
        return bool(self.replies or self.lines or self.decisions or self.recommendations or has_ended)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.has_lines or self.is_waiting or self.actions or self.number_loose)


def before(meeting: Meeting, *, today: date) -> SinceLastTime | None:
    """Return what came of what was said, for the first item of a meeting; None for a panel's first. Eleven queries, however much it is."""
    rows = Meeting.objects.filter(panel=meeting.panel, state=MeetingState.HELD, starts_at__lt=meeting.starts_at)
    number_loose = Count("meetingpoints", filter=Q(meetingpoints__voice=None))
    found: list[Any] = list(rows.order_by("-starts_at", "-pk").values_list("pk", "starts_at").annotate(number_loose=number_loose))
    ids = [(pk, starts_at) for pk, starts_at, _number in found]
    loose = sum(number for _pk, _starts_at, number in found)
    return _since(meeting.panel, ids, ids[:1], today=today, number_loose=loose) if ids else None


def for_families(panel: Panel, *, today: date) -> SinceLastTime | None:
    """Return the same as families read it: of meetings whose minutes are out, and since the last but one. None while there are none."""
    ids = list(out_of(panel).values_list("pk", "starts_at"))
    return _since(panel, ids, ids[:FAMILIES_READ_OF], today=today) if ids else None


def answers_to_what_was_raised(panel: Panel, *, today: date) -> list[Reply]:
    """Return what was answered since the last but one meeting to what was raised at any of them, as families read it; five queries."""
    ids = list(out_of(panel).values_list("pk", "starts_at"))
    if not ids:
        return []
    since = clocks.today(ids[:FAMILIES_READ_OF][-1][1])
    return you_said.answers_about(_raised_at([pk for pk, _at in ids]), since=since, today=today)


def _raised_at(meetings: list[int]) -> VoiceQuerySet:
    return Voice.objects.filter(meeting_point__meeting__in=meetings)


def _since(
    panel: Panel, all_: list[tuple[int, datetime]], last: list[tuple[int, datetime]], *, today: date, number_loose: int = 0
) -> SinceLastTime:
    """Return what came since the first of the last meetings, of what was raised at any before."""
    earlier, near = [pk for pk, _at in all_], [pk for pk, _at in last]
    since, voices = clocks.today(last[-1][1]), _raised_at(earlier)
    open_, ended = Q(done_on=None, dropped_on=None), Q(done_on__gte=since) | Q(dropped_on__gte=since)
    actions = MeetingAction.objects.filter(open_ | ended, meeting__in=earlier).select_related("post__hub", "body")
    came_back = Q(sent__came_back="") | Q(sent__came_back_on__gte=since)
    sent = Recommendation.objects.filter(came_back, meeting__in=earlier).select_related("sent__body")
    decisions = Decision.objects.filter(meeting__in=near)
    return SinceLastTime(
        since=since,
        replies=tuple(you_said.answers_about(voices, since=since, today=today)),
        lines=tuple(you_said.lines_about(voices, since=since)),
        is_waiting=bool(you_said.number_unanswered(voices)),
        decisions=tuple(Decided(one.words, how_in_words(one), one.reason, one.minority_view) for one in decisions)
        + tuple(Decided(one.decided, between_meetings(one), one.reason, one.minority_view) for one in decided_since(panel, since)),
        recommendations=tuple(sent),
        actions=tuple((one, owner_in_words(one)) for one in actions),
        number_loose=number_loose,
    )
