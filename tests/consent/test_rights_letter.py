"""The letter reaches whoever asked, also after they were erased; what is kept for that is sealed, opened by a button, and goes with it."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from wagtail.models import Site

from accounts.models import User
from consent.choices import SafeThere
from consent.models import LetterWay, Person, ProcessingActivity, RightsRequest, RightsWords
from consent.selectors import rights as selectors
from consent.tasks import forget_addresses
from core import clocks
from core.models import AuditEntry, BrandSettings, Hub
from tests import builders
from tests.cast import sign_in
from tests.consent.rights import at, decided, known
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

TODAY = builders.today


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola Nowak of Elm."""
    return make_person(elm, email="ola@family.example", phone="07700 900123", post_address="1 Elm Row")


@pytest.fixture
def desk(priya: User) -> Client:
    """Priya's desk: the data protection officer."""
    return sign_in(priya)


def _erased(desk: Client, priya: User, person: Person, **said: str) -> RightsRequest:
    asked = known(make_rights_request(person, "erasure", **said), priya)
    decided(desk, asked, answer="We have deleted it.")
    assert desk.post(at("erase", asked), {"sure": "yes"}).status_code == 302
    return RightsRequest.objects.get(pk=asked.pk)


def test_the_letter_of_an_erasing_reaches_them_and_what_was_kept_for_it_goes_with_it(desk: Client, priya: User, ola: Person) -> None:
    asked = _erased(desk, priya, ola)
    assert Person.objects.get(pk=ola.pk).email == ""
    letter = words(desk.get(at("letter", asked)))
    assert "Who you are and how we reach you. Only so that this letter reaches you." in letter
    assert "at the latest" in letter
    for page in (letter, words(desk.get(at("one", asked)))):
        assert "ola@family.example" not in page, "only a button opens it"

    opened = words(desk.post(at("address", asked)))

    for said in ("Ola Nowak", "E-mail: ola@family.example", "07700 900123", "1 Elm Row", "It is deleted when you say that they have it"):
        assert said in opened, said
    entry = AuditEntry.objects.get(verb="consent.rights.open_address")
    assert json.loads(entry.facts)["person"] == ola.shown_code
    assert "ola@family" not in str(list(AuditEntry.objects.values()))
    assert desk.get(at("address", asked)).status_code == 405

    desk.post(at("finish", asked))

    assert not LetterWay.objects.exists()
    assert "Ola" not in words(desk.post(at("address", asked)))


def test_what_is_kept_for_a_letter_that_nobody_sends_goes_on_the_day_that_it_names(desk: Client, priya: User, ola: Person) -> None:
    asked = _erased(desk, priya, ola)
    due_on = selectors.clock_now(asked, TODAY()).due_on
    assert due_on is not None
    assert LetterWay.objects.get().until == due_on + timedelta(days=14)

    LetterWay.objects.update(until=TODAY())
    forget_addresses()
    assert LetterWay.objects.exists(), "until that day is over"
    LetterWay.objects.update(until=TODAY() - timedelta(days=1))
    forget_addresses()

    assert not LetterWay.objects.exists()
    assert "How to reach them is not kept any more." in words(desk.get(at("letter", asked)))


@pytest.mark.parametrize(
    ("safe", "shown", "never"),
    [
        (SafeThere.ONLY_RING, ["Only ring. Leave no message", "07700 900123"], ["ola@family.example", "1 Elm Row"]),
        (SafeThere.IN_PERSON, ["Give them the letter in person", "Their hub: Elm"], ["ola@family.example", "1 Elm Row", "07700"]),
        (SafeThere.NOT_ASKED, ["Nobody asked whether it is safe", "07700 900123"], []),
    ],
)
def test_where_it_is_not_safe_to_write_the_page_says_how_instead(
    desk: Client, priya: User, elm: Hub, safe: str, shown: list[str], never: list[str]
) -> None:
    person = make_person(elm, email="ola@family.example", phone="07700 900123", post_address="1 Elm Row", safe=safe)
    asked = _erased(desk, priya, person)
    page = words(desk.post(at("address", asked)))
    for said in shown:
        assert said in page, said
    for said in never:
        assert said not in page, said


