"""`manage.py check_council`: everything that is not ready for families, in plain words."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from wagtail.models import Site

from core import brand
from core.outbox.standing import standing
from home.models import HomePage
from home.selectors import what_keeps_families_out


class Command(BaseCommand):
    """For operators. Ends with 1 when anything is not ready."""

    help = "Say everything that is not ready for families, in plain words. Ends with 1 when anything is not."

    def handle(self, **options: Any) -> None:
        """Say it."""
        found = _found()
        for line in found:
            self.stdout.write(f"- {line}")
        if found:
            raise SystemExit(1)
        self.stdout.write("Everything is ready, and families see the site.")


def _found() -> list[str]:
    if not HomePage.objects.exists():
        return ["There is no council here yet. Run start_council."]
    found = [gap.text for gap in what_keeps_families_out()]
    look, site = brand.stored(), Site.objects.get(is_default_site=True)
    if look.held_back_since is not None:
        found.append(
            f"Families are held back since {look.held_back_since:%-d %B %Y}: an administrator opens the site when the rest is done."
        )
    if not look.phone:
        found.append("There is no phone number that families can ring. Write it under Settings, Look and words.")
    if site.root_url != settings.BASE_URL:
        found.append(
            f"BASE_URL is {settings.BASE_URL}, and the site was started as {site.root_url}. Links and posters need both to be one."
        )
    return found + standing().why_not_well(timezone.now())
