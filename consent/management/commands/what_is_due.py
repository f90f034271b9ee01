"""`manage.py what_is_due`: a dry run. Says what is past its time and changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from consent.selectors import retention as selectors
from core import clocks


class Command(BaseCommand):
    """Prints a line for each kind of record."""

    help = "Say how many records of each kind are past their time, soon will be, or are held back. Changes nothing."

    def handle(self, **options: Any) -> None:
        """Print."""
        today = clocks.today()
        for one in selectors.standings(today):
            kept = f"{one.number_due} due, {one.number_soon} more within four weeks, {one.number_held} held back"
            if not one.is_kept:
                kept = "nothing of this kind is kept yet"
            self.stdout.write(f"{one.kind.name} ({one.length.in_words}): {kept}")
        for kind in selectors.done_by_itself(today):
            self.stdout.write(f"{kind.name} ({kind.counted_from}): {kind.number_due} due, done by itself")
