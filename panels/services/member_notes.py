"""What members learned, short notes about them, and the restricted support log."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.text import normalise
from panels.choices import Topic
from panels.models import MemberNote, Membership, SupportNote, Training
from panels.rules import members as rules
from panels.services.holding_members import held_member, refuse_if_held

READ_LOG, ADD_LOG = "support_log.view", "support_log.add"


@transaction.atomic
def write_training(*, member: Membership, topic: str, done_on: date | None, by: User, today: date) -> None:
    """Write down what somebody learned; a second time on the same day changes nothing. Raises ValidationError."""
    row = held_member(member, by)
    if reasons := rules.why_not_learned(topic=topic, done_on=done_on, topics=set(Topic.values), today=today):
        raise ValidationError(reasons)
    assert done_on is not None, "the rule asks for the day"
    _, is_new = Training.objects.get_or_create(membership=row, topic=topic, done_on=done_on)
    if is_new:
        audit.record("panels.training.add", row, by=by, hub_id=row.panel.hub_id, topic=topic)


@transaction.atomic
def drop_training(*, member: Membership, training: Training, by: User) -> None:
    """Take back what was written down by a slip. Raises ValidationError where a hold keeps it."""
    row = held_member(member, by, deletes=True, also_left=True)
    refuse_if_held(row)
    row.trainings.filter(pk=training.pk).delete()
    audit.record("panels.training.drop", row, by=by, hub_id=row.panel.hub_id, topic=training.topic)


@transaction.atomic
def add_note(*, member: Membership, words: str, by: User, today: date) -> MemberNote:
    """Write a short, factual note, which they may ask to read. Raises ValidationError."""
    row, words = held_member(member, by), normalise(words).strip()
    if reasons := rules.why_not_write(words, most=rules.LONGEST_NOTE):
        raise ValidationError(reasons)
    note = MemberNote.objects.create(membership=row, words=words, written_on=today, written_by=by)
    audit.record("panels.member_note.add", note, by=by, hub_id=row.panel.hub_id)
    return note


@transaction.atomic
def drop_note(*, member: Membership, note: MemberNote, by: User) -> None:
    """Delete a note that is wrong, or not needed any more. Raises ValidationError where a hold keeps it."""
    row = held_member(member, by, deletes=True, also_left=True)
    refuse_if_held(row)
    audit.record("panels.member_note.drop", note, by=by, hub_id=row.panel.hub_id)
    row.notes.filter(pk=note.pk).delete()


@transaction.atomic
def add_to_log(*, member: Membership, words: str, by: User, today: date) -> SupportNote:
    """Write into the support log. Raises PermissionDenied without the right to, ValidationError with what is wrong."""
    row, words = held_member(member, by, ADD_LOG), normalise(words).strip()
    if reasons := rules.why_not_write(words, most=rules.LONGEST_LOG):
        raise ValidationError(reasons)
    note = SupportNote.objects.create(membership=row, words=words, written_on=today, written_by=by)
    audit.record("panels.support_log.add", row, by=by, hub_id=row.panel.hub_id)
    return note


@transaction.atomic
def read_log(*, member: Membership, by: User) -> list[SupportNote]:
    """Return the support log, the newest first, and write down who read it. Raises PermissionDenied."""
    if not Membership.objects.visible_to(by, READ_LOG).filter(pk=member.pk).exists():
        raise PermissionDenied
    audit.record("panels.support_log.read", member, by=by, hub_id=member.panel.hub_id)
    return list(member.support_notes.select_related("written_by"))
