"""Whoever sees to the plan for a gap is told when its day nears, and when it has passed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, Post, PostHolder
from core.questions import Attention
from participation.choices import Stage
from participation.models import Aim, Engagement
from participation.provides.reach import what_waits
from tests.builders import make_engagement, make_post, today
from tests.cast import give_role, make_user, sign_in
from tests.participation.reaching import make_aim, words

DAY = timedelta(days=1)


@pytest.fixture
def worker(asha: User, elm: Hub) -> Post:
    """A post at Elm that Asha holds."""
    return held_by(asha, elm)


def held_by(user: User, hub: Hub) -> Post:
    """Return a post at a hub that somebody holds."""
    post = make_post("Family worker", hub=hub)
    PostHolder.objects.create(post=post, user=user, from_on=today() - DAY)
    return post


def plan(engagement: Engagement, hub: Hub, post: Post, *, days: int = 3, key: str = "fathers") -> Aim:
    """Make a plan for a gap, due in so many days."""
    return make_aim(engagement, hub, key, plan="Ask at the barber’s.", owner=post, due_on=today() + days * DAY)


def told(user: User) -> list[Attention]:
    """Return what somebody is told of whom we hear."""
    return what_waits(user=user, today=today())


def test_a_plan_that_is_due_is_told_to_who_sees_to_it_and_leads_to_its_aim(asha: User, elm: Hub, worker: Post) -> None:
    garden = make_engagement(elm, title="The garden")
    aim = plan(garden, elm, worker, days=-60)

    (line,) = told(asha)

    assert line.text == "“The garden”, Fathers and male carers at Elm: what we do about the gap is 60 days late"
    assert (line.why, line.due_on, line.is_late) == ("You hold Family worker at Elm.", aim.due_on, True)
    desk = sign_in(asha)
    assert "Ask at the barber’s." in desk.get(line.href).text
    assert line.text in words(desk.get("/admin/needs-you/"))


@pytest.mark.parametrize(("days", "lines"), [(15, 0), (14, 1), (0, 1)])
def test_it_is_told_from_two_weeks_before_its_day(asha: User, elm: Hub, worker: Post, days: int, lines: int) -> None:
    plan(make_engagement(elm), elm, worker, days=days)

    found = told(asha)

    assert len(found) == lines
    assert not any(line.is_late for line in found)
    assert all("what we do about the gap is due by " in line.text for line in found)


def test_nobody_is_told_of_what_has_ended_has_no_plan_or_is_anothers(asha: User, elm: Hub, worker: Post) -> None:
    plan(make_engagement(elm, stage=Stage.CLOSED, closed_on=today()), elm, worker)
    make_aim(make_engagement(elm), elm)
    plan(make_engagement(elm), elm, make_post("Somebody else", hub=elm))

    assert told(asha) == []


def test_who_may_not_change_the_aim_is_led_to_who_was_heard(db: None, elm: Hub) -> None:
    reader = make_user("reader@council.example")
    give_role(reader, RoleKind.HUB_WORKER, elm)
    reader = User.objects.get(pk=reader.pk)
    garden = make_engagement(elm)
    plan(garden, elm, held_by(reader, elm))

    (line,) = told(reader)

    assert line.href == reverse("reach:one", args=[garden.pk])
    assert sign_in(reader).get(line.href).status_code == 200


def test_many_plans_cost_what_one_does(asha: User, elm: Hub, worker: Post, django_assert_max_num_queries: Callable[..., Any]) -> None:
    plan(make_engagement(elm), elm, worker)
    with django_assert_max_num_queries(20) as few:
        told(User.objects.get(pk=asha.pk))
    for number in range(9):
        plan(make_engagement(elm, title=f"Number {number}"), elm, worker)

    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(told(User.objects.get(pk=asha.pk))) == 10
