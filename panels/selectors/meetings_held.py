"""What is held about meetings, and what came of them, for freedom of information.

No member, need or count of people stands in any, and no link into a room online: who has it walks in.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from core.answers import HeldRecord
from core.held_records import Search, joined
from core.querysets import reach
from panels.models import Decision, Meeting, MeetingAction, MeetingPaper, MeetingPoint, Minutes
from panels.selectors.held import hubs_of
from panels.selectors.meetings import day_of

_WRITTEN_DOWN = (MeetingPoint, Decision, MeetingAction, Minutes)


def held(search: Search, user: User) -> None:
    """Look at meetings with their agendas and what came of them, and papers that were typed here.

    Files are sealed: nobody reads into them.
    """
    if reach(user, "information.view") is not None:
        return
    for row in Meeting.objects.select_related("panel").prefetch_related("agenda"):
        items = [joined(one.title, one.presenter, one.what_is_open) for one in row.agenda.all()]
        text = joined(str(row), str(row.panel), row.place, row.called_off_because, *items)
        search.look_at(_record("meeting", str(row.pk), str(row), text, row), hub_ids=hubs_of(row.panel))
    for paper in MeetingPaper.objects.defer("content").select_related("meeting__panel"):
        text = joined(paper.title, str(paper.meeting), paper.words)
        search.look_at(_record("meeting_paper", str(paper.pk), paper.title, text, paper.meeting), hub_ids=hubs_of(paper.meeting.panel))
    here = [Q(Exists(model._default_manager.filter(meeting=OuterRef("pk")).order_by())) for model in _WRITTEN_DOWN]
    written_down = here[0] | here[1] | here[2] | here[3]
    came_of = ("meetingpoints", "decisions", "meetingactions", "minutes__corrections")
    for row in Meeting.objects.select_related("panel", "minutes").prefetch_related(*came_of).filter(written_down):
        found = _record("meeting_sheet", str(row.pk), f"What came of {row}", joined(str(row), *_came_of(row)), row)
        search.look_at(replace(found, has_family_words=bool(row.meetingpoints.all())), hub_ids=hubs_of(row.panel))


def _record(kind: str, key: str, title: str, text: str, meeting: Meeting) -> HeldRecord:
    return HeldRecord(kind, key, title, text, on=day_of(meeting), hub_id=meeting.panel.hub_id)


def _came_of(row: Meeting) -> Iterator[str]:
    """Yield every word that was written down at a meeting, and of its minutes."""
    yield from (one.words for one in row.meetingpoints.all())
    for one in row.decisions.all():
        yield from (one.words, one.reason, one.minority_view)
    for action in row.meetingactions.all():
        yield from (action.words, action.dropped_because)
    minutes = getattr(row, "minutes", None)
    if minutes:
        yield from (minutes.summary, *(one.words for one in minutes.corrections.all()))
