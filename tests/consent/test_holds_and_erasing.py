"""Somebody held back for a court asks to be forgotten: they are set aside, told honestly, and erased when the hold is lifted."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent import provides
from consent.models import DoorCode, FamilyVisit, LegalHold, Person, RightsRequest, TakeDownTask
from consent.selectors import holds, ledger, ledger_mail, people
from consent.services import door, erasing
from consent.services import retention as services
from consent.services.people import merge_people
from core.answers import HeldBack
from core.models import AuditEntry, Hub
from tests import builders
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.rights import ERASED, above, at, decided, known
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

TODAY = builders.today
_TAKEN_IN = {"kind": "access", "how": "phone", "who": "", "asked": "What do you have?", "received_on": f"{TODAY()}", "language": "en-gb"}
__all__ = ["above"]
WHY = "The court asked for Ola’s papers."


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola Nowak of Elm."""
    return make_person(elm, email="ola@family.example", phone="07700 900123")


@pytest.fixture
def desk(priya: User) -> Client:
    """Priya's desk: the data protection officer."""
    return sign_in(priya)


def hold(desk: Client, typed: str, **said: str) -> Any:
    """Hold somebody back on the screen."""
    form = {"name": "Court case 2026/14", "code": "", "record": "", "person": typed, "reason": WHY, **said}
    return desk.post(reverse("retention:hold"), form, follow=True)


def lift(desk: Client) -> Any:
    return desk.post(reverse("retention:lift"), {"hold": str(LegalHold.objects.get().pk), "reason": "The court is done."}, follow=True)


def asked(ola: Person, priya: User, desk: Client) -> RightsRequest:
    """Ola asks to be forgotten, is known, and the officer decides to erase."""
    request = known(make_rights_request(ola, "erasure"), priya)
    decided(desk, request, answer="We do what you ask as far as we may.")
    return request


@pytest.fixture
def aside(desk: Client, priya: User, ola: Person) -> RightsRequest:
    """Ola is held, asked to be forgotten, and is set aside."""
    hold(desk, ola.shown_code)
    request = asked(ola, priya, desk)
    desk.post(at("set_aside", request))
    ola.refresh_from_db()
    return request


# --- Placing the hold -------------------------------------------------------------------------------------------------------


def test_a_hold_on_a_person_is_placed_by_their_code_and_shows_the_code_alone(desk: Client, ola: Person) -> None:
    page = words(hold(desk, ola.shown_code.lower()))

    assert f"Court case 2026/14 : {ola.shown_code}. Since" in page
    assert "Ola Nowak" not in page
    entry = AuditEntry.objects.get(verb="consent.retention.hold")
    assert ola.shown_code in entry.facts


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"person": "P-9999"}, "Nobody has this code."),
        ({"person": ""}, "Choose which kind of record it is about, or write the code of the person."),
        ({"code": "photos"}, "Hold either a kind of record or a person."),
        ({"record": "7"}, "Hold either a kind of record or a person."),
    ],
)
def test_a_hold_that_makes_no_sense_is_refused_and_what_was_typed_stays(
    desk: Client, ola: Person, said: dict[str, str], answer: str
) -> None:
    page = hold(desk, said.pop("person", ola.shown_code), **said)
    assert answer in words(page)
    assert WHY in page.text
    assert not LegalHold.objects.exists()


def test_who_was_erased_leaves_nothing_to_hold(desk: Client, priya: User, ola: Person) -> None:
    erasing.erase_everywhere(ola, TODAY())
    assert "Nobody has this code." in words(hold(desk, ola.shown_code))
    with pytest.raises(ValidationError, match="Nothing of theirs is left to hold"):
        services.place_hold(name="Late", reason="Late.", person=ola, by=priya, today=TODAY())


