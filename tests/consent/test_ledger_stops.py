"""“Stop using mine”: what people were never asked about stops in one step and without a reason."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import Person, Purpose, UseStopped
from consent.selectors import ledger as selectors
from consent.services import ledger_stops as services
from core.models import AuditEntry, Hub
from tests.builders import today
from tests.cast import sign_in
from tests.consent import agreeing
from tests.feedback.desk import words


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, a parent at Elm."""
    return agreeing.make_person(elm)


@pytest.fixture
def counting(db: None) -> Purpose:
    """Equality monitoring."""
    return agreeing.make_purpose("Checking that we reach everybody", basis="public_task", stops_in_one_step=True)


@pytest.fixture
def desk(petra: User) -> Client:
    """Petra's desk."""
    return sign_in(petra)


def _at(person: Person, name: str = "one") -> str:
    return reverse(f"consent_ledger:{name}", args=[person.pk])


def test_one_press_stops_it_at_once_and_another_lifts_it(desk: Client, petra: User, ola: Person, counting: Purpose) -> None:
    assert selectors.why_not_use(person=ola, purpose=counting) == []
    assert "Stop using theirs" in words(desk.get(_at(ola)))

    page = desk.post(_at(ola, "stop_using"), {"purpose": counting.pk}, follow=True)

    assert "Nothing of theirs is used for this any more." in words(page)
    assert selectors.why_not_use(person=ola, purpose=counting) == ["They told us to stop using theirs for this."]
    assert AuditEntry.objects.get(verb="consent.use_stopped.stop").actor == f"staff:{petra.pk}"

    desk.post(_at(ola, "stop_using"), {"purpose": counting.pk, "lift": "1"})
    assert selectors.why_not_use(person=ola, purpose=counting) == []
    assert "They have not told us to stop." in words(desk.post(_at(ola, "stop_using"), {"purpose": counting.pk, "lift": "1"}))


def test_said_twice_it_is_the_same_and_it_can_be_said_anew(ola: Person, counting: Purpose) -> None:
    for _ in range(2):
        services.stop_using(person=ola, purpose=counting, today=today(), by=None)
    assert UseStopped.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        UseStopped.objects.create(person=ola, purpose=counting, stopped_on=today())
    services.lift(person=ola, purpose=counting, today=today(), by=None)
    services.stop_using(person=ola, purpose=counting, today=today(), by=None)
    assert selectors.stopped(ola, counting)


def test_who_stopped_is_left_out_of_many_also_under_a_merged_record(elm: Hub, ola: Person, counting: Purpose) -> None:
    mo, twin = agreeing.make_person(elm), agreeing.make_person(elm)
    services.stop_using(person=twin, purpose=counting, today=today(), by=None)
    Person.objects.filter(pk=twin.pk).update(merged_into=ola)
    assert selectors.who_stopped([ola, mo], counting) == {ola.pk}
    assert selectors.why_not_use(person=ola, purpose=counting)


def test_who_stopped_under_two_records_lifts_it_once(elm: Hub, ola: Person, counting: Purpose) -> None:
    twin = agreeing.make_person(elm)
    for one in (twin, ola):
        services.stop_using(person=one, purpose=counting, today=today(), by=None)
    Person.objects.filter(pk=twin.pk).update(merged_into=ola)
    services.lift(person=ola, purpose=counting, today=today(), by=None)
    assert selectors.stopped(ola, counting) is None
    assert selectors.who_stopped([ola], counting) == set()
    assert AuditEntry.objects.filter(verb="consent.use_stopped.lift").count() == 2


def test_what_is_asked_or_weighed_is_not_stopped_like_this(priya: User, elm: Hub, ola: Person, desk: Client, counting: Purpose) -> None:
    with pytest.raises(ValidationError, match="changed their mind instead"):
        services.stop_using(person=ola, purpose=agreeing.asked_purpose(by=priya), today=today(), by=None)
    with pytest.raises(ValidationError, match="They can object"):
        services.stop_using(person=ola, purpose=agreeing.make_purpose(basis="public_task"), today=today(), by=None)
    gone = agreeing.make_person(elm, email="", erased_on=today())
    with pytest.raises(ValidationError, match="was erased"):
        services.stop_using(person=gone, purpose=counting, today=today(), by=None)
    assert desk.post(_at(ola, "stop_using"), {"purpose": "x"}).status_code == 404
    assert not UseStopped.objects.exists()
