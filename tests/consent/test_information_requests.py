"""Freedom of information: what is asked of the council is taken in by its reference, against a clock, by the officer alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices.retention import BY_CODE
from consent.models import InformationRequest, InformationStep
from consent.rules.information import clock_of
from consent.selectors import retention
from consent.services import information as services
from consent.services import information_ending as ending
from core.models import AuditEntry
from tests import builders
from tests.cast import sign_in
from tests.consent.information_people import LIST, TAKE_IN, act, asked, chosen, decided, finished
from tests.feedback.desk import words

pytestmark = pytest.mark.django_db
SECRET = "What did you promise Quirinus Canary about doors?"


@pytest.fixture
def desk(priya: User) -> Client:
    """The data protection officer's desk."""
    return sign_in(priya)


def _typed(**fields: Any) -> dict[str, Any]:
    return {"reference": "ict-2026-0114", "asked": SECRET, "received_on": str(builders.today())} | fields


# --- Taking in ------------------------------------------------------------------------------------------------------------


def test_a_request_is_taken_in_by_the_councils_reference_and_asks_for_no_name(desk: Client) -> None:
    page = words(desk.get(TAKE_IN))
    assert "Their name and address are not kept here." in page

    page = words(desk.post(TAKE_IN, _typed(), follow=True))

    assert "ICT-2026-0114" in page
    assert "due by" in page
    assert not [field.name for field in InformationRequest._meta.get_fields() if field.name in {"name", "email", "applicant", "address"}]


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"reference": " "}, "case number"),
        ({"reference": "Jo Smith"}, "one of them a digit. No name."),
        ({"reference": "jo@home.example 1"}, "No name."),
        ({"reference": "A" * 31 + "1"}, "3 to 30 letters"),
        ({"asked": " "}, "Say what was asked"),
        ({"asked": "a" * 9_000}, "at most 8000 characters"),
        ({"received_on": "2999-01-01"}, "has not come yet"),
        ({"received_on": "1999-01-01"}, "The Act came into force in 2005"),
        ({"received_on": "Monday"}, "Write the day on which it came"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(desk: Client, fields: dict[str, Any], answer: str) -> None:
    page = desk.post(TAKE_IN, _typed(**fields))
    assert answer in words(page)
    assert fields.get("asked", SECRET) in page.text
    assert not InformationRequest.objects.exists()


def test_a_reference_stands_once_however_it_is_typed(desk: Client) -> None:
    desk.post(TAKE_IN, _typed())
    assert "stands here already" in words(desk.post(TAKE_IN, _typed(reference=" ICT-2026- 0114 ")))
    assert InformationRequest.objects.count() == 1


def test_what_was_asked_is_sealed_and_in_no_trail(desk: Client) -> None:
    desk.post(TAKE_IN, _typed())
    request = InformationRequest.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT asked FROM consent_informationrequest")
        assert "Quirinus" not in cursor.fetchone()[0]
    assert "Quirinus" not in "".join(AuditEntry.objects.values_list("facts", flat=True))
    assert request.council_reference not in str(request)


# --- The clock ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("came", "due"),
    [
        (date(2026, 11, 30), date(2026, 12, 30)),  # Christmas Day and the Boxing Day that is a Monday do not count
        (date(2026, 3, 9), date(2026, 4, 8)),  # neither do Good Friday and Easter Monday
        (date(2026, 2, 2), date(2026, 3, 2)),
        (date(2026, 1, 31), date(2026, 2, 27)),  # a Saturday: Monday is the first day
    ],
)
def test_twenty_working_days_are_counted_from_the_day_after_without_bank_holidays(priya: User, came: date, due: date) -> None:
    request = asked(priya, received_on=came, today=came)
    assert clock_of(request, []).due_on == due


def _steps(request: InformationRequest, by: User, *said: tuple[str, date]) -> None:
    for kind, on in said:
        services.step(request=request, kind=kind, on=on, by=by, today=on)


def test_the_clock_stands_while_we_wait_for_what_they_want_and_begins_anew_when_they_say(priya: User, desk: Client) -> None:
    day = date(2026, 2, 2)
    request = asked(priya, received_on=day, today=day)
    _steps(request, priya, ("asked_back", date(2026, 2, 5)))
    assert clock_of(request, request.steps.all()).stands_still
    assert "We wait for what they want" in words(desk.get(LIST))
    _steps(request, priya, ("explained", date(2026, 2, 16)))
    assert clock_of(request, request.steps.all()).due_on == date(2026, 3, 16)


