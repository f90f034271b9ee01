"""A made-up kind of record for retention: partners that ended, as if they were people who asked to join a panel and did not."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings as live
from django.db import connection
from pytest_django import Settings

from accounts.models import User
from consent.choices.retention import BY_CODE
from consent.models import Partner, RetentionRun
from consent.selectors import retention as selectors
from consent.services import retention as services
from core import outbox
from core.old_records import gathered
from core.questions import OldRecords, RowEnded
from core.record_ids import id_typed
from tests import builders

CODE = "panel_prospects"
HERE = "tests.consent.retention_people"


def due(*, code: str, counted_until: date) -> list[str] | None:
    """Answer retention.due."""
    if code != CODE:
        return None
    return [str(pk) for pk in Partner.objects.filter(ended_on__lte=counted_until).order_by("pk").values_list("pk", flat=True)]


def find(*, code: str, typed: str) -> str | None:
    """Answer retention.find."""
    return id_typed(typed, Partner.objects.all()) if code == CODE else None


def which(*, code: str, keys: list[str]) -> list[OldRecords] | None:
    """Answer retention.which."""
    return gathered(Partner.objects.all(), keys, when="ended_on", say=str) if code == CODE else None


def end(*, code: str, key: str, today: date) -> RowEnded | None:
    """Answer retention.end: one called “Breaks” spoils the database’s transaction, one called “Needed” may not go."""
    if code != CODE:
        return None
    row = Partner.objects.get(pk=key)
    if row.name.startswith("Breaks"):
        row.delete()
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")
    if row.name.startswith("Needed"):
        return RowEnded(why_kept="Somebody still needs it.")
    row.delete()
    return RowEnded()


def answer(settings: Settings) -> None:
    """Let this module answer for the kind."""
    ours = {f"retention.{name}": [f"{HERE}.{name}"] for name in ("due", "end", "find", "which")}
    settings.PROVIDERS = {**live.PROVIDERS, **ours}


def prospect(name: str = "Ola", *, ended_on: date | None = None, **fields: Any) -> Partner:
    """Make somebody who asked to join long ago, unless you say when."""
    return Partner.objects.create(name=name, about="asked to join", ended_on=ended_on or date(builders.today().year - 2, 1, 5), **fields)


@pytest.fixture
def prospects(settings: Settings, db: None) -> list[Partner]:
    """Three people past their time."""
    answer(settings)
    return [prospect(name) for name in ("Ola", "Mo", "Kit")]


def looked_at(code: str, number: int, today: date | None = None) -> str:
    """Look at a kind, find so many past their time, and return the mark of the list that the page carries."""
    standing = selectors.standing_of(BY_CODE[code], today or builders.today())
    assert standing.number_due == number
    return standing.digest


def approve(officer: User, number: int) -> RetentionRun:
    """Look at so many past their time, and approve that they end."""
    return services.approve(kind=BY_CODE[CODE], seen=looked_at(CODE, number), by=officer, today=builders.today())


def ended(officer: User, number: int) -> RetentionRun:
    """Approve and let the worker do it."""
    run = approve(officer, number)
    outbox.drain()
    run.refresh_from_db()
    return run
