"""What the data protection officer holds back is not deleted by staff either: a court may be reading it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from consent.selectors import holds
from consent.services.holding import wait_for_holds

HELD_BACK = "The data protection officer holds this back, so it is not deleted now. Ask them."


def refuse_if_held_back(code: str, keys: Iterable[object]) -> None:
    """Raise ValidationError where one of these records of a kind is held back. Called inside the transaction that would delete them."""
    wait_for_holds()
    if holds.held_back(code, [str(key) for key in keys]):
        raise ValidationError([HELD_BACK])
