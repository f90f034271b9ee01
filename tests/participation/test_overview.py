"""Everything the council asks about: at a glance, over time, by the calendar, and as a table."""

import csv
import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.models import AuditEntry, Hub
from participation.choices import Element, Size, Stage
from participation.models import Engagement
from participation.selectors import overview
from participation.selectors.asked_often import asked_often
from participation.selectors.reach import year_of
from tests.builders import make_engagement, make_everyday_engagement, today
from tests.cast import sign_in
from tests.participation.listening import say, say_all
from tests.participation.reaching import make_aim

DAY = timedelta(days=1)


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_each_engagement_stands_with_a_word_for_each_element_and_none_for_all(asha: User, elm: Hub) -> None:
    said = make_engagement(elm, title="The garden", stage=Stage.ANSWERING)
    say_all(said, but=(Element.AUDIENCE,))

    (line,) = overview.lines(overview.seen_by(asha), today=today())

    assert line.words == ("well shown", "well shown", "not said yet", "well shown")
    page = words(sign_in(asha).get(reverse("overview:index")))
    assert "The garden Answering Standard Elm" in page
    assert "not said yet" in page


def test_on_a_phone_each_word_and_number_carries_its_name(asha: User, elm: Hub) -> None:
    make_aim(make_engagement(elm, title="The garden"), elm)
    desk = sign_in(asha)

    for screen, named in (
        ("overview:index", '<td data-name="Audience">not said yet</td>'),
        ("overview:index", '<td data-name="Families are answered">'),
        ("overview:over_time", '<td data-name="Not said yet">1</td>'),
        ("overview:asked", '<td data-name="Elm">1</td>'),
    ):
        assert named in desk.get(reverse(screen)).text, screen


def test_what_is_under_way_comes_first_however_many_were_closed(asha: User, elm: Hub) -> None:
    for number in range(3):
        make_engagement(elm, title=f"Closed {number}", stage=Stage.CLOSED, answer_by_on=today() - 900 * DAY)
    make_engagement(elm, title="Open now")

    first, _ = overview.lines(overview.seen_by(asha), today=today(), most=2)

    assert first.row.title == "Open now"
    assert len(overview.lines(overview.seen_by(asha), today=today())) == 4


def test_late_ones_say_by_how_much(asha: User, elm: Hub) -> None:
    make_engagement(elm, answer_by_on=today() - 3 * DAY, opened_on=today() - 60 * DAY)

    (line,) = overview.lines(overview.seen_by(asha), today=today())

    assert "late" in line.late


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"open", "closed", "everyday"}),
        ("?stage=closed", {"closed"}),
        ("?size=everyday", {"everyday"}),
        ("?stage=nonsense&size=x&hub=nowhere", {"open", "closed", "everyday"}),
        ("?hub=99999999999999999999", {"open", "closed", "everyday"}),
    ],
)
def test_the_list_is_narrowed_by_what_is_known_and_by_nothing_else(asha: User, elm: Hub, asked: str, shown: set[str]) -> None:
    make_engagement(elm, title="The open one")
    make_engagement(elm, title="The closed one", stage=Stage.CLOSED)
    make_everyday_engagement(elm)

    page = sign_in(asha).get(reverse("overview:index") + asked).text

    titles = {"open": "The open one", "closed": "The closed one", "everyday": "Everyday listening at Elm"}
    assert {name for name, title in titles.items() if f"<bdi>{title}</bdi>" in page} == shown


def test_another_hubs_is_neither_listed_counted_nor_taken_out(asha: User, elm: Hub, oak: Hub) -> None:
    make_engagement(oak, title="The pond of Oak", starts_on=today(), opened_on=today())
    desk = sign_in(asha)

    for name in ("index", "over_time", "calendar"):
        assert "The pond of Oak" not in desk.get(reverse(f"overview:{name}")).text
    assert desk.post(reverse("overview:table")).status_code == 302, "a table is for who serves the whole council"
    assert {number for _, _, number in overview.numbers_by_stage(asha)} == {0}
    assert overview.over_time(asha) == []


