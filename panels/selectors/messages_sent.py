"""What came of a message that was sent, for each person: it left, it stayed and why, somebody still has to tell them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from consent.models import Person
from core.choices import OutboxState
from core.models import OutboxItem
from panels.choices import MessageState, Way
from panels.choices.messages import BY_HAND
from panels.models import Message, MessageTo
from panels.rules import messages as rules
from panels.rules.invitations import why_not_written_to
from panels.selectors.invitations import why_no_letters
from panels.selectors.letters import GIVEN_UP
from panels.selectors.messages import LETTER
from panels.selectors.names import in_order, name_of
from panels.selectors.reply_links import person_of


@dataclass(frozen=True)
class Sent:
    """One member beside a message that was sent, with what came of it. `is_on_its_way` is asked of the queue."""

    row: MessageTo
    person: Person | None
    name: str
    is_on_its_way: bool
    state: str

    @property
    def called(self) -> str:
        """How they are called on the screen."""
        return self.name or str(self.row.membership)

    @property
    def why_not(self) -> str:
        """Why no e-mail went; empty while it waits, or when it left."""
        is_no_letter = self.row.way != Way.LETTER or self.row.left_at or self.is_on_its_way
        return self.row.why_not if self.row.why_not or is_no_letter or self.state != MessageState.OUT else GIVEN_UP

    @property
    def says_why(self) -> str:
        """The same, where somebody reads it now: not of who was told in another way, or has nothing since it was taken back."""
        return "" if self.row.told_on or (self.state == MessageState.BACK and self.row.way != Way.NOT) else self.why_not

    @property
    def is_to_wait(self) -> bool:
        """Whether nothing reached them yet, and something may: there is still something to take back."""
        may_be_reached = self.state == MessageState.ASKED or self.is_on_its_way
        return self.row.way != Way.NOT and self.row.left_at is None and self.row.told_on is None and may_be_reached

    @property
    def came_to(self) -> str:
        """What came of it, in words."""
        if self.row.told_on:
            return f"Told: {self.row.get_told_how_display().lower()}"
        if self.row.left_at:
            return "The letter came back" if self.row.came_back_on else "The letter was sent"
        if self.row.way == Way.NOT:
            return "Left out"
        if self.state == MessageState.BACK:
            return "Taken back"
        if self.state == MessageState.ASKED:
            return "Waits for a second person"
        return "Still to be told" if self.is_to_tell else "The letter is on its way"

    @property
    def is_to_tell(self) -> bool:
        """Whether somebody still has to tell them, as no e-mail does. Nobody tells who is not to be reached at all."""
        no_letter = self.row.way in BY_HAND or (self.row.way == Way.LETTER and (bool(self.why_not) or self.row.came_back_on is not None))
        return self.state == MessageState.OUT and no_letter and self.row.told_on is None


def sent_of(message: Message, user: User) -> list[Sent]:
    """Return what came of a message for each, by name; as many queries however many they are.

    Whom nothing reached yet is shown as they are reached now: who left or told us to stop since is not told by hand either.
    """
    rows = list(to_of(message))
    keys = {key_of(one): one.pk for one in rows}
    waiting = OutboxItem.objects.filter(state=OutboxState.WAITING, key__in=list(keys)).values_list("key", flat=True)
    on_their_way: set[UUID] = {keys[key] for key in waiting}
    _as_reached_now([one for one in rows if one.pk not in on_their_way and not one.told_on and (not one.left_at or one.came_back_on)])
    people = {one.pk: person_of(one.membership) for one in rows}
    return in_order(Sent(one, people[one.pk], name_of(user, people[one.pk]), one.pk in on_their_way, message.state) for one in rows)


def _as_reached_now(rows: list[MessageTo]) -> None:
    """Put right, on rows in hand alone, how these are reached, where something stands against a letter to them by now."""
    why_not = why_no_letters([one.membership for one in rows], LETTER, rule=why_not_written_to)
    for one in rows:
        if reasons := why_not[one.membership_id]:
            one.way = rules.way_of(one.membership, person_of(one.membership), reasons)
            one.why_not = " ".join(reasons)


def to_of(message: Message) -> "QuerySet[MessageTo]":
    """Return the rows of who a message is for, with their people."""
    return MessageTo.objects.filter(message=message).select_related("membership__panel", "membership__person__merged_into__merged_into")


def key_of(row: MessageTo) -> str:
    """Return what one letter is called in the queue."""
    return f"{row.pk}-message"


def is_waiting(message: Message, now: datetime) -> bool:
    """Return whether a message was sent for later, and that is still to come."""
    return message.state == MessageState.OUT and message.leaves_at is not None and message.leaves_at > now
