"""A message of a panel of under-18s goes to who acts for the named worker's and the second reader's posts when it leaves.

They pass it on to the adults. Nothing goes to a child.
"""

from datetime import datetime

from django.db import transaction

from core import clocks, outbox
from core.choices import OutboxState
from core.models import OutboxItem, Post
from core.selectors.acting import who_acts
from panels.choices import MessageState
from panels.models import Message, Panel

TELL, TELL_ONE, TAKEN_BACK = "panels.tell_of_message", "panels.tell_one_of_message", "panels.tell_message_taken_back"
NOBODY = "Nobody acts for the named worker’s post or the second reader’s: pass it on to the adults yourself."


def who_pass_on(panel: Panel, now: datetime) -> set[int]:
    """Return the keys of the staff who act for the two posts at a moment."""
    posts = Post.objects.filter(pk__in=[panel.coordinator_id, panel.second_reader_id])
    return {user_id for some in who_acts(posts, clocks.today(now)).values() for user_id in some}


def queue(message: Message, *, now: datetime) -> set[int]:
    """Have a message passed on when it leaves, inside the asker's transaction; return who would do so now."""
    outbox.put(TELL, str(message.pk), key=f"{message.pk}-tell", due_at=message.leaves_at)
    return who_pass_on(message.panel, now)


@transaction.atomic
def queue_each(message: Message, *, now: datetime) -> None:
    """Queue a letter to each who acts for the posts now that it leaves. Raises NotWanted with why none goes."""
    if message.state != MessageState.OUT:
        raise outbox.NotWanted
    if not (staff := who_pass_on(message.panel, now)):
        raise outbox.NotWanted(NOBODY)
    for user_id in sorted(staff):
        outbox.put(TELL_ONE, str(message.pk), user_id, key=_key(message, user_id))


def is_wanted(message: Message, user_id: int, *, now: datetime) -> bool:
    """Return whether somebody is to pass a message on, asked at the moment their letter leaves: whoever was removed gets none."""
    return message.state == MessageState.OUT and user_id in who_pass_on(message.panel, now)


def queue_taken_back(message: Message, *, now: datetime) -> None:
    """Tell who has a message already that it is taken back, inside the asker's transaction: nobody passes it on for want of knowing.

    The queue knows for some days to whom it left; who acts for the posts now is told as well.
    """
    begun = OutboxItem.objects.filter(name=TELL_ONE, attempts__gt=0, key__startswith=_key(message, ""))
    had_it = set(begun.exclude(state=OutboxState.STOPPED).values_list("arguments__1", flat=True))
    if message.leaves_at is None or message.leaves_at <= now:
        had_it |= who_pass_on(message.panel, now)
    for user_id in sorted(had_it):
        outbox.put(TAKEN_BACK, str(message.pk), user_id, key=f"{_key(message, user_id)}-back")


def _key(message: Message, user_id: int | str) -> str:
    return f"{message.pk}-tell-{user_id}"
