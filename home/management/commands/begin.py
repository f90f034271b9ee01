"""`manage.py begin`: a new council's first pages and its first administrator."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from home.services.beginning import begin


class Command(BaseCommand):
    """Once for each install, after `migrate`."""

    help = "Make the first pages of a new council and its first administrator, who invites everybody else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the council's name and who administers it."""
        parser.add_argument("--council", required=True, help='Such as "Ashmere County Council".')
        parser.add_argument("--site", default="Family hubs", help='What stands at the top of every page ("Family hubs").')
        parser.add_argument("--email", required=True, help="The first administrator's address.")
        parser.add_argument("--first-name", required=True)
        parser.add_argument("--last-name", required=True)

    def handle(self, **options: Any) -> None:
        """Begin, and say what comes next."""
        try:
            person = begin(
                council_name=options["council"],
                site_name=options["site"],
                email=options["email"],
                first_name=options["first_name"],
                last_name=options["last_name"],
            )
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        self.stdout.write(f"The pages of {options['council']} are there: {settings.BASE_URL}/")
        self.stdout.write(f"{person.email} signs in at {settings.BASE_URL}{reverse('account_login')} with a code by e-mail.")
        self.stdout.write("The worker must be running: it sends the code.")
