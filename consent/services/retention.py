"""Deciding how long things are kept, holding back, approving, and ending what is past its time, one record after another."""

import logging
from collections import deque
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from consent.choices.retention import BY_CODE, Kind, Left, Unit
from consent.models import LegalHold, Person, RetentionCheck, RetentionRule, RetentionRun
from consent.rules import retention as rules
from consent.selectors import holds
from consent.selectors import retention as selectors
from consent.selectors.ledger import locked_person
from consent.services.holding import wait_for_holds
from core import audit, memory, outbox
from core.questions import retention_end, retention_find
from core.text import normalise

log = logging.getLogger("earshot.retention")

AT_ONCE = 50
CHECKS_KEPT = timedelta(days=90)


@transaction.atomic
def change_rule(*, kind: Kind, number: int, unit: str, reason: str, by: User, today: date) -> RetentionRule:
    """Keep a kind of record for another time from now on. Raises ValidationError with every reason why not."""
    reason = " ".join(normalise(reason).split())
    number = 0 if unit == Unit.FOR_GOOD else number
    now = selectors.length_of(kind)
    _refuse(rules.why_not_change(kind, number=number, unit=unit, reason=reason, now=(now.number, now.unit)))
    row = RetentionRule.objects.create(code=kind.code, number=number, unit=unit, reason=reason, chosen_by=by, chosen_on=today)
    audit.record("consent.retention.change", row, by=by, code=kind.code, before=f"{now.number} {now.unit}", becomes=f"{number} {unit}")
    memory.forget_when_saved()  # families read it on the privacy page
    _count_again()
    return row


@transaction.atomic
def place_hold(
    *, name: str, reason: str, code: str = "", record: str = "", person: Person | None = None, by: User, today: date
) -> LegalHold:
    """Hold back a kind of record, one record by its id or reference, or a person, from today on.

    Raises ValidationError with every reason why not; of a record that is not there by field.
    """
    name, reason, typed = " ".join(normalise(name).split()), normalise(reason).strip(), normalise(record).strip()
    _refuse(rules.why_not_hold(name=name, reason=reason, code=code, record=typed, about_a_person=person is not None, known=BY_CODE))
    if person and not locked_person(person.pk).is_known:  # an erasing takes the same lock
        raise ValidationError({"person": "Nothing of theirs is left to hold: they were erased meanwhile, or joined to another record."})
    wait_for_holds()  # and so does whatever ends a record: what is found now is still there when it is held
    record = _found(code, typed) if typed else ""
    hold = LegalHold.objects.create(name=name, reason=reason, code=code, record=record, person=person, placed_by=by, from_on=today)
    audit.record("consent.retention.hold", hold, by=by, code=code, record=record, person=person.shown_code if person else "")
    _count_again()
    return hold


def _found(code: str, typed: str) -> str:
    """Return the id of the record that was typed. Raises ValidationError: a hold on what is not there would hold nothing."""
    found = [key for key in retention_find.answers(code=code, typed=typed) if key]
    if not found:
        raise ValidationError({"record": rules.no_such_record(BY_CODE[code], typed)})
    return found[0]


@transaction.atomic
def lift_hold(*, hold: LegalHold, reason: str, by: User, today: date) -> None:
    """Let what was held back go its way again. Raises ValidationError without a reason, or when it was lifted already."""
    row = LegalHold.objects.select_for_update().get(pk=hold.pk)
    reason = normalise(reason).strip()
    _refuse(rules.why_not_lift(reason=reason, is_lifted=row.lifted_on is not None))
    row.lifted_on, row.lifted_by, row.why_lifted = today, by, reason
    row.save(update_fields=["lifted_on", "lifted_by", "why_lifted"])
    audit.record("consent.retention.lift", row, by=by, code=row.code)
    _count_again()


@transaction.atomic
def approve(*, kind: Kind, seen: str, by: User, today: date) -> RetentionRun:
    """Approve that what is past its time is ended: what the officer saw, and nothing that comes due later.

    `seen` is the digest of the list they looked at: a list that is as long and holds others is another one. The worker begins at once;
    what nobody can change waits for the operator's command. Raises ValidationError with every reason why not.
    """
    standing = selectors.standing_of(kind, today)
    number, unit = standing.length.number, standing.length.unit
    until = rules.counted_until(number, unit, today)
    facts = {"number_due": standing.number_due, "number_held": standing.number_held}
    is_as_seen, is_running = seen == standing.digest, standing.run is not None
    _refuse(rules.why_not_approve(kind, is_as_seen=is_as_seen, is_running=is_running, **facts))
    run = _approved(
        code=kind.code, number=number, unit=unit, becomes=kind.becomes, counted_until=until, number_due=standing.number_due, by=by
    )
    audit.record("consent.retention.approve", run, by=by, code=kind.code, number_due=run.number_due)
    if not kind.by_command:
        outbox.put("consent.carry_out_retention", run.pk)
    return run


