"""Something went wrong with somebody's data: anybody says so at once; the officer sees it through, against a clock of 72 hours."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import Breach
from consent.provides import what_went_wrong
from core import outbox
from core.models import AuditEntry, Hub
from core.questions import LawsClock
from tests.builders import make_brand, today
from tests.cast import sign_in
from tests.consent.breach_people import LIST, REPORT, SECRET, reported, said
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(priya: User) -> Client:
    """The data protection officer's desk."""
    return sign_in(priya)


@pytest.fixture
def breach(ben: User) -> Breach:
    """What Ben reported, found an hour and a half ago."""
    return reported(ben, hours_ago=1.5)


# --- Saying so ------------------------------------------------------------------------------------------------------------


def test_everybody_on_staff_can_say_so_in_one_screen(everybody_with_a_role: list[User]) -> None:
    for person in everybody_with_a_role:
        page = sign_in(person).post(REPORT, said(), follow=True)
        assert "The data protection officer knows." in words(page), person
    assert Breach.objects.count() == len(everybody_with_a_role)


def test_the_form_says_that_no_names_belong_there_and_asks_for_no_law(fay: User) -> None:
    page = words(sign_in(fay).get(REPORT))
    assert "No names" in page
    assert "You need not know the law." in page


def test_who_reports_sees_nothing_of_what_others_said(ben: User, hana: User, breach: Breach) -> None:
    for person in (ben, hana):
        assert SECRET not in sign_in(person).get(REPORT).text
        for address in (LIST, reverse("breaches:one", args=[breach.pk])):
            assert sign_in(person).get(address).status_code in {302, 404}


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"what": " "}, "Say what happened"),
        ({"what": "a" * 100_000}, "at most 10000 characters"),
        ({"whose": []}, "Tick whose data it is."),
        ({"what_data": []}, "Tick what of them it is."),
        ({"whose": ["gossip"]}, "Select a valid choice"),
        ({"number": "-3"}, "Give a rough number"),
        ({"number": "9" * 40}, "Give a rough number"),
        ({"number": "many"}, "Enter a whole number"),
        ({"found_at": "yesterday"}, "Enter a valid date/time"),
        ({"found_at": "0026-01-05T10:00"}, "Check the year"),
        ({"found_at": "2999-01-05T10:00"}, "later than now"),
        ({"key": "none"}, "Something of this form got lost"),
        ({"hubs": ["4711"]}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(ben: User, fields: dict[str, Any], answer: str) -> None:
    page = sign_in(ben).post(REPORT, said(**fields))
    assert answer in words(page)
    assert fields.get("what", SECRET) in page.text
    assert not Breach.objects.exists()


def test_sent_twice_it_is_taken_in_once(ben: User, asha: User) -> None:
    form = said()
    for _ in range(2):
        sign_in(ben).post(REPORT, form)
    assert Breach.objects.count() == 1
    page = sign_in(asha).post(REPORT, form)  # somebody else's form
    assert "This form was used before." in words(page)
    assert Breach.objects.get().reported_by == ben


def test_odd_letters_break_nothing(ben: User) -> None:
    sign_in(ben).post(REPORT, said(what="A list \x00 was lost ‮."))
    assert Breach.objects.get().what_happened == "A list  was lost ."


def test_only_ones_own_hubs_are_offered(ben: User, elm: Hub, oak: Hub) -> None:
    page = sign_in(ben).get(REPORT).text
    assert "Elm" in page
    assert "Oak" not in page
    assert "Select a valid choice" in words(sign_in(ben).post(REPORT, said(hubs=[oak.pk])))


def test_what_was_said_is_sealed_and_in_no_trail(breach: Breach) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT what_happened FROM consent_breach")
        assert "bus" not in cursor.fetchone()[0]
    assert "bus" not in "".join(AuditEntry.objects.values_list("facts", flat=True))
    assert "bus" not in str(breach)


# --- Who hears of it ------------------------------------------------------------------------------------------------------


def test_the_officer_has_it_on_the_front_page_at_once_with_its_clock(priya: User, adam: User, breach: Breach) -> None:
    page = sign_in(priya).get("/admin/").text
    assert "Something went wrong with somebody’s data: 70 hours left" in page
    assert SECRET not in page
    assert "Something went wrong with somebody’s data:" not in sign_in(adam).get("/admin/").text


def test_its_clock_stands_before_what_is_late_and_before_what_is_due_another_day(priya: User, elm: Hub, breach: Breach) -> None:
    late = [make_rights_request(make_person(elm), received_on=today() - timedelta(days=90)) for _ in range(11)]
    make_rights_request(make_person(elm))

    page = sign_in(priya).get("/admin/").text

    assert page.index("hours left for telling the regulator") < page.index(str(late[0]))
    tell_by = timezone.localdate(breach.found_at + timedelta(hours=72))
    assert f"By law by {tell_by:%-d %B %Y}." in page
    assert all(str(one) in page for one in late)  # the law counts them, too: ten lines do not cut them off


def test_a_breach_of_which_the_regulator_was_told_has_no_clock_any_more(priya: User, breach: Breach) -> None:
    Breach.objects.update(regulator="need_not")
    (line,) = what_went_wrong(user=priya, today=today())
    assert (line.due_on, line.clock) == (None, LawsClock.NONE)


def test_who_reports_that_somebody_is_in_danger_reads_whom_to_call_first(ben: User) -> None:
    make_brand(safeguarding_phone="01632 960999", officer_contact="dpo@ashmere.example")

    page = sign_in(ben).post(REPORT, said(), follow=True)

    said_first = words(page)
    assert 'href="tel:999"' in page.text
    assert 'href="tel:01632960999"' in page.text
    assert said_first.index("999") < said_first.index("01632 960999") < said_first.index("dpo@ashmere.example")
    assert "Do not wait: dpo" not in said_first


def test_the_officer_is_written_to_and_the_letter_holds_no_content(priya: User, adam: User, breach: Breach) -> None:
    outbox.drain()
    (letter,) = mail.outbox
    assert letter.to == [priya.email]
    assert "breach" not in letter.subject.lower()
    assert "bus" not in letter.body
    assert LIST in letter.body
    assert str(breach.pk) not in letter.body


def test_without_an_officer_the_administrator_is_written_to(adam: User, ben: User) -> None:
    reported(ben)
    outbox.drain()
    assert [letter.to for letter in mail.outbox] == [[adam.email]]


def test_the_administrator_sees_counts_and_not_a_word(adam: User, breach: Breach) -> None:
    page = words(sign_in(adam).get(LIST))
    assert "Open 1" in page
    assert breach.reference not in page
    assert sign_in(adam).get(reverse("breaches:one", args=[breach.pk])).status_code in {302, 404}
