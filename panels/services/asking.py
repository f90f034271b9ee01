"""Asking members something by a letter each and keeping what they say: a poll for a time, and a question between meetings.

What differs stands in a `Kind`: `services.polls` and `services.questions` have one each, and everything that is about times or choices.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from consent.selectors.ledger import locked_person
from core import audit, clocks
from core.overtaken import refuse_if_overtaken
from panels.choices import HowReplied
from panels.models import Membership
from panels.rules import invitations as rules
from panels.selectors.asked import AskedLine, mark_of
from panels.selectors.invitations import reply_to, why_no_letters
from panels.selectors.reply_links import is_good, may_answer_themselves, person_of
from panels.services.holding_members import held_with_person, refuse_to_write_over
from panels.services.letters import CHANGED, queue
from panels.services.panels import held

RIGHT = "meeting.edit"
NOBODY = "Tick at least one person."


def _everybody(member: Membership) -> str:
    return ""


@dataclass(frozen=True)
class Kind:
    """One kind of thing that is asked. `name` is that of its key on `asked` and `answer`'s field for what was said, and in the trail."""

    name: str
    asked: type[Any]  # one member beside it (models.reply_link.AskedByLetter)
    answer: type[Any]  # what one member said of one choice
    said: str  # the field of `answer` that holds it
    send: str  # the work of the queue
    letter: str
    lines_of: Callable[[Any, User], Sequence[AskedLine]]
    said_by: Callable[[Any], Mapping[Any, str]]
    why_nobody_is_asked: Callable[..., list[str]]
    why_not_answer: Callable[..., list[str]]
    why_no_say: Callable[[Membership], str] = _everybody


def held_row(row: Any, by: User | None) -> Any:
    """Return what is asked anew, with its panel held."""
    panel = held(row.panel, by, RIGHT)
    return type(row)._default_manager.select_related("panel").get(pk=row.pk, panel=panel)


def asked_of(kind: Kind, row: Any, member: Membership) -> Any:
    """Return a member's row beside what is asked, also where no letter went to them yet."""
    return kind.asked.objects.get_or_create(**{kind.name: row, "membership": member})[0]


@transaction.atomic
def ask_members(kind: Kind, row: Any, *, who: Iterable[str], by: User, now: datetime) -> int:
    """Queue a letter to each of these members (ids as text) who may have one and had none; return how many. Raises ValidationError."""
    row = held_row(row, by)
    if reasons := kind.why_nobody_is_asked(row, reply_to=reply_to(row.panel), today=clocks.today(now)):
        raise ValidationError(reasons)
    ticked = set(who)
    lines = [one for one in kind.lines_of(row, by) if str(one.member.pk) in ticked and one.may_have_letter]
    if not lines:
        raise ValidationError([NOBODY])
    for line in lines:
        assert line.person is not None  # who was forgotten may have no letter
        queue(asked_of(kind, row, line.member), line.person, name=kind.send, kind="ask", now=now)
    audit.record(f"panels.{kind.name}.ask", row, by=by, hub_id=row.panel.hub_id, number=len(lines))
    return len(lines)


def why_not_send(kind: Kind, asked: Any, person_id: UUID, *, now: datetime) -> list[str]:
    """Return why a queued letter does not leave any more, asked at the moment it would."""
    person, row = person_of(asked.membership), getattr(asked, kind.name)
    if person is None or person.pk != person_id:
        return [CHANGED]
    reasons = kind.why_nobody_is_asked(row, reply_to=reply_to(row.panel), today=clocks.today(now))
    if asked.asked_at:
        reasons.append("This letter has left already.")
    if no_say := kind.why_no_say(asked.membership):
        reasons.append(no_say)
    return reasons or why_no_letters([asked.membership], kind.letter)[asked.membership_id]


def held_to_answer(kind: Kind, asked: Any, *, by: User | None, how: str, today: date) -> tuple[Any, Any]:
    """Return a member's row with what is asked, both held, for an answer. `by` is None when they answer themselves, `how` then by their
    link or behind the families' door.

    Raises PermissionDenied when that does not open any more, and ValidationError with why no answer is taken.
    """
    row = held_row(getattr(asked, kind.name), by)
    if person := person_of(asked.membership):
        locked_person(person.pk)  # an erasing waits, or we do
    beside = ("membership__panel", "membership__person")
    found = kind.asked.objects.select_related(*beside).filter(**{"pk": asked.pk, kind.name: row}).first()
    if found is None or (by is None and not _may_themselves(kind, found, asked, how)):
        raise PermissionDenied
    if reasons := kind.why_not_answer(row, today=today):
        raise ValidationError(reasons)
    return row, found


def keep(
    kind: Kind, row: Any, asked: Any, said: Mapping[Any, str], *, options: Mapping[Any, Any], by: User | None, how: str, today: date
) -> None:
    """Keep what a member says of the choices, in place of what they said before. Raises ValidationError where a hold keeps that."""
    refuse_to_write_over(asked.membership, said=kind.said_by(asked), anew=said)
    kind.answer.objects.filter(asked=asked).delete()
    kind.answer.objects.bulk_create([kind.answer(asked=asked, option=options[pk], **{kind.said: one}) for pk, one in said.items()])
    asked.answered_on, asked.how = today, how
    asked.save(update_fields=["answered_on", "how"])
    audit.record(f"panels.{kind.name}.answer", asked, by=by, hub_id=row.panel.hub_id, how=how)


@transaction.atomic
def they_said(kind: Kind, row: Any, member: Membership, *, answer: Callable[..., None], by: User, seen: str | None, today: date) -> None:
    """Write down what a member told us, by `answer`. Raises Overtaken when they answered meanwhile, ValidationError with why not."""
    row, member = held_row(row, by), held_with_person(member, by, RIGHT, deletes=True)
    if why_not := rules.why_not_among(member) or kind.why_no_say(member):
        raise ValidationError([why_not])
    asked = asked_of(kind, row, member)
    refuse_if_overtaken(seen=seen, now=mark_of(dict(kind.said_by(asked))))
    answer(asked=asked, by=by, how=HowReplied.RANG, today=today)


def _may_themselves(kind: Kind, row: Any, seen: Any, how: str) -> bool:
    """Return whether a member answers without staff: has a say by now, and is known by the families' door or a link that still opens."""
    if kind.why_no_say(row.membership):
        return False
    if how == HowReplied.THEMSELVES:
        return may_answer_themselves(row.membership)
    return bool(row.salt == seen.salt and is_good(row, row.membership))
