"""What was closed is not forgotten: after three months whoever owns it or acts on it is asked what has lasted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from core.clocks import months_after
from core.models import Hub, Post
from participation.choices import Size, Stage
from participation.models import Engagement
from participation.provides import what_waits
from tests.builders import make_engagement, make_everyday_engagement, make_post, today
from tests.participation.known import hold

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def post(elm: Hub, asha: User) -> Post:
    return hold(asha, make_post("Hub manager", hub=elm))


def closed(*hubs: Hub, **fields: Any) -> Engagement:
    ended: dict[str, Any] = {"stage": Stage.CLOSED, "closed_on": months_after(today(), -3), "opened_on": today() - 300 * DAY}
    return make_engagement(*hubs, title="The garden", **(ended | fields))


def told(user: User, on: date | None = None) -> list[tuple[str, str]]:
    return [(one.text, one.href) for one in what_waits(user=user, today=on or today())]


@pytest.mark.parametrize("role", ["who_acts", "owner"])
def test_whoever_acts_or_owns_it_is_asked_what_has_lasted(elm: Hub, asha: User, post: Post, role: str) -> None:
    engagement = closed(elm, **{role: post})

    assert told(asha) == [("Look at “The garden” again: what has lasted?", reverse("learning:one", args=[engagement.pk]))]
    (line,) = what_waits(user=asha, today=today())
    assert line.why == "You hold Hub manager at Elm."


def test_who_acts_and_owns_it_is_asked_once(elm: Hub, asha: User, post: Post) -> None:
    closed(elm, who_acts=post, owner=post)

    assert len(told(asha)) == 1


def test_nobody_is_asked_before_three_months_are_over(elm: Hub, asha: User, post: Post) -> None:
    engagement = closed(elm, who_acts=post, closed_on=date(2026, 3, 10))

    assert told(asha, date(2026, 6, 9)) == []
    assert len(told(asha, date(2026, 6, 10))) == 1
    assert engagement.closed_on == date(2026, 3, 10)


def test_it_goes_once_it_was_looked_at(elm: Hub, asha: User, post: Post) -> None:
    engagement = closed(elm, who_acts=post)

    Engagement.objects.filter(pk=engagement.pk).update(stage=Stage.LOOKED, looked_again_on=today())

    assert told(asha) == []


def test_everyday_listening_and_what_others_own_ask_nothing(elm: Hub, oak: Hub, asha: User, post: Post) -> None:
    make_everyday_engagement(elm, who_acts=post, stage=Stage.CLOSED, closed_on=today() - 200 * DAY)
    closed(elm, who_acts=make_post("Somebody else", hub=elm))
    closed(oak, owner=post)  # of a hub where they may change nothing

    assert told(asha) == []
    assert not Engagement.objects.filter(size=Size.EVERYDAY, stage=Stage.OPEN).exists()


def test_who_owns_what_is_still_open_is_told_no_more_than_before(elm: Hub, asha: User, post: Post) -> None:
    make_engagement(elm, title="Late", owner=post, who_acts=make_post("Somebody else", hub=elm), answer_by_on=today() - DAY)

    assert told(asha) == []
