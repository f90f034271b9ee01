"""`manage.py rotate_field_keys`: seal every encrypted value with the first key of FIELD_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from core import authenticators, rotation
from core.crypto import key_ids


class Command(BaseCommand):
    """Put a new key in front of FIELD_KEYS, restart, run this; then the keys it names can go. It may be run again at any time."""

    help = "Seal every encrypted value with the first key of FIELD_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate model by model and say which keys are free to go."""
        for model in rotation.sealed_models():
            rotated = rotation.rotate(model)
            self.stdout.write(f"{model._meta.label}: {rotated.anew} rows sealed anew")
            if rotated.closed:
                self.stderr.write(f"{model._meta.label}: {rotated.closed} rows do not open and were left as they are.")
        anew, closed = authenticators.seal_anew()
        self.stdout.write(f"Second steps of staff: {anew} rows sealed anew")
        if closed:
            self.stderr.write(f"Second steps of staff: {closed} rows do not open and were left as they are.")
        first, *older = key_ids()
        used = rotation.keys_in_use()
        if missing := sorted(set(used) - {first, *older}):
            self.stderr.write(f"Some values are sealed with keys that FIELD_KEYS does not hold: {', '.join(missing)}. Bring them back.")
        # The last key also makes the hashes by which families' codes are found (core.crypto.keyed_hash): those cannot be made anew.
        if free := [key for key in older[:-1] if not used.get(key)]:
            self.stdout.write(f"No longer needed: {', '.join(free)}.")
        if older:
            self.stdout.write(f"Keep {older[-1]} as the last key for ever: families’ own codes are found by it.")
