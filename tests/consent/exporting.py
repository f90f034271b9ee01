"""People who said yes to the parent carer forum, an agreement that is in force, and files for it."""

import csv
import io
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from consent.models import Person, Purpose, SharingAgreement, SharingFile
from consent.rules.sharing_exports import Wanted
from consent.selectors import sharing_exports as selectors
from consent.services import sharing_exports as services
from core.models import Hub
from tests import builders
from tests.consent import agreeing
from tests.consent.sharing_people import signed
from tests.families import make_person


def make_purpose(by: User, **fields: Any) -> Purpose:
    """Make the purpose that the agreement names: a yes to one partner."""
    return agreeing.asked_purpose(by=by, **({"title": "Pass your name on", "key": "parent-forum", "for_a_partner": True} | fields))


def says(person: Person, agreement: SharingAgreement, decision: str = "granted", **facts: Any) -> Person:
    """Let somebody decide about the agreement's partner."""
    purpose = Purpose.objects.get(key=agreement.purpose_code)
    agreeing.decide(person, purpose, decision, by=agreement.written_by, partner=agreement.partner, **facts)
    return person


def parent(hub: Hub | None, agreement: SharingAgreement, name: str = "Ola Bright", **said: Any) -> Person:
    """Write a parent down who said yes to the partner."""
    return says(make_person(hub, name, **({"phone": "07700 900123"} | said)), agreement)


def wanted(agreement: SharingAgreement, *items: str, hub: Hub | None = None) -> Wanted:
    """Return what somebody wants to share under an agreement: all its items, unless you name some."""
    return Wanted(agreement.partner, agreement.purpose_code, items or tuple(agreement.data_items), hub)


def plan(by: User, asked: Wanted) -> selectors.Plan:
    """Look who would go."""
    return selectors.plan_for(by, asked, builders.today())


def make(by: User, asked: Wanted, *, now: datetime | None = None, why_now: str = "regular") -> SharingFile:
    """Look, then make the file."""
    seen = plan(by, asked)
    digest = "" if seen.reasons else seen.digest
    return services.make_file(wanted=asked, why_now=why_now, seen=digest, by=by, now=now or timezone.now())


def fetch(by: User, file: SharingFile, *, now: datetime | None = None) -> list[list[str]]:
    """Fetch a file and return its rows, the heading first."""
    content = services.fetch(file=file, by=by, now=now or timezone.now())
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def agreement(leo: User, priya: User) -> SharingAgreement:
    """An agreement that is in force with the forum: names and phone numbers of whom the forum may ring."""
    made = signed(leo, priya)
    make_purpose(priya)
    return made
