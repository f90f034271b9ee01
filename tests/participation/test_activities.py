"""Activities: written down by who works at the hub, with where each stands, and nothing of another hub."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import questions
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from participation.models import Activity
from participation.services.groups import begin
from tests.builders import make_engagement, make_everyday_engagement, make_post, today
from tests.cast import give_role, sign_in
from tests.participation.reaching import count, make_activity, make_aim, make_sentence, words


def at(name: str, activity: Activity) -> str:
    return reverse(f"turnout:{name}", args=(activity.pk,))


@pytest.fixture(autouse=True)
def five_groups(db: None) -> None:
    """A council looks for five groups from the beginning."""
    begin()


@pytest.fixture
def desk(ben: User) -> Client:
    return sign_in(ben)


# --- Activities ---------------------------------------------------------------------------------------------------------------


def new(hub: Hub, engagement: Any, **fields: Any) -> dict[str, Any]:
    return {"title": "Dads and tots", "kind": "drop_in", "held_on": str(today()), "hub": hub.pk, "engagement": engagement.pk, **fields}


def test_a_session_that_has_been_leads_straight_on_to_who_came(desk: Client, elm: Hub) -> None:
    make_engagement(elm, title="Something else")
    everyday = make_everyday_engagement(elm)
    form = desk.get(reverse("turnout:add")).text
    offered = re.search(r'<select name="engagement".*?</select>', form, re.DOTALL)
    assert offered
    assert f'<option value="{everyday.pk}" selected>' in offered[0], "most are everyday listening at the only hub that she serves"
    assert str(today()) in form

    page = desk.post(reverse("turnout:add"), new(elm, everyday))

    assert page.headers["Location"] == at("enter", Activity.objects.get())
    assert AuditEntry.objects.filter(verb="participation.turnout.add", hub_id=elm.pk).exists()


def test_one_to_come_leads_to_its_page(desk: Client, elm: Hub) -> None:
    page = desk.post(reverse("turnout:add"), new(elm, make_everyday_engagement(elm), held_on=str(today() + timedelta(days=3))))

    assert page.headers["Location"] == at("one", Activity.objects.get())


def test_it_stands_at_a_hub_where_this_is_asked(sol: User, asha: User, elm: Hub, oak: Hub) -> None:
    give_role(asha, RoleKind.HUB_WORKER, oak)
    here = make_engagement(elm, title="The garden")

    page = sign_in(asha).post(reverse("turnout:add"), new(oak, here))

    assert "Oak is not one of the hubs of “The garden”." in words(page)
    assert not Activity.objects.exists()


def test_nothing_of_another_hub_is_offered(desk: Client, oak: Hub) -> None:
    make_engagement(oak, title="The garden of Oak")
    make_post("Nursery nurse", hub=oak)

    page = desk.get(reverse("turnout:add")).text

    assert "The garden of Oak" not in page
    assert "Nursery nurse" not in page


def test_the_list_says_where_each_stands_and_costs_the_same_however_long(
    desk: Client, ben: User, elm: Hub, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    engagement = make_engagement(elm)
    count(make_activity(elm, "Counted", engagement=engagement), by=ben)
    make_activity(elm, "Forgotten", engagement=engagement)
    make_activity(elm, "Later", engagement=engagement, held_on=today() + timedelta(days=2))
    make_activity(elm, "Off", engagement=engagement, called_off_because="Snow.")
    with django_assert_max_num_queries(60) as few:
        page = words(desk.get(reverse("turnout:index")))
    for state in ("Written down", "Write down who came", "To come", "Called off"):
        assert state in page
    for number in range(15):
        make_activity(elm, f"Session {number}", engagement=engagement)

    with django_assert_max_num_queries(len(few.captured_queries)):
        desk.get(reverse("turnout:index"))


def test_another_hubs_activity_is_not_there(cara: User, elm: Hub) -> None:
    activity, client = make_activity(elm), sign_in(cara)

    for name in ("one", "enter", "edit", "history"):
        assert client.get(at(name, activity)).status_code == 404, name
    for name in ("enter", "call_off", "call_on_again", "edit"):
        assert client.post(at(name, activity), {"people": 3, "because": "x"}).status_code == 404, name
    assert "Dads and tots" not in client.get(reverse("turnout:index")).text


def test_what_a_post_runs_and_sees_to_moves_with_it(elm: Hub, ben: User) -> None:
    post, engagement = make_post("Family worker", hub=elm), make_engagement(elm)
    count(make_activity(elm, "Counted", engagement=engagement, ran_by=post), by=ben)
    make_activity(elm, "Forgotten", engagement=engagement, ran_by=post)
    make_activity(elm, "To come", engagement=engagement, ran_by=post, held_on=today() + timedelta(days=3))
    make_activity(elm, "Off", engagement=engagement, ran_by=post, called_off_because="Snow.")
    make_aim(engagement, elm, plan="Ask at the barber’s.", owner=post, due_on=today())
    make_aim(engagement, elm, "send", owner=post)

    told = [one for some in questions.post_hangs.answers(post_ids=frozenset({post.pk}), today=today()) for one in some]

    assert sorted(one.text for one in told) == ["1 gap to close", "2 activities to run or to count"]


def test_what_was_done_is_found_for_the_information_act_without_a_count_of_people(elm: Hub, ben: User, priya: User, asha: User) -> None:
    activity = make_activity(elm, "Dads and tots", support="A crèche in the next room.")
    count(activity, by=ben, people=23, groups={"fathers": 17}, to_change="Start at ten.")
    make_sentence(activity.engagement, elm, words="We felt heard about the crèche.")

    def found(user: User, words: str) -> list[Any]:
        asked: dict[str, Any] = {"user": user, "words": words, "since": None, "until": None, "hub_ids": frozenset({elm.pk})}
        return [one for some in questions.records_held.answers(**asked) for one in some.records]

    session, sentence = found(priya, "creche")
    assert (session.kind, session.title, session.hub_id, session.has_family_words) == ("session", "Dads and tots", elm.pk, False)
    assert "Start at ten." in session.text
    assert "23" not in session.text
    assert "17" not in session.text
    assert (sentence.kind, sentence.has_family_words) == ("sentence", True)
    assert found(asha, "creche") == [], "only the officer answers under the Act"


def test_a_reason_that_is_too_long_is_refused_and_stays_where_it_was_typed(desk: Client, elm: Hub) -> None:
    activity, because = make_activity(elm), "It snowed. " * 20

    page = desk.post(at("call_off", activity), {"because": because}, follow=True)

    assert "That has 219 letters, at most 200 are kept. Say it shorter." in words(page)
    assert because.strip() in page.text
    activity.refresh_from_db()
    assert activity.called_off_because == ""


def test_what_no_database_keeps_is_left_out_of_a_reason(desk: Client, elm: Hub) -> None:
    activity = make_activity(elm)

    desk.post(at("call_off", activity), {"because": " Snow.\x00 "})

    activity.refresh_from_db()
    assert activity.called_off_because == "Snow."
