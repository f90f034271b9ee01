"""What stands after everything that somebody decided about one purpose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from consent.choices import Decision, GivenBy, Stands
from consent.models import ConsentRecord
from core import clocks


@dataclass(frozen=True)
class Standing:
    """What holds for one person, one purpose and one partner on a day. `history` is every decision, the first one first; `as_one` are
    those that were said since the last of their records was joined to the others.

    `is_explicit` says of a yes that it is one to these very words, from the start or since it was confirmed.
    """

    state: str = Stands.NOT_KNOWN
    record: ConsentRecord | None = None
    since_on: date | None = None
    confirmed_on: date | None = None
    is_explicit: bool = False
    history: tuple[ConsentRecord, ...] = field(default=())
    as_one: tuple[ConsentRecord, ...] = field(default=())

    @property
    def is_yes(self) -> bool:
        """Whether a yes holds."""
        return self.state == Stands.GRANTED

    @property
    def is_no(self) -> bool:
        """Whether they said no, from the start or later."""
        return self.state in {Stands.REFUSED, Stands.WITHDRAWN}

    @property
    def channels(self) -> list[str]:
        """The places that they said yes to, none meaning all of the purpose."""
        return list(self.record.channels) if self.record else []

    @property
    def in_words(self) -> str:
        """What holds, in words."""
        return str(Stands(self.state).label)


NOTHING_KNOWN = Standing()
NOBODY: Mapping[UUID, datetime | None] = {}


@dataclass(frozen=True)
class _Held:
    """What holds after some decisions: the one that does, when it was confirmed, and since when it is a no."""

    record: ConsentRecord
    confirmed_on: date | None
    is_explicit: bool
    no_since_on: date | None


def standing_of(
    records: Iterable[ConsentRecord], *, asked_themselves_from: date | None, today: date, joined: Mapping[UUID, datetime | None] = NOBODY
) -> Standing:
    """Return what stands after decisions about one purpose, by the day they were said and then as they were written down: the last holds.

    Nobody knows the hour of a paper or of a word: on the day of a no, a yes that staff took in and wrote down later counts as said before
    it (decision 0042). A yes on our website has its moment. `joined` are the ids of records that were joined to this person's, with when:
    of what each of them decided by itself the more careful holds, until the person is asked anew (decision 0047).

    A yes ends after its own last day. Somebody else's yes for a child ends when the young person is to be asked (domain 5.3).
    """
    history = tuple(records)
    held, as_one = _held_of_all(history, joined)
    if held is None:
        return NOTHING_KNOWN
    record = held.record
    state, since_on = str(record.decision), held.no_since_on or record.given_on
    ended_on = yes_ends_on(record.until_on, record.given_by, asked_themselves_from) if record.decision == Decision.GRANTED else None
    if ended_on and ended_on <= today:
        state, since_on = str(Stands.RAN_OUT), ended_on
    return Standing(state, record, since_on, held.confirmed_on, held.is_explicit, history, tuple(as_one))


def _held_of_all(history: Iterable[ConsentRecord], joined: Mapping[UUID, datetime | None]) -> tuple[_Held | None, list[ConsentRecord]]:
    """Return what holds, and which decisions were said since all of somebody's records were one."""
    mine = [one for one in history if one.person_id not in joined]
    held: _Held | None = None
    for pk, at in sorted(joined.items(), key=lambda item: (item[1] is None, item[1], item[0])):
        held = _held_after(held, [one for one in mine if not _is_said_after(one, at)])
        mine = [one for one in mine if _is_said_after(one, at)]
        held = _more_careful(held, _held_after(None, [one for one in history if one.person_id == pk]))
    return _held_after(held, mine), mine


def _held_after(held: _Held | None, decisions: Iterable[ConsentRecord]) -> _Held | None:
    """Return what holds once these were said after what held before."""
    for one in decisions:
        if held and _is_overtaken(one, by=held.record):
            continue
        if held and one.answers_id == held.record.pk and one.decision == held.record.decision:
            # the same yes, said once more: it holds since it was said first
            held = replace(held, confirmed_on=one.given_on, is_explicit=held.is_explicit or one.is_explicit)
            continue
        since = held.no_since_on if held else None
        held = _Held(one, None, one.is_explicit, None if one.decision == Decision.GRANTED else since or one.given_on)  # no newer no
    return held


def _more_careful(one: _Held | None, other: _Held | None) -> _Held | None:
    """Return which of two records' last words holds for both: a no; of two yeses the one for fewer places, or else the later."""
    if one is None or other is None:
        return one or other
    first, last = sorted((one, other), key=lambda held: (held.record.given_on, held.record.recorded_at))
    noes = [held for held in (last, first) if held.no_since_on]
    if noes:
        return replace(noes[0], no_since_on=min(held.no_since_on for held in noes if held.no_since_on))
    places, later_places = set(first.record.channels), set(last.record.channels)
    return first if places and (not later_places or places < later_places) else last


def _is_said_after(one: ConsentRecord, joined_at: datetime | None) -> bool:
    taken_in = one.collected_by_id is not None
    return is_said_after(one.decision, one.given_on, one.recorded_at, is_taken_in=taken_in, joined_at=joined_at)


def is_said_after(decision: str, given_on: date, recorded_at: datetime, *, is_taken_in: bool, joined_at: datetime | None) -> bool:
    """Return whether a decision was said once two records were one, so that it is of both.

    A yes that staff took in on the very day has no hour, and counts as said before (decision 0042). Of a joining without a moment nobody
    knows what came after it.
    """
    if joined_at is None or recorded_at < joined_at:
        return False
    day = clocks.today(joined_at)
    return given_on > day or (given_on == day and not (is_taken_in and decision == Decision.GRANTED))


def _is_overtaken(yes: ConsentRecord, *, by: ConsentRecord) -> bool:
    is_taken_in = yes.collected_by_id is not None
    return is_overtaken(yes.decision, yes.given_on, is_taken_in=is_taken_in, held_decision=by.decision, held_given_on=by.given_on)


def is_overtaken(decision: str, given_on: date, *, is_taken_in: bool, held_decision: str, held_given_on: date) -> bool:
    """Return whether a decision is a yes that staff took in, on the very day of the no that stands: that no holds (decision 0042)."""
    return decision == Decision.GRANTED and is_taken_in and held_decision != Decision.GRANTED and held_given_on == given_on


def yes_ends_on(until_on: date | None, given_by: str, asked_themselves_from: date | None) -> date | None:
    """Return the first day on which a yes does not hold any more."""
    days = [date.fromordinal(until_on.toordinal() + 1)] if until_on else []
    if given_by == GivenBy.DECIDER and asked_themselves_from:
        days.append(asked_themselves_from)
    return min(days) if days else None
