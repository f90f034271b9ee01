"""A thumb that presses twice, a sheet that is posted twice: rows that nobody can delete are written once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices import Stands
from consent.models import ConsentDetail, ConsentRecord, ConsentScan, Person, Purpose, Wording
from consent.selectors import ledger as selectors
from consent.selectors.my_choices import choice_of
from consent.services import choosing
from consent.services import ledger as services
from core.models import AuditEntry, Hub
from tests.builders import today
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.doorway import EMAIL, asked_for_code, numbers, typed_in
from tests.families import make_person
from tests.feedback.desk import words


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, who gave us an address that it is safe to write to."""
    return make_person(elm, email=EMAIL)


@pytest.fixture
def card(priya: User) -> Purpose:
    """A purpose that is asked, with words."""
    return agreeing.asked_purpose(by=priya, title="Send you a card")


def test_a_thumb_that_presses_twice_decides_once_and_since_stays_the_first_day(client: Client, ola: Person, card: Purpose) -> None:
    typed_in(client, asked_for_code(client, EMAIL), numbers())
    shown = Wording.objects.get(purpose=card, audience="adults").pk
    for say, rows in (("yes", 1), ("yes", 1), ("no", 2), ("no", 2), ("yes", 3), ("yes", 3)):
        client.post(reverse("choose"), {"purpose": card.key, "wording": shown, "say": say})
        assert ConsentRecord.objects.count() == rows, say
        assert selectors.standing(ola, card).is_yes == (say == "yes")
    assert AuditEntry.objects.filter(verb__startswith="consent.record.").count() == 3


def test_a_no_that_is_said_again_on_another_day_is_no_newer_no(petra: User, ola: Person, card: Purpose) -> None:
    agreeing.publish_newer_words_long_ago(card)
    days = [today() - timedelta(days=back) for back in (9, 6, 3, 0)]
    for day, decision in zip(days, ("granted", "refused", "withdrawn", "refused"), strict=True):
        agreeing.decide(ola, card, decision, by=petra, given_on=day)
    stands = selectors.standing(ola, card)
    assert (stands.state, stands.since_on) == (Stands.REFUSED, days[1])
    assert len(stands.history) == 4, "every word is kept"


def test_a_sheet_that_is_posted_twice_doubles_nobody(petra: User, elm: Hub, ola: Person, card: Purpose) -> None:
    desk, other = sign_in(petra), agreeing.make_person(elm)
    typed = {"purpose": card.pk, "method": "sheet", "kept_at": "Blue folder", "given_on": str(today()), "language": "en-gb"}
    sheet = reverse("consent_ledger:sheet")
    assert "2 decisions are written down." in words(desk.post(sheet, typed | {"lines": f"{ola.code} yes\n{other.code} no"}, follow=True))

    third = agreeing.make_person(elm)
    again = typed | {"lines": f"{ola.code} yes\n{other.code} no\n{third.code} yes"}
    assert "1 decision is written down. 2 stood there already, and nothing is doubled." in words(desk.post(sheet, again, follow=True))
    assert (ConsentRecord.objects.count(), ConsentDetail.objects.count()) == (3, 3)


@pytest.mark.parametrize(
    "other",
    [
        {"scan": ("pdf", b"%PDF-1.7 another page")},
        {"method": "reply"},
        {"channels": ("web",)},
        {"is_explicit": True},
        {"until_on": today() + timedelta(days=9)},
        {"witness": "Wendy"},
        {"decision": "refused"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_differs_in_anything_is_written_down_as_well(petra: User, ola: Person, card: Purpose, other: dict[str, Any]) -> None:
    paper: dict[str, Any] = {"method": "paper", "scan": ("pdf", b"%PDF-1.7 signed")}
    first = agreeing.decide(ola, card, by=petra, **paper)
    assert agreeing.decide(ola, card, by=petra, **paper) == first
    assert ConsentScan.objects.count() == 1
    assert agreeing.decide(ola, card, **(paper | {"decision": "granted"} | other), by=petra) != first


def test_a_stop_that_is_pressed_again_later_outlives_a_form_from_the_days_between(petra: User, ola: Person, card: Purpose) -> None:
    agreeing.publish_newer_words_long_ago(card)
    for back in (9, 3, 3):
        choosing.stop(person=ola, purpose=card, partner=None, today=today() - timedelta(days=back))
    assert ConsentRecord.objects.count() == 2
    agreeing.decide(ola, card, by=petra, given_on=today() - timedelta(days=6))
    stands = selectors.standing(ola, card)
    assert (stands.state, stands.since_on) == (Stands.REFUSED, today() - timedelta(days=3))


def test_who_said_a_plain_or_a_narrower_yes_aloud_says_the_whole_one_themselves(petra: User, ola: Person, card: Purpose) -> None:
    agreeing.decide(ola, card, by=petra, channels=("web",))
    one = choice_of(ola, key=card.key, partner_id=None, language="en-gb", today=today())
    assert one
    for _ in range(2):
        choosing.say_yes(person=ola, one=one, today=today())
    stands = selectors.standing(ola, card)
    assert (stands.is_explicit, stands.channels, len(stands.history)) == (True, [], 2)


def test_a_form_that_counts_for_nothing_is_written_down_once_as_well(petra: User, ola: Person, card: Purpose) -> None:
    services.change_mind(person=ola, purpose=card, today=today(), by=None)
    done = [services.record(said=agreeing.said(ola, card), by=petra, hub=None, today=today()) for _ in range(2)]
    assert [(one.is_new, one.is_overtaken) for one in done] == [(True, True), (False, True)]
    assert ConsentRecord.objects.count() == 2
