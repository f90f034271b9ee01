"""`manage.py seed_demo`: fill the fictional council of Ashmere. A second run changes nothing."""

import logging
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from demo import council


class Command(BaseCommand):
    """Make Ashmere, once."""

    help = "Fills the fictional council of Ashmere. Only where DEMO is on."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Ashmere is made up, so it is only put where everybody can see that: set DEMO=on, and never on a live council."
            )
        if council.stands():
            self.stdout.write("Ashmere is here already. Nothing was changed.")
            return
        if council.is_taken():
            raise CommandError("There is another council in this database. Ashmere is only made in an empty one.")
        logging.getLogger("wagtail").setLevel(logging.WARNING)  # a line for each of forty pages helps nobody
        council.make()
        self.stdout.write("Ashmere is here: two localities, four hubs, three sets of questions and eleven answers, all made up.")