def test_a_hold_names_a_kind_or_a_person_and_never_both(priya: User, ola: Person) -> None:
    facts = {"name": "Both", "reason": "Both.", "from_on": TODAY(), "placed_by": priya}
    for about in ({"code": "photos", "person": ola}, {"code": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LegalHold.objects.create(**facts, **about)


# --- To be forgotten meanwhile ----------------------------------------------------------------------------------------------


def test_who_is_held_is_not_erased_and_the_officer_reads_why_and_since_when(desk: Client, priya: User, ola: Person, above: None) -> None:
    hold(desk, ola.shown_code)
    request = asked(ola, priya, desk)

    page = words(desk.get(at("one", request)))
    assert f"Kept: held back since {TODAY():%-d %B %Y}" in page
    assert "Court case 2026/14" in page
    assert "I have read what goes" not in page

    refused = words(desk.post(at("erase", request), {"sure": "yes"}))
    assert "Nothing is erased until it is lifted" in refused
    assert "Do that first" in words(desk.post(at("finish", request)))
    assert Person.objects.get(pk=ola.pk).name == "Ola Nowak"
    assert ERASED == []


def test_no_road_round_the_desk_erases_who_is_held(desk: Client, ola: Person, above: None) -> None:
    hold(desk, ola.shown_code)
    with pytest.raises(HeldBack):
        erasing.erase_everywhere(ola, TODAY())
    assert ERASED == []
    assert Person.objects.get(pk=ola.pk).email == "ola@family.example"


def test_a_hold_on_a_record_that_was_joined_to_theirs_holds_them(desk: Client, priya: User, petra: User, ola: Person, elm: Hub) -> None:
    """As of records that were joined before who is held could be joined to nobody."""
    twice = make_person(elm, "Aleksandra")
    merge_people(stays=ola, goes=twice, by=petra)
    hold(desk, ola.shown_code)
    LegalHold.objects.update(person=twice)
    with pytest.raises(HeldBack):
        erasing.erase_everywhere(ola, TODAY())


def test_the_letter_says_that_it_is_kept_and_not_why(desk: Client, aside: RightsRequest) -> None:
    letter = words(desk.get(at("letter", aside)))
    assert "This stays for now: What we hold about you. We must not delete it yet." in letter
    assert "You need not ask again." in letter
    for secret in ("court", "Court", "2026/14"):
        assert secret not in letter
    assert "we deleted what we held" not in letter
    assert "Done." in words(desk.post(at("finish", aside), follow=True))


def test_nobody_but_the_officer_finds_who_is_set_aside(desk: Client, aside: RightsRequest, ola: Person, petra: User, asha: User) -> None:
    for user in (petra, asha):
        client = sign_in(user)
        assert ola.shown_code not in words(client.get(reverse("families:index")))
        for typed in ("ola@family.example", "Ola Nowak", ola.shown_code):
            found = client.post(reverse("families:index"), {"words": typed}, follow=True)
            assert (found.context["words"], found.context["people"]) == (typed, []), "it was searched, and nobody is found"
        for screen in ("families:one", "consent_ledger:one"):
            assert client.get(reverse(screen, args=[ola.pk])).status_code == 404
        assert "Nobody has this code" in words(client.post(reverse("rights:add"), {"code": ola.shown_code, **_TAKEN_IN}))
    assert people.with_code(petra, ola.shown_code) is None
    assert ledger.person_with_code(petra, ledger.VIEW, ola.shown_code) is None
    assert people.alike(petra, email="ola@family.example", phone="", name="Ola Nowak") == []

    assert ola.shown_code in words(desk.get(at("one", aside)))
    desk.post(reverse("rights:add"), {"code": ola.shown_code, **_TAKEN_IN})
    copy = RightsRequest.objects.get(kind="access")
    desk.post(at("identify", copy), {"how": "known"})
    assert "ola@family.example" in words(desk.post(at("copy", copy)))


def test_no_letter_and_no_door_reaches_who_is_set_aside(desk: Client, priya: User, ola: Person) -> None:
    FamilyVisit.objects.create(person=ola, token_hash="x", expires_at=timezone.now() + timedelta(hours=1))
    DoorCode.objects.create(person=ola, asked_at=timezone.now())
    hold(desk, ola.shown_code)
    desk.post(at("set_aside", asked(ola, priya, desk)))

    assert "set aside" in ledger_mail.why_not_write(ola.pk, "consent_confirm")[0]
    assert not FamilyVisit.objects.exists()
    assert not DoorCode.objects.exists()
    assert door.ask_for_code(email="ola@family.example").person is None


def test_what_their_yeses_allowed_stops_and_nothing_more_is_written_down(desk: Client, priya: User, petra: User, ola: Person) -> None:
    purpose = agreeing.asked_purpose(by=priya)
    use = agreeing.use_of(agreeing.decide(ola, purpose, by=petra))
    hold(desk, ola.shown_code)
    desk.post(at("set_aside", asked(ola, priya, desk)))
    ola.refresh_from_db()

    assert TakeDownTask.objects.get().use == use
    assert ledger.why_not_use(person=ola, purpose=purpose) != []
    with pytest.raises(ValidationError, match="set aside"):
        agreeing.decide(ola, purpose, by=petra)


def test_nobody_is_set_aside_whom_nothing_holds_back_or_who_asked_for_something_else(desk: Client, priya: User, ola: Person) -> None:
    request = asked(ola, priya, desk)
    assert "Nothing holds them back. Erase them." in words(desk.post(at("set_aside", request)))
    hold(desk, ola.shown_code)
    copy = known(make_rights_request(ola, "access"), priya)
    assert "Nobody asked to be forgotten here." in words(desk.post(at("set_aside", copy)))
    desk.post(at("set_aside", request))
    assert "They are set aside already." in words(desk.post(at("set_aside", request)))
    assert not RightsRequest.objects.get(pk=copy.pk).set_aside_on


def test_who_takes_it_back_is_found_again(desk: Client, aside: RightsRequest, ola: Person) -> None:
    desk.post(at("withdraw", aside))
    assert list(Person.objects.here()) == [ola]


def test_who_asked_twice_and_takes_one_back_stays_set_aside(desk: Client, priya: User, aside: RightsRequest, ola: Person) -> None:
    again = asked(ola, priya, desk)
    desk.post(at("set_aside", again))
    desk.post(at("withdraw", aside))
    assert not Person.objects.here().exists()


# --- After the hold -----------------------------------------------------------------------------------------------------------


def test_when_the_hold_is_lifted_the_officer_is_reminded_and_erases(desk: Client, priya: User, adam: User, aside: RightsRequest) -> None:
    desk.post(at("finish", aside))
    assert _reminders(priya) == []

    lift(desk)

    assert _reminders(adam) == []
    assert _reminders(priya) == [f"{aside}: erase {aside.person}, whom nothing holds back any more"]
    page = words(desk.get(at("one", aside)))
    assert "Kept: held back" not in page
    assert "I have read what goes and what stays" in page

    desk.post(at("erase", aside), {"sure": "yes"})

    assert aside.person
    gone = Person.objects.get(pk=aside.person.pk)
    assert (gone.name, gone.email_index, gone.set_aside_on, gone.erased_on) == ("", "", None, TODAY())
    assert _reminders(priya) == []
    letter = words(desk.get(at("letter", aside)))
    assert "we deleted what we held about you" in letter
    assert "must not delete it yet" not in letter
    assert "This has ended already." in words(desk.post(at("erase", aside), {"sure": "yes"}))


def test_of_two_holds_both_must_be_lifted(desk: Client, priya: User, aside: RightsRequest) -> None:
    first = LegalHold.objects.get()
    hold(desk, str(aside.person), name="Inquiry 7")
    desk.post(reverse("retention:lift"), {"hold": str(first.pk), "reason": "It is over."})
    assert _reminders(priya) == []
    assert "Inquiry 7" in words(desk.get(at("one", aside)))
    assert "Nothing is erased until" in words(desk.post(at("erase", aside), {"sure": "yes"}))


def _reminders(user: User) -> list[str]:
    return [one.text for one in provides.what_waits(user=user, today=TODAY()) if "erase" in one.text]


# --- The worker heeds it, too -------------------------------------------------------------------------------------------------


def test_records_about_somebody_who_is_held_outlive_their_time(desk: Client, priya: User, petra: User, ola: Person, elm: Hub) -> None:
    other = make_person(elm, "Mo")
    purpose = agreeing.asked_purpose(by=priya)
    mine, theirs = (agreeing.decide(one, purpose, by=petra) for one in (ola, other))
    mine_asked, theirs_asked = (make_rights_request(one) for one in (ola, other))
    entry = AuditEntry.objects.filter(subject=f"consent.Person:{ola.pk}").first()
    hold(desk, ola.shown_code)

    assert holds.held_back("consent_records", [str(mine.pk), str(theirs.pk)]) == {str(mine.pk): "held"}
    assert holds.held_back("rights_requests", [str(mine_asked.pk), str(theirs_asked.pk)]) == {str(mine_asked.pk): "held"}
    assert entry
    assert holds.held_back("audit_trail", [str(entry.pk)]) == {str(entry.pk): "held"}
    assert holds.held_back("photos", ["7"]) == {}
    lift(desk)
    assert holds.held_back("consent_records", [str(mine.pk)]) == {}
