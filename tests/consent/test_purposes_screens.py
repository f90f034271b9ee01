"""Purposes on the staff's screens: who reads, who writes, what each basis does, what is missing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from consent.models import Purpose, Wording
from consent.services import purposes as services
from core.models import AuditEntry
from tests.cast import sign_in
from tests.consent import agreeing
from tests.feedback.desk import words

LIST, ADD = reverse("purposes:index"), reverse("purposes:add")
NEW: dict[str, Any] = {"title": "Send you a card", "about": "We send a card.", "basis": "consent", "channels": ["post"], "kept": "1 year"}


def _at(name: str, purpose: Purpose, *more: Any) -> str:
    return reverse(f"purposes:{name}", args=[purpose.pk, *more])


@pytest.fixture
def office(priya: User) -> Client:
    """Priya's desk: she is the data protection officer."""
    return sign_in(priya)


@pytest.fixture
def card() -> Purpose:
    """A purpose with no words yet."""
    return agreeing.make_purpose("Send you a card")


def test_the_list_says_what_is_asked_what_is_only_said_and_what_is_missing(office: Client) -> None:
    services.begin()

    page = words(office.get(LIST))

    assert (
        page.index("We ask for a yes") < page.index("Use a photo of you") < page.index("We only say so") < page.index("Running the panel")
    )
    assert "What each basis does to people’s rights" in page


def test_the_list_costs_the_same_for_one_and_for_many(office: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    agreeing.make_purpose()
    office.get(LIST)
    with django_assert_num_queries(11):
        office.get(LIST)
    services.begin()
    with django_assert_num_queries(11):
        office.get(LIST)


def test_staff_of_a_hub_read_every_purpose_and_change_none(hana: User, card: Purpose) -> None:
    desk = sign_in(hana)
    page = words(desk.get(_at("one", card)))
    assert "Send you a card" in words(desk.get(LIST))
    assert "Change what stands about it" not in page
    assert "Write or replace words" not in page
    assert "The data protection officer writes them." in page
    assert desk.post(_at("edit", card), NEW).status_code in {302, 403}
    assert Purpose.objects.get().about == card.about


def test_a_purpose_says_what_its_basis_does_to_peoples_rights_and_what_is_missing(office: Client, card: Purpose) -> None:
    page = words(office.get(_at("one", card)))
    assert "At any time, as easily as they said yes, and without a reason." in page
    assert "No English words for adults are published, so nobody can be asked or told." in page
    assert "Nobody is named as responsible" in page
    Purpose.objects.update(basis="public_task")
    page = words(office.get(_at("one", card)))
    assert "They can object. We stop unless we can show a strong reason" in page
    assert "This right does not come with a public task." in page


def test_the_screen_says_when_consent_is_the_wrong_basis(office: Client) -> None:
    assert "A survey, a panel or a reply to a family is normally our public task" in words(office.get(ADD))
    survey = agreeing.make_purpose("Our survey")
    assert "Those are normally a public task, and need no yes." in words(office.get(_at("one", survey)))


def test_the_officer_adds_a_purpose_and_it_is_written_down(office: Client, priya: User) -> None:
    page = office.post(ADD, NEW, follow=True)

    purpose = Purpose.objects.get()
    assert "“Send you a card” is saved." in words(page)
    assert (purpose.key, purpose.channels, purpose.is_asked) == ("send-you-a-card", ["post"], True)
    entry = AuditEntry.objects.get(verb="consent.purpose.add")
    assert (entry.actor, entry.subject) == (f"staff:{priya.pk}", f"consent.Purpose:{purpose.pk}")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"basis": ""}, "Choose the basis."),
        ({"basis": "magic"}, "magic is not one of the available choices"),
        ({"title": "a" * 85}, "Please make this 5 letters shorter."),
        ({"about": "b" * 100_000}, "Please make this 99,000 letters shorter."),
        ({"good_for_months": "often"}, "Write a whole number of months"),
        ({"good_for_months": "0"}, "Write between 1 and 120 months"),
        ({"good_for_months": "99999999999999999999"}, "Write between 1 and 120 months"),
        ({"basis": "public_task", "special": "explicit"}, "needs consent as the basis"),
        ({"basis": "public_task", "for_a_partner": "on"}, "can name a partner"),
        ({"stops_in_one_step": "on"}, "Leave this box empty."),
        ({"title": "\x00 \x00"}, "This field is required."),
    ],
)
def test_what_cannot_be_saved_says_why_and_keeps_what_was_typed(office: Client, typed: dict[str, Any], why: str) -> None:
    page = office.post(ADD, NEW | {"ends_when": "When the cards are gone"} | typed)
    assert why in words(page)
    assert "When the cards are gone" in page.text
    assert not Purpose.objects.exists()


