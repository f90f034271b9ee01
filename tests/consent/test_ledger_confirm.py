"""A link that asks a family whether their yes was written down right: exact words, no name; looking changes nothing."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices import Stands
from consent.models import ConsentRecord, Person, Purpose
from consent.selectors import ledger as selectors
from consent.services import ledger as services
from consent.services import ledger_confirm
from core import outbox
from core.models import Hub, Link
from tests.builders import today
from tests.cast import sign_in
from tests.consent import agreeing
from tests.feedback.desk import words


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, a parent at Elm."""
    return agreeing.make_person(elm)


@pytest.fixture
def card(priya: User) -> Purpose:
    """A purpose that is asked, with words."""
    return agreeing.asked_purpose(by=priya)


@pytest.fixture
def record(petra: User, ola: Person, card: Purpose) -> ConsentRecord:
    """Ola said yes aloud."""
    return agreeing.decide(ola, card, by=petra)


def ask(petra: User, record: ConsentRecord) -> Any:
    """Ask Ola by a link."""
    return sign_in(petra).post(reverse("consent_ledger:ask", args=[record.person_id, record.pk]), follow=True)


def link_of_the_letter() -> str:
    """Send what waits, and return the path of the link in the letter."""
    outbox.drain()
    (letter,) = mail.outbox
    return next(word for word in str(letter.body).split() if "/is-this-right/" in word).partition("//")[2].partition("/")[2].join(["/", ""])


def test_the_letter_says_nothing_and_the_page_shows_the_exact_words_and_no_name(petra: User, record: ConsentRecord) -> None:
    assert "They get a link" in words(ask(petra, record))
    address = link_of_the_letter()
    letter = mail.outbox[0]
    assert letter.to == ["ola@family.example"]
    for private in ("card", "newsletter", "Ola", "write four times"):
        assert private not in str(letter.body) + letter.subject

    page = Client().get(address)

    assert "We write four times a year." in words(page)
    assert "Ola" not in words(page)
    assert record.person.code not in words(page)
    assert "no-store" in page.headers["Cache-Control"]
    assert not page.cookies


def test_looking_changes_nothing_and_a_word_counts_once(petra: User, ola: Person, card: Purpose, record: ConsentRecord) -> None:
    ask(petra, record)
    address = link_of_the_letter()
    for _ in range(3):
        Client().get(address)
        Client().head(address)
    Client().post(address, {"say": "nonsense"})
    assert ConsentRecord.objects.count() == 1

    assert "It stays as you said." in words(Client().post(address, {"say": "right"}))

    stands = selectors.standing(ola, card)
    assert (stands.is_yes, stands.confirmed_on, stands.record, stands.since_on) == (True, today(), record, record.given_on)
    assert Client().post(address, {"say": "wrong"}).status_code == 410
    assert selectors.standing(ola, card).is_yes


def test_what_was_not_right_is_a_no_from_then_on(petra: User, ola: Person, card: Purpose, record: ConsentRecord) -> None:
    use = agreeing.use_of(record)
    ask(petra, record)
    page = words(Client().post(link_of_the_letter(), {"say": "wrong"}))

    assert "We have written down a no." in page
    assert "The copies that are out we cannot call back: Leaflet for baby week." in page
    assert selectors.standing(ola, card).state == Stands.REFUSED
    assert use.tasks.count() == 1


def test_a_post_from_a_foreign_page_is_refused(petra: User, record: ConsentRecord) -> None:
    ask(petra, record)
    page = Client().post(link_of_the_letter(), {"say": "right"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert page.status_code == 403
    assert ConsentRecord.objects.count() == 1


@pytest.mark.django_db
def test_a_made_up_link_says_what_to_do() -> None:
    page = Client().get(reverse("is_this_right", args=["made-up"]))
    assert page.status_code == 410
    assert "This link does not work any more" in words(page)


def test_whose_address_changed_meanwhile_is_not_asked(petra: User, ola: Person, record: ConsentRecord) -> None:
    ask(petra, record)
    ola.email = "new@family.example"
    ola.save()
    outbox.drain()
    assert not mail.outbox


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"email": ""}, "We have no e-mail address of theirs."),
        ({"safe": "only_ring"}, "It is not safe to write to them: only ring."),
        ({"safe": "in_person"}, "only talk to them face to face"),
        ({"safe": ""}, "Nobody has asked them yet whether it is safe"),
    ],
)
def test_nobody_is_written_to_where_it_is_not_safe(
    petra: User, ola: Person, record: ConsentRecord, fields: dict[str, str], why: str
) -> None:
    for name, value in fields.items():
        setattr(ola, name, value)
    ola.save()
    assert why in words(ask(petra, record))
    assert not Link.objects.exists()


