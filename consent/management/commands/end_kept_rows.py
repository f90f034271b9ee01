"""`manage.py end_kept_rows`: ends what nobody can change and whose time is past, after the data protection officer approved it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consent.services import retention_tables as services
from core import clocks


class Command(BaseCommand):
    """Run it under the role that owns the tables (DESIGN 5). Exit code 1 when it is another."""

    help = (
        "End approved records of tables that nobody can change, such as the audit trail. Needs the role that owns the tables. "
        "Without --for-good it only says what it would do."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the word that makes it real."""
        parser.add_argument("--for-good", action="store_true", help="Do it. Nothing brings these records back.")

    def handle(self, **options: Any) -> None:
        """Say what would be done, or do it."""
        runs = services.approved_runs()
        if not runs:
            self.stdout.write("Nothing waits. The data protection officer approves under Consent and sharing, How long we keep things.")
        for run in runs:
            if not options["for_good"]:
                self.stdout.write(
                    f"{run.kind.name}: {services.number_to_end(run, clocks.today())} would be ended, {run.number_due} approved."
                )
                continue
            try:
                done = services.carry_out(run, clocks.today())
            except services.NotTheOwner:
                raise CommandError(
                    "This role does not own the tables. Run it with the owner’s DATABASE_URL, as you do for migrate."
                ) from None
            self.stdout.write(f"{done.kind.name}: {done.number_done} ended. {'; '.join(done.left_in_words)}")
