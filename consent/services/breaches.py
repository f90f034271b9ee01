"""Taking in what went wrong with somebody's data, judging it, telling who must be told, and closing it."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from consent.choices.breaches import MustTell
from consent.models import Breach, BreachStep, BreachStepWords
from consent.rules import breaches as rules
from consent.selectors import breaches as selectors
from core import audit, outbox
from core.models import Hub
from core.overtaken import USED_BEFORE
from core.text import normalise


@transaction.atomic
def report(
    *,
    key: UUID,
    what: str,
    found_at: datetime,
    whose: Collection[str],
    what_data: Collection[str],
    number: int | None,
    hubs: Collection[Hub],
    by: User,
) -> Breach:
    """Take in that something went wrong, once however often it is sent, and have the officer written to. The letter says nothing of it.

    `key` is made with the form. Raises ValidationError with every reason why not.
    """
    now, what = timezone.now(), normalise(what).strip()
    whose, what_data = sorted(whose), sorted(what_data)
    _refuse(rules.why_not_report(what=what, found_at=found_at, now=now, whose=whose, what_data=what_data, number=number))
    if found := Breach.objects.filter(pk=key, reported_by=by).first():
        return found
    if Breach.objects.filter(pk=key).exists():
        raise ValidationError([USED_BEFORE])
    facts = {"found_at": found_at, "whose": whose, "what_data": what_data, "number_of_people": number}
    breach = Breach.objects.create(pk=key, what_happened=what, reported_by=by, reported_at=now, **facts)
    breach.hubs.set(hubs)
    audit.record("consent.breach.report", breach, by=by, whose=whose, what_data=what_data)
    outbox.put("consent.write_about_breach", str(breach.pk))
    return breach


@transaction.atomic
def judge(*, breach: Breach, likelihood: int, severity: int, reasons: str, by: User) -> None:
    """Say how likely harm is and how bad it would be. Raises ValidationError with every reason why not."""
    row, reasons = _locked(breach), normalise(reasons).strip()
    _refuse(rules.why_not_judge(row, likelihood=likelihood, severity=severity, reasons=reasons))
    row.likelihood, row.severity, row.risk_reasons = likelihood, severity, reasons
    row.save(update_fields=["likelihood", "severity", "risk_reasons"])
    audit.record("consent.breach.judge", row, by=by, likelihood=likelihood, severity=severity)


@transaction.atomic
def decide_about_regulator(*, breach: Breach, must: str, reasons: str, by: User) -> None:
    """Decide whether the regulator must be told. Raises ValidationError with every reason why not."""
    row, reasons = _locked(breach), normalise(reasons).strip()
    wrong = rules.why_not_decide(row, must=must, reasons=reasons)
    if must == MustTell.NEED_NOT and row.told_regulator_at:
        wrong.append("The regulator was told already.")
    _refuse(wrong)
    row.regulator, row.regulator_reasons = must, reasons
    row.save(update_fields=["regulator", "regulator_reasons"])
    audit.record("consent.breach.decide", row, by=by, regulator=must)


@transaction.atomic
def tell_regulator(*, breach: Breach, told_at: datetime, reference: str, late_reasons: str, by: User) -> None:
    """Note when the regulator was told and under which reference. Raises ValidationError with every reason why not."""
    row, late_reasons, reference = _locked(breach), normalise(late_reasons).strip(), " ".join(normalise(reference).split())
    wrong = rules.why_not_told_regulator(row, told_at=told_at, now=timezone.now(), late_reasons=late_reasons)
    if len(reference) > 40:
        wrong.append("A reference has at most 40 letters.")
    _refuse(wrong)
    row.told_regulator_at, row.regulator_reference, row.late_reasons = told_at, reference, late_reasons
    row.save(update_fields=["told_regulator_at", "regulator_reference", "late_reasons"])
    audit.record("consent.breach.tell_regulator", row, by=by, late=rules.is_late(row, told_at))


@transaction.atomic
def decide_about_people(*, breach: Breach, must: str, reasons: str, told_on: date | None, by: User) -> None:
    """Decide whether the people are told, and how; note the day when they were. Raises ValidationError with every reason why not."""
    row, reasons = _locked(breach), normalise(reasons).strip()
    wrong = rules.why_not_decide(row, must=must, reasons=reasons)
    if told_on and (told_on > timezone.localdate() or told_on < timezone.localdate(row.found_at)):
        wrong.append("They were told between the day it was found and today. Check the day.")
    _refuse(wrong)
    row.people, row.people_reasons, row.told_people_on = must, reasons, told_on if must == MustTell.MUST else None
    row.save(update_fields=["people", "people_reasons", "told_people_on"])
    audit.record("consent.breach.decide", row, by=by, people=must, told=bool(row.told_people_on))


@transaction.atomic
def add_step(*, breach: Breach, kind: str, text: str, done_at: datetime, by: User) -> BreachStep:
    """Write down what was done. It is never changed; a slip is put right by another step. Raises ValidationError."""
    row, text, now = _locked(breach), normalise(text).strip(), timezone.now()
    _refuse(rules.why_not_step(row, kind=kind, text=text, done_at=done_at, now=now))
    step = BreachStep.objects.create(breach=row, kind=kind, done_at=done_at, written_at=now, by=by, digest=selectors.digest_of(text))
    BreachStepWords.objects.create(step=step, text=text)
    audit.record("consent.breach.step", row, by=by, step=str(step.pk))
    return step


@transaction.atomic
def close(*, breach: Breach, lessons: str, by: User, today: date) -> None:
    """Close it, with what was learned. Raises ValidationError with everything that is still open."""
    row, lessons = _locked(breach), normalise(lessons).strip()
    _refuse(rules.why_not_close(row, number_of_steps=row.steps.count(), lessons=lessons))
    row.lessons, row.closed_on, row.closed_by = lessons, today, by
    row.save(update_fields=["lessons", "closed_on", "closed_by"])
    audit.record("consent.breach.close", row, by=by)


def _locked(breach: Breach) -> Breach:
    return Breach.objects.select_for_update().get(pk=breach.pk)


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise ValidationError(reasons)
