"""What happened to what a panel said: made by itself, for the first item of a meeting and for families."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.models import Hub
from feedback.choices import Outcome, ThemeState
from feedback.models import TakenDown, Theme, Voice, YouSaid
from panels.models import BodyItem, Meeting, MeetingPoint, Panel
from panels.selectors import since_last_time
from panels.services.points import make_comment
from tests.builders import make_everyday_engagement, make_post, make_theme, make_we_did, make_you_said, today
from tests.cast import sign_in
from tests.panels.meeting import words
from tests.panels.paneling import make_panel, open_to_families
from tests.panels.writing_down import held_before, held_today, make_action, make_decision, make_minutes, make_point, make_recommendation

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(elm: Hub) -> Panel:
    return open_to_families(make_panel(elm, "Parents at Elm"))


@pytest.fixture
def last(panel: Panel, petra: User) -> Meeting:
    """The last meeting, whose minutes are out."""
    meeting = held_before(panel, 40)
    make_minutes(meeting, petra)
    return meeting


def raised(meeting: Meeting, by: User, said: str = "The door is too heavy.") -> Voice:
    """Return the comment that something raised at a meeting became."""
    return make_comment(point=make_point(meeting, by, said), hub=None, by=by, today=today())


def answer(hub: Hub, by: User, voice: Voice, text: str = "Doors are heavy.", *, days_ago: int = 5) -> YouSaid:
    """Answer a comment in public."""
    said = make_you_said(hub, text=text, published_on=today() - timedelta(days=days_ago))
    said.voices.add(voice)
    moment = timezone.now() - timedelta(days=days_ago)
    facts: dict[str, Any] = {"outcome": Outcome.DID, "text": "There is a bell.", "what_changed": "A bell.", "changed_on": today()}
    make_we_did(said, by=by, published_at=moment, **facts)
    return said


def staff_page(user: User, meeting: Meeting) -> str:
    return words(sign_in(user).get(reverse("meeting:run", args=[meeting.pk])))


def families_page(client: Client, panel: Panel) -> str:
    return words(client.get(reverse("panel_since_last_time", args=[panel.slug])))


def test_a_first_meeting_says_that_nothing_was_said_before(panel: Panel, petra: User) -> None:
    assert "This is the first meeting: nothing was said before." in staff_page(petra, held_today(panel))


def test_what_was_raised_and_answered_is_read_out_first(panel: Panel, last: Meeting, petra: User, asha: User, elm: Hub) -> None:
    answer(elm, asha, raised(last, petra))

    page = staff_page(petra, held_today(panel))

    assert "You said: Doors are heavy." in page
    assert "We did There is a bell." in page


def test_what_nobody_made_a_comment_of_is_not_forgotten(panel: Panel, last: Meeting, petra: User) -> None:
    raised(last, petra)
    held = held_today(panel)
    assert "no comment yet" not in staff_page(petra, held)
    make_point(last, petra, "The lift is broken.")
    assert "1 thing that was raised is no comment yet, so nobody answers it." in staff_page(petra, held)
    make_point(held_before(panel, 80), petra, "The light is out.")

    assert "2 things that were raised are no comments yet, so nobody answers them." in staff_page(petra, held)


def test_a_recommendation_without_a_day_says_that_no_answer_came(panel: Panel, last: Meeting, petra: User) -> None:
    make_recommendation(last, petra)
    BodyItem.objects.update(answer_by_on=None)

    page = staff_page(petra, held_today(panel))

    assert "They have not answered yet." in page
    assert "They answer by ." not in page


def test_families_read_it_and_find_it_on_the_panels_page(
    client: Client, panel: Panel, last: Meeting, petra: User, asha: User, elm: Hub
) -> None:
    answer(elm, asha, raised(last, petra))
    make_decision(last, petra, "We try a Saturday group.")
    make_recommendation(last, petra, "Pay for a door opener.")
    make_action(last, petra, "Ask the café.", post=make_post("Family hub manager"), done_on=today())

    page = families_page(client, panel)

    for said in ("Doors are heavy.", "There is a bell.", "We try a Saturday group.", "Pay for a door opener.", "Ask the café.", "Done on"):
        assert said in page
    assert "The door is too heavy." not in page, "a family's own words stand on no page"
    home = client.get(f"/panels/{panel.slug}/")
    assert "Doors are heavy." in home.text
    assert reverse("panel_since_last_time", args=[panel.slug]) in home.text


def test_what_came_by_a_theme_counts_too_and_what_goes_no_further_says_why(
    client: Client, panel: Panel, last: Meeting, petra: User, asha: User, elm: Hub
) -> None:
    everyday = make_everyday_engagement(elm)
    door, gate = raised(last, petra), raised(last, petra, "The gate.")
    said = answer(elm, asha, raised(last, petra, "Other."), "Doors, again.")
    said.voices.clear()
    said.themes.add(make_theme(everyday, "Doors", voices=[door], by=asha))
    heard = make_theme(everyday, "Gates", voices=[gate], by=asha)
    Theme.objects.filter(pk=heard.pk).update(state=ThemeState.HEARD, public_line="The gate is not ours.", heard_on=today())

    page = families_page(client, panel)

    assert "Doors, again." in page
    assert "The gate is not ours." in page
    assert "Some of what we said has no answer yet." in page, "the third comment waits"


def test_what_was_taken_down_or_never_published_is_not_read(
    client: Client, panel: Panel, last: Meeting, petra: User, asha: User, elm: Hub
) -> None:
    down = answer(elm, asha, raised(last, petra), "Named somebody.")
    YouSaid.objects.filter(pk=down.pk).update(taken_down_on=today())
    TakenDown.objects.create(answer=down.we_dids.get(), reason="names", taken_down_on=today(), by=asha)
    draft = make_you_said(elm, text="Still a draft.")
    draft.voices.add(raised(last, petra, "Something."))

    for page in (families_page(client, panel), staff_page(petra, held_today(panel))):
        assert "Named somebody." not in page
        assert "Still a draft." not in page


def test_what_was_answered_long_ago_or_by_another_panels_meeting_is_left_out(
    client: Client, panel: Panel, last: Meeting, petra: User, asha: User, elm: Hub
) -> None:
    answer(elm, asha, raised(last, petra), "Long ago.", days_ago=60)
    other = open_to_families(make_panel(elm, "Others"))
    before = held_before(other, 40)
    make_minutes(before, petra)
    answer(elm, asha, raised(before, petra), "Not ours.")

    page = families_page(client, panel)

    assert "Long ago." not in page
    assert "Not ours." not in page
    assert "There is no new answer." in page


def test_families_read_nothing_of_a_meeting_whose_minutes_are_not_out(client: Client, panel: Panel, petra: User) -> None:
    meeting = held_before(panel, 10)
    make_decision(meeting, petra, "A secret for now.")
    assert client.get(reverse("panel_since_last_time", args=[panel.slug])).status_code == 404
    make_minutes(held_before(panel, 40), petra)

    assert "A secret for now." not in families_page(client, panel)
    assert "You decided: A secret for now." in staff_page(petra, held_today(panel))


def test_of_under_18s_it_stands_on_no_page(client: Client, elm: Hub, petra: User) -> None:
    posts: dict[str, Any] = {"coordinator": make_post("One"), "second_reader": make_post("Two")}
    young = open_to_families(make_panel(elm, is_of_under_18s=True, kind="youth", **posts))
    make_minutes(held_before(young, 3), petra)

    assert client.get(reverse("panel_since_last_time", args=[young.slug])).status_code == 404
    assert "What came of our meetings" not in client.get(f"/panels/{young.slug}/").text


def test_it_costs_the_same_however_much_came_of_it(
    panel: Panel, last: Meeting, petra: User, asha: User, elm: Hub, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(4):
        answer(elm, asha, raised(last, petra, f"Point {number}"), f"Said {number}")
        make_decision(last, petra)
        make_action(last, petra)
    assert MeetingPoint.objects.count() == 4
    with django_assert_max_num_queries(11):
        said = since_last_time.before(held_today(panel), today=today())
    assert said
    assert len(said.replies) == 4
