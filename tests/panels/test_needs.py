"""What do I need to book for Tuesday? One screen, ticked off with a thumb, seen by who calls the meetings and by nobody else."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import Person
from core import clocks
from core.models import AuditEntry, Hub
from panels.models import Meeting, MeetingNeed, Membership, Panel
from panels.rules.needs import booked_by_on, pounds_in
from panels.services.needs import carry_standing
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.meeting import make_need, make_reply, make_standing_need, words
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel

ALL = "/admin/booking/"


@pytest.fixture
def panel(elm: Hub) -> Panel:
    return make_panel(elm, "Parents at Elm")


@pytest.fixture
def ola(panel: Panel) -> Membership:
    return make_member(panel)


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def at(name: str, need: MeetingNeed) -> str:
    return reverse(f"meeting:{name}", args=[need.meeting_id, need.pk])


def seen_of(page: Any) -> str:
    """Return the mark of the only need on a page."""
    (mark,) = {line.mark for booking in page.context["bookings"] for kind in booking.kinds for line in kind.lines}
    return str(mark)


# --- Carried ------------------------------------------------------------------------------------------------------------------


def test_what_a_member_always_needs_is_carried_once(panel: Panel, ola: Membership) -> None:
    meeting = make_meeting(panel)
    for detail in ("One child of two.", "A baby."):
        make_standing_need(ola, detail=detail)

    assert carry_standing(meeting, ola) == 2
    assert carry_standing(meeting, ola) == 0
    assert sorted(one.detail for one in MeetingNeed.objects.all()) == ["A baby.", "One child of two."]


def test_nothing_is_carried_to_a_meeting_that_is_called_off(panel: Panel, ola: Membership) -> None:
    make_standing_need(ola)

    assert carry_standing(make_meeting(panel, state="off", called_off_because="Snow."), ola) == 0


def test_only_the_kinds_that_they_need_this_time_are_carried(panel: Panel, ola: Membership) -> None:
    for kind in ("childcare", "travel"):
        make_standing_need(ola, kind)

    assert carry_standing(make_meeting(panel), ola, kinds={"travel"}) == 1
    assert MeetingNeed.objects.get().kind == "travel"


# --- On one screen ------------------------------------------------------------------------------------------------------------


def test_it_is_one_screen_by_meeting_and_kind_with_who_and_what(desk: Client, panel: Panel, ola: Membership) -> None:
    later, soon = (
        make_meeting(panel, title="The autumn", starts_at=in_days(9)),
        make_meeting(panel, title="The summer", starts_at=in_days(8)),
    )
    make_need(soon, ola, "interpreter", detail="Polish.")
    make_need(soon, make_member(panel, make_person(panel.hub, "Sam Okoro")), "childcare", detail="A baby.")
    make_need(later, ola, "food", detail="No nuts.")

    page = words(desk.get(ALL))

    assert (
        page.index("The summer")
        < page.index("Childcare")
        < page.index("An interpreter")
        < page.index("The autumn")
        < page.index("No nuts.")
    )
    assert ola.person
    assert f"Ola ({ola.person.shown_code}): Polish." in page
    assert "Nowak" not in page
    assert "2 to book" in page


def test_a_name_from_another_hub_is_not_read(desk: Client, panel: Panel, oak: Hub) -> None:
    member = make_member(panel, make_person(oak, "Zoltan Kovacs"))
    make_need(make_meeting(panel), member)

    page = words(desk.get(ALL))

    assert member.person
    assert member.person.shown_code in page
    assert "Zoltan" not in page


def test_it_is_ticked_off_with_what_it_cost_and_put_right(desk: Client, panel: Panel, ola: Membership, petra: User) -> None:
    need = make_need(make_meeting(panel), ola)

    page = desk.post(at("book", need), {"spent": "£12.50", "seen": seen_of(desk.get(ALL)), "back": "all"}, follow=True)

    need.refresh_from_db()
    assert (need.booked_on, need.booked_by, need.spent) == (today(), petra, Decimal("12.50"))
    assert page.redirect_chain[-1][0] == f"{ALL}#need-{need.pk}", "back to the row"
    assert "All is booked." in words(page)
    assert "£12.50 spent." in words(page)
    desk.post(at("book", need), {"spent": "15", "seen": seen_of(page)})
    need.refresh_from_db()
    assert need.spent == Decimal(15)
    desk.post(at("unbook", need))
    need.refresh_from_db()
    assert not need.booked_on
    assert need.spent is None


def test_an_odd_amount_is_refused_and_stays_typed(desk: Client, panel: Panel, ola: Membership) -> None:
    need = make_need(make_meeting(panel), ola)

    page = desk.post(at("book", need), {"spent": "about ten", "need": str(need.pk), "back": "all"}, follow=True)

    assert "Write pounds and pence, such as 12.50." in words(page)
    assert 'value="about ten"' in page.text
    need.refresh_from_db()
    assert need.booked_on is None


@pytest.mark.parametrize(("typed", "pounds"), [("", None), ("£1,200.50", "1200.50"), ("0", "0"), ("12", "12")])
def test_pounds_are_read_as_people_write_them(typed: str, pounds: str | None) -> None:
    assert pounds_in(typed) == (Decimal(pounds) if pounds else None)


@pytest.mark.parametrize("typed", ["-1", "1.234", "NaN", "1e9", "٣x", "100000"])
def test_what_is_no_amount_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match="pounds and pence"):
        pounds_in(typed)


def test_a_second_who_ticks_the_same_thing_is_told_and_overwrites_nothing(desk: Client, panel: Panel, ola: Membership, petra: User) -> None:
    need = make_need(make_meeting(panel), ola)
    seen = seen_of(desk.get(ALL))
    MeetingNeed.objects.update(booked_on=today(), booked_by=petra, spent=20)

    page = desk.post(at("book", need), {"spent": "5", "seen": seen, "need": str(need.pk), "back": "all"}, follow=True)

    assert "A colleague changed this while you had it open." in words(page)
    need.refresh_from_db()
    assert need.spent == 20


def test_it_is_added_and_removed_by_hand_and_sealed(desk: Client, panel: Panel, ola: Membership) -> None:
    meeting = make_meeting(panel)
    add = reverse("meeting:add_need", args=[meeting.pk])

    desk.post(add, {"member": str(ola.pk), "kind": "access", "detail": "A quiet seat by the door.\x00"})

    need = MeetingNeed.objects.get()
    assert need.detail == "A quiet seat by the door."
    with connection.cursor() as cursor:
        cursor.execute("SELECT detail FROM panels_meetingneed")
        assert "quiet" not in cursor.fetchone()[0]
    assert "quiet" not in str(list(AuditEntry.objects.values()))
    desk.post(at("remove_need", need))
    assert not MeetingNeed.objects.exists()


def test_nobody_of_another_panel_is_arranged_for(desk: Client, panel: Panel, oak: Hub) -> None:
    stranger = make_member(make_panel(oak))

    page = desk.post(
        reverse("meeting:add_need", args=[make_meeting(panel).pk]), {"member": str(stranger.pk), "kind": "food", "detail": "No nuts."}
    )

    assert page.status_code == 200
    assert "No nuts." in page.text
    assert not MeetingNeed.objects.exists()


def test_what_is_booked_and_not_needed_any_more_says_cancel_it(desk: Client, panel: Panel, ola: Membership, petra: User) -> None:
    meeting = make_meeting(panel)
    make_need(meeting, ola, booked_on=today(), booked_by=petra)
    make_need(meeting, ola, "food", detail="No nuts.")
    make_reply(meeting, ola, "no")

    page = words(desk.get(ALL))

    assert "Not needed any more. Cancel it, then take it off." in page
    assert "No nuts." not in page, "nobody books for who does not come"
    Meeting.objects.update(state="off", called_off_because="Snow.")
    assert "It is called off. Cancel what is booked." in words(desk.get(ALL))


def test_needs_are_for_who_calls_the_meetings_alone(
    panel: Panel, ola: Membership, hana: User, asha: User, dev: User, sol: User, fay: User, priya: User
) -> None:
    meeting = make_meeting(panel)
    make_need(meeting, ola, detail="A quiet seat.")

    for user in (hana, asha, dev, sol, fay, priya):
        client = sign_in(user)
        assert client.get(ALL).status_code != 200, user
        assert client.get(reverse("meeting:needs", args=[meeting.pk])).status_code != 200, user
        assert "quiet seat" not in client.get(reverse("meeting:one", args=[meeting.pk])).text, user


def test_another_hubs_needs_are_not_on_it(desk: Client, oak: Hub) -> None:
    other = make_panel(oak)
    need = make_need(make_meeting(other), make_member(other), detail="A quiet seat.")

    assert "quiet" not in desk.get(ALL).text
    assert desk.post(at("book", need)).status_code == 404


def test_the_screen_costs_the_same_however_much_is_needed(
    desk: Client, panel: Panel, ola: Membership, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    make_need(make_meeting(panel), ola)
    with django_assert_max_num_queries(60) as few:
        desk.get(ALL)
    for number in range(6):
        meeting = make_meeting(panel, title=f"Number {number}")
        for name in ("Ann", "Bea"):
            make_need(meeting, make_member(panel, make_person(panel.hub, f"{name} {number}")), "food")

    with django_assert_max_num_queries(len(few.captured_queries)):
        desk.get(ALL)


def test_of_who_was_forgotten_no_code_is_shown(desk: Client, panel: Panel, ola: Membership) -> None:
    make_need(make_meeting(panel), ola)
    assert ola.person
    Person.objects.filter(pk=ola.person.pk).update(erased_on=today())

    assert "Somebody who was forgotten" in words(desk.get(ALL))
    assert ola.person.code not in desk.get(ALL).text


def test_three_working_days_are_left_to_book_in() -> None:
    friday = date(2029, 5, 11)
    assert booked_by_on(friday) == date(2029, 5, 8)
    after_a_bank_holiday = date(2029, 5, 9)
    assert clocks.bank_holiday(date(2029, 5, 7))
    assert booked_by_on(after_a_bank_holiday) == date(2029, 5, 3)
    assert booked_by_on(friday + timedelta(days=1)) == date(2029, 5, 9)