def test_the_table_says_what_the_screen_says_and_runs_nothing(dev: User, elm: Hub) -> None:
    make_engagement(elm, title="=cmd|calc", stage=Stage.ANSWERING)
    make_engagement(elm, title="Another", size=Size.BIG)

    answer = sign_in(dev).post(reverse("overview:table"), {"size": "standard"})

    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[:4] == ["Title", "Stage", "Size", "Hubs"]
    assert [row[:4] for row in rows] == [["'=cmd|calc", "Answering", "Standard", "Elm"]]
    assert rows[0][-4:] == ["not said yet"] * 4
    assert AuditEntry.objects.filter(verb="participation.engagement.export").count() == 1


@pytest.mark.parametrize(
    ("day", "half"),
    [
        (date(2026, 3, 31), (2025, True)),
        (date(2026, 4, 1), (2026, False)),
        (date(2026, 9, 30), (2026, False)),
        (date(2026, 10, 1), (2026, True)),
        (date(2027, 1, 1), (2026, True)),
    ],
)
def test_a_councils_year_has_two_halves(day: date, half: tuple[int, bool]) -> None:
    assert overview.half_of(day) == half


def test_over_time_each_element_is_counted_for_itself(asha: User, elm: Hub) -> None:
    for opened in (date(2026, 5, 1), date(2026, 6, 1), date(2026, 11, 1)):
        row = make_engagement(elm, stage=Stage.ANSWERING, opened_on=opened)
        if opened.month != 6:
            say_all(row, but=(Element.AUDIENCE,))
    make_everyday_engagement(elm)

    newest, before = overview.over_time(asha)

    assert (newest.label, newest.number_of_engagements) == ("October 2026 to March 2027", 1)
    assert (before.label, before.number_of_engagements) == ("April to September 2026", 2)
    assert dict(before.rows) == {"Space": (1, 0, 0, 1), "Voice": (1, 0, 0, 1), "Audience": (0, 0, 0, 2), "Influence": (1, 0, 0, 1)}
    page = words(sign_in(asha).get(reverse("overview:over_time")))
    assert "April to September 2026 2 engagements" in page


def test_who_was_asked_how_often_counts_engagements_hub_by_hub(asha: User, elm: Hub, oak: Hub) -> None:
    for number in range(2):
        make_aim(make_engagement(elm, title=f"Number {number}"), elm)
    make_aim(make_engagement(elm, title="Of another year", opened_on=today() - 800 * DAY), elm)
    make_aim(make_engagement(oak, title="Of Oak"), oak)

    table = asked_often(asha, year=year_of(today()))

    assert [hub.name for hub in table.hubs] == ["Elm"]
    assert {group.key: numbers for group, numbers in table.rows}["fathers"] == [2]
    page = words(sign_in(asha).get(reverse("overview:asked")))
    assert "never" in page
    assert "Oak" not in page


def test_the_calendar_says_what_happens_when(asha: User, elm: Hub) -> None:
    make_engagement(
        elm,
        title="The garden",
        starts_on=today() + DAY,
        ends_on=today() + 20 * DAY,
        answer_by_on=today() + 40 * DAY,
        decided_on=today() + 60 * DAY,
        decided_at="Cabinet",
    )
    make_engagement(elm, title="Long closed", stage=Stage.CLOSED, decided_on=today() + DAY)

    months = overview.calendar(asha, since=today(), until=today() + 365 * DAY)

    assert [(one.on - today(), one.what) for _, days in months for one in days] == [
        (DAY, "Families can answer from this day"),
        (20 * DAY, "Last day for families to answer"),
        (40 * DAY, "Families were promised an answer"),
        (60 * DAY, "Decided: Cabinet"),
    ]
    assert "Decided: Cabinet. The garden" in words(sign_in(asha).get(reverse("overview:calendar")))


def test_the_screens_cost_the_same_with_forty(asha: User, elm: Hub, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    desk, names, few = sign_in(asha), ("index", "over_time", "asked", "calendar"), dict[str, int]()
    make_engagement(elm, title="The first", starts_on=today())
    for name in names:
        desk.get(reverse(f"overview:{name}"))  # what is asked once and remembered
        with django_assert_max_num_queries(24) as asked:
            desk.get(reverse(f"overview:{name}"))
        few[name] = len(asked.captured_queries)
    for number in range(39):
        row = make_engagement(elm, title=f"Number {number}", starts_on=today())
        say(row, "AU-P1")

    for name in names:
        with django_assert_max_num_queries(few[name]):
            desk.get(reverse(f"overview:{name}"))
    assert Engagement.objects.count() == 40
