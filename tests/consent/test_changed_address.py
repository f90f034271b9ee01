"""A changed e-mail address is told to the old one, so that nobody is moved out of their own choices without a word (decision 0047)."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as live
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from consent.choices import SafeThere
from consent.models import OldAddress, Person
from consent.services import erasing, old_addresses
from consent.services import people as services
from core import outbox
from core.models import Hub, OutboxItem
from tests.builders import make_brand
from tests.cast import sign_in
from tests.families import make_person
from tests.feedback.desk import words

OLD, NEW = "ola.nowak@family.example", "new@family.example"
LANGUAGES = [code for code, _ in live.LANGUAGES]


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, to whom it is safe to write."""
    return make_person(elm, email=OLD)


def changed(person: Person, by: User, **said: Any) -> list[Any]:
    """Correct somebody's record, let the worker send, and return the letters."""
    services.change_person(person=person, said=said, by=by)
    outbox.drain()
    return list(mail.outbox)


def test_the_old_address_is_told_and_nobody_is_named(petra: User, ola: Person) -> None:
    make_brand(phone="01632 960 100")
    (letter,) = changed(ola, petra, email=NEW)
    assert letter.to == [OLD]
    assert letter.subject == "A word from your family hub"
    assert "The e-mail address that your family hub has for you was changed." in letter.body
    assert "Was it not you?" in letter.body
    for secret in ("Ola", NEW, OLD, "http", ola.code):
        assert secret not in letter.body.replace(live.BASE_URL, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_in_the_language_that_they_read(petra: User, elm: Hub, language: str) -> None:
    (letter,) = changed(make_person(elm, email=OLD, language=language), petra, email=NEW)
    with override("en-gb"):
        is_english = "was changed" in letter.body
    assert is_english is (language == "en-gb")
    assert ("word from" in letter.subject) is (language == "en-gb")


def test_an_address_that_is_taken_away_is_told_too(petra: User, ola: Person) -> None:
    assert [one.to for one in changed(ola, petra, email="")] == [[OLD]]


@pytest.mark.parametrize("said", [{"name": "Aleksandra"}, {"email": OLD.upper()}, {"phone": "07700 900123"}])
def test_where_the_address_is_the_same_nothing_is_written(petra: User, ola: Person, said: dict[str, str]) -> None:
    assert changed(ola, petra, **said) == []


@pytest.mark.parametrize("safe", [SafeThere.NOT_ASKED, SafeThere.ONLY_RING, SafeThere.IN_PERSON])
def test_nothing_goes_where_it_is_not_safe_before_or_after(petra: User, elm: Hub, safe: str) -> None:
    assert changed(make_person(elm, email=OLD, safe=safe), petra, email=NEW, safe=SafeThere.YES) == []
    assert changed(make_person(elm, email=OLD), petra, email=NEW, safe=safe) == []


def test_what_is_learned_while_it_waits_stops_it(petra: User, ola: Person) -> None:
    services.change_person(person=ola, said={"email": NEW}, by=petra)
    services.change_person(person=ola, said={"safe": SafeThere.IN_PERSON}, by=petra)
    outbox.drain()
    assert mail.outbox == []


def test_whoever_corrects_it_may_say_that_somebody_else_reads_the_old_address(petra: User, ola: Person) -> None:
    desk = sign_in(petra)
    at = reverse("families:change", args=[ola.pk])
    page = desk.get(at)
    assert "Somebody else reads the old address" in words(page)
    form = page.context["form"]
    typed = {name: str(form[name].value() or "") for name in ("name", "email", "phone", "safe", "language", "seen")}

    desk.post(at, {**typed, "hub": str(ola.hub_id), "email": NEW, "not_to_old": "on"})
    outbox.drain()

    assert Person.objects.get(pk=ola.pk).email == NEW
    assert mail.outbox == []
    assert "Somebody else reads the old address" not in words(desk.get(reverse("families:add")))


def test_the_old_address_stands_nowhere_once_the_letter_has_left(petra: User, ola: Person) -> None:
    changed(ola, petra, email=NEW)
    assert not OldAddress.objects.exists()
    assert OLD not in str(list(OutboxItem.objects.values_list("arguments", "key", "last_error")))


def test_it_goes_with_who_is_forgotten_and_by_itself_after_a_day(petra: User, ola: Person) -> None:
    services.change_person(person=ola, said={"email": NEW}, by=petra)
    old_addresses.forget_old()
    assert OldAddress.objects.count() == 1
    OldAddress.objects.update(kept_at=timezone.now() - timedelta(days=1, minutes=1))
    old_addresses.forget_old()
    assert not OldAddress.objects.exists()

    services.change_person(person=ola, said={"email": OLD}, by=petra)
    erasing.forget_person(person_id=ola.pk, today=timezone.localdate())
    assert not OldAddress.objects.exists()
