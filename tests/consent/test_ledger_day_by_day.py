"""What nobody said a word about: a yes that ran out, a purpose that ended, records that were merged. The worker looks every day."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.conf import settings as live
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from consent.models import ConsentRecord, ConsentUse, Person
from consent.selectors.ledger_uses import in_use
from consent.services import ledger_uses
from consent.services.purposes import end_purpose
from consent.tasks import stop_what_ran_out
from core.models import Hub
from tests.builders import today
from tests.consent import agreeing

broken_over: list[UUID] = []


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, a parent at Elm."""
    return agreeing.make_person(elm)


@pytest.fixture
def record(petra: User, priya: User, ola: Person) -> ConsentRecord:
    """Ola said yes to a photo."""
    return agreeing.decide(ola, agreeing.asked_purpose(by=priya, title="Use a photo"), by=petra)


def test_what_rests_on_a_yes_stops_after_its_last_day(petra: User, ola: Person, record: ConsentRecord) -> None:
    ended = agreeing.decide(ola, record.purpose, by=petra, until_on=today())
    use = agreeing.use_of(ended)
    stop_what_ran_out()
    assert not use.tasks.exists()

    uses = in_use()
    for _ in range(2):
        ledger_uses.stop_what_may_not_be_used(uses=uses.all(), today=today() + timedelta(days=1), by=None)
    assert use.tasks.count() == 1
    assert use not in in_use(), "it is somebody's task now, and nobody is asked a second time"


def test_what_rests_on_a_purpose_stops_when_the_purpose_ends(priya: User, record: ConsentRecord) -> None:
    use = agreeing.use_of(record)
    end_purpose(purpose=record.purpose, by=priya, today=today())
    assert use.tasks.count() == 1


def test_a_yes_holds_on_when_the_record_is_merged(elm: Hub, ola: Person, record: ConsentRecord) -> None:
    use = agreeing.use_of(record)
    Person.objects.filter(pk=ola.pk).update(merged_into=agreeing.make_person(elm))
    stop_what_ran_out()
    assert not use.tasks.exists()


def test_a_no_that_comes_with_a_merged_record_stops_it_too(petra: User, elm: Hub, ola: Person, record: ConsentRecord) -> None:
    use = agreeing.use_of(record)
    twin = agreeing.make_person(elm)
    agreeing.decide(twin, record.purpose, "refused", by=petra)
    Person.objects.filter(pk=ola.pk).update(merged_into=twin)
    stop_what_ran_out()
    assert use.tasks.count() == 1


def test_something_new_is_used_on_a_yes_that_came_with_a_merged_record(elm: Hub, ola: Person, record: ConsentRecord) -> None:
    Person.objects.filter(pk=ola.pk).update(merged_into=agreeing.make_person(elm))
    assert agreeing.use_of(ConsentRecord.objects.get(pk=record.pk)).record == record


def break_down_over_one(*, consent_id: UUID, today: date) -> list[str]:
    """Answer consent.stop_use as a part that is broken for one person, and has met their name."""
    if consent_id == broken_over[0]:
        ledger_uses.end_use(use=ConsentUse.objects.get(record=consent_id), today=today, by=None)
        raise RuntimeError("Ola Bright")
    return []


def test_one_that_fails_keeps_no_other_in_use(
    petra: User, elm: Hub, record: ConsentRecord, settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    yeses = [agreeing.decide(agreeing.make_person(elm), record.purpose, by=petra, until_on=today()) for _ in range(3)]
    uses = [agreeing.use_of(yes) for yes in yeses]
    broken_over[:] = [yeses[1].pk]
    settings.PROVIDERS = {**live.PROVIDERS, "consent.stop_use": [f"{__name__}.break_down_over_one"]}
    monkeypatch.setattr("core.clocks.today", lambda: today() + timedelta(days=1))

    with pytest.raises(RuntimeError, match="What rests on 1 decisions could not be stopped"):
        stop_what_ran_out()

    assert [use.tasks.count() for use in uses] == [1, 0, 1]
    assert uses[1] in in_use(), "what was half done is taken back, and tried again"
    assert str(yeses[1].pk) in str([vars(line) for line in caplog.records])
    assert "Ola" not in str([vars(line) for line in caplog.records])


def test_looking_for_what_ran_out_costs_as_many_queries_for_many_as_for_one(
    petra: User, elm: Hub, record: ConsentRecord, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(12):
        agreeing.use_of(agreeing.decide(agreeing.make_person(elm), record.purpose, by=petra))
    with django_assert_num_queries(2):
        stop_what_ran_out()
