"""What tests about members are made of: needs, training, notes and slips. Each with sensible defaults."""

from datetime import date
from typing import Any

from accounts.models import User
from panels.choices import NeedKind, Topic
from panels.models import MemberNote, Membership, MonitoringCount, MonitoringRound, Panel, StandingNeed, SupportNote, Training
from tests.builders import today


def make_need(member: Membership, kind: str = NeedKind.INTERPRETER, *, detail: str = "Polish", on: date | None = None) -> StandingNeed:
    """Write down what to arrange for a member, confirmed today unless you say when."""
    return StandingNeed.objects.create(membership=member, kind=kind, detail=detail, confirmed_on=on or today())


def make_note(member: Membership, *, by: User, words: str = "Prefers to be rung after school.") -> MemberNote:
    """Write a note about a member."""
    return MemberNote.objects.create(membership=member, words=words, written_on=today(), written_by=by)


def make_entry(member: Membership, *, by: User, words: str = "We found her a place to talk after the meeting.") -> SupportNote:
    """Write into a member's support log."""
    return SupportNote.objects.create(membership=member, words=words, written_on=today(), written_by=by)


def make_training(member: Membership, topic: str = Topic.FIGURES, done_on: date | None = None) -> Training:
    """Write down what a member learned."""
    return Training.objects.create(membership=member, topic=topic, done_on=done_on or member.joined_on)


def make_file(member: Membership, *, by: User, words: str = "A word.") -> dict[str, Any]:
    """Fill a member's file with one of each, and return what a form would say to name them."""
    need, training = make_need(member, detail=words), make_training(member)
    note = make_note(member, by=by, words=words)
    make_entry(member, by=by, words=words)
    return {"need": str(need.pk), "training": str(training.pk), "note": str(note.pk)}


def make_round(panel: Panel, *, closed: bool = True, **counts: dict[str, int]) -> MonitoringRound:
    """Make a round of slips with these totals by question, closed unless you say else."""
    row = MonitoringRound.objects.create(panel=panel, began_on=today(), closed_on=today() if closed else None)
    MonitoringCount.objects.bulk_create(
        MonitoringCount(round=row, question=asked, answer=answer, number_of_people=number)
        for asked, by_answer in counts.items()
        for answer, number in by_answer.items()
    )
    return row
