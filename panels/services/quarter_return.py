"""Filling the quarterly return in, signing it off, and correcting it: what was sent stays as it was sent (decision 0068)."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.overtaken import Overtaken, refuse_if_overtaken
from core.querysets import reach
from core.text import normalise
from panels.models import QuarterReturn, ReturnEntry
from panels.return_mapping import Asks
from panels.rules import quarter_return as rules
from panels.selectors import quarter_return as selectors
from panels.selectors.quarter_counts import Facts, Quarter, count


def held_open(quarter: Quarter, by: User, right: str) -> QuarterReturn:
    """Return the open version of a quarter, made where there is none, and locked until the transaction ends.

    Raises PermissionDenied for who does not hold the right for the whole council, and ValidationError where the quarter is signed off.
    """
    if reach(by, right) is not None:
        raise PermissionDenied
    facts = {"mapping": selectors.mapping_of(quarter, None).version}
    QuarterReturn.objects.get_or_create(begins_on=quarter.first, number=1, defaults=facts)
    row = _newest(quarter)
    if row is None or row.signed_on:
        raise ValidationError(["This quarter is signed off. Begin a correction, and put it right there."])
    return row


def _newest(quarter: Quarter) -> QuarterReturn | None:
    """Return the newest version. Whoever acts on a quarter holds its first, so that two never begin the same correction."""
    list(QuarterReturn.objects.select_for_update().filter(begins_on=quarter.first, number=1))
    return QuarterReturn.objects.newest_of(quarter.first).first()


@transaction.atomic
def fill_in(*, quarter: Quarter, code: str, value: Any, why: str, seen: int | None, by: User, today: date) -> ReturnEntry:
    """Keep what a person says to one question, with why; what Earshot counted stays beside it.

    `seen` is the number of the entry that the page showed, 0 for none. Raises Overtaken, and ValidationError by box.
    """
    row = held_open(quarter, by, selectors.EDIT)
    asks, why = _asked(quarter, row, code), normalise(why).strip()
    last = selectors.entries_of(row).get(code)
    refuse_if_overtaken(seen=seen, now=last.pk if last else 0, theirs=last)
    problems = {"value": rules.why_not_value(asks, value), "why": rules.why_not_why(why)}
    if problems := {box: reasons for box, reasons in problems.items() if reasons}:
        raise ValidationError(problems)
    return _enter(row, asks, quarter, value=value, why=why, by=by, today=today)


@transaction.atomic
def take_back(*, quarter: Quarter, code: str, by: User, today: date) -> ReturnEntry:
    """Take back what a person filled in: what Earshot counted stands again. Raises ValidationError where nobody filled anything in."""
    row = held_open(quarter, by, selectors.EDIT)
    asks, last = _asked(quarter, row, code), selectors.entries_of(row).get(code)
    if last is None or last.value is None:
        raise ValidationError(["Nobody filled this in by hand, or a colleague took it back already."])
    return _enter(row, asks, quarter, value=None, why="", by=by, today=today)


def _asked(quarter: Quarter, row: QuarterReturn, code: str) -> Asks:
    asks = selectors.mapping_of(quarter, row).question(code)
    if asks is None:
        raise ValidationError([f"This form asks no {code}."])
    return asks


def _enter(row: QuarterReturn, asks: Asks, quarter: Quarter, *, value: Any, why: str, by: User, today: date) -> ReturnEntry:
    prefilled = count(asks, Facts(quarter, today=today)).value
    facts = {"value": value, "prefilled": prefilled, "why": why, "entered_by": by, "entered_on": today}
    entry = ReturnEntry.objects.create(of_return=row, code=asks.code, **facts)
    audit.record("panels.return.fill_in" if value is not None else "panels.return.take_back", row, by=by, code=asks.code)
    return entry


@transaction.atomic
def sign_off(*, quarter: Quarter, seen: str, by: User, today: date) -> QuarterReturn:
    """Sign a quarter off: from now on the version and what people filled in are like stone.

    `seen` is the mark of the figures on the page that was read. Raises Overtaken where they changed since, and ValidationError with every
    reason why not.
    """
    row = held_open(quarter, by, selectors.SIGN)
    found = selectors.lines(quarter, row, today=today)
    if seen != selectors.digest(found):
        raise Overtaken
    wrong = {one.asks.code: list(one.wrong) for one in found if one.wrong}
    if reasons := rules.why_not_sign(is_signed=False, last_on=quarter.last, today=today, wrong=wrong):
        raise ValidationError(reasons)
    row.entries.update(signed_on=today)
    row.figures = {one.asks.code: selectors.as_kept(one) for one in found}
    row.signed_on, row.signed_by = today, by
    row.save(update_fields=["figures", "signed_on", "signed_by"])
    audit.record("panels.return.sign", row, by=by, number=row.number)
    return row


@transaction.atomic
def begin_correction(*, quarter: Quarter, by: User) -> QuarterReturn:
    """Begin the next version of a quarter that was signed off, with what people had filled in. Figures are counted anew.

    Raises ValidationError where the newest version is open still, or nothing was signed.
    """
    if reach(by, selectors.EDIT) is not None:
        raise PermissionDenied
    old = _newest(quarter)
    if old is None or old.signed_on is None:
        raise ValidationError(["This quarter is open: put it right as it stands."])
    new = QuarterReturn.objects.create(begins_on=old.begins_on, number=old.number + 1, mapping=old.mapping)
    for one in selectors.entries_of(old).values():
        if one.value is not None:
            facts = {"value": one.value, "prefilled": one.prefilled, "why": one.why}
            ReturnEntry.objects.create(of_return=new, code=one.code, entered_by=one.entered_by, entered_on=one.entered_on, **facts)
    audit.record("panels.return.correct", new, by=by, number=new.number)
    return new


def note_export(*, quarter: Quarter, number: int, by: User) -> None:
    """Keep in the trail that the table was taken out, and of which quarter and version."""
    audit.record("panels.return.export", by, by=by, quarter=quarter.key, number=number)
