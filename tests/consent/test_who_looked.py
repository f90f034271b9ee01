""" "Who looked at my record?": the trail is asked by the code that a family has in its letter, and says codes, never names."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from consent.models import ConsentRecord, InformationRequest, Person, RightsRequest
from consent.services import rights_copy
from core import audit
from core.models import AuditEntry, Hub
from tests import builders
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.breach_people import reported
from tests.consent.rights import known
from tests.families import make_person, make_rights_request

pytestmark = pytest.mark.django_db
LIST = "/admin/audit/"


@pytest.fixture
def desk(priya: User) -> Client:
    """The data protection officer's desk."""
    return sign_in(priya)


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola Nowak of Elm; somebody else is there, too."""
    make_person(elm, "Mo")
    return make_person(elm)


def rows(desk: Client, subject: str) -> str:
    """Return the table of entries about something."""
    return desk.get(f"{LIST}results/", {"subject": subject}).text.partition("<tbody")[2].partition("</tbody")[0]


def test_by_their_code_everything_about_somebody_is_found_and_nothing_about_others(
    desk: Client, priya: User, petra: User, ola: Person
) -> None:
    asked, other = known(make_rights_request(ola), priya), known(make_rights_request(make_person(ola.hub, "Kit")), priya)
    for one in (asked, other):
        one.refresh_from_db()
        rights_copy.open_copy(request=one, by=priya)
    decision = agreeing.decide(ola, agreeing.asked_purpose(by=priya), by=petra)
    audit.record("consent.rights.join", other, by=priya, person=ola.shown_code)

    found = rows(desk, ola.shown_code)

    assert f"person {ola.shown_code}" in found
    assert f"rights request {asked}" in found
    assert f"consent record {ola.shown_code}" in found
    assert found.count(str(other)) == 2, "only the entry that names Ola: what it is about, and where that leads"
    assert str(decision.pk) not in found
    assert "Nowak" not in found


@pytest.mark.parametrize("write", [str, lambda one: str(one).lower(), lambda one: f" {str(one).replace('-', '')} "])
def test_a_code_is_found_however_it_is_typed(desk: Client, ola: Person, write: object) -> None:
    assert callable(write)
    assert f"person {ola.shown_code}" in rows(desk, write(ola))


def test_of_records_that_were_joined_either_code_finds_both(desk: Client, ola: Person, elm: Hub) -> None:
    second = make_person(elm, "Ola N.")
    Person.objects.filter(pk=second.pk).update(merged_into=ola)
    for typed in (ola, second):
        found = rows(desk, str(typed))
        assert f"person {ola}" in found
        assert f"person {second}" in found


def test_references_of_requests_and_breaches_are_found(desk: Client, priya: User, ben: User, ola: Person) -> None:
    breach, asked = reported(ben), make_rights_request(ola)
    wanted = InformationRequest.objects.create(council_reference="ICT-1", asked="x", received_on=builders.today(), taken_in_by=priya)
    for one in (asked, wanted, breach):
        audit.record("consent.rights.open", one, by=priya)
    for one in (asked, wanted, breach):
        found = rows(desk, str(one))
        assert f"{one._meta.verbose_name} {one}" in found
        assert found.count("<tr") == AuditEntry.objects.filter(subject=audit.name_of(one)).count()


def test_what_has_no_such_code_is_looked_for_by_its_letters(desk: Client, ola: Person) -> None:
    for nobody in ("P-3333", "R-33333", "DB-2026-000000", "FOI-9999-000000", "P-" + "7" * 300):
        assert "<tr" not in rows(desk, nobody)
    assert f"person {ola}" in rows(desk, f"consent.Person:{ola.pk}")


def test_the_link_of_what_an_entry_is_about_leads_to_all_about_it(desk: Client, ola: Person) -> None:
    assert f'href="{LIST}?subject={ola.shown_code}"' in desk.get(LIST).text


def test_a_page_with_codes_costs_the_same_however_many_there_are(desk: Client, priya: User, ola: Person, elm: Hub) -> None:
    make_rights_request(ola)
    desk.get(LIST)
    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)
    for number in range(12):
        make_rights_request(make_person(elm, f"N {number}"))
    with CaptureQueriesContext(connection) as many:
        desk.get(LIST)
    assert len(many) == len(few)
    assert (Person.objects.count(), RightsRequest.objects.count(), ConsentRecord.objects.count()) == (14, 13, 0)
