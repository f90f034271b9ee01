"""Who came by the public form and chose nothing is forgotten after half a year, once the officer approved it; nobody else is."""

import pytest
from django.test import Client

from accounts.models import User
from consent.choices import Decision
from consent.choices.retention import BY_CODE
from consent.models import Person, Purpose
from consent.provides.endings import forget_who_chose_nothing, who_chose_nothing
from consent.rules import retention as rules
from consent.selectors import retention as retention_selectors
from consent.selectors.chose_nothing import CODE, chose_nothing
from consent.services import purposes, retention
from core import outbox
from core.models import Hub
from tests import builders
from tests.consent.agreeing import decide
from tests.consent.beginning import came_in
from tests.consent.doorway import is_inside
from tests.consent.retention_people import looked_at
from tests.families import make_person, make_rights_request

KIND = BY_CODE[CODE]


@pytest.fixture
def sam(client: Client, db: None) -> Person:
    """Sam, who came by the form exactly half a year ago."""
    came_in(client)
    Person.objects.update(added_on=rules.months_before(builders.today(), 6))
    return Person.objects.get()


def test_the_officer_sees_who_is_due_approves_it_and_then_nobody_can_tell_who_it_was(client: Client, sam: Person, priya: User) -> None:
    standing = retention_selectors.standing_of(KIND, builders.today())
    assert (standing.is_kept, standing.number_due) == (True, 1)

    run = retention.approve(kind=KIND, seen=looked_at(KIND.code, 1), by=priya, today=builders.today())
    outbox.drain()

    run.refresh_from_db()
    assert run.number_done == 1
    sam.refresh_from_db()
    assert (sam.name, sam.email, sam.email_index, sam.erased_on) == ("", "", "", builders.today())
    assert not is_inside(client)


def test_nobody_is_due_a_day_too_soon_or_who_was_written_down_by_staff(sam: Person, elm: Hub) -> None:
    other = make_person(elm)
    Person.objects.filter(pk=other.pk).update(added_on=sam.added_on)
    until = sam.added_on
    assert who_chose_nothing(code=CODE, counted_until=until) == [str(sam.pk)]
    Person.objects.filter(pk=sam.pk).update(added_on=rules.months_before(builders.today(), 5))
    assert who_chose_nothing(code=CODE, counted_until=until) == []


def test_who_decided_or_asked_something_stays_even_when_it_came_after_the_approval(sam: Person, ben: User) -> None:
    assert list(chose_nothing(builders.today())) == [sam]
    make_rights_request(sam)
    assert list(chose_nothing(builders.today())) == []
    ended = forget_who_chose_nothing(code=CODE, key=str(sam.pk), today=builders.today())
    assert ended
    assert ended.why_kept
    assert Person.objects.get().name == "Sam Okoro"


@pytest.mark.parametrize("decision", [Decision.GRANTED, Decision.REFUSED])
def test_a_yes_or_a_no_keeps_them(sam: Person, ben: User, decision: str) -> None:
    purposes.begin()
    decide(sam, Purpose.objects.get(key="told"), decision, by=ben)
    assert list(chose_nothing(builders.today())) == []


def test_whose_record_took_another_in_stays(sam: Person, elm: Hub) -> None:
    joined = make_person(elm, "Sam")
    Person.objects.filter(pk=joined.pk).update(merged_into=sam)
    assert list(chose_nothing(builders.today())) == []


def test_other_kinds_are_somebody_elses(sam: Person) -> None:
    assert who_chose_nothing(code="panel_files", counted_until=builders.today()) is None
    assert forget_who_chose_nothing(code="panel_files", key=str(sam.pk), today=builders.today()) is None
    assert Person.objects.get().is_here


def test_who_is_gone_already_counts_as_ended(sam: Person) -> None:
    for _ in range(2):
        ended = forget_who_chose_nothing(code=CODE, key=str(sam.pk), today=builders.today())
        assert ended
        assert not ended.why_kept
