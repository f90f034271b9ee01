"""What the rights desk lets the officer put right, and what it does not: decisions, parts of a copy, drafts, who is opened."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import Person, RightsRequest, RightsWords
from consent.selectors import rights as selectors
from core.models import AuditEntry
from tests import builders
from tests.cast import sign_in
from tests.consent.rights import THIRD_PARTY, above, at, decided, desk, known, ola
from tests.families import make_rights_request
from tests.feedback.desk import words

TODAY = builders.today
__all__ = ["above", "desk", "ola"]


# --- The decision ---------------------------------------------------------------------------------------------------------


def test_nobody_hears_that_we_hold_nothing_whose_record_is_joined(desk: Client, ola: Person) -> None:
    asked = make_rights_request(ola)
    page = words(decided(desk, asked, "no", why="nothing"))
    assert f"We hold the record of {ola.shown_code}, and this is about it. Choose another reason." in page
    assert RightsRequest.objects.get().decided_on is None

    nobody = make_rights_request(None, who="Zed, 1 Row")
    decided(desk, nobody, "no", why="nothing")
    assert RightsRequest.objects.get(pk=nobody.pk).decided_on


def test_a_decision_is_taken_back_until_they_have_the_letter_and_its_words_stay(desk: Client, priya: User, ola: Person) -> None:
    asked = known(make_rights_request(ola), priya)
    assert "Nothing is decided yet." in words(desk.post(at("take_decision_back", asked)))
    decided(desk, asked, answer="Dear Olla, here it is.")
    assert "It is decided. To decide otherwise, take the decision back first" in words(decided(desk, asked, "no", why="others"))
    desk.post(at("copy_file", asked), {"as": "html"})

    page = desk.post(at("take_decision_back", asked), follow=True)

    assert "Dear Olla, here it is." in page.text, "in its box"
    row = RightsRequest.objects.get()
    assert (row.verdict, row.decided_on, row.decided_by, row.copied_on) == ("", None, None, None)
    assert AuditEntry.objects.filter(verb="consent.rights.take_decision_back").count() == 1
    decided(desk, asked, answer="Dear Ola, here it is.")
    desk.post(at("copy_file", asked), {"as": "html"})
    desk.post(at("finish", asked))
    assert "This has ended already." in words(desk.post(at("take_decision_back", asked)))


@pytest.mark.parametrize("kind", ["erasure", "objection"])
def test_what_was_carried_out_is_not_decided_otherwise(desk: Client, priya: User, ola: Person, kind: str) -> None:
    asked = known(make_rights_request(ola, kind), priya)
    decided(desk, asked)
    if kind == "erasure":
        desk.post(at("erase", asked), {"sure": "yes"})
    else:
        RightsRequest.objects.filter(pk=asked.pk).update(stopped_on=TODAY())

    for page in (decided(desk, asked, "no", why="others"), desk.post(at("take_decision_back", asked))):
        assert "That stands, and so does its letter" in words(page).replace(" until the hold is lifted", "")

    row = RightsRequest.objects.get()
    assert (row.verdict, "Take the decision back" in words(desk.get(at("one", asked)))) == ("yes", False)


def test_reasons_are_those_of_what_they_ask(desk: Client, priya: User, ola: Person) -> None:
    found = {kind: words(desk.get(at("one", make_rights_request(ola, kind)))) for kind in ("objection", "erasure", "complaint", "access")}
    for said, kinds in (
        ("We have compelling grounds", {"objection"}),
        ("We need it for a task in the public interest", {"erasure"}),
        ("We need it for legal claims", {"objection", "erasure"}),
        ("We looked into it and did nothing wrong", {"complaint"}),
    ):
        assert {kind for kind, page in found.items() if said in page} == kinds, said
    asked = known(make_rights_request(ola), priya)
    assert "That is no reason for what they ask." in words(decided(desk, asked, "no", why="not_upheld"))


# --- The copy -------------------------------------------------------------------------------------------------------------


def test_what_comes_after_the_decision_is_judged_and_no_request_ends_without_its_copy(
    desk: Client, priya: User, ola: Person, request: pytest.FixtureRequest
) -> None:
    asked = known(make_rights_request(ola), priya)
    decided(desk, asked)
    assert "Take it first, and give it to them with the letter." in words(desk.post(at("finish", asked)))
    desk.post(at("copy_file", asked), {"as": "html"})
    request.getfixturevalue("above")  # a note comes after the decision, and after the copy
    assert "Something has come since you decided. One part of the copy waits" in words(desk.post(at("finish", asked)))
    key = selectors.key_of(THIRD_PARTY)
    assert "What becomes of this part?" in words(desk.post(at("copy", asked)))

    desk.post(at("judge", asked), {"key": key, "verdict": "hold"})

    assert "Take it first" in words(desk.post(at("finish", asked))), "the copy that was taken was another one"
    desk.post(at("copy_file", asked), {"as": "json"})
    assert "Done." in words(desk.post(at("finish", asked), follow=True))


def test_what_we_hold_is_opened_for_who_is_known_alone_and_the_trail_says_whose_and_why(desk: Client, priya: User, ola: Person) -> None:
    for asked, why in (
        (make_rights_request(ola, "correction"), "First say how you know who asks"),
        (make_rights_request(None, who="Zed"), "Say whose data it is"),
        (make_rights_request(ola, "complaint"), "A complaint opens no record."),
    ):
        page = desk.post(at("copy", asked), follow=True)
        assert why in words(page)
        assert "ola@family.example" not in page.text
    assert not AuditEntry.objects.filter(verb="consent.rights.open").exists()

    asked = known(make_rights_request(ola, "correction"), priya)
    assert "ola@family.example" in desk.post(at("copy", asked)).text
    facts = json.loads(AuditEntry.objects.get(verb="consent.rights.open").facts)
    assert (facts["person"], facts["reason"]) == (ola.shown_code, "rights")


# --- To put something right -----------------------------------------------------------------------------------------------


def test_a_correction_ends_when_it_was_said_what_was_put_right(desk: Client, priya: User, ola: Person, petra: User) -> None:
    asked = known(make_rights_request(ola, "correction"), priya)
    assert "Decide first that it is put right." in words(desk.post(at("put_right", asked), {"what_put_right": "The name."}))
    page = words(decided(desk, asked))
    assert "Their record is corrected by: Panel coordinator" in page
    assert "Write first what was put right, and where." in words(desk.post(at("finish", asked)))
    assert "Write what was put right, and where" in words(desk.post(at("put_right", asked), {"what_put_right": " "}))

    desk.post(at("put_right", asked), {"what_put_right": "The surname: Nowakh, in the record and on paper."})

    assert "This is right now: The surname: Nowakh" in words(desk.get(at("letter", asked)))
    assert "Done." in words(desk.post(at("finish", asked), follow=True))
    assert "Nowakh" not in str(list(AuditEntry.objects.values()))


# --- What is typed --------------------------------------------------------------------------------------------------------


def test_a_half_written_letter_is_kept_whichever_button_is_pressed(desk: Client, priya: User, ola: Person) -> None:
    asked = make_rights_request(ola)
    for number, (name, post) in enumerate(
        (
            ("searched", {"place": "Mailbox", "number": "1"}),
            ("acknowledge", {}),
            ("identify", {"how": "known"}),
            ("copy", {}),
            ("stop_clock", {"why_stop": ""}),
            ("draft", {"keep": "1"}),
            ("draft", {"place": "Shed"}),
        )
    ):
        page = desk.post(at(name, asked), post | {"answer": f"Dear Ola, {number}"}, follow=True)
        assert RightsWords.objects.get().answer == f"Dear Ola, {number}", name
        if name != "copy":
            assert f"Dear Ola, {number}</textarea>" in page.text, name
    assert 'value="Shed"' in page.text, "Enter in a box loses nothing, and does nothing"
    assert "Dear Ola" not in words(desk.get(at("letter", asked)))
    assert "Dear Ola" not in str(list(AuditEntry.objects.values()))

    decided(desk, asked, answer="Dear Ola, it is done.")
    desk.post(at("draft", asked), {"answer": "Nothing.", "keep": "1"})
    assert RightsWords.objects.get().answer == "Dear Ola, it is done.", "what is decided stays"


def test_every_step_before_the_decision_is_in_the_form_that_holds_the_letter(desk: Client, ola: Person) -> None:
    page = desk.get(at("one", make_rights_request(ola))).text
    form = page[page.index(at("draft", RightsRequest.objects.get())) : page.index("Keep the letter for later")]
    for name in ("identify", "acknowledge", "stop_clock", "longer", "searched", "correct", "decide"):
        assert f'formaction="{at(name, RightsRequest.objects.get())}"' in form, name


def test_a_draft_of_who_was_erased_by_another_request_goes_with_them(desk: Client, priya: User, ola: Person) -> None:
    waits = make_rights_request(ola)
    desk.post(at("draft", waits), {"answer": "Dear Ola Nowak", "keep": "1"})
    asked = known(make_rights_request(ola, "erasure"), priya)
    decided(desk, asked)
    desk.post(at("erase", asked), {"sure": "yes"})
    assert RightsWords.objects.get(request=waits).answer == ""


# --- Lists and links ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "said"), [(3, "in time"), (60, "too late")])
def test_what_has_ended_says_when_and_whether_in_time(desk: Client, priya: User, ola: Person, days: int, said: str) -> None:
    asked = make_rights_request(ola, received_on=TODAY() - timedelta(days=days))
    decided(desk, asked, "no", why="excessive")
    desk.post(at("finish", asked))
    taken_back = make_rights_request(ola, "correction")
    desk.post(at("withdraw", taken_back))
    page = words(desk.get(reverse("rights:index"), {"state": "ended"}))
    assert "Ended" in page
    assert "By when" not in page
    assert said in page
    assert "taken back" in page


def test_a_person_what_they_agreed_to_and_what_they_asked_lead_to_each_other(desk: Client, ola: Person, petra: User) -> None:
    asked = make_rights_request(ola)
    person, agreed, one = reverse("families:one", args=[ola.pk]), reverse("consent_ledger:one", args=[ola.pk]), at("one", asked)
    for here, others in ((person, (agreed, one)), (agreed, (person, one)), (one, (person, agreed))):
        for other in others:
            assert f'href="{other}"' in desk.get(here).text, (here, other)
    page = sign_in(petra).get(person).text
    assert agreed in page
    assert one not in page, "who may not read it is not led there"
