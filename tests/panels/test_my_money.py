"""A member gets their money back by phone: with a photo that nobody else sees, without a bank's details, and only their own."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from consent.models import LegalHold
from core.models import AuditEntry, Hub
from panels.choices import ClaimState, MemberKind, Stage
from panels.models import Claim, ClaimReceipt, Meeting, Membership
from panels.services import claims_paying
from tests.builders import today
from tests.families import make_person
from tests.panels.at_my_panel import PAGE, at, phone_of
from tests.panels.meeting import words
from tests.panels.paneling import make_member, make_panel
from tests.panels.paying import agree, make_claim, meeting_was, paying_panel
from tests.panels.test_claims_written_down import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays."""
    return make_member(paying_panel(elm, petra))


@pytest.fixture
def meeting(ola: Membership) -> Meeting:
    """Yesterday's meeting."""
    return meeting_was(ola.panel)


@pytest.fixture
def phone(ola: Membership) -> Client:
    """Ola's phone, behind the door."""
    return phone_of(ola)


def ask(phone: Client, ola: Membership, **said: Any) -> Any:
    """Send the form, and go on to where it leads."""
    return phone.post(at("ask_for_money", ola), {"go": "send", "key": str(uuid.uuid4())} | said, follow=True)


def test_a_member_sends_what_they_spent_with_photos_and_reads_by_when_it_is_paid(phone: Client, ola: Membership, meeting: Meeting) -> None:
    form = words(phone.get(at("ask_for_money", ola)))
    assert "If you drive, we pay 45p for each mile." in form
    assert "Fares, in pounds" in form

    page = words(ask(phone, ola, meeting=meeting.pk, fares="£4,50", miles="10", photos=[photo(), photo()], note="The night bus."))

    claim = Claim.objects.get()
    assert (claim.state, claim.asked, claim.entered_by, claim.meeting) == (ClaimState.SENT, Decimal("9.00"), None, meeting)
    assert claim.note == "The night bus."
    assert ClaimReceipt.objects.count() == 2
    assert all(b"Canary" not in bytes(one.content or b"") for one in ClaimReceipt.objects.all()), "where it was taken is gone"
    assert "£9: Sent: somebody looks at it" in page
    assert "If nothing is missing, you have the money by" in page, "nobody looked at it yet"
    assert "Photos 2" in page
    assert AuditEntry.objects.get(verb="panels.claim.send").actor == "system"


def test_a_button_pressed_twice_asks_once(phone: Client, ola: Membership) -> None:
    key = phone.get(at("ask_for_money", ola)).context["form"].first_key
    for _ in range(2):
        ask(phone, ola, fares="4", key=key)

    assert Claim.objects.count() == 1


def test_a_thank_you_is_taken_only_by_who_read_about_benefits_and_it_can_be_refused(
    phone: Client, ola: Membership, meeting: Meeting
) -> None:
    form = words(phone.get(at("ask_for_money", ola)))
    assert "can change your benefits" in form
    assert "I have read this, and would like £10 You can say no to it." in form

    ask(phone, ola, meeting=meeting.pk, fares="4", thanks="on", go="keep")
    claim = Claim.objects.get()
    assert (claim.state, claim.heard_of_benefits, claim.asked) == (ClaimState.DRAFT, True, Decimal(14))
    phone.post(at("my_money", ola, claim.pk), {"go": "no_thanks"})

    assert Claim.objects.get().asked == 4
    assert ask(phone, ola, fares="4").status_code == 200
    assert Claim.objects.latest("written_at").heard_of_benefits is False


def test_what_was_kept_is_sent_later_and_changed_before(phone: Client, ola: Membership, meeting: Meeting) -> None:
    ask(phone, ola, meeting=meeting.pk, childcare="30", hours="3", go="keep")
    claim = Claim.objects.get()
    assert "Nobody reads it until you send it." in words(phone.get(at("my_money", ola, claim.pk)))
    form = phone.get(at("change_money", ola, claim.pk)).context["form"]
    assert (form["childcare"].value(), form["hours"].value(), form["seen"].value()) == ("30.00", "3.0", 1)

    said = {"seen": "1", "childcare": "24", "hours": "2", "photos": photo(), "go": "send"}
    page = words(phone.post(at("change_money", ola, claim.pk), said, follow=True))

    claim.refresh_from_db()
    assert (claim.state, claim.asked) == (ClaimState.SENT, Decimal(24))
    assert "£24: Sent" in page
    assert phone.get(at("change_money", ola, claim.pk)).status_code == 302, "it was sent, so it stays as it is"


