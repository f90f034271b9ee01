"""`manage.py sync_roles`: make Wagtail's groups follow our roles. Run after every `migrate`; running it again changes nothing."""

from typing import Any

from django.core.management import BaseCommand

from core.sync import sync_roles


class Command(BaseCommand):
    """Make the groups that Wagtail reads follow the roles."""

    help = "Makes the groups that Wagtail reads follow core.Role, and deletes Wagtail's stock groups."

    def handle(self, *args: Any, **options: Any) -> None:
        sync_roles()
        if options["verbosity"]:
            self.stdout.write("Groups follow roles.")
