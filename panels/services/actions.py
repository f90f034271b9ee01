"""What becomes of an action after the meeting: done, given up with a reason, or open again. Also when the minutes are out."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.selectors.posts import why_mine
from core.text import normalise
from panels.models import MeetingAction, Membership
from panels.models.actions import ActionOfMember
from panels.rules import run_sheet as rules
from panels.selectors.full_names import full_names
from panels.selectors.meetings import EDIT, VIEW
from panels.services.meetings import held_meeting


@transaction.atomic
def finish(*, action: MeetingAction, by: User, today: date) -> None:
    """Say that an action is done: by who calls the meetings, or acts for its post. Raises ValidationError when it is not open."""
    row = _held(action, by, VIEW if action.post_id in why_mine(by, today) else EDIT)
    if reasons := rules.why_not_finish(row):
        raise ValidationError(reasons)
    row.done_on = today
    _keep(row, "finish", by)


@transaction.atomic
def finish_own(*, action: MeetingAction, member: Membership, today: date) -> None:
    """Keep that a member did what they took on: they say so themselves. Raises ValidationError when it is not theirs, or not open."""
    row = _held_own(action, member)
    if reasons := rules.why_not_finish(row):
        raise ValidationError(reasons)
    row.done_on = today
    _keep(row, "finish", None)


@transaction.atomic
def undo_own(*, action: MeetingAction, member: Membership, today: date) -> None:
    """Keep that what a member said was done today is not: a slip of their thumb. Raises ValidationError when it is not theirs, or was not
    done today: later, who calls the meetings opens it again."""
    row = _held_own(action, member)
    if reasons := rules.why_not_undo(row, today=today):
        raise ValidationError(reasons)
    row.done_on = None
    _keep(row, "open_again", None)


@transaction.atomic
def drop(*, action: MeetingAction, because: str, by: User, today: date) -> None:
    """Say that an action is not done, and why. Raises ValidationError with every reason why not."""
    row, because = _held(action, by), " ".join(normalise(because).split())
    if reasons := rules.why_not_drop(row, because=because, names=full_names(row.meeting.panel)):
        raise ValidationError(reasons)
    row.dropped_on, row.dropped_because = today, because
    _keep(row, "drop", by)


@transaction.atomic
def open_again(*, action: MeetingAction, by: User) -> None:
    """Say that an action is still to do. Raises ValidationError when it is."""
    row = _held(action, by)
    if row.is_open:
        raise ValidationError(["It is open already."])
    row.done_on, row.dropped_on, row.dropped_because = None, None, ""
    _keep(row, "open_again", by)


def _held(action: MeetingAction, by: User | None, right: str = EDIT) -> MeetingAction:
    meeting = held_meeting(action.meeting, by, right)
    row = MeetingAction.objects.select_for_update(of=("self",)).filter(pk=action.pk).first()
    if row is None:
        raise ValidationError(["A colleague took this action away."])
    row.meeting = meeting
    return row


def _held_own(action: MeetingAction, member: Membership) -> MeetingAction:
    row = _held(action, None)
    if not ActionOfMember.objects.filter(action=row, membership=member).exists():
        raise ValidationError(["It is not theirs."])
    return row


def _keep(row: MeetingAction, act: str, by: User | None) -> None:
    row.save(update_fields=["done_on", "dropped_on", "dropped_because"])
    audit.record(f"panels.action.{act}", row, by=by, hub_id=row.meeting.panel.hub_id)