def _approved(*, by: User, **facts: Any) -> RetentionRun:
    """Write the approval down. Of two officers who approve at once the database lets one through."""
    try:
        with transaction.atomic():
            return RetentionRun.objects.create(approved_by=by, approved_at=timezone.now(), **facts)
    except IntegrityError:
        raise ValidationError(["A colleague approved this at the same moment. It is under way."]) from None


def carry_out(run: RetentionRun, today: date) -> None:
    """End what was approved, fifty records at a time, each in a savepoint of its own; then write the certificate.

    What is due is listed once, or ten thousand records would be listed two hundred times; and once more when their time was made longer.
    Cut off in the middle, it goes on where it stopped. A hold placed or a time made longer since the approval is heeded.
    """
    until, waiting = _due_until(run, today), deque(due_now(run, today))
    while _carry_out_some(run.pk, today, waiting):
        if (now := _due_until(run, today)) != until:
            until, waiting = now, deque(due_now(run, today))


@transaction.atomic
def _carry_out_some(pk: int, today: date, waiting: deque[str]) -> bool:
    """End the next of what waits, without those held back now; return whether there is more."""
    run = RetentionRun.objects.select_for_update().get(pk=pk)
    if run.finished_at:
        return False
    wait_for_holds()
    keys = [key for key in (waiting.popleft() for _ in range(min(AT_ONCE, len(waiting)))) if key not in run.left]
    run.left.update(holds.held_back(run.code, keys))
    for key in keys:
        if key not in run.left:
            _end_one(run, key, today)
    if not waiting:
        finish(run)
    run.save()
    return not run.finished_at


def due_now(run: RetentionRun, today: date) -> list[str]:
    """Return the ids that an approval covers and that are still past their time, should it have been made longer since."""
    until = _due_until(run, today)
    return (selectors.due_keys(run.kind, until) or []) if until else []


def _due_until(run: RetentionRun, today: date) -> date | None:
    """Return the last day from which an approval covers what began its time; None when it is kept for good now."""
    length = selectors.length_of(run.kind)
    until = rules.counted_until(length.number, length.unit, today)
    return min(until, run.counted_until) if until else None


def _end_one(run: RetentionRun, key: str, today: date) -> None:
    """End one record. One that fails is written down and the rest go on, whatever its owner raised."""
    try:
        with transaction.atomic():
            answers = [found for found in retention_end.answers(code=run.code, key=key, today=today) if found]
    except Exception as error:  # whatever its owner raises, the others are ended
        log.warning("record not ended", exc_info=True, extra={"item": run.code, "kind": type(error).__name__})
        run.left[key] = Left.FAILED
        return
    if not answers:
        run.left[key] = Left.FAILED
    elif any(found.why_kept for found in answers):
        run.left[key] = Left.KEPT
    else:
        run.number_done += 1


def finish(run: RetentionRun) -> None:
    """Make an approval a certificate; whoever asks saves it."""
    run.finished_at = timezone.now()
    _count_again()
    held, kept, failed = (run.number_left(why) for why in Left.values)
    audit.record("consent.retention.end", run, by=None, code=run.code, done=run.number_done, held=held, kept=kept, failed=failed)


def _count_again() -> None:
    """Have a worker count anew at once: the officer's front page says no more what is gone, held back or kept longer since."""
    outbox.put(selectors.CHORE, key="again")


def look_at_what_is_due(today: date) -> RetentionCheck:
    """Count what is past its time and what soon will be, for the officer's front page; and so show that somebody looks."""
    counts = {}
    for standing in selectors.standings(today):
        if standing.number_to_end or standing.number_soon:
            counts[standing.kind.code] = [standing.number_to_end, standing.number_soon]
    check = RetentionCheck.objects.create(counts=counts, ran_at=timezone.now())
    RetentionCheck.objects.filter(ran_at__lt=timezone.now() - CHECKS_KEPT).delete()
    return check


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise ValidationError(reasons)
