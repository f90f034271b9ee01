"""Somebody whose data went to the forum asks to be forgotten: what the tests about telling partners begin with."""

import pytest
from django.test import Client

from accounts.models import User
from consent.models import Person, RightsRequest, SharingAgreement
from consent.selectors import partners_told
from core.models import Hub
from tests.builders import today
from tests.cast import sign_in
from tests.consent.exporting import fetch, make, parent, wanted
from tests.consent.rights import at, decided, known
from tests.families import make_rights_request
from tests.feedback.desk import words

FORUM = "Ashmere Parent Carer Forum"


@pytest.fixture
def ola(elm: Hub, agreement: SharingAgreement, priya: User) -> Person:
    """Ola, whose name and number went to the forum."""
    ola = parent(elm, agreement)
    fetch(priya, make(priya, wanted(agreement)))
    return ola


@pytest.fixture
def desk(priya: User) -> Client:
    """Priya's desk: the data protection officer."""
    return sign_in(priya)


@pytest.fixture
def asked(ola: Person, priya: User, desk: Client) -> RightsRequest:
    """Ola asks to be forgotten, is known, and the officer decides to erase."""
    request = known(make_rights_request(ola, "erasure"), priya)
    decided(desk, request, answer="We do what you ask.")
    return request


def erase(desk: Client, request: RightsRequest) -> str:
    return words(desk.post(at("erase", request), {"sure": "yes"}, follow=True))


def key_of(request: RightsRequest) -> str:
    return partners_told.partners_of(request)[0].key


def tell(desk: Client, request: RightsRequest, **said: str) -> str:
    form = {"partner": key_of(request), "on": f"{today()}", "how": "email", **said}
    return words(desk.post(at("told", request), form, follow=True))


def cannot_tell(desk: Client, request: RightsRequest, why: str) -> str:
    return words(desk.post(at("cannot_be_told", request), {"partner": key_of(request), "why_untold": why}, follow=True))