def test_weighing_the_public_interest_takes_twenty_more_days_and_no_more(priya: User) -> None:
    day = date(2026, 1, 5)
    request = asked(priya, received_on=day, today=day)
    _steps(request, priya, ("longer", date(2026, 1, 20)))
    assert clock_of(request, request.steps.all()).due_on == date(2026, 3, 2)
    with pytest.raises(Exception, match="made longer already"):
        _steps(request, priya, ("longer", date(2026, 1, 21)))


@pytest.mark.parametrize(
    ("kind", "days", "answer"),
    [
        ("explained", 0, "Nobody has asked them anything."),
        ("review", 0, "Answer it first."),
        ("reviewed", 0, "Answer it first."),
        ("asked_back", 3, "That day has not come yet."),
        ("asked_back", -3, "Choose that day or a later one."),
        ("gossip", 0, "Select a valid choice"),
        ("", 0, "Choose what happened."),
    ],
)
def test_what_cannot_have_happened_is_refused(priya: User, desk: Client, kind: str, days: int, answer: str) -> None:
    request = asked(priya)
    page = act(desk, request, "step", kind=kind, on=str(builders.today() + timedelta(days=days)))
    assert answer in words(page)
    assert not request.steps.exists()


def test_a_step_cannot_be_changed_or_deleted(priya: User) -> None:
    request = asked(priya)
    _steps(request, priya, ("asked_back", builders.today()))
    for sql in ("UPDATE consent_informationstep SET kind = 'longer'", "DELETE FROM consent_informationstep"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert InformationStep.objects.get().kind == "asked_back"


def test_whoever_is_not_content_gets_a_review_with_a_clock_of_its_own(priya: User, desk: Client) -> None:
    request = asked(priya)
    chosen(request, "doors", priya)
    finished(request, priya)
    assert act(desk, request, "step", kind="review", on=str(builders.today())).status_code == 200
    page = words(desk.get(reverse("information:one", args=[request.pk])))
    assert "Review due by" in page
    assert f"{request}: freedom of information, a review" in desk.get("/admin/").text
    act(desk, request, "step", kind="reviewed", on=str(builders.today()))
    assert f"{request}: freedom" not in desk.get("/admin/").text


# --- Whose it is ----------------------------------------------------------------------------------------------------------


def test_the_officer_has_it_on_the_front_page_with_its_day_and_nobody_else_sees_it(priya: User, everybody_with_a_role: list[User]) -> None:
    request = asked(priya, words=SECRET)
    pages = [LIST, TAKE_IN, reverse("information:one", args=[request.pk]), reverse("information:extract", args=[request.pk])]
    for person in everybody_with_a_role:
        client = sign_in(person)
        front = client.get("/admin/").text
        is_officer = person == priya
        assert (f"{request}: freedom of information" in front) is is_officer, person
        assert "Quirinus" not in front
        for page in pages:
            assert (client.get(page).status_code == 200) is is_officer, (person, page)


def test_no_browser_keeps_it(priya: User, desk: Client) -> None:
    request = asked(priya)
    assert desk.get(reverse("information:one", args=[request.pk])).headers["Cache-Control"].startswith("no-store, private")


# --- How long -------------------------------------------------------------------------------------------------------------


def test_three_years_after_the_answer_its_words_go_and_its_days_stay(priya: User, desk: Client, elm: Any) -> None:
    builders.make_you_said(elm, text="The doors are heavy.")
    request = asked(priya, words=SECRET)
    for item in chosen(request, "doors", priya):
        decided(item, "give", priya)
    finished(request, priya)
    kind, later = BY_CODE["information_requests"], builders.today() + timedelta(days=3 * 366)

    assert retention.due_keys(kind, builders.today() - timedelta(days=1)) == []
    assert retention.standing_of(kind, later).number_due == 1
    assert ending.end(key=str(request.pk), today=later).why_kept == ""

    request.refresh_from_db()
    assert (request.asked, request.ended_on) == ("", later)
    assert not request.searches.exists()
    assert not request.items.exists()
    assert request.extract.number_given == 1
    assert "Deleted on" in words(desk.get(reverse("information:one", args=[request.pk])))
    assert "Its words were deleted" in words(desk.get(reverse("information:extract", args=[request.pk])))
    assert retention.due_keys(kind, later) == []


def test_the_list_costs_the_same_however_many_there_are(priya: User, desk: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(3):
        asked(priya, reference=f"ICT-{number}")
    desk.get(LIST)
    with django_assert_max_num_queries(16) as few:
        desk.get(LIST)
    for number in range(3, 20):
        asked(priya, reference=f"ICT-{number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        desk.get(LIST)
