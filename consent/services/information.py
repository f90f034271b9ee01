"""Taking in what somebody asks under the Freedom of Information Act, looking for it, and deciding about each thing that was found."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from consent.choices.information import Exemption, Giving
from consent.models import InformationItem, InformationRequest, InformationSearch, InformationStep
from consent.rules import information as rules
from consent.rules.redaction import as_copied
from consent.selectors import information as selectors
from core import audit
from core.answers import HeldRecord
from core.text import normalise

# Until somebody has looked, nothing of a family goes out; this is the reason that stands there, to be kept or changed.
FAMILIES_REASON = "These are the words of a family. They could show who said them."
PUBLISHED_REASON = "Anybody can read it at the address beside it."


@transaction.atomic
def take_in(*, reference: str, asked: str, received_on: date, by: User, today: date) -> InformationRequest:
    """Take in a request, under the council's own reference. Raises ValidationError with what is wrong, by field."""
    reference, asked = rules.tidy_reference(normalise(reference)), normalise(asked).strip()
    wrong = rules.why_not_take_in(reference=reference, asked=asked, received_on=received_on, today=today)
    if "reference" not in wrong and InformationRequest.objects.filter(council_reference=reference).exists():
        wrong["reference"] = "A request with this reference stands here already."
    if wrong:
        raise ValidationError(wrong)
    request = InformationRequest.objects.create(council_reference=reference, asked=asked, received_on=received_on, taken_in_by=by)
    audit.record("consent.information.take_in", request, by=by)
    return request


@transaction.atomic
def step(*, request: InformationRequest, kind: str, on: date, by: User, today: date) -> InformationStep:
    """Note what moves the clock. Raises ValidationError with every reason why not."""
    row = locked(request)
    refuse(rules.why_not_step(row, kind=kind, on=on, steps=list(row.steps.all()), today=today))
    made = InformationStep.objects.create(request=row, kind=kind, on=on, by=by)
    audit.record("consent.information.step", row, by=by, kind=kind)
    return made


@transaction.atomic
def search(
    *, request: InformationRequest, words: str, since: date | None, until: date | None, hubs: Collection[int], by: User
) -> tuple[InformationSearch, selectors.Results]:
    """Look in everything that Earshot holds, and write down that it was done and what came of it. The trail keeps none of the words.

    Raises ValidationError with every reason why not.
    """
    row, words = locked(request), " ".join(normalise(words).split())
    refuse(rules.why_not_search(row, words=words, since=since, until=until))
    results = selectors.find(by, words=words, since=since, until=until, hub_ids=hubs)
    made = InformationSearch.objects.create(
        request=row,
        words=words,
        since=since,
        until=until,
        hubs=sorted(hubs),
        found=results.by_kind,
        number_left_off=results.number_left_off,
        number_not_read=results.number_not_read,
        by=by,
        done_at=timezone.now(),
    )
    audit.record("consent.information.search", row, by=by, found=made.number_found)
    return made, results


@transaction.atomic
def choose(*, request: InformationRequest, search: InformationSearch, ticked: Iterable[str], by: User) -> int:
    """Take copies of what was ticked in a search, as it stands now. What was chosen before stays as it is; returns how many are new.

    `ticked` are "kind:key". Raises ValidationError with every reason why not.
    """
    row, wanted = locked(request), set(ticked)
    there = {f"{item.kind}:{item.key}" for item in row.items.all()}
    found = [record for record in selectors.find_again(by, search).records if f"{record.kind}:{record.key}" in wanted - there]
    longest = max((len(record.text) for record in found), default=0)
    refuse(rules.why_not_choose(row, number=len(wanted), number_there=len(there), longest=longest))
    last = max(row.items.values_list("number", flat=True), default=0)
    for number, record in enumerate(found, last + 1):
        _copy(row, number, record)
    row.chosen_by.add(by)
    audit.record("consent.information.choose", row, by=by, number=len(found))
    return len(found)


def _copy(request: InformationRequest, number: int, record: HeldRecord) -> InformationItem:
    begins: dict[str, str] = {}
    if record.has_family_words:
        begins = {"decision": Giving.WITHHOLD, "exemption": Exemption.PERSONAL, "reason": FAMILIES_REASON}
    elif record.published_href:
        begins = {"exemption": Exemption.ALREADY, "reason": PUBLISHED_REASON}
    return InformationItem.objects.create(
        request=request,
        number=number,
        kind=record.kind,
        key=record.key,
        hub_id=record.hub_id,
        on=record.on,
        published_href=record.published_href,
        has_family_words=record.has_family_words,
        words=as_copied(normalise(record.text)),
        **begins,
    )


@transaction.atomic
def decide(*, item: InformationItem, words: str, decision: str, exemption: str, reason: str, by: User) -> None:
    """Decide about one thing; `words` is its copy with its marks. Raises ValidationError with every reason why not."""
    row = locked_item(item)
    words, reason = normalise(words), normalise(reason).strip()
    refuse(rules.why_not_decide(row, words=words, decision=decision, exemption=exemption, reason=reason))
    is_kept_back = decision != Giving.GIVE
    row.words, row.decision = words, decision
    row.exemption, row.reason = (exemption, reason) if is_kept_back else ("", "")
    row.looked_by, row.looked_at = by, timezone.now()
    row.save()
    audit.record("consent.information.decide", row.request, by=by, number=row.number, decision=decision, section=row.exemption)


@transaction.atomic
def drop(*, item: InformationItem, by: User) -> None:
    """Take a thing off: it does not answer the request after all. Raises ValidationError once it is answered."""
    row = locked_item(item)
    refuse([] if row.request.is_open else [rules.ANSWERED])
    row.request.chosen_by.add(by)
    audit.record("consent.information.drop", row.request, by=by, number=row.number, kind=row.kind)
    row.delete()


def search_of(request: InformationRequest, key: str) -> InformationSearch:
    """Return one search of a request. Raises ValidationError when there is none."""
    try:
        return request.searches.get(pk=UUID(key))
    except (ValueError, InformationSearch.DoesNotExist):
        raise ValidationError(["This search is gone. Search again, and tick what answers the request."]) from None


def locked(request: InformationRequest) -> InformationRequest:
    """Return a request's row, locked until the transaction ends."""
    return InformationRequest.objects.select_for_update().get(pk=request.pk)


def locked_item(item: InformationItem) -> InformationItem:
    """Return a thing's row with its request, the request locked: one answer is changed by one colleague at a time."""
    request = locked(item.request)
    row = InformationItem.objects.select_for_update().get(pk=item.pk)
    row.request = request
    return row


def refuse(reasons: list[str]) -> None:
    """Raise ValidationError when there are reasons."""
    if reasons:
        raise ValidationError(reasons)
