"""What allauth keeps of a second step, sealed with our field keys: an app's secret, the seed of the recovery codes.

Its table is not ours, so it has no encrypted field; `rotate_field_keys` asks here.
"""

from collections import Counter

from allauth.mfa.models import Authenticator
from django.db import transaction

from core import crypto

# allauth seals before the row exists, so the place cannot name the row.
PLACE = "mfa.authenticator|secret|"
SEALED = ("secret", "seed")


def seal(text: str) -> str:
    """Seal a secret."""
    return crypto.seal(text, where=PLACE)


def unseal(stored: str) -> str:
    """Open a secret. Raises CannotOpen when the key is gone."""
    return crypto.unseal(stored, where=PLACE)


def _sealed(row: Authenticator) -> dict[str, str]:
    return {name: row.data[name] for name in SEALED if str(row.data.get(name, "")).startswith(crypto.PREFIX)}


def seal_anew() -> tuple[int, int]:
    """Seal every secret with the current key; return how many rows were, and how many did not open and were left as they are."""
    anew = closed = 0
    current = f"{crypto.PREFIX}{crypto.current_key_id()}:"
    for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().filter(pk=pk).first()
            old = {name: value for name, value in _sealed(row).items() if not value.startswith(current)} if row else {}
            if row is None or not old:
                continue
            try:
                row.data |= {name: seal(unseal(value)) for name, value in old.items()}
            except crypto.CannotOpen:
                closed += 1
            else:
                row.save(update_fields=["data"])
                anew += 1
    return anew, closed


def keys_in_use() -> Counter[str]:
    """Return how many secrets each key still seals."""
    return Counter(value.split(":", 2)[1] for row in Authenticator.objects.iterator() for value in _sealed(row).values())
