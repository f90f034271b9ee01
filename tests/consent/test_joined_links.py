"""The link that stops, at the foot of a letter that went out before two records were joined, or before somebody was set aside."""

import pytest
from django.test import Client

from accounts.models import User
from consent.choices import Decision
from consent.models import ConsentRecord, Person, Purpose
from consent.selectors import ledger
from consent.services import choice_links, purposes, rights, setting_aside
from consent.services.people import merge_people
from consent.services.retention import place_hold
from core.models import Hub
from tests.builders import today
from tests.consent import agreeing
from tests.consent.rights import known
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words


@pytest.fixture
def told(db: None) -> Purpose:
    """What letters are for."""
    purposes.begin()
    return Purpose.objects.get(key="told")


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, who got a letter."""
    return make_person(elm, email="ola.nowak@family.example")


def link_of(person: Person, purpose: Purpose) -> str:
    return "/" + choice_links.address_of(person=person, purpose=purpose).partition("//")[2].partition("/")[2]


def test_an_old_letter_still_stops_after_her_record_was_joined_to_another(
    client: Client, petra: User, ola: Person, told: Purpose, elm: Hub
) -> None:
    agreeing.decide(ola, told, by=petra)
    link = link_of(ola, told)
    living = merge_people(stays=make_person(elm, "Aleksandra", email="aleks@family.example"), goes=ola, by=petra)
    assert ledger.standing(living, told).is_yes

    page = client.get(link)
    assert page.status_code == 200
    for name in ("Ola", "Aleksandra", "example"):
        assert name not in page.text.replace("ashmere.example", "")
    assert "It is stopped" in words(client.post(link))

    assert not ledger.standing(living, told).is_yes
    assert [one.decision for one in ConsentRecord.objects.filter(person=living)] == [Decision.WITHDRAWN]


def test_the_button_of_a_mail_program_stops_too(client: Client, petra: User, ola: Person, told: Purpose, elm: Hub) -> None:
    agreeing.decide(ola, told, by=petra)
    link = link_of(ola, told)
    second = merge_people(stays=make_person(elm, "Second", email=""), goes=ola, by=petra)
    living = merge_people(stays=make_person(elm, "Third", email="third@family.example"), goes=second, by=petra)
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not ledger.standing(living, told).is_yes


def test_of_who_is_set_aside_everything_has_stopped_and_the_link_shows_nothing(
    client: Client, priya: User, petra: User, ola: Person, told: Purpose
) -> None:
    agreeing.decide(ola, told, by=petra)
    link = link_of(ola, told)
    asked = known(make_rights_request(ola, "erasure"), priya)
    rights.decide(request=asked, verdict="yes", why="", answer="Done.", by=priya, today=today())
    place_hold(name="Court case", reason="The court asked.", person=ola, by=priya, today=today())
    setting_aside.set_aside(request=asked, by=priya, today=today())
    before = ConsentRecord.objects.count()

    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert told.title not in answer.text

    assert ConsentRecord.objects.count() == before, "nothing more is written down about them"
    assert ledger.why_not_use(person=Person.objects.get(pk=ola.pk), purpose=told)
