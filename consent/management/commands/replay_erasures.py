"""`manage.py replay_erasures`: after a restore, erases again what had been erased since the copy was made."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consent.services import tombstones


class Command(BaseCommand):
    """Harmless to repeat. Exit code 1 while something that was erased is still there."""

    help = "After a restore: erase again the people and answers that were erased since the copy was made. Run it before anybody works."

    def handle(self, **options: Any) -> None:
        """Erase, and say what came of it. Of each it says the id alone: nobody is named."""
        done = tombstones.replay()
        if not done:
            self.stdout.write("Nothing that was erased is back.")
        for one in done:
            said = one.why_not or "erased again"
            self.stdout.write(f"{one.stone.what}, erased on {one.stone.on}, {one.stone.key[:13]}…: {said}")
        if left := sum(bool(one.why_not) for one in done):
            raise CommandError(f"{left} of {len(done)} still there: see above. Nobody should work with this database yet.")
