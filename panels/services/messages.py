"""Writing to members: kept as a draft, tried out, sent to one person at a time, taken back while it has not left."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from consent.models import Person
from core import audit, outbox
from core.overtaken import USED_BEFORE, refuse_if_overtaken
from core.text import normalise
from panels.choices import MessageState, ToldHow, Way
from panels.choices.messages import BY_HAND
from panels.models import Message, MessageTo, Panel
from panels.rules import messages as rules
from panels.selectors import messages as selectors
from panels.selectors.invitations import reply_to
from panels.selectors.message_file import to_post
from panels.selectors.messages import RIGHT, VIEW, Whom
from panels.selectors.messages_sent import key_of, sent_of, to_of
from panels.selectors.reply_links import person_of
from panels.services import message_passing_on
from panels.services.panels import held

SEND, TEST = "panels.send_message", "panels.test_message"
NOBODY = "Tick at least one person."
TAKEN_BACK = "It was taken back."


@dataclass(frozen=True)
class Said:
    """What a message says, and what narrows down who gets it."""

    heading: str
    words: str
    phone_words: str = ""
    whom: Whom = field(default_factory=Whom)


@transaction.atomic
def write(*, panel: Panel, said: Said, by: User, now: datetime, key: UUID | None = None) -> Message:
    """Keep a message that nobody gets yet. Raises ValidationError, by box, with what is wrong.

    `key` is made with the form: sent twice it is one message, and the first is returned. Sent again with other words it is refused.
    """
    panel = held(panel, by, RIGHT)
    message = Message(panel=panel, written_by=by, written_at=now, **({"pk": key} if key else {}))
    stands = Message.objects.filter(pk=key).first() if key else None
    _say(message, said)
    if stands and _same(stands, message):
        return stands
    if stands:
        raise ValidationError([USED_BEFORE])
    message.save()
    audit.record("panels.message.write", message, by=by, hub_id=panel.hub_id)
    return message


@transaction.atomic
def change(*, message: Message, said: Said, by: User, seen: str | None) -> None:
    """Change a message that is not sent. Raises Overtaken when a colleague did so meanwhile, ValidationError with what is wrong."""
    row = _held(message, by)
    refuse_if_overtaken(seen=seen, now=str(row.version), theirs=row)
    _refuse_unless_draft(row)
    row.version += 1
    _say(row, said)
    row.save()
    audit.record("panels.message.change", row, by=by, hub_id=row.panel.hub_id)


@transaction.atomic
def drop(*, message: Message, by: User) -> None:
    """Delete a message that was not sent. Raises ValidationError for one that was: who got it may ask about it."""
    row = _held(message, by)
    _refuse_unless_draft(row)
    audit.record("panels.message.drop", row, by=by, hub_id=row.panel.hub_id)
    row.delete()


@transaction.atomic
def send_test(*, message: Message, by: User) -> None:
    """Queue a message to whoever asks, as members would read it in English, and to nobody else."""
    row = _held(message, by)
    outbox.put(TEST, str(row.pk), by.pk, key=f"{row.pk}-{by.pk}-test")
    audit.record("panels.message.test", row, by=by, hub_id=row.panel.hub_id)


@transaction.atomic
def send(*, message: Message, who: Iterable[str], leaves_at: datetime | None, by: User, now: datetime, seen: str | None = None) -> int:
    """Send a message to these members (ids as text) who are meant by it, now or later; return for how many a letter waits.

    Whoever is reached in another way stands beside it, to be told by hand; whoever is not reached at all, with why. On a panel of
    under-18s it waits for a second person. Raises Overtaken when the words changed since they were read; ValidationError with why not.
    """
    row = _held(message, by)
    refuse_if_overtaken(seen=seen, now=str(row.version), theirs=row)
    if reasons := rules.why_not_send(row, reply_to=reply_to(row.panel), leaves_at=leaves_at, now=now):
        raise ValidationError(reasons)
    ticked, lines = set(who), selectors.lines_of(row.panel, selectors.whom_of(row), by)
    meant = [line for line in lines if line.way == Way.NOT or str(line.member.pk) in ticked]
    if all(line.way == Way.NOT for line in meant):
        raise ValidationError([NOBODY])
    MessageTo.objects.bulk_create(
        MessageTo(message=row, membership=line.member, way=line.way, why_not=_short(line.why_no_letter)) for line in meant
    )
    row.sent_by, row.sent_at, row.leaves_at = by, now, leaves_at
    row.state = MessageState.ASKED if rules.needs_second_person(row.panel) else MessageState.OUT
    row.save(update_fields=["sent_by", "sent_at", "leaves_at", "state"])
    number = sum(line.way == Way.LETTER for line in meant)
    if row.state == MessageState.OUT:
        _queue(row)
    audit.record("panels.message.send", row, by=by, hub_id=row.panel.hub_id, number=number, state=row.state)
    return number


@transaction.atomic
def release(*, message: Message, by: User, now: datetime) -> int:
    """Let a message of a panel of under-18s go on: to the named worker and to who reads along, who pass it on. Nothing goes to a child.

    Return how many act for their posts now: whoever does when it leaves gets it.

    Raises ValidationError for who wrote or sent it; PermissionDenied for who does not see who is on the panel.
    """
    row = _held(message, by, VIEW)
    if reasons := rules.why_not_release(row, by):
        raise ValidationError(reasons)
    row.state, row.released_by = MessageState.OUT, by
    row.save(update_fields=["state", "released_by"])
    _queue(row)
    staff = message_passing_on.queue(row, now=now)
    audit.record("panels.message.release", row, by=by, hub_id=row.panel.hub_id, number=len(staff))
    return len(staff)


@transaction.atomic
def take_back(*, message: Message, by: User) -> int:
    """Keep what has not left from leaving; return how many letters that is. Raises ValidationError when all of it has left."""
    row = _held(message, by)
    if reasons := rules.why_not_take_back(row):
        raise ValidationError(reasons)
    letters = row.to.filter(way=Way.LETTER, left_at__isnull=True, told_on__isnull=True, why_not="")
    if not letters.exists() and not row.to.filter(way__in=BY_HAND, told_on__isnull=True).exists():
        raise ValidationError(["Everybody has it already. Write to them again if something was wrong."])
    number = letters.update(why_not=TAKEN_BACK)
    row.state = MessageState.BACK
    row.save(update_fields=["state"])
    if row.released_by_id:
        message_passing_on.queue_taken_back(row, now=timezone.now())
    audit.record("panels.message.take_back", row, by=by, hub_id=row.panel.hub_id, number=number)
    return number


@transaction.atomic
def mark_told(*, message: Message, who: Iterable[str], how: str, by: User, on: date) -> int:
    """Write down that these members (ids of their rows as text) were told in another way; return how many. Raises ValidationError."""
    row, ticked = _held(message, by), set(who)
    if how not in ToldHow.values:
        raise ValidationError(["Say how they were told."])
    ticked_now = [one for one in sent_of(row, by) if one.is_to_tell and str(one.row.pk) in ticked]
    told = [one.row for one in ticked_now]
    if not told:
        raise ValidationError([NOBODY])
    if reasons := {why for one in ticked_now if (why := rules.why_not_told_by(how, panel=row.panel, person=one.person))}:
        raise ValidationError([*reasons])
    MessageTo.objects.filter(pk__in=[one.pk for one in told]).update(told_how=how, told_on=on)
    audit.record("panels.message.told", row, by=by, hub_id=row.panel.hub_id, number=len(told), how=how)
    return len(told)


@transaction.atomic
def mark_came_back(*, message: Message, row: MessageTo, by: User, on: date) -> None:
    """Write down that a letter did not arrive, as the office heard. Raises ValidationError when it never left."""
    of_message = _held(message, by)
    if not of_message.to.filter(pk=row.pk, left_at__isnull=False).update(came_back_on=on):
        raise ValidationError(["No letter was sent to them."])
    audit.record("panels.message.came_back", of_message, by=by, hub_id=of_message.panel.hub_id)


@transaction.atomic
def take_file(*, message: Message, by: User) -> list[Person]:
    """Return whom a message is posted to, for a table that is taken out: who took it is written down. Raises ValidationError for nobody."""
    row = _held(message, by)
    people = to_post(sent_of(row, by), by)
    if not people:
        raise ValidationError(["Nobody is to get it by post, or you may not read their address."])
    audit.record("panels.message.take_file", row, by=by, hub_id=row.panel.hub_id, number=len(people))
    return people


def _queue(message: Message) -> None:
    for one in to_of(message).filter(way=Way.LETTER, why_not=""):
        if person := person_of(one.membership):
            outbox.put(SEND, str(one.pk), str(person.pk), key=key_of(one), due_at=message.leaves_at)


def _same(stands: Message, anew: Message) -> bool:
    """Return whether a form that comes again says the same, to the same panel, by the same person."""
    names = ("panel_id", "written_by_id", "heading", "words", "phone_words", "whom")
    return all(getattr(stands, name) == getattr(anew, name) for name in names)


def _say(message: Message, said: Said) -> None:
    """Put on a message in hand what it says. Raises ValidationError, by box, with what is wrong."""
    heading = " ".join(normalise(said.heading).split())
    words, phone_words = (normalise(one).strip() for one in (said.words, said.phone_words))
    if wrong := rules.why_not_keep(heading=heading, words=words, phone_words=phone_words):
        raise ValidationError(dict(wrong))
    message.heading, message.words, message.phone_words, message.whom = heading, words, phone_words, said.whom.as_kept()


def _short(reasons: Iterable[str]) -> str:
    return " ".join(reasons)[: MessageTo._meta.get_field("why_not").max_length]


def _refuse_unless_draft(message: Message) -> None:
    if message.state != MessageState.DRAFT:
        raise ValidationError(["It was sent: its words stay as they were read. Begin a new one."])


def _held(message: Message, by: User, right: str = RIGHT) -> Message:
    """Return a message anew with its panel, both held until the transaction ends."""
    panel = held(message.panel, by, right)
    row = Message.objects.select_for_update(of=("self",)).filter(pk=message.pk, panel=panel).first()
    if row is None:
        raise ValidationError(["A colleague deleted this message."])
    row.panel = panel
    return row
