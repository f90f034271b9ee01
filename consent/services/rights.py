"""The rights desk: taking a request in, its steps, the copy, and the erasing. Each step is in the audit trail."""

import secrets
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import DateField, Value
from django.db.models.functions import Greatest

from accounts.models import User
from consent.choices import HowIdentified, HowReceived, RightKind, WhyPaused
from consent.models import PartDecision, Person, PlaceSearched, RightsPause, RightsRequest, RightsWords
from consent.models.rights import FEWEST_LETTERS, new_reference
from consent.rules import rights as rules
from consent.rules import rights_taken_in
from consent.selectors import holds, partners_told
from consent.selectors import rights as selectors
from consent.selectors.ledger import locked_person
from consent.services import erasing, rights_letter, setting_aside
from core import audit, old_pages, outbox
from core.crypto import keyed_hash
from core.models import Hub
from core.questions import Erased, RowEnded
from core.text import normalise

DOOR_NEEDS_NO_PROOF = {HowReceived.DOOR}
TRIES = 12  # of references: as of people’s codes


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
    person = locked_person(person.pk) if person else None  # an erasing takes the same lock: no word of theirs comes after it
    if person and person.erased_on:
        raise ValidationError({"code": rules.ERASED_MEANWHILE})
    facts: dict[str, Any] = {"kind": kind, "how": how, "who": who, "asked": asked, "received_on": received_on, "today": today}
    if problems := rights_taken_in.why_not_receive(**facts, has_person=person is not None):
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
    request, is_new = _taken_in(key, row)
    if is_new:
        RightsWords.objects.create(request=request, who=who, asked=asked)
        audit.record("consent.rights.receive", request, by=by, hub_id=request.hub_id, kind=kind, how=how)
    return request


