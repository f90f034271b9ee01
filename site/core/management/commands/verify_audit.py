"""`manage.py verify_audit`: reads the whole audit trail again and says whether anybody touched it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.audit_seals import verify


class Command(BaseCommand):
    """Exit code 0 when the trail is as it was written, 1 when it is not."""

    help = "Read the audit trail again and compare it with its seals. Keep the printed head elsewhere and give it back with --head."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the head of another day."""
        parser.add_argument("--head", default="", help="number:hash as printed by an earlier run: finds a trail whose end was cut off.")

    def handle(self, **options: Any) -> None:
        """Verify, print, and fail on any fault."""
        report = verify(known_head=options["head"])
        self.stdout.write(f"{report.number_of_entries} entries in {report.number_of_seals} seals. Keep this elsewhere:")
        self.stdout.write(f"head {report.head}")
        self.stdout.write(f"{report.number_not_sealed} entries are not sealed yet.")
        if report.faults:
            raise CommandError("The audit trail was touched:\n" + "\n".join(report.faults))
        self.stdout.write("The audit trail is as it was written.")