def test_a_letter_to_somebody_who_is_here_shows_its_address_by_the_same_button(desk: Client, priya: User, ola: Person) -> None:
    asked = known(make_rights_request(ola), priya)
    decided(desk, asked)
    assert "1 Elm Row" not in words(desk.get(at("letter", asked)))
    assert "1 Elm Row" in words(desk.post(at("address", asked)))


def test_who_asked_twice_to_be_forgotten_is_reached_by_both_letters(desk: Client, priya: User, ola: Person) -> None:
    second = known(make_rights_request(ola, "erasure", asked="Again!"), priya)
    decided(desk, second, answer="It was deleted already.")
    first = _erased(desk, priya, ola)

    desk.post(at("erase", second), {"sure": "yes"})

    for asked in (first, second):
        assert "ola@family.example" in words(desk.post(at("address", asked)))


def test_a_mistyped_code_loses_nothing_of_who_asked_and_the_letter_of_a_representative_reaches_them(
    desk: Client, priya: User, ola: Person, elm: Hub
) -> None:
    wrong = make_person(elm, "Jan")
    asked = make_rights_request(None, "erasure", who="Kim Advocate for Ola, 9 Law Street")
    desk.post(at("join", asked), {"code": wrong.code})
    assert "Kim Advocate for Ola, 9 Law Street" in words(desk.get(at("one", asked)))
    desk.post(at("join", asked), {"code": ola.code})
    known(RightsRequest.objects.get(), priya)
    decided(desk, asked, answer="We have deleted it.")
    desk.post(at("erase", asked), {"sure": "yes"})

    assert RightsWords.objects.get().who == ""
    assert "As they told us: Kim Advocate for Ola, 9 Law Street" in words(desk.post(at("address", asked)))


def test_a_letter_says_who_writes_when_and_where_to_go_on_and_a_refusal_names_the_court(desk: Client, priya: User, ola: Person) -> None:
    brand = BrandSettings.for_site(Site.objects.get(is_default_site=True))
    brand.council_name, brand.officer_contact = "Elmshire Council", "dpo@elmshire.example"
    brand.save()
    given = known(make_rights_request(ola), priya)
    decided(desk, given)
    refused = known(make_rights_request(ola, "erasure"), priya)
    decided(desk, refused, "no", why="public")

    letters = [words(desk.get(at("letter", asked))) for asked in (given, refused)]

    for letter in letters:
        for said in (
            "Elmshire Council",
            clocks.day_in_words(TODAY()).split(" ", 1)[-1],
            "dpo@elmshire.example",
        ):
            assert said in letter, said
    printed = words(desk.post(at("address", given)))
    assert "use Print in your browser" in printed
    assert f"{given} Ola Nowak 1 Elm Row On " in printed, "whom it goes to stands on it"
    assert "ola@family.example On " not in printed
    assert ["or go to court" in letter for letter in letters] == [False, True]


def test_a_copy_says_what_for_how_long_from_whom_to_whom_and_how_to_complain(desk: Client, priya: User, ola: Person) -> None:
    asked = known(make_rights_request(ola), priya)
    decided(desk, asked)
    page = desk.post(at("copy_file", asked), {"as": "html"}).text
    for said in (
        "What for",
        "To make the hubs better and to answer families in public.",
        "How long it is kept",
        "Who gets it",
        "Written down by staff",
        "We gave nothing about you to a partner.",
        "complain to the Information Commissioner",
    ):
        assert said in page, said
    data = json.loads(desk.post(at("copy_file", asked), {"as": "json"}).content)
    assert data["about"]["uses"][0]["how_long"]

    ProcessingActivity.objects.create(name="Baby massage", purposes="To teach it.", people="x", data="x", kept="Two weeks.", security="x")
    page = desk.post(at("copy_file", asked), {"as": "html"}).text
    assert "Two weeks." in page
    assert "To make the hubs better" not in page, "the council’s own register, where it has one"
