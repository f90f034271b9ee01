"""A council that begins: what several tests of the beginning share."""

import re
from functools import cache
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from core.models import BrandSettings
from home.selectors import urgent_numbers
from tests.remembered import Change, put_back, rows_made_by

FIVE = {
    "council": "Elmshire County Council",
    "address": "https://hubs.elmshire.example",
    "email": "Kim@Elmshire.example",
    "hub": "Elm Road",
    "phone": "01632 960 001",
}


def start(**other: str) -> str:
    """Start the council, and return what the command said."""
    said = StringIO()
    call_command("start_council", **(FIVE | other), stdout=said, stderr=said)
    return said.getvalue()


@cache
def _rows() -> list[Change]:
    return rows_made_by(start)


def have_started() -> None:
    """Have the rows of a council that has just started. Who tests the starting calls `start`."""
    put_back(_rows())


def way_in(said: str) -> str:
    """Return the link that was printed, without the site's own address."""
    found = re.search(r"https://hubs\.elmshire\.example(/account/\S+)", said)
    assert found, said
    return found[1]


def kim() -> User:
    """Return the first administrator."""
    return User.objects.get(email="kim@elmshire.example")


def ring_everybody(desk: Client) -> None:
    """Ring each urgent number, and say so."""
    for one in urgent_numbers():
        desk.post("/admin/opening/rang/", {"number": one.number})


def look_and_words(**changed: Any) -> dict[str, Any]:
    """Return the form of the look and words as a council fills it in on its first day."""
    return {
        "council_name": "Elmshire County Council",
        "site_name": "Elmshire family hubs",
        "hub_word": "family hub",
        "hubs_word": "family hubs",
        "offer_word": "Healthy Babies offer",
        "panel_word": "parent carer panel",
        "brand_colour": "#5b2a86",
        "link_colour": "#1d4f91",
        "phone": "01632 960 001",
        "officer_contact": "dpo@elmshire.example, or County Hall",
        "safeguarding_phone": "01632 960 009",
        "format_days": "5",
        "format_kept_days": "28",
        "check_months": "6",
        "exit_address": "https://www.bbc.co.uk/weather",
        **changed,
    }


def publish(slug: str) -> None:
    """Publish one of the first pages as it is written."""
    Page.objects.get(slug=slug).specific.get_latest_revision().publish()


def make_ready(desk: Client) -> None:
    """Do all that must be done before families see the site."""
    desk.post(f"/admin/settings/core/brandsettings/{BrandSettings.objects.get().site_id}/", look_and_words())
    ring_everybody(desk)
    for slug in ("help-now", "privacy", "accessibility"):
        publish(slug)
