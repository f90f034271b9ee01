"""The letters of the families' door, and the one that asks “is this right?”, are in the language of who reads them."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from accounts.models import User
from consent.models import Person
from core import outbox
from core.models import Hub, Link, OutboxItem
from tests import builders
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.beginning import NEW, TYPED
from tests.consent.doorway import EMAIL, numbers
from tests.families import make_person

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _ in settings.LANGUAGES]
OTHERS = [code for code in LANGUAGES if code != settings.LANGUAGE_CODE]
ENGLISH = re.compile(r"somebody|numbers|nobody|anything|Hello|Questions|Ring us|right|written")


def _ask(email: str, language: str) -> str:
    """Ask for six numbers on the page in a language; return where they are to be typed."""
    with override(language):
        at = reverse("my_choices")
    answer = Client().post(at, {"email": email})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def _letter() -> tuple[str, str]:
    """Let the worker send what it sends; return subject and body of the one letter."""
    outbox.drain()
    (letter,) = mail.outbox
    return str(letter.subject), str(letter.body)


def _said(language: str, text: str) -> str:
    with override(language):
        return gettext(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_six_numbers_come_in_the_language_of_their_record(elm: Hub, language: str) -> None:
    builders.make_brand(phone="01632 960 555")
    make_person(elm, "Zanzibarquail", email=EMAIL, language=language)
    _ask(EMAIL, "en-gb")
    subject, body = _letter()
    assert subject == _said(language, "Your six numbers")
    assert _said(language, "If it was not you, do nothing. Nobody sees anything without these numbers.") in body
    assert re.search(r"^01632 960 555$", body, re.MULTILINE), "alone on its line it is read from left to right in every script"
    assert len(numbers()) == 6
    assert "Zanzibarquail" not in subject + body
    assert bool(ENGLISH.search(subject + body)) is (language == "en-gb")


@pytest.mark.parametrize(("record", "page", "sent"), [("", "ur", "ur"), ("xx", "pl", "pl"), ("ro", "ar", "ro"), ("", "en-gb", "en-gb")])
def test_where_the_record_says_none_that_we_write_it_is_that_of_the_page(elm: Hub, record: str, page: str, sent: str) -> None:
    person = make_person(elm, email=EMAIL)
    Person.objects.filter(pk=person.pk).update(language=record)
    _ask(EMAIL, page)
    assert _letter()[0] == _said(sent, "Your six numbers")


@pytest.mark.parametrize("language", OTHERS)
def test_who_is_not_known_yet_gets_it_in_the_language_that_they_chose(client: Client, language: str) -> None:
    client.post(reverse("begin"), {**TYPED, "language": language})
    outbox.drain()
    (letter,) = mail.outbox
    assert letter.to == [NEW]
    assert letter.subject == _said(language, "Your six numbers")


@pytest.mark.parametrize("language", OTHERS)
def test_where_two_share_an_address_it_is_in_that_of_the_page_whoever_they_are(elm: Hub, language: str) -> None:
    for name in ("Ola", "Jan"):
        make_person(elm, name, email=EMAIL, language="en-gb")
    _ask(EMAIL, language)
    subject, body = _letter()
    assert subject == _said(language, "Your six numbers"), "on a locked phone it is the same as any"
    assert _said(language, "If it was not you, do nothing.") in body
    assert not ENGLISH.search(subject + body)


def test_a_letter_that_waited_through_an_update_leaves_in_english_where_nothing_is_known_of_it(elm: Hub) -> None:
    person = make_person(elm, email=EMAIL)
    Person.objects.filter(pk=person.pk).update(language="")
    _ask(EMAIL, "pl")
    for item in OutboxItem.objects.filter(name="consent.send_door_code"):
        item.arguments = item.arguments[:1]
        item.save(update_fields=["arguments"])
    assert _letter()[0] == "Your six numbers"


@pytest.mark.parametrize("language", OTHERS)
def test_a_known_and_an_unknown_address_leave_the_same_behind(elm: Hub, language: str) -> None:
    make_person(elm, email=EMAIL, language="en-gb")
    _ask(EMAIL, language)
    _ask("nobody@family.example", language)
    waiting = OutboxItem.objects.filter(name="consent.send_door_code")
    assert [item.arguments[1:] for item in waiting] == [[language], [language]], "the queue does not tell one from the other"


@pytest.mark.parametrize("language", LANGUAGES)
def test_is_this_right_is_asked_in_their_language(elm: Hub, petra: User, priya: User, language: str) -> None:
    builders.make_brand(council_name="Elmshire")
    ola = agreeing.make_person(elm, language=language)
    record = agreeing.decide(ola, agreeing.asked_purpose(by=priya), by=petra)
    sign_in(petra).post(reverse("consent_ledger:ask", args=[ola.pk, record.pk]))
    subject, body = _letter()
    assert subject == _said(language, "Please look at something for us")
    assert "Elmshire" in body
    assert "No, that is not right" in body, "that button is English yet, and called as it stands there"
    link = Link.objects.get()
    assert link.expires_at is not None
    with override(language):
        assert date_format(_day_of(link), "l j F") in body
    assert bool(ENGLISH.search(body.replace("No, that is not right", "").replace("is-this-right", ""))) is (language == "en-gb")


def _day_of(link: Link) -> date:
    return link.expires_at.astimezone().date()
