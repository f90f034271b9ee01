"""Numbers of rows as they come in from outside: ticked on a page, typed into an address, made up by somebody who tries doors."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models.lookups import In

LARGEST = 2**63 - 1  # what the widest number column holds, on both databases


def row_number(typed: str | None) -> int:
    """Return the number that was typed; or 0, which no row has, for anything that is not the number of a row.

    Only the digits 0 to 9 count: Python reads those of other scripts too, and reads thousands of them slowly or not at all.
    """
    if not typed or not typed.isascii() or not typed.isdecimal() or len(typed) > len(str(LARGEST)):
        return 0
    number = int(typed)
    return number if number <= LARGEST else 0


def chosen_in(asked: Mapping[str, str], *names: str) -> dict[str, int]:
    """Return what an address chooses in a form that opens, by field; nothing that is no number. The form asks who may choose it."""
    return {name: number for name in names if (number := row_number(asked.get(name)))}


@models.IntegerField.register_lookup
class InWhatFits(In):
    """`pk__in=[…]` that leaves out numbers which no row can have.

    Django's other comparisons know that such a number is nobody's; this one hands it on, and SQLite breaks. So a box ticked with a made-up
    number would break every form with several boxes to tick.
    """

    def get_prep_lookup(self) -> Any:
        """Return the numbers asked for that fit a column; a subquery as it is."""
        asked: Any = super().get_prep_lookup()
        if not isinstance(asked, list):
            return asked
        return [one for one in asked if not isinstance(one, int) or -LARGEST <= one <= LARGEST]
