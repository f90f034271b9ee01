"""`manage.py check_council`: everything that is not ready for families, in plain words, and what can wait."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from core.migrated import ask_for_migrations
from core.outbox.standing import standing
from home.models import HomePage
from home.rules.machine import Machine, what_machine_lacks, why_machine_is_not_ready
from home.selectors import getting_ready


class Command(BaseCommand):
    """For operators: the list of getting ready as staff see it, and how the machine is set up."""

    help = (
        "Say everything that is not ready for families, and what can wait, in plain words. Ends with 1 while anything keeps families out."
    )

    def handle(self, **options: Any) -> None:
        """Say it."""
        ask_for_migrations()
        if not HomePage.objects.exists():
            self._list("Before families see the site:", ["There is no council here yet. Run start_council."])
            raise SystemExit(1)
        found, machine = getting_ready(), _machine()
        must = [gap.text for item in found if item.task.is_must for gap in item.gaps] + why_machine_is_not_ready(machine)
        later = [
            f"{gap.text}{' (put off)' if item.is_put_off else ''}" for item in found if not item.task.is_must for gap in item.gaps
        ] + what_machine_lacks(machine)
        self._list("Before families see the site:" if must else "Everything is ready, and families see the site.", must)
        if later:
            self._list("Can wait:", later)
        if must:
            raise SystemExit(1)

    def _list(self, heading: str, lines: list[str]) -> None:
        self.stdout.write(heading)
        for line in lines:
            self.stdout.write(f"- {line}")


def _machine() -> Machine:
    return Machine(
        base_url=settings.BASE_URL,
        started_as=Site.objects.get(is_default_site=True).root_url,
        is_demo=settings.DEMO,
        database=connection.vendor,
        mail_backend=settings.EMAIL_BACKEND,
        worker_is_not_well=standing().why_not_well(timezone.now()),
    )
