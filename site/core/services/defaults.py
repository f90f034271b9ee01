"""Changing what the council begins with."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks, saves
from core.models import CouncilDefaults
from core.querysets import may
from core.selectors.defaults import standing
from core.text import normalise

RIGHT = "brand.edit"


@transaction.atomic
def change_defaults(*, by: User, reason: str, **chosen: Any) -> CouncilDefaults:
    """Begin with other values from now on: what is open already keeps what families were told.

    Raises ValidationError with every reason why not: nothing changed, no reason given, a number out of its bounds.
    """
    if not may(by, RIGHT):
        raise PermissionDenied
    before = saves.own_fields(standing())
    row = CouncilDefaults(**{**before, **chosen, "reason": " ".join(normalise(reason).split())}, chosen_by=by, chosen_on=clocks.today())
    facts = saves.changed(CouncilDefaults, {**before, "reason": row.reason}, saves.own_fields(row))
    if not facts:
        raise ValidationError(["Nothing was changed, so nothing was saved."])
    row.full_clean()
    row.save()
    audit.record("core.defaults.change", row, by=by, hub_id=None, **facts)
    return row
