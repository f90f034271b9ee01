"""Many records past their time: each costs the same however many there are, and what is decided while they end is heeded."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import ForeignObjectRel
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from consent.choices.retention import BY_CODE, Left
from consent.models import LegalHold, Partner
from consent.services import retention as services
from core.questions import RowEnded
from tests import builders
from tests.consent import retention_people as people
from tests.consent.retention_people import CODE, approve, prospect

pytestmark = pytest.mark.django_db
HERE = "tests.consent.test_retention_of_many"
HANGS_ON_IT = [one for one in Partner._meta.get_fields(include_hidden=True) if isinstance(one, ForeignObjectRel)]
# A savepoint, begun and ended; the rest is this made-up kind: read twice, and deleted once each table that may hang on it was asked.
PER_RECORD = 5 + len(HANGS_ON_IT)
# A savepoint, the approval, the holds, the approval saved, and how long it is kept now; on PostgreSQL the turn that a hold waits for.
PER_BATCH = 7 + (connection.vendor == "postgresql")
AT_ALL = 12  # how long it is kept, the list, the certificate's line in the trail
asked: list[date] = []


def due(*, code: str, counted_until: date) -> list[str] | None:
    """Answer retention.due, and count how often it is asked."""
    asked.append(counted_until)
    return people.due(code=code, counted_until=counted_until)


def end(*, code: str, key: str, today: date) -> RowEnded | None:
    """Answer retention.end; who is called “Decides” has the officer decide something else meanwhile."""
    row = Partner.objects.filter(pk=key).first()
    if row and row.name == "Holds":
        LegalHold.objects.create(name="Court", reason="A court asked.", code=CODE, placed_by=User.objects.get(), from_on=today)
    if row and row.name == "Keeps":
        officer = User.objects.get()
        services.change_rule(kind=BY_CODE[CODE], number=20, unit="years", reason="The archive asked.", by=officer, today=today)
    return people.end(code=code, key=key, today=today)


@pytest.fixture(autouse=True)
def _answer(settings: Settings) -> None:
    people.answer(settings)
    settings.PROVIDERS = {**settings.PROVIDERS, "retention.due": [f"{HERE}.due"], "retention.end": [f"{HERE}.end"]}
    asked.clear()


def _many(number: int) -> None:
    Partner.objects.bulk_create(Partner(name=f"P{one}", about="asked to join", ended_on=date(2020, 1, 5)) for one in range(number))


def test_what_is_due_is_listed_once_however_many_there_are(priya: User) -> None:
    _many(220)
    run = approve(priya, 220)
    asked.clear()

    services.carry_out(run, builders.today())

    run.refresh_from_db()
    assert (run.number_done, Partner.objects.count(), len(asked)) == (220, 0, 1)


@pytest.mark.parametrize("number", [50, 300])
def test_each_record_costs_the_same_few_queries(priya: User, number: int) -> None:
    _many(number)
    run = approve(priya, number)

    with CaptureQueriesContext(connection) as asked_of_the_database:
        services.carry_out(run, builders.today())

    assert len(asked_of_the_database) <= number * PER_RECORD + number // services.AT_ONCE * PER_BATCH + AT_ALL


def test_a_hold_placed_while_records_end_keeps_the_rest(priya: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 2)
    for name in ("First", "Holds", "Third", "Fourth"):
        prospect(name)
    run = approve(priya, 4)

    services.carry_out(run, builders.today())

    run.refresh_from_db()
    assert (run.number_done, run.number_left(Left.HELD)) == (2, 2)
    assert {row.name for row in Partner.objects.all()} == {"Third", "Fourth"}


def test_a_time_made_longer_while_records_end_keeps_the_rest(priya: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 2)
    for name in ("First", "Keeps", "Third", "Fourth"):
        prospect(name)
    run = approve(priya, 4)

    services.carry_out(run, builders.today())

    run.refresh_from_db()
    assert run.finished_at
    assert (run.number_done, {row.name for row in Partner.objects.all()}) == (2, {"Third", "Fourth"})
