"""What is talked about: always first what happened to what we said, then what staff and members put on, in an order they choose."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from panels.choices.agenda import FIRST_ITEM
from panels.models import AgendaItem, Meeting
from panels.selectors.meetings import agenda_of
from tests.cast import sign_in
from tests.panels.meeting import make_item, words
from tests.panels.paneling import make_meeting, make_panel


@pytest.fixture
def meeting(elm: object) -> Meeting:
    return make_meeting(make_panel(elm), number_of_minutes=60)  # type: ignore[arg-type]  # a fixture's value


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def at(name: str, meeting: Meeting, item: AgendaItem | None = None) -> str:
    return reverse(f"meeting:{name}", args=[meeting.pk, item.pk] if item else [meeting.pk])


def typed(title: str = "The garden", **said: object) -> dict[str, object]:
    return {"title": title, "presenter": "", "purpose": "discuss", "number_of_minutes": 15, "what_is_open": "", **said}


def order(meeting: Meeting) -> list[str]:
    return [line.title for line in agenda_of(Meeting.objects.get(pk=meeting.pk)).lines]


def test_every_meeting_begins_with_what_happened_to_what_we_said(desk: Client, meeting: Meeting) -> None:
    page = words(desk.get(at("one", meeting)))

    assert order(meeting) == [FIRST_ITEM]
    assert FIRST_ITEM in page
    assert "Every meeting begins with this, by itself. Nobody moves it or takes it off." in page
    assert "10 of 60 minutes." in page


def test_an_item_says_who_brings_it_what_for_and_what_can_still_change(desk: Client, meeting: Meeting) -> None:
    said = typed(presenter="a member", what_is_open="Which days it opens.", purpose="decide", asked_by_a_member="on")

    page = words(desk.post(at("add_item", meeting), said, follow=True))

    assert order(meeting) == [FIRST_ITEM, "The garden"]
    for part in ("To decide", "Brought by a member.", "A member asked for it.", "What can still change: Which days it opens."):
        assert part in page


def test_it_says_when_there_is_not_enough_time(desk: Client, meeting: Meeting) -> None:
    make_item(meeting, "The café", number_of_minutes=55)

    page = words(desk.get(at("one", meeting)))

    assert "65 of 60 minutes." in page
    assert "That is 5 minutes too much." in page


def test_items_move_up_and_down_and_none_before_the_first(desk: Client, meeting: Meeting) -> None:
    make_item(meeting, "One")
    two = make_item(meeting, "Two")

    desk.post(at("move_item", meeting, two), {"to": "up"})
    assert order(meeting) == [FIRST_ITEM, "Two", "One"]
    desk.post(at("move_item", meeting, two), {"to": "up"})
    assert order(meeting) == [FIRST_ITEM, "Two", "One"]
    page = desk.post(at("move_item", meeting, two), {"to": "down"}, follow=True)
    assert order(meeting) == [FIRST_ITEM, "One", "Two"]
    assert "Move “One” up" not in page.text, "no button leads before the first item"


def test_items_that_share_a_place_are_put_in_order_by_a_move(desk: Client, meeting: Meeting) -> None:
    one, two, three = (make_item(meeting, name, place=1) for name in ("One", "Two", "Three"))

    desk.post(at("move_item", meeting, three), {"to": "up"})

    assert order(meeting) == [FIRST_ITEM, "One", "Three", "Two"]
    assert list(AgendaItem.objects.values_list("place", flat=True)) == [1, 2, 3]
    assert {one.meeting_id, two.meeting_id} == {meeting.pk}


def test_an_item_is_taken_off(desk: Client, meeting: Meeting) -> None:
    item = make_item(meeting)

    assert "is off the agenda" in words(desk.post(at("remove_item", meeting, item), follow=True))
    assert order(meeting) == [FIRST_ITEM]


def test_who_changes_an_old_page_is_shown_what_a_colleague_wrote(desk: Client, meeting: Meeting) -> None:
    item = make_item(meeting, "The café’s hours")
    seen = desk.get(at("edit_item", meeting, item)).context["form"]["seen"].value()
    AgendaItem.objects.update(title="The café’s prices")

    page = desk.post(at("edit_item", meeting, item), typed("The café’s chairs", seen=seen))

    assert "A colleague changed this while you had it open." in words(page)
    assert "The café’s prices" in page.text
    assert "The café’s chairs" in page.text
    assert order(meeting) == [FIRST_ITEM, "The café’s prices"]
    again = page.context["form"]["seen"].value()
    desk.post(at("edit_item", meeting, item), typed("The café’s chairs", seen=again))
    assert order(meeting) == [FIRST_ITEM, "The café’s chairs"]


def test_words_typed_into_an_item_that_a_colleague_took_off_are_kept(desk: Client, meeting: Meeting) -> None:
    item = make_item(meeting)
    seen = desk.get(at("edit_item", meeting, item)).context["form"]["seen"].value()
    address = at("edit_item", meeting, item)
    item.delete()

    page = desk.post(address, typed("The café’s chairs", seen=seen))

    assert "A colleague took it away." in words(page)
    assert "The café’s chairs" in page.text
    assert order(meeting) == [FIRST_ITEM]
    desk.post(address, typed("The café’s chairs", seen=page.context["form"]["seen"].value()))
    assert order(meeting) == [FIRST_ITEM, "The café’s chairs"]


def test_another_meetings_item_is_not_there(desk: Client, meeting: Meeting) -> None:
    other = make_item(make_meeting(make_panel(meeting.panel.hub)))

    assert desk.get(at("edit_item", meeting, other)).status_code == 404
    assert desk.post(at("remove_item", meeting, other)).status_code == 404
    assert AgendaItem.objects.count() == 1


def test_what_was_on_the_agenda_of_a_meeting_that_has_been_stays(desk: Client, meeting: Meeting) -> None:
    item = make_item(meeting)
    Meeting.objects.update(state="held")

    page = desk.post(at("remove_item", meeting, item), follow=True)

    assert "its agenda stays as it was" in words(page)
    assert AgendaItem.objects.exists()
    assert "Nothing is lost" not in words(desk.post(at("add_item", meeting), typed("Late thought")))
    assert AgendaItem.objects.count() == 1
