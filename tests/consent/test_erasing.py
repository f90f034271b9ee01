"""To be forgotten: the officer reads what goes and what stays, then every store is emptied, or none."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import FamilyVisit, Person
from consent.services import rights as services
from consent.services.people import merge_people
from core.models import Hub
from tests import builders
from tests.cast import sign_in
from tests.consent.rights import ERASED, above, at, decided, known
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

TODAY = builders.today
__all__ = ["above"]


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola Nowak of Elm."""
    return make_person(elm, email="ola@family.example", phone="07700 900123")


@pytest.fixture
def desk(priya: User) -> Client:
    """Priya's desk: the data protection officer."""
    return sign_in(priya)


def test_the_officer_reads_what_goes_and_stays_and_nothing_is_gone_by_reading(desk: Client, priya: User, ola: Person, above: None) -> None:
    asked = known(make_rights_request(ola, "erasure"), priya)
    assert "Decide first" in words(desk.post(at("erase", asked), {"sure": "yes"}))
    page = words(decided(desk, asked, answer="We have deleted it."))

    assert "3 records would go" in page
    assert "What you were paid. Tax law asks for it. Until 5 April 2033." in page
    assert "That you asked us about your data" in page
    assert Person.objects.get(pk=ola.pk).name == "Ola Nowak"
    assert "Do that first" in words(desk.post(at("finish", asked)))
    assert "Tick that you read" in words(desk.post(at("erase", asked)))


def test_erasing_empties_every_store_and_the_letter_lists_what_stays(
    desk: Client, priya: User, ola: Person, petra: User, above: None
) -> None:
    asked = known(make_rights_request(ola, "erasure"), priya)
    FamilyVisit.objects.create(person=ola, token_hash="x", expires_at=timezone.now() + timedelta(hours=1))
    decided(desk, asked, answer="We have deleted it.")

    page = words(desk.post(at("erase", asked), {"sure": "yes"}, follow=True))

    assert "Erased: 3 records." in page
    gone = Person.objects.get(pk=ola.pk)
    assert (gone.name, gone.email, gone.phone, gone.email_index, gone.phone_index, gone.hub) == ("", "", "", "", "", None)
    assert not FamilyVisit.objects.exists()
    assert ERASED[-1] == ola.pk
    letter = words(desk.get(at("letter", asked)))
    assert "What you were paid. Tax law asks for it. Until 5 April 2033." in letter
    assert "within 35 days" in letter
    assert sign_in(petra).get(reverse("families:one", args=[ola.pk])).status_code == 404
    assert "It is erased already." in words(desk.post(at("erase", asked), {"sure": "yes"}))


def test_records_that_were_joined_are_erased_together(desk: Client, priya: User, petra: User, ola: Person, elm: Hub, above: None) -> None:
    twice = make_person(elm, "Aleksandra")
    merge_people(stays=ola, goes=twice, by=petra)
    asked = known(make_rights_request(ola, "erasure"), priya)
    decided(desk, asked, answer="Done.")
    desk.post(at("erase", asked), {"sure": "yes"})
    assert {ola.pk, twice.pk} <= set(ERASED)


def test_a_provider_that_fails_leaves_everything_as_it_was(priya: User, ola: Person, settings: Any) -> None:
    asked = known(make_rights_request(ola, "erasure"), priya)
    services.decide(request=asked, verdict="yes", why="", answer="Done.", by=priya, today=TODAY())
    settings.PROVIDERS = {**settings.PROVIDERS, "person.erase": [*settings.PROVIDERS["person.erase"], "tests.no.such.provider"]}
    with pytest.raises(ImportError):
        services.erase(request=asked, by=priya, today=TODAY())
    assert Person.objects.get(pk=ola.pk).name == "Ola Nowak"


def test_nobody_is_erased_who_asked_for_something_else(priya: User, ola: Person) -> None:
    asked = known(make_rights_request(ola), priya)
    with pytest.raises(ValidationError, match="Nobody asked to be forgotten here"):
        services.erase(request=asked, by=priya, today=TODAY())
