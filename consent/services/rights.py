"""The rights desk: taking a request in, its steps, the copy, and the erasing. Each step is in the audit trail."""

import secrets
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.choices import HowIdentified, HowReceived, RightKind
from consent.models import PartDecision, Person, PlaceSearched, RightsPause, RightsRequest, RightsWords
from consent.rules import rights as rules
from consent.selectors import rights as selectors
from consent.selectors.people import ids_of
from core import audit
from core.crypto import keyed_hash
from core.models import Hub
from core.questions import Erased, person_erase
from core.text import normalise

DOOR_NEEDS_NO_PROOF = {HowReceived.DOOR}


@transaction.atomic
def receive(
    *,
    kind: str,
    how: str,
    received_on: date,
    today: date,
    person: Person | None = None,
    hub: Hub | None = None,
    who: str = "",
    asked: str = "",
    language: str = "en-gb",
    by: User | None = None,
    token: str = "",
) -> RightsRequest:
    """Take in what somebody asks about their data. The same words with the same `token` are one request, however often they are sent.

    Who came in by the door is known; everybody else is asked who they are, where that is needed. Raises ValidationError by field.
    """
    who, asked = normalise(who).strip(), normalise(asked).strip()
    facts: dict[str, Any] = {"kind": kind, "how": how, "who": who, "asked": asked, "received_on": received_on, "today": today}
    if problems := rules.why_not_receive(**facts, has_person=person is not None):
        raise ValidationError(problems)
    known = {"identified_how": HowIdentified.DOOR, "identified_on": today} if how in DOOR_NEEDS_NO_PROOF else {}
    row = {
        **known,
        "kind": kind,
        "how": how,
        "received_on": received_on,
        "received_by": by,
        "person": person,
        "hub": hub or (person.hub if person else None),
        "language": language,
    }
    # With its words: who goes back, writes something else and sends again has asked something else, and it must not be lost.
    key = keyed_hash("rights", "\0".join((token or secrets.token_urlsafe(), kind, who, asked)))
    request, is_new = RightsRequest.objects.get_or_create(key_hash=key, defaults=row)
    if is_new:
        RightsWords.objects.create(request=request, who=who, asked=asked)
        audit.record("consent.rights.receive", request, by=by, hub_id=request.hub_id, kind=kind, how=how)
    return request


@transaction.atomic
def join_to_person(*, request: RightsRequest, person: Person, by: User) -> None:
    """Say whose data a request is about. Raises ValidationError once it has ended or data has gone out."""
    row = _locked(request)
    _refuse([] if row.is_waiting and row.decided_on is None else [rules.ENDED])
    row.person = person
    row.save(update_fields=["person"])
    audit.record("consent.rights.join", row, by=by, person=person.shown_code)


@transaction.atomic
def identify(*, request: RightsRequest, how: str, by: User, today: date) -> None:
    """Say how we know who asks. Waiting for that ends with it. Raises ValidationError."""
    row = _locked(request)
    _refuse(rules.why_not_identify(row, how=how))
    row.identified_how, row.identified_on = how, today
    row.save(update_fields=["identified_how", "identified_on"])
    _end_pause(row, today)
    audit.record("consent.rights.identify", row, by=by, how=how)


@transaction.atomic
def stop_clock(*, request: RightsRequest, why: str, by: User, today: date) -> None:
    """Stop the clock while we wait for them. Raises ValidationError."""
    row = _locked(request)
    _refuse(rules.why_not_pause(row, why=why, stands_still=row.pauses.filter(until_on__isnull=True).exists()))
    RightsPause.objects.create(request=row, why=why, from_on=today)
    audit.record("consent.rights.stop_clock", row, by=by, why=why)


@transaction.atomic
def start_clock(*, request: RightsRequest, by: User, today: date) -> None:
    """Let the clock run on: they answered. Raises ValidationError when it runs."""
    row = _locked(request)
    _refuse([] if _end_pause(row, today) else ["The clock is running."])
    audit.record("consent.rights.start_clock", row, by=by)


@transaction.atomic
def take_longer(*, request: RightsRequest, why: str, by: User, today: date) -> None:
    """Take two more months, within the first. Raises ValidationError."""
    row = _locked(request)
    _refuse(rules.why_not_longer(row, why=why, clock=selectors.clock_now(row, today), today=today))
    row.longer_why, row.longer_on = why, today
    row.save(update_fields=["longer_why", "longer_on"])
    audit.record("consent.rights.take_longer", row, by=by, why=why)


@transaction.atomic
def acknowledge(*, request: RightsRequest, by: User, today: date) -> None:
    """Say that they were told we have it. Raises ValidationError when that was said already."""
    row = _locked(request)
    _refuse([rules.ENDED] if not row.is_waiting else ["They were told already."] if row.acknowledged_on else [])
    row.acknowledged_on = today
    row.save(update_fields=["acknowledged_on"])
    audit.record("consent.rights.acknowledge", row, by=by)


