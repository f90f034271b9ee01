"""Deciding how long things are kept, holding back, approving, and ending what is past its time, one record after another."""

import logging
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from consent.choices.retention import BY_CODE, Kind, Left, Unit
from consent.models import LegalHold, RetentionCheck, RetentionRule, RetentionRun
from consent.rules import retention as rules
from consent.selectors import retention as selectors
from core import audit, outbox
from core.questions import retention_end
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
    return row


@transaction.atomic
def place_hold(*, name: str, reason: str, code: str, record: str, by: User, today: date) -> LegalHold:
    """Hold back a kind of record, or one record by its id, from today on. Raises ValidationError with every reason why not."""
    name, reason, record = " ".join(normalise(name).split()), normalise(reason).strip(), normalise(record).strip()
    _refuse(rules.why_not_hold(name=name, reason=reason, code=code, known=BY_CODE))
    if len(record) > 64:
        raise ValidationError(["That is no id of a record. Copy it from the record’s own page, or leave it empty for the whole kind."])
    hold = LegalHold.objects.create(name=name, reason=reason, code=code, record=record, placed_by=by, from_on=today)
    audit.record("consent.retention.hold", hold, by=by, code=code, record=record)
    return hold


@transaction.atomic
def lift_hold(*, hold: LegalHold, by: User, today: date) -> None:
    """Let what was held back go its way again. Raises ValidationError when it was lifted already."""
    row = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if row.lifted_on:
        raise ValidationError(["This hold was lifted already."])
    row.lifted_on, row.lifted_by = today, by
    row.save(update_fields=["lifted_on", "lifted_by"])
    audit.record("consent.retention.lift", row, by=by, code=row.code)


@transaction.atomic
def approve(*, kind: Kind, number_seen: int, by: User, today: date) -> RetentionRun:
    """Approve that what is past its time is ended: what the officer saw, and nothing that comes due later.

    The worker begins at once; what nobody can change waits for the operator's command. Raises ValidationError with every reason why not.
    """
    standing = selectors.standing_of(kind, today)
    number, unit = standing.length.number, standing.length.unit
    until = rules.counted_until(number, unit, today)
    facts = {"number_due": standing.number_due, "number_held": standing.number_held, "number_seen": number_seen}
    _refuse(rules.why_not_approve(kind, is_running=standing.run is not None, **facts))
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

    Cut off in the middle, it goes on where it stopped. A hold placed or a time made longer since the approval is heeded.
    """
    while _carry_out_some(run.pk, today):
        pass


@transaction.atomic
def _carry_out_some(pk: int, today: date) -> bool:
    """End the next records; return whether there may be more."""
    run = RetentionRun.objects.select_for_update().get(pk=pk)
    if run.finished_at:
        return False
    due = due_now(run, today)
    run.left.update(selectors.held_back(run.code, due))
    waiting = [key for key in due if key not in run.left]
    for key in waiting[:AT_ONCE]:
        _end_one(run, key, today)
    if len(waiting) <= AT_ONCE:
        finish(run)
    run.save()
    return not run.finished_at


def due_now(run: RetentionRun, today: date) -> list[str]:
    """Return the ids that an approval covers and that are still past their time, should it have been made longer since."""
    length = selectors.length_of(run.kind)
    until = rules.counted_until(length.number, length.unit, today)
    return (selectors.due_keys(run.kind, min(until, run.counted_until)) or []) if until else []


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
    held, kept, failed = (run.number_left(why) for why in Left.values)
    audit.record("consent.retention.end", run, by=None, code=run.code, done=run.number_done, held=held, kept=kept, failed=failed)


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
