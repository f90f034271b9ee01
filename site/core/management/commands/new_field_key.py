"""`manage.py new_field_key`: make a key for FIELD_KEYS."""

import base64
import secrets
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Prints one `id:base64` pair on one line and what to do with it beside it."""

    help = "Make a key for FIELD_KEYS: prints id:base64."
    requires_system_checks: list[str] = []  # it is asked for before settings are whole

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a new key; nothing is stored."""
        self.stdout.write(f"k{secrets.token_hex(4)}:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}")
        self.stderr.write("First key of all: FIELD_KEYS is this one. Later: put it in front, with a comma, and run rotate_field_keys.")
        self.stderr.write("Keep a copy where the database's backups are not. Without it nobody reads what families wrote.")