@transaction.atomic
def search_place(*, request: RightsRequest, place: str, number_found: int, by: User, today: date) -> None:
    """Write down where somebody looked, and how much was there; looking again there counts anew. Raises ValidationError."""
    row, place = _locked(request), " ".join(normalise(place).split())
    reasons = [] if row.is_waiting else [rules.ENDED]
    if not 0 < len(place) <= rules.LONGEST["place"]:
        reasons.append(f"Write where you looked, in at most {rules.LONGEST['place']} letters, such as: the shared mailbox of Elm.")
    _refuse(reasons)
    PlaceSearched.objects.update_or_create(request=row, place=place, defaults={"number_found": number_found, "by": by, "on": today})
    audit.record("consent.rights.search", row, by=by, found=number_found)


@transaction.atomic
def judge_part(*, request: RightsRequest, key: str, verdict: str, instead: str, by: User, today: date) -> None:
    """Decide about one part of a copy. Raises ValidationError, also when that part has changed meanwhile."""
    row, instead = _locked(request), normalise(instead).strip()
    reasons = rules.why_not_judge(verdict=verdict, instead=instead)
    if row.decided_on or not row.is_waiting:
        reasons = [rules.ENDED]
    elif key not in {part.key for part in selectors.parts_of(row)}:
        reasons = ["This part has changed since you read it. Read it once more."]
    _refuse(reasons)
    PartDecision.objects.filter(request=row, part=key).delete()
    PartDecision.objects.create(request=row, part=key, verdict=verdict, instead=instead if verdict == "redact" else "", by=by, on=today)
    audit.record("consent.rights.judge_part", row, by=by, verdict=verdict)


@transaction.atomic
def decide(*, request: RightsRequest, verdict: str, why: str, answer: str, by: User, today: date) -> None:
    """Decide, with the reason and the words of the letter. Raises ValidationError with every reason why not yet."""
    row, answer = _locked(request), normalise(answer).strip()
    undecided = sum(part.is_waiting for part in selectors.parts_of(row)) if row.kind == RightKind.ACCESS else 0
    _refuse(rules.why_not_decide(row, verdict=verdict, why=why, answer=answer, undecided=undecided))
    row.verdict, row.decided_on, row.decided_by = verdict, today, by
    row.why_not_all = "" if verdict == "yes" else why
    row.save(update_fields=["verdict", "why_not_all", "decided_on", "decided_by"])
    row.words.answer = answer
    row.words.save(update_fields=["answer"])
    _end_pause(row, today)
    audit.record("consent.rights.decide", row, by=by, verdict=verdict, why=row.why_not_all)


@transaction.atomic
def finish(*, request: RightsRequest, by: User, today: date) -> None:
    """Say that it is done and they have the letter. Raises ValidationError."""
    row = _locked(request)
    _refuse(rules.why_not_finish(row))
    row.done_on = today
    row.save(update_fields=["done_on"])
    audit.record("consent.rights.finish", row, by=by)


@transaction.atomic
def withdraw(*, request: RightsRequest, by: User | None, today: date) -> None:
    """Say that they took it back. Raises ValidationError when it has ended, or what they asked was done."""
    row = _locked(request)
    _refuse([] if row.is_waiting and not row.erased_on else [rules.ENDED])
    row.withdrawn_on = today
    row.save(update_fields=["withdrawn_on"])
    _end_pause(row, today)
    audit.record("consent.rights.withdraw", row, by=by)


# --- To be forgotten ------------------------------------------------------------------------------------------------------


def what_would_go(person: Person, today: date) -> Erased:
    """Return what an erasing would delete and keep, by doing it and taking it back: the officer decides with the truth in hand."""
    with transaction.atomic():
        found = _erased_everywhere(person, today)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def erase(*, request: RightsRequest, by: User, today: date) -> Erased:
    """Erase somebody from every store, and keep with the request what stayed and why, for the letter. Raises ValidationError."""
    row = _locked(request)
    _refuse(rules.why_not_erase(row))
    assert row.person is not None, "nobody decides to erase nobody (rules.why_not_decide)"
    found = _erased_everywhere(row.person, today)
    row.erased_on, row.number_erased = today, found.number_of_records
    row.outcome = [{"what": one.what, "why": one.why, "until": one.until_on.isoformat() if one.until_on else ""} for one in found.kept]
    row.save(update_fields=["erased_on", "number_erased", "outcome"])
    audit.record("consent.rights.erase", row, by=by, records=found.number_of_records, kept=len(found.kept))
    return found


def _erased_everywhere(person: Person, today: date) -> Erased:
    """Ask everybody who holds something, those above first: this room empties the record itself last, so that they can still read it."""
    answers = [one for pk in ids_of(person) for one in person_erase.answers(person_id=pk, today=today)]
    kept = {(one.what, one.why, one.until_on): one for answer in answers for one in answer.kept}
    return Erased(sum(one.number_of_records for one in answers), tuple(kept.values()))


# --- The letter and the copy ----------------------------------------------------------------------------------------------


def open_copy(*, request: RightsRequest, by: User) -> list[selectors.Part]:
    """Return the parts of a copy for the officer who looks, and write down that they looked."""
    audit.record("consent.rights.open", request, by=by)
    return selectors.parts_of(request)


def _end_pause(row: RightsRequest, today: date) -> bool:
    return bool(row.pauses.filter(until_on__isnull=True).update(until_on=today))


def _locked(request: RightsRequest) -> RightsRequest:
    return RightsRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise ValidationError(reasons)
