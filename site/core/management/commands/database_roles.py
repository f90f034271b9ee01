"""`manage.py database_roles`: prints the SQL that parts the owner of the tables from the application."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.database_roles import sql


class Command(BaseCommand):
    """Prints, and changes nothing itself."""

    help = "Print SQL for PostgreSQL: what the owner of the tables may do, and what the web and the workers may. Pipe it into psql."
    requires_system_checks: list[str] = []  # runs before there is a database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the names of the two roles."""
        parser.add_argument("--owner", default="earshot_owner", help="Who runs migrate (earshot_owner).")
        parser.add_argument("--application", default="earshot", help="Whom the web and the workers sign in as (earshot).")

    def handle(self, **options: Any) -> None:
        """Print."""
        try:
            self.stdout.write(sql(owner=options["owner"], application=options["application"]))
        except ValueError as error:
            raise CommandError(str(error)) from None