def test_a_no_is_not_confirmed_and_a_confirmed_yes_is_not_asked_again(
    petra: User, ola: Person, card: Purpose, record: ConsentRecord
) -> None:
    ask(petra, record)
    Client().post(link_of_the_letter(), {"say": "right"})
    assert "They have answered this already." in words(ask(petra, record))
    taken_back = services.change_mind(person=ola, purpose=card, today=today(), by=petra).record
    assert "Only a yes is confirmed" in words(ask(petra, taken_back))


def test_a_yes_to_words_that_were_replaced_meanwhile_is_confirmed_all_the_same(
    petra: User, ola: Person, card: Purpose, record: ConsentRecord
) -> None:
    ask(petra, record)
    agreeing.publish_newer_words_long_ago(card)
    assert "It stays as you said." in words(Client().post(link_of_the_letter(), {"say": "right"}))
    assert selectors.standing(ola, card).confirmed_on == today()


def test_who_decided_for_a_child_confirms_without_giving_a_name_again(petra: User, elm: Hub, card: Purpose) -> None:
    child = agreeing.make_person(elm, is_young=True)
    yes = agreeing.decide(child, card, by=petra, given_by="decider", decided_by="Ola Bright, mother")
    ask(petra, yes)
    Client().post(link_of_the_letter(), {"say": "right"})
    assert selectors.standing(child, card).confirmed_on == today()


@pytest.mark.parametrize("change", [{"email": "new@family.example"}, {"merged_into": True}, {"erased_on": today}])
def test_a_link_opens_nothing_once_the_address_or_the_person_has_changed(
    petra: User, elm: Hub, ola: Person, record: ConsentRecord, change: dict[str, Any]
) -> None:
    ask(petra, record)
    address = link_of_the_letter()
    for name, value in change.items():
        setattr(ola, name, agreeing.make_person(elm) if value is True else value() if callable(value) else value)
    if ola.erased_on:
        ola.email = ola.phone = ""
    ola.save()
    assert Client().get(address).status_code == 410
    assert Client().post(address, {"say": "wrong"}).status_code == 410
    assert ConsentRecord.objects.count() == 1


def test_of_two_presses_at_once_one_counts(petra: User, record: ConsentRecord) -> None:
    ask(petra, record)
    link = Link.objects.get()
    ledger_confirm.confirm(link=link, record=record, today=today())
    for act in (ledger_confirm.confirm, ledger_confirm.contradict):
        with pytest.raises(ValidationError, match="used already"):
            act(link=link, record=record, today=today())
    assert ConsentRecord.objects.count() == 2


def test_a_link_that_asks_about_a_yes_opens_nothing_and_its_letter_stays_once_they_changed_their_mind(
    petra: User, ola: Person, card: Purpose, record: ConsentRecord
) -> None:
    ask(petra, record)
    address = link_of_the_letter()
    services.change_mind(person=ola, purpose=card, today=today(), by=None)
    for say in ("right", "wrong"):
        assert Client().post(address, {"say": say}).status_code == 410
    assert Client().get(address).status_code == 410
    assert selectors.standing(ola, card).state == Stands.WITHDRAWN

    mail.outbox.clear()
    again = agreeing.decide(agreeing.make_person(ola.hub), card, by=petra)
    ask(petra, again)
    services.change_mind(person=again.person, purpose=card, today=today(), by=None)
    outbox.drain()
    assert not mail.outbox


def test_a_change_of_mind_between_the_look_and_the_press_holds(petra: User, ola: Person, card: Purpose, record: ConsentRecord) -> None:
    ask(petra, record)
    link = Link.objects.get()
    services.change_mind(person=ola, purpose=card, today=today(), by=None)
    for act in (ledger_confirm.confirm, ledger_confirm.contradict):
        with pytest.raises(ValidationError, match="decided anew"):
            act(link=link, record=record, today=today())
    assert ConsentRecord.objects.count() == 2
    assert "does not hold any more" in words(ask(petra, record))
