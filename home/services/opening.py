"""Showing a new council's site to families: not before what they may need most has been tried."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, brand, clocks
from core.querysets import may
from home.models import NumberCheck
from home.rules import is_number, number_alone
from home.selectors import urgent_numbers, what_keeps_families_out

RIGHT = "brand.edit"


@transaction.atomic
def note_rung(*, number: str, by: User) -> NumberCheck:
    """Write down that somebody rang an urgent number today and found it right. Raises ValidationError for any other number."""
    if not may(by, RIGHT):
        raise PermissionDenied
    known = {number_alone(one.number) for one in urgent_numbers() if is_number(one.number)}
    digits = number_alone(number)
    if digits not in known:
        raise ValidationError(["This number is not among the urgent ones any more. Look at the list again."])
    check, _ = NumberCheck.objects.update_or_create(number=digits, defaults={"checked_by": by, "checked_on": clocks.today()})
    audit.record("home.number.check", check, by=by, number=digits)
    return check


@transaction.atomic
def open_to_families(*, by: User) -> None:
    """Show the site to families from now on. Raises ValidationError with everything that must be done first."""
    if not may(by, RIGHT):
        raise PermissionDenied
    look = brand.stored()
    if look.held_back_since is None:
        raise ValidationError(["Families see the site already."])
    if gaps := what_keeps_families_out():
        raise ValidationError([gap.text for gap in gaps])
    look.held_back_since = None
    look.save(update_fields=["held_back_since"])
    audit.record("home.site.open", look, by=by)
    brand.forget()