def test_two_purposes_do_not_have_one_name(office: Client, card: Purpose) -> None:
    assert "There is a purpose of this name already." in words(office.post(ADD, NEW))
    assert Purpose.objects.count() == 1


def test_changing_what_stands_about_it_leaves_its_words_alone(office: Client, priya: User, card: Purpose) -> None:
    wording = agreeing.publish_words(card, by=priya)
    office.post(_at("edit", card), NEW | {"recipients": "The printer"})
    card.refresh_from_db()
    wording.refresh_from_db()
    assert (card.recipients, wording.recipients) == ("The printer", "")
    assert "recipients" in AuditEntry.objects.get(verb="consent.purpose.edit").facts


def test_words_are_written_read_and_published(office: Client, card: Purpose) -> None:
    page = office.post(
        _at("write", card, "en-gb", "adults"),
        {"question": "May we?", "text": "We facilitate the dissemination of cards.", "yes": "Yes", "no": "No"},
        follow=True,
    )
    wording = Wording.objects.get()
    assert "Long words: facilitate, dissemination." in words(page)
    assert "Draft" in words(page)

    page = office.post(_at("publish", card, wording.pk), follow=True)

    assert "Families read this" in words(page)
    wording.refresh_from_db()
    assert wording.digest in page.text
    assert "These words are published already." in words(office.post(_at("publish", card, wording.pk)))


def test_a_translation_is_marked_as_checked_by_whom(office: Client, priya: User, card: Purpose) -> None:
    agreeing.publish_words(card, by=priya)
    form = office.get(_at("write", card, "ur", "adults"))
    assert "We write four times a year." in words(form), "the English stands beside it"
    office.post(_at("write", card, "ur", "adults"), {"question": "کیا ہم؟", "text": "ہم لکھتے ہیں", "yes": "ہاں", "no": "نہیں"})
    draft = Wording.objects.get(language="ur")

    assert "has to check the translation first" in words(office.post(_at("publish", card, draft.pk)))
    assert "Say who read it" in words(office.post(_at("check", card, draft.pk), {"checker": ""}))
    page = words(office.post(_at("check", card, draft.pk), {"checker": "Language line"}, follow=True))

    assert "Checked by Language line" in page
    assert "Published." in words(office.post(_at("publish", card, draft.pk), follow=True))


def test_the_screen_says_when_families_read_english_instead_and_asks_for_another_check(office: Client, priya: User, card: Purpose) -> None:
    agreeing.publish_words(card, by=priya)
    agreeing.publish_words(card, by=priya, language="ur", text="ہم لکھتے ہیں")
    agreeing.publish_words(card, by=priya, text="New and wider words.")
    page = words(office.get(_at("one", card)))
    assert "Older than the English: families read English" in page
    assert "Still missing" in page
    assert "have these very words checked again" in page
    form = office.get(_at("write", card, "ur", "adults"))
    assert "Version 1 is older than the English words, so families read English." in words(form)
    assert "ہم لکھتے ہیں" in form.text
    assert "New and wider words." in words(form)


def test_half_words_come_back_as_they_were_typed(office: Client, card: Purpose) -> None:
    page = office.post(_at("write", card, "en-gb", "adults"), {"question": "May we?", "text": "x" * 7_000})
    assert "Please make this 1,000 letters shorter." in words(page)
    assert "May we?" in page.text
    assert not Wording.objects.exists()


def test_what_is_only_shown_has_no_buttons_to_write(office: Client) -> None:
    purpose = agreeing.make_purpose(basis="public_task")
    assert "The button that says yes" not in words(office.get(_at("write", purpose, "en-gb", "adults")))


@pytest.mark.parametrize("which", [("xx", "adults"), ("en-gb", "everybody")])
def test_a_language_or_reader_that_we_do_not_have_is_not_there(office: Client, card: Purpose, which: tuple[str, str]) -> None:
    assert office.get(_at("write", card, *which)).status_code == 404


def test_words_of_another_purpose_are_not_published_from_here(office: Client, priya: User, card: Purpose) -> None:
    other = agreeing.write_words(agreeing.make_purpose(), by=priya)
    assert office.post(_at("publish", card, other.pk)).status_code == 404
    assert office.post(_at("publish", card, 2**70)).status_code == 404


def test_an_ended_purpose_offers_nothing_more(office: Client, card: Purpose) -> None:
    page = words(office.post(_at("end", card), follow=True))
    assert "It has ended." in page
    assert "Write or replace words" not in page
    assert "has ended already" in words(office.post(_at("end", card)))
