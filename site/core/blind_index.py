"""A column beside an encrypted one, by which a whole value is found again: a keyed hash of it, and no way back (core.crypto.blind_index).

It is set in `pre_save`, so that `bulk_create` sets it too. A value that nobody read is left as it is: neither it nor its index changed.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models

from core.crypto import Sealed, blind_index

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField  # generic for mypy only


class BlindIndexField(_CharField):
    """The blind index of the encrypted field named `of`; `key` brings spellings of one value together. Empty where there is no value.

    Whoever saves `of` alone by `update_fields` saves this too: see `Person.save`.
    """

    def __init__(self, *, of: str = "", key: Callable[[str], str] | None = None, **kwargs: Any) -> None:
        self.of, self.key = of, key
        super().__init__(**{"max_length": 64, "blank": True, "db_index": True, "editable": False, "default": "", **kwargs})

    @property
    def purpose(self) -> str:
        """What the hash is for: of two columns with one value each has its own."""
        return f"{self.model._meta.label_lower}|{self.of}"

    def index_of(self, value: str) -> str:
        """Return the index under which a value stands; empty for nothing, and for what is no such value."""
        known = self.key(value) if self.key else value.strip()
        return blind_index(self.purpose, known) if known else ""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Set the index beside a value that somebody set or read."""
        value = model_instance.__dict__.get(self.of)
        if value is not None and not isinstance(value, Sealed):
            setattr(model_instance, self.attname, self.index_of(value))
        return super().pre_save(model_instance, add)
