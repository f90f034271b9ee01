"""Meetings: called from nothing or from the last, called off, taken back, held; by the council's clock, also when that changes."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import clocks
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from panels.choices import MeetingState, Stage
from panels.models import AgendaItem, Meeting, MeetingNeed, Panel
from panels.rules import meetings as rules
from panels.selectors.meetings import day_to_suggest
from panels.services import meetings as services
from tests.builders import make_post, today
from tests.cast import give_role, make_user, sign_in
from tests.panels.meeting import clocks_change, make_item, make_standing_need, words
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel


def at(name: str, meeting: Meeting) -> str:
    return reverse(f"meeting:{name}", args=[meeting.pk])


def typed(panel: Panel, **said: Any) -> dict[str, Any]:
    day = str(today() + timedelta(days=9))
    facts = {"panel": panel.pk, "starts_at_0": day, "starts_at_1": "18:30", "number_of_minutes": 90, "format": "person"}
    return {**facts, "place": "The hall, Elm", "title": "", "link": "", **said}


@pytest.fixture
def panel(elm: Hub) -> Panel:
    return make_panel(elm, "Parents at Elm")


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def test_a_meeting_is_called_by_the_hour_of_the_councils_clock(desk: Client, panel: Panel) -> None:
    page = desk.post(reverse("meeting:add"), typed(panel), follow=True)

    meeting = Meeting.objects.get()
    assert rules.by_council_clock(meeting.starts_at).time() == time(18, 30)
    assert "18:30" in words(page)
    assert "Meeting of Parents at Elm" in words(page)
    assert AuditEntry.objects.filter(verb="panels.meeting.add", hub_id=panel.hub_id).exists()


@pytest.mark.parametrize(
    ("month", "says"), [(3, "the clocks go forward, and 01:30 is left out"), (10, "the clocks go back, and 01:30 comes twice")]
)
def test_an_hour_that_is_not_or_is_twice_is_refused_in_words(desk: Client, panel: Panel, month: int, says: str) -> None:
    night = clocks_change(month)

    page = desk.post(reverse("meeting:add"), typed(panel, starts_at_0=str(night), starts_at_1="01:30", title="The long night"))

    assert says in words(page)
    assert "The long night" in page.text, "nothing typed is lost"
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("month", [3, 10])
def test_on_the_day_when_clocks_change_ten_in_the_morning_is_ten(desk: Client, panel: Panel, month: int) -> None:
    day = clocks_change(month)

    desk.post(reverse("meeting:add"), typed(panel, starts_at_0=str(day), starts_at_1="10:00"))

    meeting = Meeting.objects.get()
    assert meeting.starts_at.utcoffset() is not None
    assert meeting.starts_at.astimezone(timezone.get_default_timezone()) == timezone.make_aware(datetime.combine(day, time(10)))
    assert f"{day:%-d %b %Y}, 10:00" in words(desk.get(reverse("meeting:index")))


def test_a_room_is_needed_where_people_come_to_a_room(desk: Client, panel: Panel) -> None:
    assert "Say where: the room and its address." in words(desk.post(reverse("meeting:add"), typed(panel, place=" ")))
    assert desk.post(reverse("meeting:add"), typed(panel, place="", format="online")).status_code == 302


def test_half_a_time_says_what_is_missing(desk: Client, panel: Panel) -> None:
    page = desk.post(reverse("meeting:add"), typed(panel, starts_at_1=""))

    assert page.status_code == 200
    assert not Meeting.objects.exists()


# --- From the last ------------------------------------------------------------------------------------------------------------


def test_the_next_is_made_from_the_last_with_its_agenda_and_what_members_always_need(desk: Client, panel: Panel, petra: User) -> None:
    last = make_meeting(panel, starts_at=in_days(-42), number_of_minutes=75, format="hybrid", link="https://meet.example/elm")
    make_item(last, "The café’s hours", what_is_open="Which days.", number_of_minutes=20)
    make_item(last, "Somebody’s question", asked_by_a_member=True)
    comes, rests = make_member(panel), make_member(panel, stage=Stage.BREAK)
    make_standing_need(comes)
    make_standing_need(rests, "travel", "Bus fare.")

    page = desk.post(at("next", last), {"starts_at_0": str(today() + timedelta(days=5)), "starts_at_1": "10:00"}, follow=True)

    made = Meeting.objects.exclude(pk=last.pk).get()
    assert (made.number_of_minutes, made.format, made.place, made.link) == (75, "hybrid", last.place, "https://meet.example/elm")
    (item,) = AgendaItem.objects.filter(meeting=made)
    assert (item.title, item.number_of_minutes, item.what_is_open) == ("The café’s hours", 20, "")
    (need,) = MeetingNeed.objects.filter(meeting=made)
    assert (need.membership, need.kind, need.detail) == (comes, "childcare", "One child of two.")
    assert "It is made." in words(page)
    assert AuditEntry.objects.get(verb="panels.meeting.add").actor == f"staff:{petra.pk}"


def test_the_day_that_is_suggested_is_as_far_on_as_they_usually_meet(panel: Panel) -> None:
    for days in (-119, -49, -28, -7):  # once ten weeks, over the summer
        make_meeting(panel, starts_at=in_days(days))

    last, three_weeks = today() - timedelta(days=7), timedelta(weeks=3)
    assert day_to_suggest(panel, today=today()) == rules.next_day(last, apart=three_weeks, today=today())
    assert rules.next_day(date(2029, 6, 4), apart=three_weeks, today=date(2029, 6, 11)) == date(2029, 6, 25)


def test_no_bank_holiday_is_suggested_nor_a_day_gone_by() -> None:
    boxing_day = date(2029, 12, 26)
    assert clocks.bank_holiday(boxing_day)
    a_month = timedelta(weeks=4)
    assert rules.next_day(boxing_day - a_month, apart=a_month, today=date(2029, 12, 1)) == date(2030, 1, 2)
    assert rules.next_day(date(2029, 1, 3), apart=a_month, today=date(2029, 6, 1)) > date(2029, 6, 1)
    assert rules.interval_of([]) == timedelta(weeks=6)
    assert rules.interval_of([date(2029, 5, 10), date(2029, 4, 2)]) == timedelta(weeks=5)


def test_two_at_one_time_are_refused_and_the_day_stays_typed(desk: Client, panel: Panel) -> None:
    last = make_meeting(panel)
    day = rules.by_council_clock(last.starts_at).date()

    page = desk.post(at("next", last), {"starts_at_0": str(day), "starts_at_1": "10:00"})

    assert "This panel meets at that time already." in words(page)
    assert str(day) in page.text
    assert Meeting.objects.count() == 1


def test_a_panel_that_ended_meets_no_more(desk: Client, panel: Panel) -> None:
    last = make_meeting(panel, starts_at=in_days(-42))
    Panel.objects.filter(pk=panel.pk).update(ended_on=today(), ended_because="Merged.")

    page = desk.post(at("next", last), {"starts_at_0": str(today() + timedelta(days=5)), "starts_at_1": "10:00"})

    assert "This panel has ended." in words(page)
    assert "Parents at Elm" not in desk.get(reverse("meeting:add")).text


# --- What becomes of one ------------------------------------------------------------------------------------------------------


def test_it_is_called_off_with_a_reason_and_taken_back(desk: Client, panel: Panel) -> None:
    meeting = make_meeting(panel)

    assert "Say in a few words why." in words(desk.post(at("call_off", meeting), {"because": " "}, follow=True))
    assert "It is called off: Snow." in words(desk.post(at("call_off", meeting), {"because": "Snow.\x00"}, follow=True))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.called_off_because, meeting.version) == (MeetingState.CALLED_OFF, "Snow.", 2)

    assert "It stands again." in words(desk.post(at("take_back", meeting), follow=True))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.called_off_because) == (MeetingState.PLANNED, "")


def test_a_reason_too_long_is_refused_and_stays_where_it_was_typed(desk: Client, panel: Panel) -> None:
    meeting, because = make_meeting(panel), "It snowed. " * 20

    page = desk.post(at("call_off", meeting), {"because": because}, follow=True)

    assert "That has 219 letters, at most 200 are kept." in words(page)
    assert because.strip() in page.text


def test_it_is_held_once_it_began_and_no_sooner(desk: Client, panel: Panel) -> None:
    to_come, been = make_meeting(panel), make_meeting(panel, starts_at=timezone.now() - timedelta(hours=1))

    assert "It has not begun yet." in words(desk.post(at("held", to_come), follow=True))
    assert "Written down: it took place." in words(desk.post(at("held", been), follow=True))
    assert [one.pk for one in Meeting.objects.held()] == [been.pk]


def test_a_second_meeting_at_one_time_is_refused_and_needs_are_carried_to_the_first(desk: Client, panel: Panel) -> None:
    make_standing_need(make_member(panel))
    pages = [words(desk.post(reverse("meeting:add"), typed(panel), follow=True)) for _ in range(2)]

    assert "This panel meets at that time already." in pages[1]
    assert MeetingNeed.objects.get().meeting == Meeting.objects.get()


def test_who_saves_an_old_page_is_told_and_overwrites_nothing(desk: Client, panel: Panel) -> None:
    meeting = make_meeting(panel)
    seen = desk.get(at("edit", meeting)).context["form"]["seen"].value()
    Meeting.objects.filter(pk=meeting.pk).update(place="The library")

    page = desk.post(at("edit", meeting), typed(panel, place="The church", seen=seen))

    assert "A colleague changed this while you had it open." in words(page)
    assert "The library" in page.text
    assert "The church" in page.text
    meeting.refresh_from_db()
    assert meeting.place == "The library"


def test_a_moved_meeting_counts_one_up_for_calendars(desk: Client, panel: Panel) -> None:
    meeting = make_meeting(panel)
    seen = desk.get(at("edit", meeting)).context["form"]["seen"].value()

    desk.post(at("edit", meeting), typed(panel, starts_at_1="19:00", seen=seen))

    meeting.refresh_from_db()
    assert meeting.version == 2
    assert rules.by_council_clock(meeting.starts_at).hour == 19


def test_a_meeting_called_off_in_the_moment_of_saving_stays_called_off(desk: Client, panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = make_meeting(panel)
    seen, hold = desk.get(at("edit", meeting)).context["form"]["seen"].value(), services.held_meeting

    def called_off_meanwhile(row: Meeting, by: Any, right: str = "") -> Meeting:
        Meeting.objects.update(state="off", called_off_because="Snow.", version=2)
        return hold(row, None)

    monkeypatch.setattr(services, "held_meeting", called_off_meanwhile)

    desk.post(at("edit", meeting), typed(panel, place="The church", seen=seen))

    meeting.refresh_from_db()
    assert (meeting.state, meeting.called_off_because, meeting.version, meeting.place) == ("off", "Snow.", 3, "The church")


def test_what_took_place_moves_into_no_future(desk: Client, panel: Panel) -> None:
    meeting = make_meeting(panel, starts_at=in_days(-3), state="held")
    seen = desk.get(at("edit", meeting)).context["form"]["seen"].value()

    assert "It took place, so it is not still to come." in words(desk.post(at("edit", meeting), typed(panel, seen=seen)))
    slip = typed(panel, starts_at_0=str(today() - timedelta(days=4)), seen=seen)
    assert desk.post(at("edit", meeting), slip).status_code == 302


# --- Whose --------------------------------------------------------------------------------------------------------------------


def test_another_hubs_meeting_is_not_there_and_finance_sees_none(panel: Panel, oak: Hub, fay: User) -> None:
    meeting, other = make_meeting(panel, title="The summer"), make_user("Pia")
    give_role(other, RoleKind.PANEL_COORDINATOR, oak)
    client = sign_in(other)

    for name in ("one", "edit", "next", "needs", "who_came", "sheet"):
        assert client.get(at(name, meeting)).status_code == 404, name
    assert "The summer" not in client.get(reverse("meeting:index")).text
    for name in ("one", "needs"):
        assert sign_in(fay).get(at(name, meeting)).status_code in {302, 403, 404}, name


def test_who_looks_after_a_panel_by_post_calls_its_meetings_from_another_hub(panel: Panel, oak: Hub, elm: Hub) -> None:
    post, other = make_post("Panel coordinator", hub=oak), make_user("Pia")
    give_role(other, RoleKind.PANEL_COORDINATOR, oak)
    Panel.objects.filter(pk=panel.pk).update(coordinator=post)
    post.holders.create(user=other, from_on=today())

    assert sign_in(other).get(at("one", make_meeting(panel))).status_code == 200


def test_who_only_looks_is_shown_no_button_and_no_member(dev: User, panel: Panel) -> None:
    member = make_member(panel)
    page = sign_in(dev).get(at("one", make_meeting(panel)))

    assert "Make the next one" not in words(page)
    assert member.person
    assert member.person.code not in page.text
    assert "Ola" not in page.text


def test_the_list_costs_the_same_however_long(desk: Client, panel: Panel, django_assert_max_num_queries: Callable[..., Any]) -> None:
    make_meeting(panel)
    with django_assert_max_num_queries(60) as few:
        desk.get(reverse("meeting:index"))
    for number in range(12):
        make_meeting(panel, starts_at=in_days(number + 10))

    with django_assert_max_num_queries(len(few.captured_queries)):
        desk.get(reverse("meeting:index"))
