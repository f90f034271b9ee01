"""What goes out under the information law is what the second person read, to the last word; what they wrote of it is sealed, and ends."""

import importlib
import json

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import InformationExtractWords, InformationItem, InformationLetter, InformationRequest
from consent.services import information as services
from consent.services import information_ending as ending
from consent.services import information_extract as extract
from core import second_look
from core.choices import LookState
from core.models import AuditEntry, Hub, SecondLook
from tests import builders
from tests.cast import make_user, sign_in
from tests.consent.information_people import act, another_officer, comment, decided, desk, finished, request_, theme
from tests.families import make_person
from tests.feedback.desk import words

__all__ = ["desk", "request_"]
pytestmark = pytest.mark.django_db

LETTER = "Mossfield is the hub with the step."
REMARK = "Zanzibarquail is known by his buggy."


@pytest.fixture
def item(request_: InformationRequest, elm: Hub, priya: User) -> InformationItem:
    """Words of a family that will go out."""
    return decided(comment(request_, elm, priya), "give", priya)


def _page(client: Client, request: InformationRequest) -> str:
    return words(client.get(reverse("information:extract", args=[request.pk])))


def _stored() -> str:
    """Return all that stands in the tables of letters in the making and of second looks, as it stands there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM consent_informationletter")
        rows = cursor.fetchall()
        cursor.execute("SELECT * FROM core_secondlook")
        return repr(rows + cursor.fetchall())


# --- Who looks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act_of_theirs", ["chose", "took off"])
def test_who_chose_or_took_something_off_is_no_second_pair_of_eyes(
    request_: InformationRequest, item: InformationItem, elm: Hub, priya: User, act_of_theirs: str
) -> None:
    quinn = another_officer()
    spare = comment(request_, elm, quinn if act_of_theirs == "chose" else priya)
    services.drop(item=spare, by=priya if act_of_theirs == "chose" else quinn)
    extract.ask_for_look(request=request_, words="", by=priya)
    with pytest.raises(ValidationError):
        extract.agree(request=request_, by=quinn)
    extract.agree(request=request_, by=another_officer("Rae"))


# --- The letter's own words -----------------------------------------------------------------------------------------------


def test_who_looks_reads_the_officers_own_words_in_the_letter_and_they_go_out_as_read(
    desk: Client, request_: InformationRequest, item: InformationItem
) -> None:
    act(desk, request_, "ask", words=f"  {LETTER} ")
    theirs = sign_in(another_officer())
    assert LETTER in _page(theirs, request_)
    assert LETTER not in _stored()
    act(theirs, request_, "agree")

    assert "Finished." in words(act(desk, request_, "finish", words=LETTER))
    assert LETTER in json.loads(InformationExtractWords.objects.get().content)["letter"]


@pytest.mark.parametrize(("read", "sent"), [("", LETTER), (LETTER, ""), (LETTER, LETTER.replace("the step", "Ola"))])
def test_words_of_the_letter_that_were_changed_after_the_look_need_a_new_one_and_stay_typed(
    desk: Client, request_: InformationRequest, item: InformationItem, read: str, sent: str
) -> None:
    act(desk, request_, "ask", words=read)
    quinn = another_officer()
    extract.agree(request=request_, by=quinn)

    page = words(act(desk, request_, "finish", words=sent))

    assert "Your colleague read the letter with other words. Ask for a second look again" in page
    assert sent in page
    assert InformationRequest.objects.get().is_open
    act(desk, request_, "ask", words=sent)
    extract.agree(request=request_, by=quinn)
    assert "Finished." in words(act(desk, request_, "finish", words=sent))


def test_a_look_that_waits_is_of_the_words_that_it_was_asked_for(desk: Client, request_: InformationRequest, item: InformationItem) -> None:
    act(desk, request_, "ask", words=LETTER)
    row = InformationRequest.objects.get()
    row.asked += " And on windows?"
    row.save()
    with pytest.raises(ValidationError, match="Something has changed since"):
        extract.agree(request=request_, by=another_officer())


def test_who_wrote_the_letter_is_not_its_second_pair_of_eyes_though_somebody_else_asks_once_more(
    request_: InformationRequest, item: InformationItem
) -> None:
    quinn, rosa, third = another_officer(), another_officer("Rosa"), another_officer("Tamsin")
    for by in (quinn, rosa):
        extract.ask_for_look(request=request_, words=LETTER, by=by)
    with pytest.raises(ValidationError, match="You wrote this yourself"):
        extract.agree(request=request_, by=quinn)
    extract.agree(request=request_, by=third)


def test_words_that_are_too_long_are_said_before_a_colleague_is_asked_and_stay_typed(
    desk: Client, request_: InformationRequest, item: InformationItem
) -> None:
    page = words(act(desk, request_, "ask", words=LETTER * 80))
    assert LETTER * 80 in page
    assert "2,000" in page or "2000" in page
    assert not SecondLook.objects.exists()


def test_without_words_of_a_family_the_letter_is_written_when_it_is_finished(
    desk: Client, request_: InformationRequest, elm: Hub, priya: User
) -> None:
    decided(theme(request_, elm, priya), "give", priya)
    assert "Ask for a second look" not in _page(desk, request_)
    assert "Finished." in words(act(desk, request_, "finish", words=LETTER))


# --- What the second person wrote -----------------------------------------------------------------------------------------


def test_a_remark_is_sealed_beside_the_answer_and_gone_when_it_is_finished(
    desk: Client, request_: InformationRequest, item: InformationItem
) -> None:
    act(desk, request_, "ask", words=LETTER)
    quinn = another_officer()
    act(sign_in(quinn), request_, "send_back", remark=REMARK)
    assert REMARK in _page(desk, request_)
    assert REMARK not in _stored()

    act(desk, request_, "ask", words=LETTER)
    assert REMARK not in _page(desk, request_), "it was of the answer before"
    act(sign_in(quinn), request_, "send_back", remark=REMARK)
    act(desk, request_, "finish", hours="40")

    assert not InformationLetter.objects.exists()
    assert {look.remark for look in SecondLook.objects.all()} <= {"", extract.BESIDE}


def test_a_remark_that_is_too_long_is_refused_and_stays_typed(desk: Client, request_: InformationRequest, item: InformationItem) -> None:
    act(desk, request_, "ask")
    theirs = sign_in(another_officer())
    assert REMARK * 80 in words(act(theirs, request_, "send_back", remark=REMARK * 80))
    assert SecondLook.objects.get().state == LookState.ASKED


def test_whoever_is_forgotten_goes_from_the_letter_and_from_the_remark_and_it_is_read_anew(
    desk: Client, request_: InformationRequest, item: InformationItem
) -> None:
    person = make_person(None, "Zanzibarquail Mossfield")
    act(desk, request_, "ask", words="We asked Zanzibarquail Mossfield.")
    quinn = another_officer()
    act(sign_in(quinn), request_, "send_back", remark="Leave out Zanzibarquail Mossfield.")

    ending.forget_person(person_id=person.pk, today=builders.today())

    letter = InformationLetter.objects.get()
    assert (letter.words, letter.remark) == ("", "")


def test_remarks_that_stood_open_are_sealed_or_dropped_by_the_update(request_: InformationRequest, item: InformationItem) -> None:
    for number in range(2):
        extract.ask_for_look(request=request_, words="", by=make_user(f"Asker {number}"))
        second_look.send_back(look=SecondLook.objects.latest("pk"), by=another_officer(f"Quinn {number}"), remark=f"{REMARK} {number}")
    importlib.import_module("consent.migrations.0020_words_beside_a_second_look").seal_remarks(apps, None)
    assert REMARK not in _stored()
    assert InformationLetter.objects.get().remark == f"{REMARK} 1"


# --- A look that waits when it is over ------------------------------------------------------------------------------------


def test_a_look_that_waits_is_taken_back_when_the_answer_goes_out_another_way(
    desk: Client, request_: InformationRequest, item: InformationItem, priya: User
) -> None:
    act(desk, request_, "ask")
    quinn = another_officer()
    decided(item, "withhold", priya)
    finished(request_, quinn)
    look = SecondLook.objects.get()
    assert look.state == LookState.WITHDRAWN
    assert second_look.waiting_for(quinn) == []
    assert AuditEntry.objects.filter(verb="core.second_look.withdraw").count() == 1
    with pytest.raises(ValidationError, match="only while it waits"):
        second_look.withdraw(look=look, by=priya, is_over=True)


def test_nobody_else_takes_back_a_look_that_is_not_over(request_: InformationRequest, item: InformationItem, priya: User) -> None:
    extract.ask_for_look(request=request_, words="", by=priya)
    with pytest.raises(ValidationError, match="Only the colleague who asked"):
        second_look.withdraw(look=SecondLook.objects.get(), by=another_officer())
