"""Needs you today stands out on the staff front page: what is late comes first, and one tap leads to where it is done."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, Post, PostHolder
from core.questions import Attention, LawsClock
from core.sync import sync_roles
from home.models import HomePage
from home.rules import in_groups, in_order, in_sight
from tests.builders import make_engagement, make_hub, make_open_survey, make_post, make_theme, make_voice, make_we_did, make_you_said, today
from tests.cast import give_role, make_user, sign_in

WHOLE = "/admin/needs-you/"
DAY = timedelta(days=1)


def line(text: str, *, due: int | None = None, since: int | None = None, late: bool = False) -> Attention:
    """Return a line due and waiting so many days from a day in March."""
    day = date(2026, 3, 2)
    due_on, since_on = (day + n * DAY if n is not None else None for n in (due, since))
    return Attention(text, f"/{text}/", "It is yours.", since_on, due_on, late)


# --- The order ------------------------------------------------------------------------------------------------------------


def test_what_is_late_comes_first_then_what_is_due_first_then_what_waited_longest() -> None:
    mixed = [
        line("new", since=0),
        line("no day"),
        line("due later", due=9),
        line("old", since=-9),
        line("due soon", due=2),
        line("late, no day", late=True),
        line("very late", due=-30, late=True),
        line("late", due=-1, late=True),
    ]

    found = [one.text for one in in_order(mixed)]

    assert found == ["very late", "late", "late, no day", "due soon", "due later", "old", "new", "no day"]


def test_what_the_law_counts_comes_before_everything_the_hours_before_the_days() -> None:
    hours, days = (
        replace(line(name, due=3), clock=clock) for name, clock in (("hours", LawsClock.HOURS_LEFT), ("days", LawsClock.DAYS_LEFT))
    )
    mixed = [line("very late", due=-30, late=True), replace(days, due_on=date(2026, 2, 1), is_late=True), hours]

    assert [one.text for one in in_order(mixed)] == ["hours", "days", "very late"]
    assert in_groups(in_order([*mixed, *(line(str(n)) for n in range(4))]))[0][0] == "By law, first of all"


def test_what_the_law_counts_is_never_cut_off_the_front_page() -> None:
    many = in_order([*(line(f"late {n}", due=-9, late=True) for n in range(12)), replace(line("law", due=2), clock=LawsClock.HOURS_LEFT)])
    assert in_sight(many, 10)[0].text == "law"
    assert len(in_sight(many, 10)) == 10

    all_by_law = [replace(one, clock=LawsClock.DAYS_LEFT) for one in many]
    assert len(in_sight(all_by_law, 10)) == 13


def test_of_two_lines_that_wait_for_the_same_day_the_older_comes_first() -> None:
    assert [one.text for one in in_order([line("b", due=1, since=0), line("a", due=1, since=-5)])] == ["a", "b"]


def test_one_thing_that_two_floors_know_of_stands_there_once() -> None:
    assert len(in_order([line("same"), line("same")])) == 1


def test_a_few_lines_need_no_headings_and_many_have_them() -> None:
    assert in_groups([]) == []
    assert [heading for heading, _ in in_groups([line(str(n)) for n in range(5)])] == [""]

    many = in_order([*(line(f"w{n}") for n in range(4)), line("late", late=True), line("due", due=3)])
    assert [(heading, len(lines)) for heading, lines in in_groups(many)] == [("Late", 1), ("Promised by a day", 1), ("Waiting for you", 4)]


# --- The front page -------------------------------------------------------------------------------------------------------


def owe(person: User, hub: Hub, number: int) -> Post:
    """Let somebody hold a post that owes so many answers since two days ago."""
    owner = make_post("Head of play", hub=hub)
    PostHolder.objects.create(post=owner, user=person, from_on=today() - 100 * DAY)
    for _ in range(number):
        make_you_said(hub, owner=owner, heard_from_on=today() - 90 * DAY, answer_by_on=today() - 2 * DAY)
    return owner


def test_a_line_says_why_it_is_mine_since_when_and_by_when_and_leads_to_where_it_is_done(elm: Hub, asha: User) -> None:
    owe(asha, elm, 1)
    desk = sign_in(asha)

    page = desk.get("/admin/").text

    promised, since = today() - 2 * DAY, today() - 90 * DAY
    assert f"You hold Head of play at Elm. Promised by {promised:%-d %B %Y}. Since {since:%-d %B %Y}." in page
    assert '<h2 id="needs-you">Needs you today</h2>' in page
    address = page.split('class="is-late">')[1].split('href="')[1].split('"')[0]
    assert "What we say back" in desk.get(address).text


def test_a_long_list_ends_with_the_way_to_the_whole(elm: Hub, asha: User) -> None:
    owe(asha, elm, 12)

    page = sign_in(asha).get("/admin/").text

    assert page.count("the answer is 2 days late") == 10
    assert f'<a href="{WHOLE}">And 2 more</a>' in page


def test_ten_lines_need_no_way_to_the_whole(elm: Hub, asha: User) -> None:
    owe(asha, elm, 10)

    assert "more</a>" not in sign_in(asha).get("/admin/").text


def test_when_nothing_waits_a_kind_sentence_says_so(asha: User, fay: User) -> None:
    for person in (asha, fay):
        page = sign_in(person).get("/admin/").text
        assert "Nothing needs you today. When something does, it stands here" in page
        assert ("If you have a moment," in page) is (person == asha)
        assert "Nothing needs you today" in sign_in(person).get(WHOLE).text


def test_nothing_of_the_toolkits_stands_beside_it(adam: User, front: HomePage) -> None:
    sync_roles()
    page = sign_in(adam).get("/admin/").text

    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page[page.index("<main") :])
    assert headings == ["Administrator: four things you do here", "Needs you today", "Other things you can do here"]


# --- The whole list -------------------------------------------------------------------------------------------------------


def test_the_whole_list_comes_page_by_page(elm: Hub, asha: User) -> None:
    owe(asha, elm, 30)
    desk = sign_in(asha)

    first, second = desk.get(WHOLE).text, desk.get(f"{WHOLE}?page=2").text

    assert first.count("2 days late") == 25
    assert second.count("2 days late") == 5
    assert "30 things for you" in first
    assert '<h2 class="waiting-heading">Late</h2>' in first
    for odd in ("0", "x", "-1", "9" * 60, "\x00"):
        assert desk.get(WHOLE, {"page": odd}).status_code in {200, 400}


def test_strangers_are_led_to_sign_in(client: Client, db: None) -> None:
    assert client.get(WHOLE).headers["Location"].startswith("/account/login/")


def test_nobody_reads_what_waits_for_others(elm: Hub, asha: User, everybody_with_a_role: list[User]) -> None:
    owe(asha, elm, 2)

    for person in everybody_with_a_role:
        assert ("the answer is 2 days late" in sign_in(person).get(WHOLE).text) is (person == asha), person


def busy(number: int) -> User:
    """Make somebody who does everything everywhere, with so many of each thing waiting."""
    person, writer = make_user("Bo"), make_user("Wil")
    for kind in (RoleKind.HUB_MANAGER, RoleKind.DECIDER, RoleKind.DATA_PROTECTION_OFFICER, RoleKind.ADMINISTRATOR):
        give_role(person, kind)
    for n in range(number):
        hub = make_hub(f"Hub {n}")
        post = owe(person, hub, 1)
        make_post("Cook", hub=hub)
        engagement = make_engagement(hub, who_acts=post, answer_by_on=today())
        make_theme(engagement, voices=[make_voice(hub)], by=writer)
        make_open_survey(hub, closes_on=today())
        make_we_did(make_you_said(hub), by=person)
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize("number", [1, 6])
def test_all_of_it_costs_the_same_for_one_and_for_many(
    db: None, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    person = busy(number)
    desk = sign_in(person)
    desk.get(WHOLE)  # what this process has not met yet: the look, content types

    with django_assert_max_num_queries(66):
        page = desk.get(WHOLE)

    assert page.text.count("<li") >= 5 * number
