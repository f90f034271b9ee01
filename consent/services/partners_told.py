"""Saying that a partner was told that somebody asked to be forgotten, or why it cannot be told (UK GDPR Article 19)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.choices import TaskState
from consent.models import PartnerTold, RightsRequest
from consent.rules import partners_told as rules
from consent.selectors import partners_told as selectors
from consent.selectors.partners_told import HasSomething
from consent.services import ledger_uses
from core import audit
from core.text import normalise

TOLD = "They were told to delete it."
NOT_TOLD = "They could not be told. Why stands with the request, and in its letter."


@transaction.atomic
def told(*, request: RightsRequest, partner: str, how: str, on: date | None, by: User, today: date) -> HasSomething:
    """Say that a partner (`HasSomething.key`) was told, on which day and how: what it used ends with it. Said twice, it is said once.

    Raises ValidationError with every reason why not. Who could not be told before may be told later.
    """
    row, has = _found(request, partner)
    if reasons := rules.why_not_tell(row, is_there=has is not None, how=how, on=on, today=today):
        raise ValidationError(reasons)
    assert has is not None, "the rule says that it is there"
    assert on is not None, "the rule asks for a day"
    if has.is_waiting or has.told is None or not has.told.was_told:
        _write(row, has, {"how": how, "on": on, "why_not": "", "by": by})
        ledger_uses.close(uses=has.uses, state=TaskState.DONE, words=TOLD, by=by, today=today)
        audit.record("consent.rights.tell_partner", row, by=by, partner=has.key, how=how)
    return has


@transaction.atomic
def cannot_be_told(*, request: RightsRequest, partner: str, why: str, by: User, today: date) -> HasSomething:
    """Say why a partner cannot be told, or only with an effort out of all proportion. Raises ValidationError with every reason why not."""
    (row, has), why = _found(request, partner), normalise(why).strip()
    was_told = has is not None and has.told is not None and has.told.was_told and not has.is_waiting
    if reasons := rules.why_not_leave_untold(row, is_there=has is not None, why=why, was_told=was_told):
        raise ValidationError(reasons)
    assert has is not None, "the rule says that it is there"
    if has.is_waiting or has.told is None or has.told.why_not != why:
        _write(row, has, {"how": "", "on": today, "why_not": why, "by": by})
        ledger_uses.close(uses=has.uses, state=TaskState.COULD_NOT, words=NOT_TOLD, by=by, today=today)
        audit.record("consent.rights.cannot_tell", row, by=by, partner=has.key)
    return has


def _found(request: RightsRequest, partner: str) -> tuple[RightsRequest, HasSomething | None]:
    row = RightsRequest.objects.select_for_update(of=("self",)).select_related("person__merged_into").get(pk=request.pk)
    return row, next((one for one in selectors.partners_of(row) if one.key == partner), None)


def _write(row: RightsRequest, has: HasSomething, said: dict[str, Any]) -> None:
    covers = sorted({one.record_id for one in has.sent} | set(has.told.covers if has.told else []))
    PartnerTold.objects.update_or_create(request=row, partner=has.partner, defaults=said | {"covers": covers})
