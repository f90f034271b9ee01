"""What people asked about their data, the parts of a copy, and who must act on it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from accounts.models import User
from consent.choices import PartVerdict
from consent.models import PartDecision, Person, RightsPause, RightsRequest, RightsRequestQuerySet
from consent.rules.rights import Clock, clock_of
from consent.selectors.people import ids_of
from core.crypto import keyed_hash
from core.questions import Held, person_export

VIEW, EDIT, ADD = "rights.view", "rights.edit", "rights.add"


@dataclass(frozen=True)
class Waiting:
    """One request with its clock, as a list shows it."""

    request: RightsRequest
    clock: Clock
    is_late: bool


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
    rows = RightsRequest.objects.visible_to(user, VIEW).select_related("person", "hub").prefetch_related("pauses")
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


def key_of(held: Held) -> str:
    """Return what a part is known by: a keyed digest of all it says, so that a part that changed is decided anew."""
    return keyed_hash("rights part", json.dumps([held.heading, held.rows, held.hold_back]))


def waiting_for(user: User, today: date) -> list[Waiting]:
    """Return what waits for who answers people's questions about their data; one query where nothing does."""
    rows = RightsRequest.objects.visible_to(user, EDIT).waiting().prefetch_related("pauses")
    return with_clocks(rows, today)


def asked_by(person: Person) -> list[RightsRequest]:
    """Return what somebody asked us, the last first: for their own page."""
    return list(RightsRequest.objects.filter(person__in=ids_of(person)).order_by("-received_on", "pk"))
