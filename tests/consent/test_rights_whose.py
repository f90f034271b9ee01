"""Whose data a request is about: who came in by the door is known, and whoever says otherwise later is asked anew how they know."""

import pytest
from django.urls import reverse

from accounts.models import User
from consent.choices import HowReceived, PartVerdict
from consent.models import PartDecision, Person, RightsRequest, RightsWords
from consent.selectors import rights as selectors
from consent.services import rights as services
from consent.services import rights_copy
from core.models import Hub
from tests.builders import today
from tests.cast import sign_in
from tests.consent.rights import above, at, known
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

__all__ = ["above"]


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola of Elm."""
    return make_person(elm, email="ola@family.example")


@pytest.fixture
def jan(elm: Hub) -> Person:
    """Somebody else of Elm."""
    return make_person(elm, "Jan")


def test_a_request_from_the_door_stays_about_who_came_in(priya: User, ola: Person, jan: Person) -> None:
    asked = make_rights_request(ola, how=HowReceived.DOOR)
    page = sign_in(priya).get(at("one", asked))
    assert "It is about somebody else" not in words(page)

    page = sign_in(priya).post(at("join", asked), {"code": jan.code}, follow=True)

    assert "this is about them, and about nobody else" in words(page)
    assert RightsRequest.objects.get().person == ola


@pytest.mark.usefixtures("above")
def test_a_wrong_code_is_put_right_and_nothing_that_was_said_of_the_wrong_one_stays(priya: User, ola: Person, jan: Person) -> None:
    asked = known(make_rights_request(jan), priya)
    (note,) = [part for part in selectors.parts_of(asked) if part.held.hold_back]
    rights_copy.judge_part(request=asked, key=note.key, verdict=PartVerdict.GIVE, instead="", by=priya, today=today())
    assert "It is about somebody else" in words(sign_in(priya).get(at("one", asked)))

    sign_in(priya).post(at("join", asked), {"code": ola.code})

    row = RightsRequest.objects.get()
    assert (row.person, row.identified_how, row.identified_on) == (ola, "", None)
    assert not PartDecision.objects.exists()


def test_the_same_code_twice_asks_nothing_anew(priya: User, ola: Person) -> None:
    asked = known(make_rights_request(ola), priya)
    page = sign_in(priya).post(at("join", asked), {"code": ola.code}, follow=True)
    assert f"It is about {ola.shown_code} already." in words(page)
    assert RightsRequest.objects.get().identified_on == today()


def test_who_they_said_they_are_stays_until_it_is_done_and_is_not_kept_twice_after(priya: User, ola: Person) -> None:
    asked, desk = make_rights_request(None, "complaint", who="Ola Nowak, 07700 900123"), sign_in(priya)
    desk.post(at("join", asked), {"code": ola.code})
    assert "Ola Nowak, 07700 900123" in words(desk.get(at("one", asked)))

    desk.post(at("decide", asked), {"verdict": "yes", "answer": "You are right."})
    desk.post(at("finish", asked))

    assert RightsWords.objects.get().who == ""


def test_knowing_who_asks_does_not_end_the_wait_for_another_answer(priya: User, ola: Person) -> None:
    asked = make_rights_request(ola)
    services.stop_clock(request=asked, why="clarify", by=priya, today=today())

    known(asked, priya)

    assert "Clock stands still" in words(sign_in(priya).get(reverse("rights:index")))


@pytest.mark.usefixtures("above")
def test_no_word_of_an_earlier_copy_is_left_after_erasing_and_the_letter_names_what_stays(priya: User, ola: Person) -> None:
    copy = known(make_rights_request(ola, asked="Send me the note that Dana wrote."), priya)
    (note,) = [part for part in selectors.parts_of(copy) if part.held.hold_back]
    rights_copy.judge_part(request=copy, key=note.key, verdict="redact", instead="Ola Nowak was late [taken out]", by=priya, today=today())
    erasure = known(make_rights_request(ola, "erasure", asked="Forget me, Ola."), priya)
    services.decide(request=erasure, verdict="yes", why="", answer="Done.", by=priya, today=today())

    services.erase(request=erasure, by=priya, today=today())

    assert not PartDecision.objects.exists()
    assert {(one.who, one.asked) for one in RightsWords.objects.all()} == {("", "")}
    assert RightsWords.objects.get(request=erasure).answer == "Done."
    letter = words(sign_in(priya).get(at("letter", erasure)))
    assert "That you asked us about your data, the days, and our letter" in letter


def test_the_button_pressed_twice_takes_in_one_request(priya: User, ola: Person) -> None:
    desk = sign_in(priya)
    token = desk.get(reverse("rights:add")).context["form"]["token"].value()
    said = {"kind": "access", "how": "phone", "received_on": today().isoformat(), "code": ola.code, "token": token}

    for _ in range(2):
        assert desk.post(reverse("rights:add"), said).status_code == 302

    assert RightsRequest.objects.count() == 1
