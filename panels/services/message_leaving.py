"""What is asked and written down when one letter of a message leaves: nobody gets one who changed their mind since it was queued."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from core import outbox
from core.models import OutboxItem
from panels.choices import MessageState, Way
from panels.models import Message, MessageTo
from panels.rules.invitations import why_not_written_to
from panels.rules.messages import NO_READER, way_of
from panels.selectors.invitations import reply_to, why_no_letters
from panels.selectors.messages import LETTER, is_still_meant
from panels.selectors.reply_links import person_of
from panels.services.messages import TAKEN_BACK

NOT_MEANT = "They are not meant any more: whom it is for does not fit them now, or what they said to the meeting changed."
CHANGED = "Their record was joined to another, or they asked to be forgotten."


def why_not_leave(row: MessageTo, person_id: UUID) -> list[str]:
    """Return why a letter does not leave any more, asked at the moment it would."""
    message, member = row.message, row.membership
    person = person_of(member)
    if person is None or person.pk != person_id:
        return [CHANGED]
    if message.state != MessageState.OUT:
        return [TAKEN_BACK]
    if row.told_on or (row.left_at and not _was_cut_off()):
        return ["They have it already."]
    if not is_still_meant(message, member):
        return [NOT_MEANT]
    reasons = [] if reply_to(message.panel) else [NO_READER]
    return reasons or why_no_letters([member], LETTER, rule=why_not_written_to)[member.pk]


def _was_cut_off() -> bool:
    """Return whether a worker began with the letter in hand before, and never came to its end: then nobody knows whether it left."""
    return OutboxItem.objects.filter(pk=outbox.item_in_hand(), attempts__gt=1).exists()


@transaction.atomic
def note_leaves(*, row: MessageTo, now: datetime) -> bool:
    """Write down that a letter leaves, before it does; return whether it may: nobody takes back what is on its way out.

    Of a worker that is cut off in between it stays noted as left, and the next one sends it once more. How many left stays on the message
    when somebody is forgotten. The message is locked first, as taking back does: in the other order each would wait for the other.
    """
    if not Message.objects.select_for_update(of=("self",)).filter(pk=row.message_id, state=MessageState.OUT).exists():
        return False
    if MessageTo.objects.filter(pk=row.pk, left_at__isnull=True).update(left_at=now, why_not=""):
        Message.objects.filter(pk=row.message_id).update(number_left=F("number_left") + 1)
    return True


@transaction.atomic
def note_did_not_leave(*, row: MessageTo, now: datetime) -> None:
    """Put right that a letter was noted as left at a moment: the mail server took none, or it is not wanted any more. It may leave later.

    What a worker noted that was cut off before stays: they may have it.
    """
    Message.objects.select_for_update(of=("self",)).get(pk=row.message_id)
    if MessageTo.objects.filter(pk=row.pk, left_at=now, came_back_on__isnull=True).update(left_at=None):
        Message.objects.filter(pk=row.message_id).update(number_left=F("number_left") - 1)


def note_stayed(*, row: MessageTo, reasons: Iterable[str]) -> str:
    """Write down why a letter did not leave, and how they are reached now; return why. Of one that left before it stays that it did.

    Whoever left, or told us to stop, is not told by hand either. The reasons name nobody.
    """
    why, member = " ".join(reasons)[: MessageTo._meta.get_field("why_not").max_length], row.membership
    why_no_letter = why_no_letters([member], LETTER, rule=why_not_written_to)[member.pk]
    way = Way.NOT if why == NOT_MEANT else way_of(member, person_of(member), why_no_letter)
    MessageTo.objects.filter(pk=row.pk, left_at__isnull=True).update(why_not=why, way=way)
    return why
