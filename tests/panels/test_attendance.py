"""Who came: a sheet to sign, a list to take along, and ticks on a phone that two people may set at once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import Person
from core import questions
from core.models import AuditEntry, Hub
from panels.models import Attendance, AttendanceSheet, Meeting, Membership, Panel
from panels.rules.needs import destroy_by
from panels.selectors.meetings import day_of
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.meeting import make_need, make_reply, words
from tests.panels.paneling import make_meeting, make_member, make_panel


@pytest.fixture
def panel(elm: Hub) -> Panel:
    return make_panel(elm, "Parents at Elm")


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


@pytest.fixture
def been(panel: Panel) -> Meeting:
    return make_meeting(panel, starts_at=timezone.now() - timedelta(hours=2))


def at(name: str, meeting: Meeting) -> str:
    return reverse(f"meeting:{name}", args=[meeting.pk])


def box(member: Membership) -> str:
    return f"member_{member.pk.hex}"


def member(panel: Panel, name: str, **fields: Any) -> Membership:
    return make_member(panel, make_person(panel.hub, name), **fields)


# --- Who comes ----------------------------------------------------------------------------------------------------------------


def test_the_sheet_has_first_names_of_who_comes_and_says_when_to_destroy_it(desk: Client, panel: Panel) -> None:
    meeting = make_meeting(panel)
    ola, sam = member(panel, "Ola Nowak"), member(panel, "Sam Okoro")
    make_reply(meeting, ola)
    make_reply(meeting, sam, "no")
    make_need(meeting, ola, detail="A quiet seat.")

    page = desk.post(at("sheet", meeting))

    said = words(page)
    assert "Ola" in said
    for absent in ("Nowak", "Sam", "quiet", ola.person.code if ola.person else "P-"):
        assert absent not in page.text, absent
    until = destroy_by(day_of(meeting))
    assert (until - day_of(meeting)).days == 28
    assert f"Destroy this sheet by {until:%-d %B %Y}." in said
    assert AuditEntry.objects.filter(verb="panels.meeting.take_list", facts__contains="paper").exists()


def test_a_link_that_is_followed_takes_no_sheet_out(desk: Client, panel: Panel) -> None:
    assert desk.get(at("sheet", make_meeting(panel))).status_code == 405
    assert not AuditEntry.objects.filter(verb="panels.meeting.take_list").exists()


def test_while_nobody_answered_everybody_who_is_asked_is_on_it(desk: Client, panel: Panel) -> None:
    member(panel, "Ola Nowak")
    member(panel, "Rita Reader", kind="reader")
    member(panel, "Bo Break", stage="break")

    page = words(desk.post(at("sheet", make_meeting(panel))))

    assert "Ola" in page
    assert "Rita" not in page
    assert "Bo" not in re.findall(r"\w+", page)


def test_the_table_is_exactly_the_list_with_its_day_and_no_formula(desk: Client, panel: Panel) -> None:
    meeting = make_meeting(panel, title="=1+1")
    make_reply(meeting, member(panel, "=HYPERLINK(x) Nowak"))
    make_reply(meeting, member(panel, "Sam Okoro"), "online")
    make_reply(meeting, member(panel, "No Body"), "no")

    answer = desk.post(at("table", meeting))

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert '"\'=HYPERLINK(x)"' in lines[1]
    assert '"Sam"' in lines[2]
    assert '"Coming online"' in lines[2]
    until = destroy_by(day_of(meeting))
    assert all(f"{until:%d/%m/%Y}" in line and '"\'=1+1"' in line for line in lines[1:])
    assert f"destroy-by-{until}" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert AuditEntry.objects.filter(verb="panels.meeting.take_list", facts__contains="table").exists()


# --- Who came -----------------------------------------------------------------------------------------------------------------


def test_ticks_numbers_and_apologies_are_kept_and_the_meeting_was_held(desk: Client, been: Meeting, panel: Panel) -> None:
    ola, sam, ann = (member(panel, name) for name in ("Ola Nowak", "Sam Okoro", "Ann Lee"))
    typed = {"seen": "0", box(ola): "yes", box(sam): "sorry", box(ann): "", "staff": "2", "guests": ""}

    page = words(desk.post(at("who_came", been), typed, follow=True))

    assert dict(Attendance.objects.values_list("membership", "came")) == {ola.pk: "yes", sam.pk: "sorry"}
    sheet = AttendanceSheet.objects.get()
    assert (sheet.number_of_staff, sheet.number_of_guests, sheet.kept_on) == (2, 0, today())
    been.refresh_from_db()
    assert been.state == "held"
    assert "Members 1" in page
    assert re.search(r"Sam \(P-\w+\): Sent apologies", page)


def test_two_who_tick_at_once_lose_nothing(desk: Client, been: Meeting, panel: Panel) -> None:
    ola, sam = member(panel, "Ola Nowak"), member(panel, "Sam Okoro")
    desk.post(at("who_came", been), {"seen": "0", box(ola): "yes", "staff": "1"})

    page = desk.post(at("who_came", been), {"seen": "0", box(sam): "yes", "staff": "7"})

    assert "A colleague changed this while you had it open." in words(page)
    assert re.search(r"Ola \(P-\w+\) Came", words(page)), "what the colleague ticked is shown"
    assert 'value="7"' in page.text
    assert dict(Attendance.objects.values_list("membership", "came")) == {ola.pk: "yes"}
    seen = page.context["form"]["seen"].value()
    desk.post(at("who_came", been), {"seen": seen, box(ola): "yes", box(sam): "yes", "staff": "7"})
    assert Attendance.objects.count() == 2
    assert AttendanceSheet.objects.get().version == 2


def test_nobody_is_ticked_before_it_began_or_when_it_was_called_off(desk: Client, panel: Panel) -> None:
    to_come, off = make_meeting(panel), make_meeting(panel, state="off", called_off_because="Snow.")

    assert "It has not begun yet." in words(desk.get(at("who_came", to_come)))
    assert "It has not begun yet." in words(desk.post(at("who_came", to_come), {"seen": "0", "staff": "1"}))
    assert "It was called off." in words(desk.post(at("who_came", off), {"seen": "0", "staff": "1"}))
    assert not AttendanceSheet.objects.exists()


def test_an_odd_number_costs_one_box_and_no_tick(desk: Client, been: Meeting, panel: Panel) -> None:
    ola = member(panel, "Ola Nowak")

    page = desk.post(at("who_came", been), {"seen": "0", box(ola): "yes", "staff": "-4"})

    assert "Nothing is lost." in words(page)
    assert re.search(rf'name="{box(ola)}" value="yes"[^>]* checked', page.text)
    assert not Attendance.objects.exists()


def test_nobody_of_another_panel_is_ticked(desk: Client, been: Meeting, oak: Hub) -> None:
    stranger = make_member(make_panel(oak))

    desk.post(at("who_came", been), {"seen": "0", box(stranger): "yes"})

    assert not Attendance.objects.exists()


def test_the_count_stays_true_when_a_member_left_and_was_forgotten(desk: Client, been: Meeting, panel: Panel) -> None:
    ola, sam = member(panel, "Ola Nowak"), member(panel, "Sam Okoro")
    desk.post(at("who_came", been), {"seen": "0", box(ola): "yes", box(sam): "yes"})
    Person.objects.filter(memberships=ola).update(erased_on=today())
    Membership.objects.filter(pk=ola.pk).update(person=None, stage="left", left_on=today())

    page = words(desk.get(at("one", been)))

    assert "Members 2" in page
    assert "Somebody who was forgotten: Came" in page
    seen = desk.get(at("who_came", been)).context["form"]["seen"].value()
    desk.post(at("who_came", been), {"seen": seen, box(sam): "yes", box(ola): "yes"})
    assert Attendance.objects.count() == 2


def test_a_copy_of_ones_data_lists_the_meetings_one_came_to(desk: Client, been: Meeting, panel: Panel) -> None:
    ola = member(panel, "Ola Nowak")
    desk.post(at("who_came", been), {"seen": "0", box(ola): "yes"})
    assert ola.person

    held = [one for some in questions.person_export.answers(person_id=ola.person.pk) for one in some]

    (part,) = [one for one in held if one.heading == "The meetings you came to"]
    ((meeting, came),) = part.rows
    assert meeting.startswith("Meeting of Parents at Elm, ")
    assert came == "Came"


def test_who_may_not_see_members_reads_about_how_many(dev: User, desk: Client, been: Meeting, panel: Panel) -> None:
    ola = member(panel, "Ola Nowak")
    desk.post(at("who_came", been), {"seen": "0", box(ola): "yes", "guests": "1"})

    page = words(sign_in(dev).get(at("one", been)))

    assert "Ola" not in page
    assert "Members fewer than 20" in page
