"""A sign-up sheet by code: all of it is written down, or nothing and every bad line is named."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import ConsentRecord, Partner, Person, Purpose
from core.models import Hub
from tests.builders import today
from tests.cast import sign_in
from tests.consent import agreeing
from tests.feedback.desk import words

SHEET = reverse("consent_ledger:sheet")


@pytest.fixture
def desk(petra: User) -> Client:
    """Petra's desk: she looks after the panel of Elm."""
    return sign_in(petra)


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, a parent at Elm."""
    return agreeing.make_person(elm)


@pytest.fixture
def card(priya: User) -> Purpose:
    """A purpose that is asked, with words."""
    return agreeing.asked_purpose(by=priya, title="Send you a card")


def _sheet(purpose: Purpose, lines: str, **typed: Any) -> dict[str, Any]:
    usual = {"purpose": purpose.pk, "method": "sheet", "kept_at": "Blue folder", "given_on": str(today()), "language": "en-gb"}
    return usual | {"lines": lines} | typed


def test_a_sheet_is_written_down_with_its_noes(desk: Client, elm: Hub, card: Purpose) -> None:
    one, two, zed = agreeing.make_person(elm), agreeing.make_person(elm), agreeing.make_person(elm, is_young=True, ask_again_from=today())
    lines = f"{one.shown_code} yes\n\n{two.code.lower()}, no\n{zed.code}\tY"

    page = desk.post(SHEET, _sheet(card, lines), follow=True)

    assert "3 decisions are written down." in words(page)
    said = {record.person_id: (record.decision, record.wording.audience) for record in ConsentRecord.objects.all()}
    assert said == {one.pk: ("granted", "adults"), two.pk: ("refused", "adults"), zed.pk: ("granted", "young")}


def test_a_half_bad_sheet_names_each_bad_line_and_writes_nothing(desk: Client, elm: Hub, oak: Hub, ola: Person, card: Purpose) -> None:
    child = agreeing.make_person(elm, is_young=True, ask_again_from="2999-01-01")
    there = agreeing.make_person(oak)

    page = desk.post(SHEET, _sheet(card, f"{ola.code} yes\n{there.code} yes\nKKKK no"))
    assert "Line 2: nobody of your hubs has this code." in words(page)
    assert "Line 3: nobody of your hubs has this code." in words(page)
    assert "Blue folder" in page.text

    page = desk.post(SHEET, _sheet(card, f"{ola.code} yes\n{child.code} yes"))
    assert "Line 2: They are not asked themselves yet." in words(page)

    page = desk.post(SHEET, _sheet(card, f"{ola.code} yes\n{ola.shown_code} no\nperhaps\n{ola.code}"))
    assert "Line 2: this person stands here twice." in words(page)
    assert "Line 3: write a code, then yes or no" in words(page)
    assert "Line 4: write a code, then yes or no" in words(page)
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"kept_at": ""}, "Line 1: Write where the sheet is kept."),
        ({"purpose": ""}, "Choose what they were asked."),
        ({"lines": " \n "}, "Write one line for each person."),
        ({"lines": "x yes\n" * 501}, "Write at most 500 lines"),
        ({"lines": "\x00" * 10}, "Write one line for each person."),
        ({"given_on": "2999-01-01"}, "That day is still to come."),
    ],
)
def test_a_sheet_that_cannot_be_written_down_says_why(desk: Client, ola: Person, card: Purpose, typed: dict[str, Any], why: str) -> None:
    assert why in words(desk.post(SHEET, _sheet(card, f"{ola.code} yes") | typed))
    assert not ConsentRecord.objects.exists()


def test_a_sheet_about_a_partner_names_the_partner(desk: Client, priya: User, ola: Person) -> None:
    purpose = agreeing.asked_purpose(by=priya, for_a_partner=True)
    forum = Partner.objects.create(name="Forum", about="x")
    assert "Choose the partner" in words(desk.post(SHEET, _sheet(purpose, f"{ola.code} yes")))
    desk.post(SHEET, _sheet(purpose, f"{ola.code} yes", partner=forum.pk))
    assert ConsentRecord.objects.get().partner == forum
