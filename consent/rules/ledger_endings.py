"""Since when a decision has not been relied on any more: from that day its time is counted (domain reference 5.6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from consent.choices import Decision
from consent.rules.standing import is_overtaken, is_said_after, yes_ends_on


@dataclass(frozen=True)
class Decided:
    """One decision, and the day it was written down; whether something that rests on it is out still, or else until when it was.

    `of` is the record under which it stands, None for the living one; `joined_at` is when that became part of the living one.
    """

    pk: UUID
    decision: str
    given_by: str
    given_on: date
    written_on: date
    until_on: date | None = None
    is_taken_in: bool = False
    answers_id: UUID | None = None
    is_in_use: bool = False
    used_until: date | None = None
    of: UUID | None = None
    joined_at: datetime | None = None
    written_at: datetime | None = None

    @property
    def known_on(self) -> date:
        """The day from which it counted for us: a paper that came late changed nothing before it came."""
        return max(self.given_on, self.written_on)


@dataclass(frozen=True)
class Around:
    """What ends every decision of one person about one purpose and one partner: each None while it has not happened."""

    erased_on: date | None = None
    purpose_ended_on: date | None = None
    partner_ended_on: date | None = None
    asked_themselves_from: date | None = None

    @property
    def ended_on(self) -> date | None:
        """The first day on which none of their decisions is relied on."""
        return _first(self.erased_on, self.purpose_ended_on, self.partner_ended_on)


def not_relied_on_since(history: Sequence[Decided], around: Around) -> dict[UUID, date]:
    """Return since when each decision has not been relied on; those that are still relied on are not among them.

    `history` are all decisions of one person about one purpose and one partner, in the order they were said. The last one stands for as
    long as the person is here, their no and their change of mind as much as their yes: else they would be asked again, or used. A yes
    ends with the next decision, on its own last day, when a young person is to be asked themselves, or with its purpose or partner; what
    confirms it ends with it. Nothing ends before it was known to us, nor while something that rests on it is out. What one of two records
    said that were joined is ended by no yes of the other, until the person was asked anew (decision 0047).
    """
    found = {}
    spells = _spells(history)
    for turn, spell in enumerate(spells):
        held = spell[0]
        after = next((later[0] for later in spells[turn + 1 :] if _answers(later[0], held)), None)
        ran_out = yes_ends_on(held.until_on, held.given_by, around.asked_themselves_from) if held.decision == Decision.GRANTED else None
        ended_on = _first(after.known_on if after else None, ran_out, around.ended_on)
        for one in spell:
            if ended_on and not one.is_in_use:
                found[one.pk] = max(filter(None, (ended_on, one.known_on, one.used_until)))
    return found


def _spells(history: Iterable[Decided]) -> list[list[Decided]]:
    """Return decisions with what confirms them: a confirmation says the same once more, as `rules.standing.standing_of` reads it.

    So with a yes that a no of the same day overtook: were the no ended first, the yes would stand.
    """
    spells: list[list[Decided]] = []
    for one in history:
        held = spells[-1][0] if spells else None
        if held and ((one.answers_id == held.pk and one.decision == held.decision) or _is_overtaken(one, by=held)):
            spells[-1].append(one)
        else:
            spells.append([one])
    return spells


def _is_overtaken(one: Decided, *, by: Decided) -> bool:
    return is_overtaken(one.decision, one.given_on, is_taken_in=one.is_taken_in, held_decision=by.decision, held_given_on=by.given_on)


def _answers(later: Decided, before: Decided) -> bool:
    """Return whether a later decision takes the place of an earlier one: a no of any yes; else by the same record, or as one."""
    if later.of == before.of or (before.decision == Decision.GRANTED and later.decision != Decision.GRANTED):
        return True
    if later.of is not None or later.written_at is None:
        return False
    facts = later.decision, later.given_on, later.written_at
    return is_said_after(*facts, is_taken_in=later.is_taken_in, joined_at=before.joined_at)


def _first(*days: date | None) -> date | None:
    return min(filter(None, days), default=None)
