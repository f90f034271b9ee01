"""What members always need: written down as they said it, confirmed once a year, and gone when they say so.

The trail outlives a need: it knows that something was arranged for a member, and never what.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from core.text import normalise
from panels.choices import NeedKind
from panels.models import Membership, StandingNeed
from panels.rules import members as rules
from panels.services.holding_members import held_member, refuse_if_held
from panels.services.needs import carry_one


@transaction.atomic
def add_need(*, member: Membership, kind: str, detail: str, by: User | None, today: date) -> StandingNeed:
    """Write down what to arrange for somebody at every meeting, never why, and at those called already too. Raises ValidationError."""
    row, detail = held_member(member, by), normalise(detail).strip()
    if kind not in NeedKind.values:
        raise ValidationError(["Choose what it is."])
    if detail and (reasons := rules.why_not_write(detail, most=rules.LONGEST_NEED)):
        raise ValidationError(reasons)
    need = StandingNeed.objects.create(membership=row, kind=kind, detail=detail, confirmed_on=today)
    carry_one(need, now=timezone.now())
    audit.record("panels.standing_need.add", row, by=by, hub_id=row.panel.hub_id)
    return need


@transaction.atomic
def confirm_needs(*, member: Membership, by: User | None, today: date) -> None:
    """Write down that they were asked, and still need all of it. Raises ValidationError where nothing stands there."""
    row = held_member(member, by)
    if not row.standing_needs.update(confirmed_on=today):
        raise ValidationError(["Nothing is written down that they need."])
    audit.record("panels.standing_need.confirm", row, by=by, hub_id=row.panel.hub_id)


@transaction.atomic
def drop_need(*, member: Membership, need: StandingNeed, by: User | None) -> None:
    """Delete what somebody needs no more; what is booked for a meeting stays there. Raises ValidationError where a hold keeps it."""
    row = held_member(member, by, deletes=True)
    refuse_if_held(row)
    row.standing_needs.filter(pk=need.pk).delete()
    audit.record("panels.standing_need.drop", row, by=by, hub_id=row.panel.hub_id)
