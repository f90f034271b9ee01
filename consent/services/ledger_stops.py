"""Stopping in one step what needs no yes, such as equality monitoring; and lifting it again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.models import Person, Purpose, UseStopped
from consent.rules import ledger as rules
from consent.selectors import ledger as selectors
from consent.selectors.rights import EDIT as RIGHTS
from core import audit
from core.models import Hub
from core.querysets import reach


@transaction.atomic
def stop_using(*, person: Person, purpose: Purpose, today: date, by: User | None, hub: Hub | None = None) -> UseStopped:
    """Write down that somebody said "stop using mine"; said twice, it is the same. No reason is asked.

    Raises ValidationError where this purpose is not stopped in one step, or nothing more is written down about this person.
    """
    locked = selectors.locked_person(person.pk)
    if reasons := rules.why_not_stop(locked, purpose):
        raise ValidationError(reasons)
    facts = {"hub": hub or locked.hub, "taken_in_by": by, "stopped_on": today}
    row, is_new = UseStopped.objects.get_or_create(person=locked, purpose=purpose, lifted_on=None, defaults=facts)
    if is_new:
        audit.record("consent.use_stopped.stop", row, by=by, hub_id=row.hub_id)
    return row


@transaction.atomic
def lift(*, person: Person, purpose: Purpose, today: date, by: User | None) -> None:
    """Write down that somebody lets us use theirs again, as they themselves told us.

    What an officer stopped because of an objection (UK GDPR, Article 21) they lift on their own page, or tell an officer. Raises
    ValidationError for other colleagues there, and where nothing was stopped.
    """
    selectors.locked_person(person.pk)
    rows = list(selectors.stops_of(person, purpose))
    if not rows:
        raise ValidationError(["They have not told us to stop."])
    if by and any(row.because_id for row in rows) and reach(by, RIGHTS) == set():
        raise ValidationError(["They objected, and were right. They let us again on their own page, or tell the data protection officer."])
    for row in rows:
        row.lifted_on = today
        row.save(update_fields=["lifted_on"])
        audit.record("consent.use_stopped.lift", row, by=by, hub_id=row.hub_id)
