"""`manage.py worker`: carries out what waits in the outbox. Start as many as you like, on as many machines."""

import signal
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from core import outbox


class Command(BaseCommand):
    """The worker, until SIGTERM or Ctrl-C; the item in hand is finished first."""

    help = "Carry out what waits in the outbox (mail, chores) until stopped. --once: what is due now, then stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --once and --poll."""
        parser.add_argument("--once", action="store_true", help="Carry out what is due and stop.")
        parser.add_argument("--poll", type=float, default=1.0, help="Seconds between looks when there is nothing to do.")
        parser.add_argument("--lease", type=float, default=60.0, help="Seconds after which a killed worker's items are taken up again.")

    def handle(self, **options: Any) -> None:
        """Work."""
        if options["once"]:
            outbox.put_chores()
            self.stdout.write(str(outbox.drain()))
            return
        worker = outbox.Worker(poll=options["poll"], lease=timedelta(seconds=options["lease"]))
        signal.signal(signal.SIGTERM, worker.stop)
        signal.signal(signal.SIGINT, worker.stop)
        worker.run()
        self.stdout.write(str(worker.tally))
