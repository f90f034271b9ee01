"""What was asked under the Freedom of Information Act, its clock, what a search finds, and what would go out. For the officer alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from accounts.models import User
from consent.choices.information import KINDS_OF_RECORD, InformationStepKind
from consent.models import InformationItem, InformationLetter, InformationRequest, InformationSearch, InformationStep, Person
from consent.rules import information as rules
from consent.rules import information_extract as extract
from core import brand, second_look
from core.answers import HeldRecord
from core.asked_once import once
from core.crypto import keyed_hash, open_stored
from core.models import SecondLook
from core.querysets import reach
from core.questions import records_held

VIEW, EDIT, GIVE = "information.view", "information.edit", "information.give"
# Forty working days (the code of practice under section 45), with every bank holiday that can fall among them.
REVIEW_ASKED_WITHIN = timedelta(days=63)
READ_COMMENTS = "voice.view"


@dataclass(frozen=True)
class Standing:
    """One request with its clock."""

    request: InformationRequest
    clock: rules.Clock
    is_late: bool


@dataclass(frozen=True)
class Results:
    """What a search found, in the order of kinds and days, and what it does not show."""

    records: tuple[HeldRecord, ...]
    number_left_off: int
    number_not_read: int

    @property
    def by_kind(self) -> dict[str, int]:
        """How many records of each kind are shown."""
        kinds = [record.kind for record in self.records]
        return {kind: kinds.count(kind) for kind in KINDS_OF_RECORD if kind in kinds}


def requests(*, answered: bool = False) -> "QuerySet[InformationRequest]":
    """Return what waits for an answer, the first that came in front; or what was answered, the last one first. With steps: two queries."""
    found = InformationRequest.objects.prefetch_related(Prefetch("steps", queryset=InformationStep.objects.select_related("by")))
    if answered:
        return found.filter(answered_on__isnull=False).order_by("-answered_on", "pk")
    return found.filter(answered_on=None).order_by("received_on", "pk")


def standing_of(request: InformationRequest, today: date) -> Standing:
    """Return a request's clock on a day."""
    clock = rules.clock_of(request, request.steps.all())
    return Standing(request, clock, clock.is_late(today))


def find(user: User, *, words: str, since: date | None, until: date | None, hub_ids: Iterable[int]) -> Results:
    """Ask everybody what they hold that fits. Words of families only for who may read comments."""
    hubs = frozenset(hub_ids) or None
    answers = records_held.answers(user=user, words=words, since=since, until=until, hub_ids=hubs)
    reads = reach(user, READ_COMMENTS)
    records = [
        record
        for answer in answers
        for record in answer.records
        if not record.has_family_words or reads is None or (record.hub_id is not None and record.hub_id in reads)
    ]
    order = list(KINDS_OF_RECORD)
    records.sort(key=lambda one: (order.index(one.kind) if one.kind in order else len(order), -(one.on or date.min).toordinal(), one.key))
    return Results(tuple(records), sum(one.number_left_off for one in answers), sum(one.number_not_read for one in answers))


def find_again(user: User, search: InformationSearch) -> Results:
    """Search once more as it was searched: what is ticked is copied from where it stands, not from the page."""
    return find(user, words=search.words, since=search.since, until=search.until, hub_ids=search.hubs)


def searches_of(request: InformationRequest) -> "QuerySet[InformationSearch]":
    """Return where was looked, in order."""
    return request.searches.select_related("by")


def items_of(request: InformationRequest) -> list[InformationItem]:
    """Return what was chosen, in order."""
    return list(request.items.select_related("hub", "looked_by", "request"))


def names_known_at(hub_id: int | None) -> list[str]:
    """Return the names of the people known at a hub, or to anybody where it is of none: to point at them in a text, never to be shown.

    Opened row by row, one query.
    """
    rows = Person.objects.known().order_by()  # also who is set aside: theirs must be found first of all
    if hub_id is not None:
        rows = rows.filter(hub_id__in=[hub_id]) | rows.filter(hub_id__isnull=True)
    stored = rows.values_list("pk", "name", "decided_by")
    return [name for pk, *sealed in stored for name in _opened(pk, *sealed) if name]


