"""A request lies with somebody who may act on it where it was asked: who gets it, to whom it is handed on, and for whom it waits."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from consent.choices import Given, State
from consent.models import FormatRequest
from consent.selectors.formats import waiting_for
from core.choices import RoleKind
from core.models import Hub, Post, PostHolder
from tests import builders
from tests.cast import give_role, sign_in
from tests.feedback.desk import words

FOR_ALL = "Nobody holds a post for this, so it waits for all of you who may act."


def _held(title: str, by: User, hub: Hub | None) -> Post:
    post = builders.make_post(title, hub=hub)
    PostHolder.objects.create(post=post, user=by, from_on=builders.today() - timedelta(days=9))
    return post


def _given_to(post: Post, hub: Hub) -> FormatRequest:
    asked = builders.make_format_request(hub)
    FormatRequest.objects.update(post=post)
    return asked


def _why(user: User) -> list[str]:
    return [why for _, why in waiting_for(user, builders.today())]


# --- Who gets a new request -----------------------------------------------------------------------------------------------


def test_a_new_request_goes_to_who_manages_the_hub_and_not_to_whoever_holds_a_post_there(elm: Hub, ben: User, hana: User) -> None:
    _held("A post of a hub worker", ben, elm)
    assert builders.make_format_request(elm).post is None

    managers = _held("Hub manager", hana, elm)

    assert builders.make_format_request(elm).post == managers


def test_a_post_counts_to_its_last_day_and_not_a_day_longer(elm: Hub, hana: User) -> None:
    post = _held("Hub manager", hana, elm)

    PostHolder.objects.update(until_on=builders.today())
    assert builders.make_format_request(elm).post == post

    PostHolder.objects.update(until_on=builders.today() - timedelta(days=1))
    assert builders.make_format_request(elm).post is None


def test_nothing_goes_to_a_manager_who_can_no_longer_sign_in(elm: Hub, hana: User) -> None:
    _held("Hub manager", hana, elm)
    User.objects.filter(pk=hana.pk).update(is_active=False)
    assert builders.make_format_request(elm).post is None


# --- For whom it waits ----------------------------------------------------------------------------------------------------


def test_what_hangs_on_somebody_who_can_no_longer_sign_in_waits_for_all_who_may_act(elm: Hub, hana: User, ben: User) -> None:
    _given_to(_held("Hub manager", hana, elm), elm)
    assert _why(ben) == []

    User.objects.filter(pk=hana.pk).update(is_active=False)

    assert _why(ben) == [FOR_ALL]


def test_who_may_act_only_at_another_hub_is_no_holder_behind_whom_it_could_wait(elm: Hub, cara: User, ben: User) -> None:
    _given_to(_held("Hub manager", cara, elm), elm)
    assert _why(ben) == [FOR_ALL]


# --- To whom it is handed on ----------------------------------------------------------------------------------------------


@pytest.fixture
def asked(elm: Hub) -> FormatRequest:
    return builders.make_format_request(elm)


def test_who_works_at_two_hubs_cannot_hand_a_family_of_one_to_the_other(
    elm: Hub, oak: Hub, ben: User, cara: User, asked: FormatRequest
) -> None:
    give_role(ben, RoleKind.HUB_WORKER, oak)
    other = _held("Lead of another hub", cara, oak)
    desk = sign_in(ben)

    assert "Lead of another hub" not in words(desk.get(reverse("format_requests:one", args=[asked.pk])))
    assert desk.post(reverse("format_requests:hand_to", args=[asked.pk]), {"post": other.pk}).status_code == 404


@pytest.mark.parametrize("whose", ["cara", "somebody who left"])
def test_nobody_hands_it_to_who_could_not_open_it(whose: str, elm: Hub, hana: User, cara: User, ben: User, asked: FormatRequest) -> None:
    post = _held("Hub manager", cara if whose == "cara" else hana, elm)
    User.objects.filter(pk=hana.pk).update(is_active=False)
    assert sign_in(ben).post(reverse("format_requests:hand_to", args=[asked.pk]), {"post": post.pk}).status_code == 404


def test_what_has_ended_is_handed_to_nobody(elm: Hub, hana: User, ben: User, asked: FormatRequest) -> None:
    post = _held("Hub manager", hana, elm)
    FormatRequest.objects.update(state=State.DONE, given=Given.POSTED, ended_on=builders.today())

    page = sign_in(ben).post(reverse("format_requests:hand_to", args=[asked.pk]), {"post": post.pk})

    assert "This has ended already." in words(page)
    asked.refresh_from_db()
    assert asked.post is None
