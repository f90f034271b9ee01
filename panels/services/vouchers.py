"""Putting vouchers into a panel's stock."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks
from core.crypto import blind_index
from core.text import normalise
from panels.models import Panel, Voucher
from panels.rules.bank_details import why_not_these_words
from panels.services.panels import held

EDIT = "claim.edit"
MOST_AT_ONCE = 200
LONGEST = 60


@transaction.atomic
def add(*, panel: Panel, serials: Sequence[str], amount: Decimal, bought_on: date, by: User) -> list[Voucher]:
    """Put vouchers of one value into the stock: all of them, or none. Raises ValidationError with what is wrong, by the line it is in."""
    row = held(panel, by, EDIT)
    bare = [" ".join(normalise(one).split()) for one in serials]
    bare = [one for one in bare if one]
    indexes = [blind_index("voucher", one) for one in bare]
    reasons = _why_not_add(bare, indexes, bought_on)
    if reasons:
        raise ValidationError(reasons)
    facts = {"panel": row, "amount": amount, "bought_on": bought_on, "bought_by": by}
    made = [Voucher.objects.create(serial=one, serial_index=index, **facts) for one, index in zip(bare, indexes, strict=True)]
    audit.record("panels.voucher.add", row, by=by, hub_id=row.hub_id, number=len(made))
    return made


def _why_not_add(serials: Sequence[str], indexes: Sequence[str], bought_on: date) -> list[str]:
    """Return what is wrong, without a serial in it: messages are kept in the session."""
    reasons = []
    if not 0 < len(serials) <= MOST_AT_ONCE:
        reasons.append(f"Write between one and {MOST_AT_ONCE} serials, one on each line.")
    if bought_on > clocks.today():
        reasons.append("They cannot have been bought on a day to come.")
    known = set(Voucher.objects.filter(serial_index__in=indexes).values_list("serial_index", flat=True))
    for number, (serial, index) in enumerate(zip(serials, indexes, strict=True), start=1):
        if len(serial) > LONGEST:
            reasons.append(f"Line {number}: that is longer than any serial.")
        if why_not_these_words(serial) and " " in serial:
            reasons.append(f"Line {number}: {why_not_these_words(serial)[0]}")
        if index in known:
            reasons.append(f"Line {number}: a voucher with this serial is here already.")
        known.add(index)
    return reasons
