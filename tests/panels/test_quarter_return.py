"""The quarterly return: prefilled, filled in by name, signed off, like stone, and corrected by a new version."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry, Hub
from panels.models import Membership, Panel, QuarterReturn, ReturnEntry
from panels.selectors.quarter_counts import Quarter
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.meeting import words
from tests.panels.paneling import make_member, make_panel
from tests.panels.returning import fill_in, fill_in_the_rest, last_quarter, leads_everywhere, line, met, sign, slips


@pytest.fixture
def lena(db: None) -> User:
    """Lena leads engagement for the whole council."""
    return leads_everywhere()


@pytest.fixture
def desk(lena: User) -> Client:
    """Lena at her desk."""
    return sign_in(lena)


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """A panel of two that was counted and met once in the last quarter."""
    panel = make_panel(elm)
    for name in ("Ola Nowak", "Sam Reed"):
        make_member(panel, make_person(elm, name), joined_on=last_quarter().first)
    met(panel, last_quarter().first)
    slips(panel, sex={"female": 2}, age={"25-34": 2}, ethnicity={"asian": 1, "white": 1})
    return panel


def address(name: str, *more: str) -> str:
    return reverse(f"quarter_return:{name}", args=[last_quarter().key, *more])


def press_sign(desk: Client) -> str:
    page = desk.get(address("one"))
    return words(desk.post(address("sign"), {"seen": page.context["digest"]}, follow=True))


def test_the_page_shows_each_figure_with_how_it_is_counted_its_trap_and_its_source(desk: Client, panel: Panel) -> None:
    page = desk.get(address("one"))

    said = words(page)
    assert "SPCP05: How many panel meetings were held in the quarter? 1" in said
    assert "Meetings of parent carer panels that are marked as held" in said
    assert "Look out: A meeting that took place and that nobody marked as held is not counted." in said
    assert reverse("meeting:one", args=[panel.meetings.get().pk]) in page.text
    assert "These figures go to the department and nowhere else." in said
    assert "Chinese" in said, "which of the 19 groups count as which"


def test_what_it_costs_to_look_grows_by_panels_and_not_by_questions(
    desk: Client, panel: Panel, elm: Hub, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    desk.get(address("one"))
    with django_assert_max_num_queries(45):
        desk.get(address("one"))


def test_every_figure_leads_to_all_that_it_was_counted_from_also_when_it_is_signed(desk: Client, panel: Panel, lena: User) -> None:
    for n in range(1, 15):
        met(panel, last_quarter().first + timedelta(days=n))
    fill_in_the_rest(lena)

    assert "And 3 more" in words(desk.get(address("one")))
    press_sign(desk)
    page = desk.get(address("one"))
    assert all(reverse("meeting:one", args=[one.pk]) in page.text for one in panel.meetings.all())


def test_looking_writes_nothing(desk: Client, panel: Panel) -> None:
    desk.get(address("one"))
    desk.get(address("fill_in", "SPCP01"))
    assert not QuarterReturn.objects.exists()


def test_who_reads_along_reads_no_breakdown_and_gets_no_link_to_a_page_with_names(panel: Panel, amir: User) -> None:
    """Of two people a breakdown tells of each."""
    page = sign_in(amir).get(address("one"))
    assert "SPCP05: How many panel meetings were held in the quarter? 1" in words(page)
    table = sign_in(amir).post(address("table")).text
    assert "SPCP07" in table
    for text in (page.text, table):
        assert "Asian or Asian British" not in text
        assert "COMMENTS" not in text
    assert reverse("panel_members:list", args=[panel.pk]) not in page.text
    assert address("fill_in", "SPCP05") not in page.text
    assert "Sign this quarter off" not in page.text


@pytest.mark.parametrize("who", ["asha", "hana", "petra", "fay", "sol", "priya"])
def test_nobody_else_reads_it(who: str, request: pytest.FixtureRequest, panel: Panel) -> None:
    """Also not who leads at one hub: the figures are down to one person."""
    page = sign_in(request.getfixturevalue(who)).get(address("one"))
    assert page.status_code in {302, 404}


def test_a_figure_of_a_persons_stands_by_name_and_day_beside_what_was_counted(desk: Client, panel: Panel, lena: User) -> None:
    page = desk.post(address("fill_in", "SPCP05"), {"value": "3", "why": "Two more at Oak.", "seen": "0"}, follow=True)

    said = words(page)
    assert f"Filled in by {lena} on {today():%-d %B %Y}: Two more at Oak. Earshot counted otherwise: 1" in said
    entry = ReturnEntry.objects.get()
    assert (entry.value, entry.prefilled, entry.entered_by) == (3, 1, lena)


def test_nothing_is_filled_in_without_saying_where_it_comes_from(desk: Client, panel: Panel) -> None:
    page = desk.post(address("fill_in", "SPCP05"), {"value": "3", "why": " ", "seen": "0"})
    assert "Say where it comes from, in a sentence." in page.text
    assert 'value="3"' in page.text
    assert not ReturnEntry.objects.exists()


@pytest.mark.parametrize("box", ["value", "why"])
def test_nothing_that_points_at_one_person_is_kept_where_it_could_not_be_taken_out(desk: Client, panel: Panel, box: str) -> None:
    said = {"value": "All is well.", "why": "Asked.", "seen": "0"} | {box: "Ring Ola on 07700 900123."}
    page = desk.post(address("fill_in", "COMMENTS"), said)
    assert "It seems to hold a phone number." in page.text
    assert not ReturnEntry.objects.exists()


def test_a_colleagues_entry_is_not_written_over_unread(desk: Client, panel: Panel, lena: User) -> None:
    fill_in("SPCP05", 7, by=lena)
    page = desk.post(address("fill_in", "SPCP05"), {"value": "3", "why": "Me.", "seen": "0"})
    assert "A colleague changed this" in words(page)
    assert line("SPCP05").value == 7


def test_taken_back_what_was_counted_stands_again_and_both_are_kept(desk: Client, panel: Panel, lena: User) -> None:
    fill_in("SPCP05", 7, by=lena)
    desk.post(address("take_back", "SPCP05"))
    assert line("SPCP05").value == 1
    assert list(ReturnEntry.objects.values_list("value", flat=True)) == [7, None]
    assert "Nobody filled this in by hand" in words(desk.post(address("take_back", "SPCP05"), follow=True))


@pytest.mark.parametrize(("code", "value"), [("SPCP01", "perhaps"), ("SPCP05", "-1"), ("SPCP06", ""), ("SPCP04", "seance")])
def test_odd_answers_are_refused_in_words(desk: Client, panel: Panel, code: str, value: str) -> None:
    page = desk.post(address("fill_in", code), {"value": value, "why": "Me.", "seen": "0"})
    assert page.status_code == 200
    assert not ReturnEntry.objects.exists()


def test_a_breakdown_is_filled_in_part_by_part(desk: Client, panel: Panel) -> None:
    parts = {f"part_{key}": "0" for key in ("female", "male", "other", "not_said")}
    desk.post(address("fill_in", "SPCP08a"), parts | {"part_female": "1", "part_male": "1", "why": "Asked anew.", "seen": "0"})
    assert line("SPCP08a").value == {"female": 1, "male": 1, "other": 0, "not_said": 0}


def test_it_is_not_signed_while_an_answer_is_missing(desk: Client, panel: Panel) -> None:
    said = press_sign(desk)
    assert "SPCP01: Not answered yet. Fill it in." in said
    assert "SPCP06a" not in said.split("Not answered yet")[0], "what may stay empty is not asked for"
    assert not QuarterReturn.objects.filter(signed_on__isnull=False).exists()


def test_a_breakdown_of_more_than_there_are_members_is_said_and_not_signed(desk: Client, panel: Panel, lena: User) -> None:
    """It happens by itself: members leave after the round."""
    Membership.objects.filter(pk=panel.memberships.all()[0].pk).update(stage="left", left_on=last_quarter().last)
    fill_in_the_rest(lena)

    said = press_sign(desk)

    assert "SPCP08a: These add up to 2, and SPCP07 says 1." in said
    assert not QuarterReturn.objects.filter(signed_on__isnull=False).exists()


def test_a_quarter_that_goes_on_is_not_signed(desk: Client, panel: Panel) -> None:
    quarter = Quarter.of(today())
    page = desk.get(reverse("quarter_return:one", args=[quarter.key]))
    assert "figures are counted up to today" in words(page)
    assert "Sign this quarter off" not in page.text
    said = words(desk.post(reverse("quarter_return:sign", args=[quarter.key]), {"seen": page.context["digest"]}, follow=True))
    assert "The quarter goes on until" in said


def test_nobody_signs_other_figures_than_they_read(desk: Client, panel: Panel, lena: User) -> None:
    fill_in_the_rest(lena)
    seen = desk.get(address("one")).context["digest"]
    met(panel, last_quarter().last)

    said = words(desk.post(address("sign"), {"seen": seen}, follow=True))

    assert "A colleague changed this" in said
    assert not QuarterReturn.objects.filter(signed_on__isnull=False).exists()


def test_what_was_signed_stays_as_it_was(desk: Client, panel: Panel, lena: User) -> None:
    fill_in_the_rest(lena)
    assert "Signed off. These figures stay as they are now." in press_sign(desk)
    met(panel, last_quarter().last)
    row = QuarterReturn.objects.get()

    page = desk.get(address("one"))

    assert "SPCP05: How many panel meetings were held in the quarter? 1" in words(page)
    assert f"signed off on {today():%-d %B %Y} by {lena}" in words(page)
    assert address("fill_in", "SPCP05") not in page.text
    assert "This quarter is signed off." in words(desk.post(address("sign"), {"seen": ""}, follow=True))
    for change in (lambda: QuarterReturn.objects.update(figures={}), lambda: row.delete(), lambda: ReturnEntry.objects.update(why="x")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert QuarterReturn.objects.get().figures["SPCP05"]["value"] == 1


def test_nothing_is_filled_into_what_was_signed(desk: Client, panel: Panel, lena: User) -> None:
    fill_in_the_rest(lena)
    sign(lena)
    page = desk.post(address("fill_in", "SPCP05"), {"value": "3", "why": "Me.", "seen": "0"})
    assert "This quarter is signed off. Begin a correction" in words(page)
    assert desk.get(address("fill_in", "SPCP05")).status_code == 302


def test_a_correction_is_a_new_version_and_what_was_sent_can_be_read(desk: Client, panel: Panel, lena: User) -> None:
    fill_in_the_rest(lena)
    sign(lena)
    met(panel, last_quarter().last)

    page = desk.post(address("correct"), follow=True)

    assert "Version 2, a correction." in words(page)
    assert "SPCP05: How many panel meetings were held in the quarter? 2" in words(page)
    assert "held in the quarter? 1" in words(desk.get(address("one"), {"version": "1"}))
    assert line("SPCP01").value == "both", "what was filled in by hand goes over"
    assert "This quarter is open" in words(desk.post(address("correct"), follow=True))
    assert desk.get(address("one"), {"version": "9"}).status_code == 404


def test_it_is_taken_out_as_a_table_marked_and_noted(desk: Client, panel: Panel, lena: User) -> None:
    fill_in("SPCP05", 3, by=lena, why="=Two more")
    answer = desk.post(address("table"))

    rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    by_code = {(row[0], row[2]): row for row in rows if len(row) > 1}
    assert by_code["SPCP05", ""][3:6] == ["3", "1", "'=Two more"]
    assert by_code["SPCP10a", "White"][3] == "1"
    assert "Figures for the department alone" in rows[-1][0]
    assert "no-store" in answer["Cache-Control"]
    assert AuditEntry.objects.filter(verb="panels.return.export").count() == 1


@pytest.mark.parametrize("key", ["2026-05", "1999-01", "2999-01", "x", "2026-7", "2026-07-01"])
def test_what_is_no_quarter_is_not_there(desk: Client, key: str) -> None:
    assert desk.get(reverse("quarter_return:one", args=[key])).status_code == 404


def test_the_last_quarter_waits_on_the_front_page_until_it_is_signed(desk: Client, panel: Panel, lena: User) -> None:
    words_of_it = f"Sign off the quarterly return, {last_quarter().words}"
    assert words_of_it in words(desk.get(reverse("wagtailadmin_home")))
    fill_in_the_rest(lena)
    sign(lena)
    assert words_of_it not in words(desk.get(reverse("wagtailadmin_home")))


def test_it_waits_for_nobody_at_one_hub(panel: Panel, asha: User, elm: Hub) -> None:
    assert "Sign off the quarterly return" not in words(sign_in(asha).get(reverse("wagtailadmin_home")))


def test_the_list_says_where_each_quarter_stands(desk: Client, panel: Panel, lena: User) -> None:
    fill_in_the_rest(lena)
    sign(lena)
    said = words(desk.get(reverse("quarter_return:index")))
    assert f"{last_quarter().words} Signed off on {today():%-d %B %Y}" in said
    assert f"Goes on until {Quarter.of(today()).last:%-d %B %Y}" in said


def test_a_quarter_before_the_panel_began_counts_nothing(desk: Client, elm: Hub) -> None:
    make_panel(elm, started_on=today() + timedelta(days=1))
    assert line("SPCP07").value == 0
