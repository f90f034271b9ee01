"""Before the officer decides about an erasing they read what would go and what would stay; "in part" is for where something stays."""

from typing import Any

import pytest

from accounts.models import User
from consent.models import Person, RightsRequest
from consent.services import rights as services
from core.models import Hub
from tests.builders import today
from tests.cast import sign_in
from tests.consent.rights import above, at, decided, known
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

__all__ = ["above"]


@pytest.fixture
def asked(elm: Hub, priya: User) -> RightsRequest:
    """Ola asks to be forgotten, and we know that it is her."""
    return known(make_rights_request(make_person(elm, email="ola@family.example"), "erasure"), priya)


@pytest.mark.usefixtures("above")
def test_what_goes_and_what_stays_is_read_before_anything_is_decided(priya: User, asked: RightsRequest) -> None:
    page = sign_in(priya).get(at("one", asked))

    assert "would go from every place that Earshot knows" in words(page)
    assert "What you were paid. Tax law asks for it. Until 5 April 2033." in words(page)
    assert at("erase", asked) not in page.text, "nothing is erased before it was decided"
    assert Person.objects.get().erased_on is None


def test_nothing_is_shown_of_who_may_be_somebody_else(priya: User, elm: Hub) -> None:
    unknown = make_rights_request(make_person(elm), "erasure")
    assert "would go from every place" not in words(sign_in(priya).get(at("one", unknown)))


def test_in_part_is_refused_where_nothing_would_stay(priya: User, asked: RightsRequest, settings: Any) -> None:
    settings.PROVIDERS = settings.PROVIDERS | {"person.erase": []}

    page = words(decided(sign_in(priya), asked, "partly", why="must_keep"))

    assert "Nothing would stay, so there is no “in part”" in page
    assert RightsRequest.objects.get().decided_on is None


@pytest.mark.usefixtures("above")
def test_the_button_says_that_all_goes_but_what_stays_and_the_letter_says_until_when(priya: User, asked: RightsRequest) -> None:
    desk = sign_in(priya)
    decided(desk, asked, "partly", why="must_keep")
    assert "Erase all but what stays" in words(desk.get(at("one", asked)))

    services.erase(request=asked, by=priya, today=today())

    assert "Until 5 April 2033." in words(desk.get(at("letter", asked)))