def test_a_draft_is_sent_by_its_button_once(phone: Client, ola: Membership) -> None:
    ask(phone, ola, fares="4", go="keep")
    claim = Claim.objects.get()

    phone.post(at("my_money", ola, claim.pk), {"go": "send"})
    page = words(phone.post(at("my_money", ola, claim.pk), {"go": "send"}))

    assert "This could not be done. Please ring us." in page
    assert AuditEntry.objects.filter(verb="panels.claim.send").count() == 1


def test_changed_on_another_phone_meanwhile_it_is_shown_as_it_stands(phone: Client, ola: Membership) -> None:
    ask(phone, ola, fares="4", go="keep")
    claim = Claim.objects.get()
    phone.post(at("change_money", ola, claim.pk), {"seen": "1", "fares": "5", "go": "keep"})

    page = words(phone.post(at("change_money", ola, claim.pk), {"seen": "1", "fares": "6", "go": "keep"}, follow=True))

    assert "This was changed on another phone meanwhile." in page
    assert Claim.objects.get().asked == 5


def test_what_came_back_says_why_and_is_sent_again(phone: Client, ola: Membership, hana: User) -> None:
    claim = make_claim(ola, by=None)
    claims_paying.send_back(claim=claim, answer="Please add a photo of the bill.", by=hana, seen=claim.version)
    page = words(phone.get(at("my_money", ola, claim.pk)))
    assert "What we say to it Please add a photo of the bill." in page

    claim.refresh_from_db()
    phone.post(at("change_money", ola, claim.pk), {"seen": claim.version, "fares": "4", "photos": photo(), "go": "send"})

    assert Claim.objects.get().state == ClaimState.SENT


def test_taking_it_back_deletes_photos_and_words(phone: Client, ola: Membership) -> None:
    ask(phone, ola, fares="4", photos=photo(), note="The night bus.")
    claim = Claim.objects.get()

    phone.post(at("my_money", ola, claim.pk), {"go": "take_back"})

    claim.refresh_from_db()
    assert (claim.state, claim.note) == (ClaimState.WITHDRAWN, "")
    assert not ClaimReceipt.objects.exists()


def test_what_was_agreed_to_in_part_says_both_and_why(phone: Client, ola: Membership, hana: User) -> None:
    claim = agree(make_claim(ola, by=None), by=hana, pounds="24", answer="The policy pays eight pounds an hour.")

    page = words(phone.get(at("my_money", ola, claim.pk)))

    assert "£24: Agreed: the money is on its way You will have the money by" in page
    assert "£24 / £30" in page
    assert "The policy pays eight pounds an hour." in page


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Write at least one sum."),
        ({"fares": "0"}, "Write at least one sum."),
        ({"fares": "four"}, "Write a sum in pounds, such as 4.50."),
        ({"fares": "-4"}, "Write a sum in pounds, such as 4.50."),
        ({"fares": "1.234"}, "Write a sum in pounds, such as 4.50."),
        ({"fares": "2001"}, "That is more than £2,000. Look at it again."),
        ({"miles": "9000"}, "That is more than £2,000. Look at it again."),
        ({"childcare": "30"}, "Write for how many hours it was."),
        ({"fares": "4", "thanks": "on"}, "A thank-you is for a meeting. Choose which."),
        ({"fares": "4", "note": "Sort code 60-83-71, account 12345678"}, "This looks like the number of a bank account"),
        ({"fares": "4", "note": "x" * 601}, "Please make this shorter: up to 600 letters."),
        ({"fares": "4", "meeting": "999999"}, "Choose one of these."),
        ({"fares": "4", "photos": [SimpleUploadedFile(f"{n}.txt", b"no photo") for n in range(1)]}, "We cannot open this."),
        ({"fares": "4", "photos": [SimpleUploadedFile("a.pdf", b"%PDF-1.4")]}, "We cannot open this. Take a photo with your phone."),
    ],
)
def test_what_is_wrong_is_said_in_families_words_and_nothing_typed_is_lost(
    said: dict[str, Any], told: str, phone: Client, ola: Membership
) -> None:
    page = ask(phone, ola, **said)

    assert told in words(page)
    for value in said.values():
        assert not isinstance(value, str) or value == "on" or value == "999999" or value in words(page) or f'value="{value}"' in page.text
    assert not Claim.objects.exists()


