"""What is out of our hands when somebody is set aside, erased or objects: whose task it is, and what their letter says."""

import pytest
from django.test import Client

from accounts.models import User
from consent.models import Person, RightsRequest, SharingAgreement, TakeDownTask
from consent.services import erasing
from core.models import Hub
from tests.builders import today
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.exporting import agreement, says
from tests.consent.rights import at, decided, known
from tests.consent.sharing_people import leo
from tests.consent.telling import FORUM, asked, desk, erase, ola, tell
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

__all__ = ["agreement", "asked", "desk", "leo", "ola"]


# --- Set aside ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def aside(desk: Client, asked: RightsRequest) -> RightsRequest:
    """Ola is held back, so she is set aside."""
    assert asked.person
    form = {"name": "Court case", "code": "", "record": "", "person": asked.person.shown_code, "reason": "The court asked."}
    desk.post("/admin/retention/hold/", form)
    desk.post(at("set_aside", asked))
    asked.refresh_from_db()
    assert asked.set_aside_on, "else the rest of this test says nothing"
    return asked


def test_the_task_about_who_is_set_aside_leads_to_the_request_and_ends_there(
    desk: Client, aside: RightsRequest, ola: Person, petra: User
) -> None:
    task = TakeDownTask.objects.get()
    page = desk.get(f"/admin/to-call-back/{task.pk}/").text
    assert at("one", aside) in page
    assert f"families/{ola.pk}" not in page, "that record leads to nothing any more"
    assert "data protection officer, who tells the partner" in words(sign_in(petra).get(f"/admin/to-call-back/{task.pk}/"))
    assert at("one", aside) not in sign_in(petra).get(f"/admin/to-call-back/{task.pk}/").text

    assert f"Saved: {FORUM} was told." in tell(desk, aside)

    task.refresh_from_db()
    assert task.state == "done"
    letter = words(desk.get(at("letter", aside)))
    assert f"We told them that you asked to be forgotten: {FORUM}" in letter
    assert f"We tell them to stop. What they know already we cannot take back: What we gave to {FORUM} (phone)." in letter


def test_an_old_task_about_who_was_erased_leads_to_the_request(
    desk: Client, asked: RightsRequest, ola: Person, agreement: SharingAgreement
) -> None:
    says(ola, agreement, "withdrawn")
    task = TakeDownTask.objects.get()
    assert f"families/{ola.pk}" in desk.get(f"/admin/to-call-back/{task.pk}/").text, "while they are here"
    erasing.erase_everywhere(ola, today())  # as after a restored copy, where nobody is asked
    page = desk.get(f"/admin/to-call-back/{task.pk}/").text
    assert at("one", asked) in page
    assert f"families/{ola.pk}" not in page


# --- What cannot be called back stands in the letter ----------------------------------------------------------------------


@pytest.fixture
def leaflet(elm: Hub, priya: User) -> Person:
    """Mo, whose story is on paper that is out."""
    record = agreeing.decide(make_person(elm, "Mo Bright"), agreeing.asked_purpose(by=priya, title="Tell your story"), by=priya)
    agreeing.use_of(record)
    return record.person


OUT = "We make no more of it. The copies that are out we cannot call back: Leaflet for baby week."


def test_the_letter_of_an_erasing_says_what_is_out(desk: Client, leaflet: Person, priya: User) -> None:
    request = known(make_rights_request(leaflet, "erasure"), priya)
    decided(desk, request)
    assert OUT in words(desk.get(at("one", request))), "the officer reads it before"
    erase(desk, request)
    assert f"What stopped with it, and what is out and we cannot call back: {OUT}" in words(desk.get(at("letter", request)))


def test_the_letter_of_an_objection_says_what_is_out(desk: Client, leaflet: Person, priya: User) -> None:
    request = known(make_rights_request(leaflet, "objection"), priya)
    decided(desk, request)
    page = desk.get(at("one", request))
    key = next(one.key for one in page.context["to_stop"] if one.title == "Tell your story")
    desk.post(at("stop_using", request), {"stop": key})
    letter = words(desk.get(at("letter", request)))
    assert "any more for: Tell your story" in letter
    assert f"cannot call back: {OUT}" in letter
    assert OUT in words(desk.get(at("one", request)))