def _taken_in(key: str, facts: dict[str, Any]) -> tuple[RightsRequest, bool]:
    """Return the request of this key, and whether it is new, under a reference that nobody has; they grow when many are taken."""
    for turn in range(TRIES):
        reference = new_reference(FEWEST_LETTERS + turn // 4)
        try:
            with transaction.atomic():
                return RightsRequest.objects.get_or_create(key_hash=key, defaults=facts | {"reference": reference})
        except IntegrityError:
            if not RightsRequest.objects.filter(reference=reference).exists():
                raise  # something else than a reference that is taken
    raise RuntimeError("No reference is left for another request.")


@transaction.atomic
def correct(*, request: RightsRequest, kind: str, received_on: date | None, by: User, today: date) -> None:
    """Put right what they ask for, or the day on which they did. Raises ValidationError with every reason, and once it is decided."""
    row = locked(request)
    pauses = row.pauses.values_list("from_on", flat=True)
    refuse(rights_taken_in.why_not_correct(row, kind=kind, received_on=received_on, since_then=[*pauses], today=today))
    assert received_on is not None, "the rule asks for a day"
    changed = [name for name, value in (("kind", kind), ("received_on", received_on)) if getattr(row, name) != value]
    row.kind, row.received_on = kind, received_on
    row.save(update_fields=["kind", "received_on"])
    audit.record("consent.rights.correct", row, by=by, fields=changed)


@transaction.atomic
def join_to_person(*, request: RightsRequest, person: Person, by: User) -> None:
    """Say whose data a request is about; where that was said otherwise before, how we know them and what was decided is asked anew.

    Raises ValidationError once it has ended or data has gone out, and for who came in by the door: that is about them.
    """
    row = locked(request)
    refuse(rules.why_not_join(row, person=person))
    row.person, row.identified_how, row.identified_on, row.joined_on = person, "", None, None
    row.save(update_fields=["person", "identified_how", "identified_on", "joined_on"])
    PartDecision.objects.filter(request=row).delete()
    audit.record("consent.rights.join", row, by=by, person=person.shown_code)


@transaction.atomic
def identify(*, request: RightsRequest, how: str, by: User, today: date, on: date | None = None) -> None:
    """Say how we know who asks, and since which day: today unless said. Waiting for that ends with it. Raises ValidationError."""
    row, on = locked(request), on or today
    refuse(rules.why_not_identify(row, how=how) or rights_taken_in.why_not_on(row, on=on, today=today))
    row.identified_how, row.identified_on, row.joined_on = how, on, None
    row.save(update_fields=["identified_how", "identified_on", "joined_on"])
    _end_pause(row, on, why=WhyPaused.IDENTITY)  # a question that was asked beside it still waits for their answer
    audit.record("consent.rights.identify", row, by=by, how=how)


@transaction.atomic
def stop_clock(*, request: RightsRequest, why: str, by: User, today: date, on: date | None = None) -> None:
    """Stop the clock while we wait for them, since the day on which we asked: today unless said. Raises ValidationError."""
    row, on = locked(request), on or today
    stands_still = row.pauses.filter(until_on__isnull=True).exists()
    ran_on = max((pause.until_on for pause in row.pauses.all() if pause.until_on), default=None)
    reasons = rules.why_not_pause(row, why=why, stands_still=stands_still)
    refuse(reasons or rights_taken_in.why_not_on(row, on=on, today=today, since=ran_on))
    RightsPause.objects.create(request=row, why=why, from_on=on)
    audit.record("consent.rights.stop_clock", row, by=by, why=why)


@transaction.atomic
def start_clock(*, request: RightsRequest, by: User, today: date, on: date | None = None) -> None:
    """Let the clock run on since the day on which they answered: today unless said. Raises ValidationError when it runs."""
    row, on = locked(request), on or today
    pause = row.pauses.filter(until_on__isnull=True).first()
    refuse(rights_taken_in.why_not_on(row, on=on, today=today, since=pause.from_on) if pause else ["The clock is running."])
    _end_pause(row, on)
    audit.record("consent.rights.start_clock", row, by=by)


@transaction.atomic
def take_longer(*, request: RightsRequest, why: str, by: User, today: date) -> None:
    """Take two more months, within the first. Raises ValidationError."""
    row = locked(request)
    refuse(rules.why_not_longer(row, why=why, clock=selectors.clock_now(row, today), today=today))
    row.longer_why, row.longer_on = why, today
    row.save(update_fields=["longer_why", "longer_on"])
    audit.record("consent.rights.take_longer", row, by=by, why=why)


@transaction.atomic
def acknowledge(*, request: RightsRequest, by: User, today: date, on: date | None = None) -> None:
    """Say on which day they were told that we have it: today unless said. Raises ValidationError when that was said already."""
    row, on = locked(request), on or today
    reasons = [rules.ENDED] if not row.is_waiting else ["They were told already."] if row.acknowledged_on else []
    refuse(reasons or rights_taken_in.why_not_on(row, on=on, today=today))
    row.acknowledged_on = on
    row.save(update_fields=["acknowledged_on"])
    audit.record("consent.rights.acknowledge", row, by=by)


@transaction.atomic
def search_place(*, request: RightsRequest, place: str, number_found: int, by: User, today: date) -> None:
    """Write down where somebody looked, and how much was there; looking again there counts anew. Raises ValidationError."""
    row, place = locked(request), " ".join(normalise(place).split())
    reasons = [] if row.is_waiting else [rules.ENDED]
    if not 0 < len(place) <= rules.LONGEST["place"]:
        reasons.append(f"Write where you looked, in at most {rules.LONGEST['place']} letters, such as: the shared mailbox of Elm.")
    refuse(reasons)
    PlaceSearched.objects.update_or_create(request=row, place=place, defaults={"number_found": number_found, "by": by, "on": today})
    audit.record("consent.rights.search", row, by=by, found=number_found)


@transaction.atomic
def decide(*, request: RightsRequest, verdict: str, why: str, answer: str, by: User, today: date) -> None:
    """Decide, with the reason and the words of the letter. Raises ValidationError with every reason why not yet."""
    row, answer = locked(request), normalise(answer).strip()
    undecided, stays = selectors.number_undecided(row), _anything_stays(row, today)
    refuse(rules.why_not_decide(row, verdict=verdict, why=why, answer=answer, undecided=undecided, stays=stays))
    row.verdict, row.decided_on, row.decided_by = verdict, today, by
    row.why_not_all = "" if verdict == "yes" else why
    row.save(update_fields=["verdict", "why_not_all", "decided_on", "decided_by"])
    row.words.answer = answer
    row.words.save(update_fields=["answer"])
    _end_pause(row, today)
    audit.record("consent.rights.decide", row, by=by, verdict=verdict, why=row.why_not_all)


@transaction.atomic
def take_decision_back(*, request: RightsRequest, by: User) -> None:
    """Decide anew: what the letter says stays in its box. Raises ValidationError once it is carried out, or they have the letter."""
    row = locked(request)
    refuse(rules.why_not_take_back(row))
    was = row.verdict
    row.verdict, row.why_not_all, row.decided_on, row.decided_by, row.copied_on = "", "", None, None, None
    row.save(update_fields=["verdict", "why_not_all", "decided_on", "decided_by", "copied_on"])
    audit.record("consent.rights.take_decision_back", row, by=by, verdict=was)


@transaction.atomic
def finish(*, request: RightsRequest, by: User, today: date) -> None:
    """Say that it is done and they have the letter. Raises ValidationError."""
    row = locked(request)
    refuse(rules.why_not_finish(row, undecided=selectors.number_undecided(row), put_right=row.put_right.exists()))
    row.done_on = today
    row.save(update_fields=["done_on"])
    rights_letter.forget_way(row)
    audit.record("consent.rights.finish", row, by=by)


@transaction.atomic
def withdraw(*, request: RightsRequest, by: User | None, today: date) -> None:
    """Say that they took it back. Raises ValidationError when it has ended, or what they asked was done."""
    row = locked(request)
    refuse([] if row.is_waiting and not row.erased_on else [rules.ENDED])
    row.withdrawn_on = today
    row.save(update_fields=["withdrawn_on"])
    rights_letter.forget_way(row)
    _end_pause(row, today)
    setting_aside.bring_back(row)
    audit.record("consent.rights.withdraw", row, by=by)


@transaction.atomic
def end(*, request_id: str, today: date) -> RowEnded:
    """Delete a request past its time with its words, letter and what was decided about each part. What is gone already counts as ended."""
    row = RightsRequest.objects.select_for_update(of=("self",)).filter(pk=request_id).first()
    if row is None:
        return RowEnded()
    if row.is_waiting or rules.erasing_waits(row):
        return RowEnded(why_kept="It is not finished: something is still to be done.")
    row.delete()
    return RowEnded()


# --- To be forgotten ------------------------------------------------------------------------------------------------------


def what_would_go(person: Person, today: date) -> Erased:
    """Return what an erasing would delete and keep, by doing it and taking it back: the officer decides with the truth in hand."""
    with transaction.atomic():
        found = erasing.erase_everywhere(person, today)
        transaction.set_rollback(True)
    return found


def _anything_stays(row: RightsRequest, today: date) -> bool:
    """Return whether something would stay after an erasing; of who is held back all does."""
    if row.kind != RightKind.ERASURE or row.about is None or holds.on_person(row.about):
        return True
    return bool(what_would_go(row.about, today).kept)


@transaction.atomic
def erase(*, request: RightsRequest, by: User, today: date) -> Erased:
    """Erase somebody from every store, and keep with the request what stayed and why, and how the letter reaches them until they have it.

    Raises ValidationError, also while a partner that has something of them was not told (UK GDPR Article 19).
    """
    row = locked(request)
    if row.about:
        erasing.lock_all_records_of(row.about)  # what goes to a partner at this moment went before, or does not go
    held = holds.on_person(row.about) if row.about else []
    refuse(rules.why_not_erase(row, held_since=held[0].from_on if held else None, not_told=partners_told.not_told(row)))
    assert row.about is not None, "nobody decides to erase nobody (rules.why_not_decide)"
    way = rights_letter.kept_way(row) if row.is_waiting else ""  # who was set aside has their letter long since
    found = erasing.erase_or_say_why(row.about, today)
    row.erased_on, row.number_erased = today, found.number_of_records
    row.outcome = [{"what": one.what, "why": one.why, "until": one.until_on.isoformat() if one.until_on else ""} for one in found.kept]
    row.outcome += RightsRequest.as_stopped(found.said)
    rights_letter.keep_way(row, way=way, clock=selectors.clock_now(row, today), today=today)
    row.save(update_fields=["erased_on", "number_erased", "outcome"])
    outbox.put(old_pages.WRITE_BACK, key="erased")
    audit.record("consent.rights.erase", row, by=by, records=found.number_of_records, kept=len(found.kept))
    return found


def _end_pause(row: RightsRequest, today: date, **which: str) -> bool:
    """End the pause that stands, never before the day on which it began."""
    return bool(row.pauses.filter(until_on__isnull=True, **which).update(until_on=Greatest("from_on", Value(today, DateField()))))


def locked(request: RightsRequest) -> RightsRequest:
    return RightsRequest.objects.select_for_update(of=("self",)).select_related("person__merged_into").get(pk=request.pk)


def refuse(reasons: list[str]) -> None:
    if reasons:
        raise ValidationError(reasons)