def test_seven_photos_are_too_many(phone: Client, ola: Membership) -> None:
    ask(phone, ola, fares="4", photos=[photo() for _ in range(3)], go="keep")
    there = at("change_money", ola, Claim.objects.get().pk)
    phone.post(there, {"seen": "1", "fares": "4", "photos": [photo() for _ in range(3)], "go": "keep"})

    page = words(phone.post(there, {"seen": "2", "fares": "4", "photos": photo(), "go": "keep"}))

    assert ClaimReceipt.objects.count() == 6
    assert "6 photos are the most. Ask for the rest a second time." in page
    assert "Only the photo has to be chosen again." in page


def test_nobody_sees_or_touches_anothers(ola: Membership, elm: Hub, petra: User) -> None:
    ben = make_member(ola.panel, make_person(elm, "Ben Okoro"))
    claim = make_claim(ola, by=None, sent=False)
    stranger = phone_of(ben)

    assert "£30" not in words(stranger.get(PAGE))
    for member in (ola, ben):
        for name, more in (("my_money", [claim.pk]), ("change_money", [claim.pk])):
            assert stranger.get(at(name, member, *more)).status_code == 404
            assert stranger.post(at(name, member, *more), {"go": "take_back", "fares": "1"}).status_code == 404
    assert stranger.post(at("ask_for_money", ola), {"fares": "1"}).status_code == 404
    assert ask(stranger, ben, fares="3", key=str(claim.pk)).status_code == 200, "somebody else's key opens nothing of theirs"
    claim.refresh_from_db()
    assert (claim.state, claim.asked) == (ClaimState.DRAFT, Decimal(30))
    assert Claim.objects.count() == 1


def test_a_panel_that_pays_nothing_and_who_comes_for_their_work_are_offered_nothing(elm: Hub, petra: User, ola: Membership) -> None:
    poor = make_member(make_panel(elm, "No money"), make_person(elm, "Ben Okoro"))
    work = make_member(ola.panel, make_person(elm, "A nurse"), kind=MemberKind.PROFESSIONAL)

    for member in (poor, work):
        phone = phone_of(member)
        assert "Get your money back" not in words(phone.get(PAGE))
        assert phone.get(at("ask_for_money", member)).status_code == 404


def test_who_left_still_gets_back_what_they_spent_and_no_thank_you(phone: Client, ola: Membership, meeting: Meeting) -> None:
    Membership.objects.update(stage=Stage.LEFT, left_on=today())

    page = words(phone.get(at("ask_for_money", ola)))
    assert "A thank-you, if you like" not in page
    ask(phone, ola, fares="4", meeting=meeting.pk, thanks="on")

    assert Claim.objects.get().asked == 4


def test_who_came_back_still_sees_what_they_are_owed_from_before(phone: Client, ola: Membership) -> None:
    claim = make_claim(ola, by=None)
    Membership.objects.update(stage=Stage.LEFT, left_on=today())
    make_member(ola.panel, ola.person, joined_on=today())

    page = phone.get(PAGE)

    assert words(page).count("£30") == 1
    assert at("my_money", ola, claim.pk) in page.text
    assert "£30" in words(phone.get(at("my_money", ola, claim.pk)))


def test_what_a_hold_keeps_is_not_taken_back_and_the_page_says_to_ring(phone: Client, ola: Membership, priya: User) -> None:
    claim = make_claim(ola, by=None)
    LegalHold.objects.create(name="Case", reason="A court.", person=ola.person, from_on=today(), placed_by=priya)

    page = words(phone.post(at("my_money", ola, claim.pk), {"go": "take_back"}))

    assert "This could not be done. Please ring us." in page
    assert "court" not in page
    assert Claim.objects.get().state == ClaimState.SENT


def test_what_was_typed_comes_back_when_a_visit_had_ended(ola: Membership, phone: Client, meeting: Meeting) -> None:
    door = Client().post(at("ask_for_money", ola), {"fares": "4.50", "note": "The night bus.", "go": "send"}).headers["Location"]
    on = phone.get(door).headers["Location"]

    page = phone.get(on)

    assert 'value="4.50"' in page.text
    assert "The night bus." in page.text
    assert not Claim.objects.exists()
    assert "note" not in on


def test_a_late_payment_is_said_to_be_late(phone: Client, ola: Membership) -> None:
    make_claim(ola, by=None)
    Claim.objects.update(sent_on=today() - timedelta(days=30), pay_by_on=today() - timedelta(days=1))

    assert "We are late, and we are sorry." in words(phone.get(PAGE))
