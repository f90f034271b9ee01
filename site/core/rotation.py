"""Sealing everything anew with the current field key, while families and staff go on working."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction

from core import authenticators
from core.crypto import PREFIX, CannotOpen, current_key_id, encrypted_fields


def sealed_models() -> list[type[models.Model]]:
    """Return every model with an encrypted field."""
    return [model for model in apps.get_models() if encrypted_fields(model)]


AT_ONCE = 100


@dataclass
class Rotated:
    """How many rows were sealed anew, and how many did not open because their key is missing."""

    anew: int = 0
    closed: int = 0


def rotate(model: type[models.Model]) -> Rotated:
    """Seal this model's values with the current key. A second run finds nothing to do.

    A hundred rows at a time, locked and saved in these columns only, so that nobody's edit meanwhile is lost and no family waits long for
    the one writer of SQLite. A row that does not open is left as it is.
    """
    names, found, waiting = encrypted_fields(model), Rotated(), []
    current = f"{PREFIX}{current_key_id()}:"
    for pk, *stored in model._default_manager.order_by("pk").values_list("pk", *names).iterator(chunk_size=2_000):
        if any(value is not None and not value.startswith(current) for value in stored):
            waiting.append(pk)
        if len(waiting) == AT_ONCE:
            _seal_anew(model, waiting, names, found)
            waiting = []
    _seal_anew(model, waiting, names, found)
    return found


@transaction.atomic
def _seal_anew(model: type[models.Model], pks: list[Any], names: list[str], found: Rotated) -> None:
    """Seal these rows anew; those deleted meanwhile, as drafts are, are simply not there."""
    for row in model._default_manager.select_for_update().order_by("pk").filter(pk__in=pks):
        try:
            for name in names:
                getattr(row, name)  # opened now, sealed with the current key when saved
        except CannotOpen:
            found.closed += 1
        else:
            row.save(update_fields=names)
            found.anew += 1


def keys_in_use() -> dict[str, int]:
    """Return how many values each key still seals, over all models."""
    used = authenticators.keys_in_use()
    for model in sealed_models():
        for name in encrypted_fields(model):
            for value in model._default_manager.order_by().values_list(name, flat=True).iterator(chunk_size=2_000):
                if value is not None:
                    used[value.split(":", 2)[1]] += 1
    return dict(used)
