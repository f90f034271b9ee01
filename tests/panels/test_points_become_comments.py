"""What was raised at a meeting becomes a comment, is put to a theme, and is answered in public like every other."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub, PostHolder
from core.questions import records_held
from feedback.models import Theme, Voice, YouSaid
from feedback.rules.weeks import week_of
from feedback.services.hearing import hear_at_meeting
from panels.models import Meeting, MeetingPoint, Panel
from panels.selectors.meetings import day_of
from participation.models import Engagement
from tests.builders import make_everyday_engagement, make_hub, make_post, today
from tests.cast import sign_in
from tests.panels.meeting import words
from tests.panels.paneling import make_panel
from tests.panels.writing_down import held_before, make_minutes, make_point

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    return held_before(make_panel(elm), 10)


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def make_comment(desk: Client, point: MeetingPoint, **said: object) -> str:
    page = desk.post(reverse("meeting:make_comment", args=[point.meeting_id, point.pk]), said, follow=True)
    return words(page)


def test_one_tap_makes_a_comment_of_the_week_in_which_it_was_said(desk: Client, meeting: Meeting, petra: User, elm: Hub) -> None:
    point = make_point(meeting, petra, "The door is too heavy.", whose="child")

    page = make_comment(desk, point)

    voice = Voice.objects.get()
    assert (voice.text, voice.whose, voice.hub, voice.week) == ("The door is too heavy.", "child", elm, week_of(day_of(meeting)))
    assert (voice.response, voice.survey) == (None, None)
    assert "It is among the comments, and is answered like every other." in page
    assert "The door is too heavy." in page


def test_its_words_stand_once_and_end_with_the_comment(desk: Client, meeting: Meeting, petra: User) -> None:
    point = make_point(meeting, petra, "The door is too heavy.")
    make_comment(desk, point)
    point.refresh_from_db()
    assert (point.words, point.said) == ("", "The door is too heavy.")

    Voice.objects.update(text=None, words_ended_week="2030-W01")

    page = words(desk.get(reverse("meeting:run", args=[meeting.pk])))
    assert "The words were deleted, as we promised." in page
    assert "The door is too heavy." not in page


def test_it_becomes_one_comment_and_is_not_changed_or_taken_away_any_more(desk: Client, meeting: Meeting, petra: User) -> None:
    point = make_point(meeting, petra)
    make_comment(desk, point)

    assert "It is among the comments already." in make_comment(desk, point)
    desk.post(reverse("meeting:remove_point", args=[meeting.pk, point.pk]))
    form = desk.get(reverse("meeting:edit_point", args=[meeting.pk, point.pk])).context["form"]
    page = desk.post(
        reverse("meeting:edit_point", args=[meeting.pk, point.pk]), {"words": "x", "whose": "parent", "seen": form["seen"].value()}
    )

    assert "It became a comment, and is answered. It stays as it is." in words(page)
    assert Voice.objects.count() == 1
    assert MeetingPoint.objects.get().words == ""


def test_it_can_be_made_one_when_the_minutes_are_out(desk: Client, meeting: Meeting, petra: User) -> None:
    point = make_point(meeting, petra)
    make_minutes(meeting, petra)

    assert "It is among the comments now" in make_comment(desk, point)


def test_a_panel_of_several_hubs_is_asked_at_which_it_is_answered(elm: Hub, oak: Hub, petra: User, desk: Client) -> None:
    near = make_hub("Ash", locality=elm.locality.name)
    panel: Panel = make_panel(None, "Parents of the north", locality=elm.locality)
    panel.coordinator = make_post("Coordinator")
    panel.save()
    PostHolder.objects.create(post=panel.coordinator, user=petra, from_on=today())
    point = make_point(held_before(panel), petra)

    assert "Say at which hub it is to be answered." in make_comment(desk, point)
    assert "Say at which hub it is to be answered." in make_comment(desk, point, hub=oak.pk)
    assert not Voice.objects.exists()
    make_comment(desk, point, hub=near.pk)

    assert Voice.objects.get().hub == near


def test_a_new_theme_of_what_was_said_at_a_meeting_is_of_everyday_listening(meeting: Meeting, petra: User, asha: User, elm: Hub) -> None:
    everyday = make_everyday_engagement(elm)
    make_comment(sign_in(petra), make_point(meeting, petra))
    voice, desk = Voice.objects.get(), sign_in(asha)

    page = desk.get(reverse("comments:one", args=[voice.pk]))
    assert "Said at a meeting of a panel" in words(page)
    assert page.context["may_make_theme"]
    desk.post(reverse("comments:put_to_themes"), {"comment": [str(voice.pk)], "new_theme": "Doors"})

    theme = Theme.objects.get()
    assert theme.engagement == everyday
    assert list(theme.voices.all()) == [voice]
    begun = desk.get(reverse("you_said_board:raise"), {"theme": theme.pk})
    assert begun.status_code == 200
    assert "Everyday listening at Elm" in begun.text
    assert not YouSaid.objects.exists()


def test_everyday_listening_begins_where_a_hub_has_none(elm: Hub, petra: User) -> None:
    hear_at_meeting(words="The door.", whose="parent", hub=elm, on=today(), by=petra)

    assert Engagement.objects.standing().filter(hubs=elm).count() == 1


def test_it_is_found_once_for_freedom_of_information(desk: Client, meeting: Meeting, petra: User, priya: User) -> None:
    make_comment(desk, make_point(meeting, petra, "The wombat door."))

    answers = records_held.answers(user=priya, words="wombat", since=None, until=None, hub_ids=None)

    assert [one.kind for answer in answers for one in answer.records] == ["comment"]
