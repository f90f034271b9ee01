"""What somebody asked about their data holds of all their records, also of those that were joined since; and each is read once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from consent.choices import SafeThere
from consent.models import Person, Purpose, RightsRequest
from consent.selectors import rights as selectors
from consent.services import erasing, ledger_confirm, rights
from consent.services.people import merge_people
from core.models import AuditEntry, Hub, Link
from tests.builders import today
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.rights import at, known
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, as she was written down first."""
    return make_person(elm, email="ola@family.example", phone="07700 900123")


@pytest.fixture
def aleks(elm: Hub) -> Person:
    """Ola, as a colleague wrote her down once more."""
    return make_person(elm, "Aleksandra", email="aleks@family.example")


@pytest.fixture
def card(priya: User) -> Purpose:
    """Something that is asked."""
    return agreeing.asked_purpose(by=priya)


def test_who_asked_to_be_forgotten_before_their_records_were_joined_is_forgotten(
    priya: User, petra: User, ola: Person, aleks: Person
) -> None:
    asked = make_rights_request(ola, "erasure")
    merge_people(stays=aleks, goes=ola, by=petra)
    known(asked, priya)
    rights.decide(request=asked, verdict="yes", why="", answer="Done.", by=priya, today=today())

    rights.erase(request=asked, by=priya, today=today())

    left = Person.objects.get(pk=aleks.pk)
    assert (left.name, left.email, left.phone, left.erased_on) == ("", "", "", today())


def test_the_copy_and_the_desk_are_about_the_record_that_stays(priya: User, petra: User, ola: Person, aleks: Person) -> None:
    asked = known(make_rights_request(ola), priya)
    merge_people(stays=aleks, goes=ola, by=petra)

    page = sign_in(priya).get(at("one", asked))

    assert aleks.email in str([part.held.rows for part in selectors.parts_of(RightsRequest.objects.get())])
    assert f"{aleks.shown_code} (it was {ola.shown_code} when they asked)" in words(page)
    assert reverse("families:one", args=[aleks.pk]) in page.text
    assert reverse("families:one", args=[ola.pk]) not in page.text


def test_of_joined_records_each_decision_stands_once_in_the_copy_and_in_the_letter(
    priya: User, petra: User, ola: Person, aleks: Person, card: Purpose
) -> None:
    agreeing.decide(ola, card, by=petra)
    agreeing.decide(aleks, card, by=petra)
    merge_people(stays=aleks, goes=ola, by=petra)

    headings = [held.heading for held in selectors.everything_held(aleks)]
    kept = rights.what_would_go(aleks, today()).kept

    assert headings.count(f"What you decided: {card.title}") == 2, "one of each record"
    assert [one.what for one in kept] == ["What you decided about how we may use what we know"]


def test_of_two_records_of_a_child_the_earlier_month_and_who_decides_stay(petra: User, elm: Hub) -> None:
    young = {"is_young": True, "safe": SafeThere.YES}
    stays = make_person(elm, "Ada", **young, ask_again_from=date(2030, 5, 1))
    goes = make_person(elm, "Ada N", **young, decided_by="Dana, mother", says_may_decide=True, ask_again_from=date(2029, 9, 1))

    merge_people(stays=stays, goes=goes, by=petra)

    one = Person.objects.get(pk=stays.pk)
    assert (one.ask_again_from, one.decided_by, one.says_may_decide) == (date(2029, 9, 1), "Dana, mother", True)


def test_a_month_is_not_lost_where_the_record_that_stays_has_none(petra: User, elm: Hub) -> None:
    stays = make_person(elm, "Ada", is_young=True)
    goes = make_person(elm, "Ada N", is_young=True, ask_again_from=date(2029, 9, 1))
    merge_people(stays=stays, goes=goes, by=petra)
    assert Person.objects.get(pk=stays.pk).ask_again_from == date(2029, 9, 1)


def test_two_records_side_by_side_stand_in_the_trail(petra: User, ola: Person, aleks: Person) -> None:
    page = sign_in(petra).get(reverse("families:merge", args=[ola.pk]), {"other": aleks.code})

    assert aleks.email in page.text
    opened = AuditEntry.objects.filter(verb="consent.person.open_contact").values_list("subject", flat=True)
    assert {one.rpartition(":")[2] for one in opened} == {str(ola.pk), str(aleks.pk)}


def test_who_types_a_code_that_nobody_has_looked_at_nobody(petra: User, ola: Person) -> None:
    sign_in(petra).get(reverse("families:merge", args=[ola.pk]), {"other": "ZZZZ"})
    assert not AuditEntry.objects.filter(verb="consent.person.open_contact").exists()


# --- What a colleague writes down at the same moment ----------------------------------------------------------------------


def test_before_anything_is_erased_every_record_of_theirs_is_locked(petra: User, ola: Person, aleks: Person, card: Purpose) -> None:
    agreeing.decide(ola, card, by=petra, method="paper", scan=("pdf", b"%PDF-1.7"))
    merge_people(stays=aleks, goes=ola, by=petra)

    with CaptureQueriesContext(connection) as context:
        erasing.erase_everywhere(Person.objects.get(pk=ola.pk), today())

    said = [one["sql"] for one in context.captured_queries]
    first_writing = next(number for number, sql in enumerate(said) if sql.startswith(("UPDATE", "DELETE", "INSERT")))
    before = [sql for sql in said[:first_writing] if 'FROM "consent_person"' in sql and '"merged_into_id"' in sql.partition("WHERE")[2]]
    assert before, "the whole of somebody is read before anything goes"
    if connection.vendor == "postgresql":
        assert any("FOR UPDATE" in sql for sql in before)


def test_who_was_joined_while_the_lock_was_waited_for_is_erased_whole(petra: User, ola: Person, aleks: Person) -> None:
    stale = Person.objects.get(pk=ola.pk)
    merge_people(stays=aleks, goes=ola, by=petra)

    erasing.erase_everywhere(stale, today())

    assert not Person.objects.filter(erased_on__isnull=True).exists()


def test_a_link_that_went_out_is_forgotten_with_who_got_it(petra: User, ola: Person, card: Purpose) -> None:
    ledger_confirm.ask_to_confirm(record=agreeing.decide(ola, card, by=petra), by=petra)
    assert Link.objects.count() == 1
    erasing.erase_everywhere(ola, today())
    assert not Link.objects.exists()
