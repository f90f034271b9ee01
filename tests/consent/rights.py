"""The rights desk in a test: the officer, what floors above hold of somebody, and the steps that many tests begin with."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import Person, RightsRequest
from consent.services import rights as services
from core.models import Hub
from core.questions import Erased, Held, Kept
from tests import builders
from tests.cast import sign_in
from tests.families import make_person

THIRD_PARTY = Held("A note", (("Note", "Jan Canary said that Ola was late."),), hold_back="It tells of somebody else.")
ERASED: list[UUID] = []


def at(name: str, asked: RightsRequest) -> str:
    """Return the address of a screen of one request."""
    return reverse(f"rights:{name}", args=[asked.pk])


def hold_a_note(*, person_id: UUID) -> list[Held]:
    """Answer person.export as a floor above would."""
    return [THIRD_PARTY]


def erase_a_note(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase as a floor above would."""
    ERASED.append(person_id)
    return Erased(2, (Kept("What you were paid", "Tax law asks for it.", date(2033, 4, 5)),))


@pytest.fixture
def above(settings: Any) -> None:
    """Let floors above hold something, too."""
    mine = {"person.export": [f"{__name__}.hold_a_note"], "person.erase": [f"{__name__}.erase_a_note"]}
    settings.PROVIDERS = {name: mine.get(name, []) + paths for name, paths in settings.PROVIDERS.items()}
    ERASED.clear()


def decided(client: Client, asked: RightsRequest, verdict: str = "yes", **more: str) -> Any:
    """Decide on the screen."""
    return client.post(at("decide", asked), {"verdict": verdict, "answer": "Here is your copy.", **more}, follow=True)


def known(asked: RightsRequest, by: User) -> RightsRequest:
    """Say that a colleague knows who asks."""
    services.identify(request=asked, how="known", by=by, today=builders.today())
    return asked


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola Nowak of Elm."""
    return make_person(elm, email="ola@family.example")


@pytest.fixture
def desk(priya: User) -> Client:
    """Priya's desk: the data protection officer."""
    return sign_in(priya)
