"""The copy of what we hold: opened by the officer, judged part by part, and taken to be given. Each look is in the audit trail."""

from datetime import date

from django.db import transaction

from accounts.models import User
from consent.choices import OpenReason
from consent.models import PartDecision, RightsRequest
from consent.rules import rights as rules
from consent.selectors import rights as selectors
from consent.services.rights import locked, refuse
from core import audit
from core.text import normalise


@transaction.atomic
def judge_part(*, request: RightsRequest, key: str, verdict: str, instead: str, by: User, today: date) -> None:
    """Decide about one part of a copy. Raises ValidationError, also when that part has changed meanwhile."""
    row, instead = locked(request), normalise(instead).strip()
    is_there = key in {part.key for part in selectors.parts_of(row)}
    refuse(rules.why_not_judge(row, verdict=verdict, instead=instead, is_there=is_there))
    PartDecision.objects.filter(request=row, part=key).delete()
    PartDecision.objects.create(request=row, part=key, verdict=verdict, instead=instead if verdict == "redact" else "", by=by, on=today)
    row.copied_on = None  # the copy that was taken before is another one
    row.save(update_fields=["copied_on"])
    audit.record("consent.rights.judge_part", row, by=by, verdict=verdict)


def open_copy(*, request: RightsRequest, by: User) -> list[selectors.Part]:
    """Return the parts of a copy for the officer who looks, and write down that they looked at whom, and why.

    Raises ValidationError where nobody asked for what would open it, or nobody knows who asks.
    """
    refuse(rules.why_not_open(request))
    assert request.about is not None, "why_not_open says that somebody is joined"
    facts = {"person": request.about.shown_code, "reason": OpenReason.RIGHTS.value}
    audit.record("consent.rights.open", request, by=by, hub_id=request.hub_id, **facts)
    return selectors.parts_of(request)


@transaction.atomic
def take_copy(*, request: RightsRequest, by: User, today: date) -> list[selectors.Part]:
    """Return the parts of the copy that is given. Raises ValidationError while something waits, or before it is decided."""
    row = locked(request)
    parts = open_copy(request=row, by=by)
    refuse(rules.why_not_copy(row, undecided=sum(part.is_waiting for part in parts)))
    row.copied_on = today
    row.save(update_fields=["copied_on"])
    return parts
