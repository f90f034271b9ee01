"""Before somebody is erased, whoever has something of them from us is told, or it is written down why not (UK GDPR Article 19)."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from consent.models import ConsentUse, PartnerTold, Person, RightsRequest, SharingAgreement, TakeDownTask
from consent.services.people import merge_people
from core.models import AuditEntry, Hub
from tests.builders import today
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.exporting import agreement, fetch, make, parent, says, wanted
from tests.consent.rights import at, decided, known
from tests.consent.sharing_people import leo, partner
from tests.consent.telling import FORUM, asked, cannot_tell, desk, erase, key_of, ola, tell
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

__all__ = ["agreement", "asked", "desk", "leo", "ola"]
FIRST = f"First tell {FORUM}, and say here that you did, or why they cannot be told. Then erase."


# --- The whole road -------------------------------------------------------------------------------------------------------


def test_from_the_export_over_telling_the_partner_to_the_letter(
    desk: Client, ola: Person, agreement: SharingAgreement, priya: User
) -> None:
    request = known(make_rights_request(ola, "erasure"), priya)
    before = words(desk.get(at("one", request)))
    assert FORUM in before, "read before anything is decided"
    assert "Name, Phone number. Agreement: New members of the forum, version 1." in before
    assert "Reach them: data@forum.example, office@forum.example." in before
    assert "They cannot be told" not in before, "a partner is told when it is decided"
    decided(desk, request, answer="We do what you ask.")

    assert FIRST in erase(desk, request)
    assert Person.objects.get().erased_on is None

    assert f"Saved: {FORUM} was told." in tell(desk, request)
    assert ConsentUse.objects.get().ended_on == today()
    assert "Erased:" in erase(desk, request)

    letter = words(desk.get(at("letter", request)))
    assert f"We told them that you asked to be forgotten: {FORUM}, on {today():%-d %B %Y}" in letter
    assert "could not tell them" not in letter
    assert not TakeDownTask.objects.exists(), "nobody is sent to an emptied record"
    page = words(desk.get(at("one", request)))
    assert f"Told on {today():%-d %B %Y}, by e-mail, by {priya}." in page


def test_who_cannot_be_told_is_written_down_and_stands_in_the_letter(desk: Client, asked: RightsRequest) -> None:
    assert "Write why they cannot be told" in cannot_tell(desk, asked, " ")
    assert f"Saved why {FORUM} is not told." in cannot_tell(desk, asked, "It closed in May, and nobody took its records over.")

    assert "Erased:" in erase(desk, asked)

    letter = words(desk.get(at("letter", asked)))
    assert f"we could not tell them: {FORUM}. It closed in May, and nobody took its records over." in letter
    assert "We told them" not in letter
    assert AuditEntry.objects.filter(verb="consent.rights.cannot_tell").count() == 1


def test_pressed_twice_is_once_and_who_could_not_be_told_is_told_later(desk: Client, asked: RightsRequest) -> None:
    for _ in range(2):
        cannot_tell(desk, asked, "They do not answer.")
    assert PartnerTold.objects.get().how == ""
    for _ in range(2):
        tell(desk, asked)

    assert PartnerTold.objects.get().how == "email"
    assert PartnerTold.objects.get().why_not == ""
    assert AuditEntry.objects.filter(verb="consent.rights.tell_partner").count() == 1
    assert AuditEntry.objects.filter(verb="consent.rights.cannot_tell").count() == 1
    assert "It was said that they were told." in cannot_tell(desk, asked, "They do not answer.")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"how": ""}, "Choose how they were told."),
        ({"how": "pigeon"}, "Choose how they were told."),
        ({"on": ""}, "Write the day on which they were told."),
        ({"on": "yesterday"}, "Write the day on which they were told."),
        ({"on": f"{today() + timedelta(days=1)}"}, "That day has not come yet."),
        ({"on": f"{today() - timedelta(days=1)}"}, "Write a day since then on which the partner was told."),
        ({"partner": "987654"}, "This partner has nothing of theirs from us."),
        ({"partner": "x"}, "This partner has nothing of theirs from us."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(desk: Client, asked: RightsRequest, said: dict[str, str], reason: str) -> None:
    assert reason in tell(desk, asked, **said)
    assert not PartnerTold.objects.exists()


def test_a_reason_that_is_too_long_stays_in_its_box(desk: Client, asked: RightsRequest) -> None:
    why = "They moved. " * 50
    page = desk.post(at("cannot_be_told", asked), {"partner": key_of(asked), "why_untold": why}, follow=True).text
    assert why in page
    assert "too long" in page
    assert not PartnerTold.objects.exists()


def test_a_partner_is_told_only_when_it_is_decided(desk: Client, ola: Person, priya: User) -> None:
    request = known(make_rights_request(ola, "erasure"), priya)
    assert "Decide first that it shall be erased." in tell(desk, request)
    copy = known(make_rights_request(ola, "access"), priya)
    assert "Nobody asked to be forgotten here." in words(desk.post(at("told", copy), {"partner": "1", "how": "email", "on": f"{today()}"}))


def test_who_was_shared_with_nobody_is_erased_at_once(desk: Client, elm: Hub, priya: User) -> None:
    request = known(make_rights_request(make_person(elm), "erasure"), priya)
    decided(desk, request)
    assert "Who has it from us" not in words(desk.get(at("one", request)))
    assert "Erased:" in erase(desk, request)


# --- What it is asked about -----------------------------------------------------------------------------------------------


def test_what_a_partner_was_told_to_stop_using_it_is_still_told_to_delete(
    desk: Client, ola: Person, agreement: SharingAgreement, priya: User
) -> None:
    says(ola, agreement, "withdrawn")
    task = TakeDownTask.objects.get()
    desk.post(f"/admin/to-call-back/{task.pk}/", {"state": "done"})
    assert ConsentUse.objects.get().ended_on, "they stopped"
    request = known(make_rights_request(ola, "erasure"), priya)
    decided(desk, request)
    assert FIRST in erase(desk, request)


def test_telling_ends_the_task_that_waits(desk: Client, ola: Person, agreement: SharingAgreement, priya: User) -> None:
    says(ola, agreement, "withdrawn")
    request = known(make_rights_request(ola, "erasure"), priya)
    decided(desk, request)
    tell(desk, request)
    task = TakeDownTask.objects.get()
    assert (task.state, task.words) == ("done", "They were told to delete it.")


def test_what_went_under_a_record_that_is_joined_later_is_told_anew(
    desk: Client, asked: RightsRequest, elm: Hub, agreement: SharingAgreement, priya: User, petra: User
) -> None:
    tell(desk, asked)
    other = parent(elm, agreement, "Ola B.")
    fetch(priya, make(priya, wanted(agreement)))
    assert asked.person is not None
    merge_people(stays=asked.person, goes=other, by=petra)
    decided(desk, known(asked, priya))  # who asks, and what they get, is asked anew
    ConsentUse.objects.update(ended_on=today())  # as where no yes was needed: what went is all that says it

    assert FIRST in erase(desk, asked)
    assert "Something has gone there that this did not cover: tell them anew." in words(desk.get(at("one", asked)))
    tell(desk, asked)
    assert "Erased:" in erase(desk, asked)


def test_what_is_with_a_partner_whom_nobody_named_must_be_told_too(desk: Client, elm: Hub, priya: User) -> None:
    record = agreeing.decide(make_person(elm), agreeing.asked_purpose(by=priya), by=priya)
    agreeing.use_of(record, used_as="partner", title="The film for the forum")
    request = known(make_rights_request(record.person, "erasure"), priya)
    decided(desk, request)
    page = erase(desk, request)
    assert "First tell Somebody whom our records do not name" in page
    assert "The film for the forum" in page
    tell(desk, request)
    assert "Erased:" in erase(desk, request)


def test_every_partner_is_told(desk: Client, ola: Person, elm: Hub, agreement: SharingAgreement, priya: User) -> None:
    record = agreeing.decide(ola, agreeing.asked_purpose(by=priya, for_a_partner=True), by=priya, partner=partner("Elm Library"))
    agreeing.use_of(record, used_as="partner", title="A story")
    request = known(make_rights_request(ola, "erasure"), priya)
    decided(desk, request)
    tell(desk, request)
    page = erase(desk, request)
    assert ("First tell Elm Library" in page) != (FIRST in page), "only the one that is left"
    tell(desk, request)
    assert "Erased:" in erase(desk, request)
    assert PartnerTold.objects.count() == 2


def test_nobody_else_says_that_a_partner_was_told(asked: RightsRequest, petra: User) -> None:
    for name in ("told", "cannot_be_told"):
        assert sign_in(petra).post(at(name, asked), {"partner": key_of(asked)}).status_code in {302, 403, 404}
    assert not PartnerTold.objects.exists()
