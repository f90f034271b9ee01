"""Minutes: made from the run sheet, in a few plain words, out by the end of the day, and naming nobody."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from panels.models import Attendance, AttendanceSheet, Meeting, MeetingPoint, Minutes, MinutesCorrection, Panel
from panels.provides.meetings import what_waits
from panels.selectors.minutes import raised_at
from panels.services.minutes import keep_summary
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.meeting import make_item, words
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel, open_to_families
from tests.panels.writing_down import (
    held_before,
    held_today,
    make_action,
    make_decision,
    make_minutes,
    make_point,
    make_recommendation,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(elm: Hub) -> Panel:
    return open_to_families(make_panel(elm, "Parents at Elm"))


@pytest.fixture
def meeting(panel: Panel) -> Meeting:
    return held_before(panel, 3)


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def at(name: str, meeting: Meeting) -> str:
    return reverse(f"meeting:{name}", args=[meeting.pk])


def page_of(meeting: Meeting) -> str:
    return reverse("panel_minutes", args=[meeting.panel.slug, meeting.pk])


def send(desk: Client, meeting: Meeting, summary: str = "We talked about the door.") -> Any:
    seen = desk.get(at("minutes", meeting)).context["form"]["seen"].value()
    return desk.post(at("minutes", meeting), {"summary": summary, "seen": seen, "send": "1"}, follow=True)


def test_what_was_said_to_each_line_stands_beside_an_empty_box(desk: Client, meeting: Meeting, petra: User) -> None:
    item = make_item(meeting, "The café’s hours")
    make_point(meeting, petra, "It is shut\nwhen we come.", item=item)
    make_point(meeting, petra, "The answer was clear.")

    page = desk.get(at("minutes", meeting))

    assert raised_at(meeting) == [
        ("What happened to what we said", ["The answer was clear."]),
        ("The café’s hours", ["It is shut when we come."]),
    ]
    assert "It is shut when we come." in words(page)
    assert not page.context["form"]["summary"].value()


def test_they_go_out_with_what_was_decided_recommended_and_taken_on(desk: Client, client: Client, meeting: Meeting, petra: User) -> None:
    item = make_item(meeting, "The café’s hours")
    make_decision(meeting, petra, "It opens until four.", item=item, minority_view="Mornings matter more.")
    make_recommendation(meeting, petra, "Pay for a door opener.")
    make_action(meeting, petra, "Ask the café.", post=make_post("Family hub manager"), item=item)
    assert client.get(page_of(meeting)).status_code == 404

    sent = send(desk, meeting, "We talked about the café.")

    assert page_of(meeting) in sent.text
    text = words(client.get(page_of(meeting)))
    for said in (
        "We talked about the café.",
        "We decided: It opens until four.",
        "Nobody was against it",
        "Because: Many of us work in the week.",
        "Some saw it otherwise: Mornings matter more.",
        "Pay for a door opener.",
        "Ask the café.",
        "Family hub manager",
    ):
        assert said in text
    assert page_of(meeting) in client.get(f"/panels/{meeting.panel.slug}/").text
    assert "We decided: It opens until four. (Nobody was against it.) Because: Many of us work in the week." in sent.context["text"]


def test_what_was_raised_stands_in_them_only_as_somebody_said_it_in_the_summary(client: Client, meeting: Meeting, petra: User) -> None:
    make_point(meeting, petra, "My neighbour’s boy was hurt at the gate.")
    make_minutes(meeting, petra, "We talked about the gate.")

    assert "neighbour" not in client.get(page_of(meeting)).text


def test_nobody_is_named_and_few_are_not_counted(client: Client, meeting: Meeting, petra: User, elm: Hub) -> None:
    member = make_member(meeting.panel, make_person(elm, "Zofia Nowak"))
    Attendance.objects.create(meeting=meeting, membership=member, came="yes")
    AttendanceSheet.objects.create(meeting=meeting, number_of_staff=32, kept_by=petra, kept_on=today())
    action = make_action(meeting, petra, "Bring the plans.", owner_kind="member")
    action.refresh_from_db()
    make_decision(meeting, petra, how="hands", number_for=7, number_against=1, number_abstained=0)
    make_minutes(meeting, petra)

    text = words(client.get(page_of(meeting)))

    assert "Zofia" not in text
    assert "A member of the panel, by" in text.replace("\u2068", "").replace("\u2069", "")
    assert "Members of the panel" not in text
    assert "People who came for their work: 20 to 49" in text
    assert "By a show of hands: most were for it" in text
    assert "7 for it" not in text


@pytest.mark.parametrize(
    ("hands", "said"),
    [((3, 0, 1), "nobody was against it"), ((2, 2, 0), "as many for it as against it"), ((1, 4, 0), "most were against it")],
)
def test_hands_are_said_in_words(client: Client, meeting: Meeting, petra: User, hands: tuple[int, int, int], said: str) -> None:
    numbers: dict[str, Any] = dict(zip(("number_for", "number_against", "number_abstained"), hands, strict=True))
    make_decision(meeting, petra, how="hands", **numbers)
    make_minutes(meeting, petra)

    assert f"By a show of hands: {said}" in words(client.get(page_of(meeting)))


def test_they_do_not_go_out_half_done(desk: Client, panel: Panel, petra: User) -> None:
    meeting = held_today(panel)
    make_decision(meeting, petra, "We try Saturdays.", reason="")
    make_action(meeting, petra, "Ring 01632 960 123.")

    text = words(send(desk, meeting, ""))

    for reason in (
        "Write down who came first, or say that it took place.",
        "Say in a few plain words what you talked about.",
        "Say why you decided “We try Saturdays.”.",
        "“Ring 01632 960 123.” seems to hold a phone number.",
    ):
        assert reason in text
    assert not Minutes.objects.filter(out_on__isnull=False).exists()


def test_long_sentences_are_pointed_out_and_stop_nobody(desk: Client, meeting: Meeting) -> None:
    desk.post(at("minutes", meeting), {"summary": "We will facilitate a pathway.", "seen": "", "keep": "1"})

    page = words(desk.get(at("minutes", meeting)))
    assert "Plainer: help, or run." in page
    assert "They are out since" in words(send(desk, meeting, "We will facilitate a pathway."))


def test_a_colleagues_words_are_not_written_over(desk: Client, meeting: Meeting, petra: User) -> None:
    seen = desk.get(at("minutes", meeting)).context["form"]["seen"].value()
    make_minutes(meeting, petra, "A colleague’s words.", out=False)

    page = desk.post(at("minutes", meeting), {"summary": "My words.", "seen": seen, "keep": "1"})

    assert "A colleague changed this while you had it open." in words(page)
    assert "A colleague’s words." in page.text
    assert "My words." in page.text
    desk.post(at("minutes", meeting), {"summary": "My words.", "seen": page.context["form"]["seen"].value(), "keep": "1"})
    assert Minutes.objects.get().summary == "My words."


def test_once_they_are_out_the_run_sheet_is_closed_and_a_correction_is_marked_and_dated(
    desk: Client, client: Client, meeting: Meeting, petra: User
) -> None:
    make_minutes(meeting, petra)

    assert "The minutes are out, so what stands here stays." in words(write(desk, meeting, "point"))
    assert not MeetingPoint.objects.exists()
    said = {"key": str(uuid.uuid4()), "words": "It was the gate, not the door."}
    for _tap in range(2):
        desk.post(at("correct_minutes", meeting), said)

    assert MinutesCorrection.objects.get().made_on == today()
    assert "Put right on" in words(client.get(page_of(meeting)))
    assert "It was the gate, not the door." in client.get(page_of(meeting)).text
    assert "We talked about the door." in client.get(page_of(meeting)).text


def test_what_is_out_is_not_written_over(desk: Client, client: Client, meeting: Meeting, petra: User) -> None:
    make_minutes(meeting, petra)

    page = desk.post(at("minutes", meeting), {"summary": "Something else.", "seen": "", "keep": "1"})
    with pytest.raises(ValidationError, match="They are out"):
        keep_summary(meeting=meeting, words="Something else.", by=petra)

    assert page.status_code == 200
    assert "We talked about the door." in client.get(page_of(meeting)).text
    assert "Something else." not in client.get(page_of(meeting)).text


def test_they_are_taken_off_at_once_and_say_when_they_came_back(desk: Client, client: Client, meeting: Meeting, petra: User) -> None:
    before = today() - timedelta(days=2)
    make_minutes(meeting, petra, out_on=before, first_out_on=before)

    desk.post(at("take_minutes_off", meeting))
    assert client.get(page_of(meeting)).status_code == 404
    send(desk, meeting, "We talked about the gate.")

    assert "These minutes were put right, and came back on" in words(client.get(page_of(meeting)))


def test_of_under_18s_they_stand_on_no_page(desk: Client, client: Client, elm: Hub, petra: User) -> None:
    posts: dict[str, Any] = {"coordinator": make_post("One"), "second_reader": make_post("Two")}
    young = open_to_families(make_panel(elm, is_of_under_18s=True, kind="youth", **posts))
    meeting = held_before(young, 3)

    sent = send(desk, meeting)

    assert "They stand on no page, because the days on which under-18s meet do not." in words(sent)
    assert client.get(page_of(meeting)).status_code == 404
    assert "Minutes" not in client.get(f"/panels/{young.slug}/").text


def test_a_meeting_that_is_to_come_after_all_has_no_minutes_on_a_page(client: Client, meeting: Meeting, petra: User) -> None:
    make_minutes(meeting, petra)
    Meeting.objects.update(state="planned")

    assert client.get(page_of(meeting)).status_code == 404


def test_who_calls_the_meetings_is_asked_for_them_until_they_are_out(panel: Panel, petra: User) -> None:
    held_today(panel, state="held")
    yesterday = make_meeting(panel, starts_at=in_days(-1), state="held")

    waits = {one.href: one for one in what_waits(user=petra, today=today())}
    assert [one.is_late for one in waits.values()] == [True, False]
    assert all(one.text.endswith("send the minutes out") for one in waits.values())
    make_minutes(yesterday, petra)

    assert at("minutes", yesterday) not in {one.href for one in what_waits(user=petra, today=today())}


def test_the_page_costs_the_same_however_much_came_of_it(
    client: Client, meeting: Meeting, petra: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    make_minutes(meeting, petra)
    client.get(page_of(meeting))
    for number in range(6):
        make_decision(meeting, petra, item=make_item(meeting, f"Item {number}"))
        make_action(meeting, petra)
    with django_assert_max_num_queries(14):
        client.get(page_of(meeting))


def test_an_office_that_many_hubs_have_is_told_apart_by_its_hub(desk: Client, meeting: Meeting, petra: User, elm: Hub, oak: Hub) -> None:
    one, other = (make_post("Family hub manager", hub=hub) for hub in (elm, oak))
    for post in (one, other):
        make_action(meeting, petra, f"Ask at {post.hub}.", post=post)
    make_minutes(meeting, petra)
    read, sheet = words(desk.get(page_of(meeting))), desk.get(at("run", held_today(meeting.panel))).text

    for post in (one, other):
        assert f"{post.title}, {post.hub}" in read
        assert f">{post.title}, {post.hub}</option>" in sheet
