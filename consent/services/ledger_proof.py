"""Opening what stands behind a decision: names and signed forms. The trail keeps who looked, and why where that is not their daily work."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.choices import OpenReason
from consent.models import ConsentDetail, ConsentRecord, ConsentScan
from consent.rules.people import why_not_open
from consent.selectors.ledger import as_now
from consent.selectors.people import NAMES, may_for
from core import audit


@transaction.atomic
def open_names(*, record: ConsentRecord, by: User, reason: str = "") -> ConsentDetail | None:
    """Return the names behind a decision, and write down who looked; None when there are none, or they were deleted.

    `reason` is one of `OpenReason`. Raises ValidationError where somebody has to say one and did not.
    """
    facts, found = _why(record, by, reason), ConsentDetail.objects.filter(record=record).first()
    if found:
        audit.record("consent.record.open_names", record, by=by, hub_id=record.hub_id, **facts)
    return found


@transaction.atomic
def open_scan(*, record: ConsentRecord, by: User, reason: str = "") -> ConsentScan | None:
    """Return the scan of a signed form, and write down who looked; None when there is none, or it was deleted.

    `reason` is one of `OpenReason`. Raises ValidationError where somebody has to say one and did not.
    """
    facts, found = _why(record, by, reason), ConsentScan.objects.filter(record=record).first()
    if found:
        audit.record("consent.record.open_scan", record, by=by, hub_id=record.hub_id, **facts)
    return found


def _why(record: ConsentRecord, by: User, reason: str) -> dict[str, str]:
    """Return why somebody opens this, for the trail; nothing for who reads the names of this person every day (security 5.9)."""
    if may_for(by, NAMES, as_now(record.person)):
        return {}
    if reasons := why_not_open(reason):
        raise ValidationError(reasons)
    return {"reason": OpenReason(reason).value}
