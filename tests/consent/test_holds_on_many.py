"""Erasings that wait for a hold are looked at together: the officer's front page costs the same however many there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from consent.models import LegalHold, Person, RightsRequest
from consent.selectors import holds, rights
from core.models import Hub
from tests import builders
from tests.cast import sign_in
from tests.consent import agreeing
from tests.families import make_person, make_rights_request

pytestmark = pytest.mark.django_db
TODAY = builders.today


def put_off(person: Person, by: User) -> RightsRequest:
    """Let somebody have asked to be forgotten, and a hold on them have forbidden it."""
    asked = make_rights_request(person, "erasure")
    decided = {"verdict": "yes", "decided_on": TODAY(), "decided_by": by, "identified_on": TODAY(), "set_aside_on": TODAY()}
    RightsRequest.objects.filter(pk=asked.pk).update(**decided)
    held(by, person=person)
    return asked


def held(by: User, **about: object) -> LegalHold:
    """Hold something back."""
    return LegalHold.objects.create(name="Case", reason="A court.", from_on=TODAY(), placed_by=by, **about)


def test_the_front_page_asks_as_often_however_many_erasings_wait(priya: User, elm: Hub) -> None:
    before = make_rights_request(first := make_person(elm))
    put_off(first, priya)
    held(priya, code="rights_requests", record=str(before.pk))
    assert rights.erasings_to_do(priya) == []  # their roles are read once
    with CaptureQueriesContext(connection) as few:
        assert rights.erasings_to_do(priya) == []
    waiting = [put_off(make_person(elm, f"N {number}"), priya) for number in range(4)]
    with CaptureQueriesContext(connection) as many:
        assert rights.erasings_to_do(priya) == []
    assert len(many) == len(few)

    LegalHold.objects.filter(person__isnull=False).update(lifted_on=TODAY(), lifted_by=priya)

    assert {one.pk for one in rights.erasings_to_do(priya)} == {one.pk for one in waiting}, "the first is held by what they asked before"
    assert sign_in(priya).get("/admin/").text.count("whom nothing holds back any more") == 4


def test_each_hold_is_of_whose_it_is(priya: User, petra: User, elm: Hub) -> None:
    ola, mo, kit = (make_person(elm, name) for name in ("Ola", "Mo", "Kit"))
    second = make_person(elm, "Ola N.")
    Person.objects.filter(pk=second.pk).update(merged_into=ola)
    decision = agreeing.decide(mo, agreeing.asked_purpose(by=priya), by=petra)
    on_second, on_decision, on_photos = (
        held(priya, person=second),
        held(priya, code="consent_records", record=str(decision.pk)),
        held(priya, code="photos"),
    )
    assert holds.on_people([ola, mo, kit]) == {ola.pk: [on_second], mo.pk: [on_decision], kit.pk: []}

    every = held(priya, code="consent_records")
    assert holds.on_person(mo) == [on_decision, every]
    assert holds.on_person(kit) == []
    assert on_photos not in holds.on_person(Person.objects.get(pk=second.pk))