def _opened(pk: object, name: str, decided_by: str) -> tuple[str, str]:
    return open_stored(Person, "name", pk, name), open_stored(Person, "decided_by", pk, decided_by)


def content_now(
    request: InformationRequest, items: Sequence[InformationItem], *, today: date, words: str, hours: int | None
) -> dict[str, Any]:
    """Return what would go out today. Everything must have been decided."""
    council = brand.stored().council_name
    return extract.content_of(request, items, council=council, site=settings.BASE_URL, today=today, words=words, hours=hours)


def digest_of(request: InformationRequest, items: Sequence[InformationItem], words: str) -> str:
    """Return what shows that an answer is the one that was looked at: what was asked, the officer's own words in the letter, the name of
    the council, and of each thing its words with the marks and what was decided.

    A keyed hash: it stands for good beside the second look, and nobody may guess words from it.
    """
    letter = (request.asked, words, brand.stored().council_name)
    decided = [(item.number, item.kind, item.key, item.words, item.decision, item.exemption, item.reason) for item in items]
    return keyed_hash("information-extract", extract.as_json({"letter": letter, "items": decided}))


def letter_of(request: InformationRequest) -> InformationLetter:
    """Return what stands beside an answer while it is made; an empty one, not stored, where nobody wrote anything."""
    return InformationLetter.objects.filter(request=request).first() or InformationLetter(request=request)


def look_at(request: InformationRequest) -> SecondLook | None:
    """Return the last second look at an answer."""
    return second_look.latest(request)


def waiting_for(user: User, today: date) -> list[Standing]:
    """Return what waits for a data protection officer; of an answer that is under review, the review."""
    if reach(user, EDIT) is not None:
        return []
    of_answered = InformationRequest.objects.filter(answered_on__isnull=False, ended_on=None, steps__kind="review").values("pk")
    waiting = InformationRequest.objects.filter(answered_on=None) | InformationRequest.objects.filter(pk__in=of_answered)
    found = [standing_of(request, today) for request in waiting.order_by("received_on", "pk").prefetch_related("steps")]
    return [one for one in found if one.request.is_open or one.clock.is_review]


def looks_to_give(user: User) -> list[InformationRequest]:
    """Return the answers that wait for this person's second look, the one asked for first in front."""
    if reach(user, GIVE) is not None:
        return []
    waiting = once(("second looks", user.pk), lambda: second_look.waiting_for(user))
    asked = [look.about.partition(":")[2] for look in waiting if look.needs == GIVE]
    found = {str(one.pk): one for one in InformationRequest.objects.filter(pk__in=asked, answered_on=None)} if asked else {}
    return [found[pk] for pk in asked if pk in found]


def answered_until(day: date) -> list[str]:
    """Return the ids of the requests that were answered on a day or before it and still have their words."""
    found = InformationRequest.objects.filter(answered_on__lte=day, ended_on=None).order_by("pk")
    return [str(pk) for pk in found.values_list("pk", flat=True)]


def comments_waiting(today: date) -> set[str]:
    """Return the ids of the comments that were chosen for an answer: they are not deleted before it is given, nor while it may be reviewed.

    Doing so to keep it from them is an offence (Freedom of Information Act 2000, section 77). Their own family may, with its code.
    """
    latest = today - REVIEW_ASKED_WITHIN
    steps = InformationStep.objects.filter(request=OuterRef("request")).order_by("-pk").values("kind")
    items = InformationItem.objects.filter(kind="comment").annotate(last_step=Subquery(steps[:1]))
    waits = Q(request__answered_on=None) | Q(request__answered_on__gte=latest) | Q(last_step=InformationStepKind.REVIEW)
    return set(items.filter(waits).values_list("key", flat=True))
