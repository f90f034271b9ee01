"""What people asked about their data, the parts of a copy, and who must act on it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from accounts.models import User
from consent.choices import PartVerdict, RightKind
from consent.models import PartDecision, Person, RightsPause, RightsRequest, RightsRequestQuerySet
from consent.rules.rights_clock import Clock, clock_of
from consent.rules.rights_taken_in import was_in_time
from consent.selectors import holds
from consent.selectors.people import ids_of
from core.asked_once import once
from core.crypto import keyed_hash
from core.questions import Held, person_export

VIEW, EDIT, ADD = "rights.view", "rights.edit", "rights.add"


@dataclass(frozen=True)
class Waiting:
    """One request with its clock, as a list shows it."""

    request: RightsRequest
    clock: Clock
    is_late: bool

    @property
    def hears_by(self) -> date | None:
        """By when whoever asked hears from us; of a complaint, that we have it."""
        return self.clock.due_on or (None if self.request.acknowledged_on else self.clock.acknowledge_by)

    @property
    def in_time(self) -> str:
        """Whether it was answered in time, in words; empty where it was taken back."""
        was = was_in_time(self.request, self.clock)
        return "" if was is None else "in time" if was else "too late"

    @property
    def may_take_back(self) -> bool:
        """Whether it can still be taken back."""
        return self.request.is_waiting and not self.request.erased_on


@dataclass(frozen=True)
class Part:
    """One part of a copy: what is held, whether the officer must read it first, and what they decided."""

    key: str
    held: Held
    verdict: str = ""
    instead: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether the officer has to decide about it first."""
        return bool(self.held.hold_back) and not self.verdict

    @property
    def given(self) -> Held | None:
        """What the person is given of this part; None when it is held back, or waits."""
        if self.verdict == PartVerdict.REDACT:
            return Held(self.held.heading, (("", self.instead),))
        if self.verdict == PartVerdict.HOLD_BACK or self.is_waiting:
            return None
        return replace(self.held, hold_back="")


def requests_to_read(user: User, *, ended: bool = False) -> RightsRequestQuerySet:
    """Return what people asked, with pauses and people: what waits, or what has ended."""
    rows = RightsRequest.objects.visible_to(user, VIEW).select_related("person__merged_into", "hub").prefetch_related("pauses")
    return rows.exclude(pk__in=RightsRequest.objects.waiting()).order_by("-received_on", "pk") if ended else rows.waiting()


def with_clocks(requests: Iterable[RightsRequest], today: date) -> list[Waiting]:
    """Return requests with their clocks, what is due first in front."""
    found = []
    for request in requests:
        clock = clock_of(request, request.pauses.all(), today)
        found.append(Waiting(request, clock, is_late=request.is_waiting and clock.is_late(today)))
    return sorted(found, key=lambda one: one.clock.due_on or one.clock.acknowledge_by or one.request.received_on)


def clock_now(request: RightsRequest, today: date) -> Clock:
    """Return the clock of one request."""
    return clock_of(request, RightsPause.objects.filter(request=request), today)


def everything_held(person: Person) -> list[Held]:
    """Return all that anybody here holds about somebody, also under the ids of records that were joined to theirs."""
    return [held for pk in ids_of(person) for found in person_export.answers(person_id=pk) for held in found]


def shown_to(person: Person) -> list[Held]:
    """Return what somebody reads of themselves on their own page: nothing of others or of a worry, which an officer reads first."""
    return [held for held in everything_held(person) if not held.hold_back]


def parts_of(request: RightsRequest) -> list[Part]:
    """Return the parts of a copy as they stand now, each with what was decided about it. Empty while nobody is known."""
    if request.person is None:
        return []
    decided = {one.part: one for one in PartDecision.objects.filter(request=request)}
    parts = []
    for held in everything_held(request.person):
        key = key_of(held)
        decision = decided.get(key)
        parts.append(Part(key, held, decision.verdict if decision else "", decision.instead if decision else ""))
    return parts


def number_undecided(request: RightsRequest) -> int:
    """Return how many parts of a copy wait for the officer's word; none where nobody asked for a copy."""
    return sum(part.is_waiting for part in parts_of(request)) if request.kind == RightKind.ACCESS else 0


def key_of(held: Held) -> str:
    """Return what a part is known by: a keyed digest of all it says, so that a part that changed is decided anew."""
    return keyed_hash("rights part", json.dumps([held.heading, held.rows, held.hold_back]))


def waiting_for(user: User, today: date) -> list[Waiting]:
    """Return what waits for who answers people's questions about their data; one query where nothing does."""
    return with_clocks((one for one in _on_the_desk(user) if one.is_waiting), today)


def erasings_to_do(user: User) -> list[RightsRequest]:
    """Return what a hold had put off and nothing forbids any more, for who erases; one query where nothing was put off, else five."""
    put_off = [one for one in _on_the_desk(user) if one.set_aside_on and one.erased_on is None and one.withdrawn_on is None and one.about]
    held = holds.on_people([one.about for one in put_off if one.about]) if put_off else {}
    return [one for one in put_off if one.about and not held[one.about.pk]]


def _on_the_desk(user: User) -> list[RightsRequest]:
    """Return what waits and what a hold has put off, read once for the whole front page, with pauses."""
    mine = RightsRequest.objects.visible_to(user, EDIT).select_related("person__merged_into").prefetch_related("pauses")
    open_still = Q(done_on=None) | Q(set_aside_on__isnull=False, erased_on=None)
    return once(("rights desk", user.pk), lambda: list(mine.filter(open_still, withdrawn_on=None)))


def answered_until(day: date) -> list[str]:
    """Return the ids of what had been answered, or taken back, on a day or before it. What a hold put off has not ended."""
    ended = RightsRequest.objects.filter(Q(done_on__lte=day) | Q(withdrawn_on__lte=day))
    put_off = Q(set_aside_on__isnull=False, erased_on=None, withdrawn_on=None)
    return [str(pk) for pk in ended.exclude(put_off).order_by("received_on", "pk").values_list("pk", flat=True)]


def asked_by(person: Person) -> list[RightsRequest]:
    """Return what somebody asked us, the last first: for their own page."""
    return list(RightsRequest.objects.filter(person__in=ids_of(person)).order_by("-received_on", "pk"))
