"""A post gives no rights: who holds one, or stands in, without a role to act there is named; leaving has a day and can be taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.choices import RoleKind
from core.models import AuditEntry, Hub, Post, PostHolder
from core.questions import Attention
from core.selectors import waiting
from core.services.posts import go_away, stay_in_post
from tests.builders import make_engagement, make_post, make_you_said, today
from tests.cast import give_role, make_user, sign_in

DAY = timedelta(days=1)


@pytest.fixture
def manager(elm: Hub) -> Post:
    """A post at Elm that owes families an answer."""
    post = make_post("Family hub manager", hub=elm)
    make_you_said(elm, owner=post, engagement=make_engagement(elm))
    return post


def hold(post: Post, person: User) -> PostHolder:
    return PostHolder.objects.create(post=post, user=person, from_on=today() - 100 * DAY)


def out_of_reach(person: User) -> list[Attention]:
    return waiting.posts_out_of_reach(person, today=today())


def test_a_holder_who_may_not_act_on_what_hangs_on_the_post_waits_for_who_gives_roles(
    elm: Hub, hana: User, ben: User, asha: User, manager: Post
) -> None:
    hold(manager, ben)  # a hub worker reads comments, and answers none

    (line,) = out_of_reach(hana)

    assert line.text == "Family hub manager at Elm: the holder has no role to act on what waits there"
    assert line.href == reverse("person", args=[ben.pk])
    assert out_of_reach(ben) == out_of_reach(asha) == []
    give_role(ben, RoleKind.DECIDER, elm)
    assert out_of_reach(hana) == []


def test_a_role_at_another_hub_is_none_here(elm: Hub, oak: Hub, hana: User, ben: User, manager: Post) -> None:
    hold(manager, ben)
    give_role(ben, RoleKind.HUB_MANAGER, oak)

    assert len(out_of_reach(hana)) == 1


def test_one_of_two_holders_who_may_act_is_enough(elm: Hub, hana: User, ben: User, manager: Post) -> None:
    hold(manager, ben)
    hold(manager, hana)

    assert out_of_reach(hana) == []


def test_a_post_on_which_nothing_hangs_asks_for_no_role(elm: Hub, hana: User, ben: User) -> None:
    hold(make_post("Cook", hub=elm), ben)

    assert out_of_reach(hana) == []


def test_who_keeps_a_post_of_the_whole_council_may_act_at_the_hub_it_is_about(elm: Hub, adam: User, hana: User) -> None:
    post = make_post("Head of early help")
    make_you_said(elm, owner=post, engagement=make_engagement(elm))
    hold(post, hana)

    assert out_of_reach(adam) == []


def test_a_stand_in_who_may_not_act_is_named_to_both(elm: Hub, hana: User, ben: User, manager: Post) -> None:
    hold(manager, hana)
    worker = make_post("Family worker", hub=elm)
    hold(worker, ben)
    days = {f"{manager.pk}-from_on": today().isoformat(), f"{manager.pk}-until_on": "", f"{manager.pk}-stand_in": worker.pk}

    page = sign_in(hana).post(reverse("my_posts"), {"post": manager.pk, **days}, follow=True).text

    assert "Family worker, Elm has no role yet to act on what waits for Family hub manager, Elm." in page
    assert [line.text for line in out_of_reach(hana)] == ["Family hub manager at Elm: who stands in has no role to act on what waits there"]


def test_a_stand_in_is_looked_at_as_it_will_be_on_the_first_day_away(elm: Hub, hana: User, ben: User, manager: Post) -> None:
    hold(manager, hana)
    worker = make_post("Family worker", hub=elm)
    holder, lou = hold(worker, ben), make_user("Lou")
    give_role(lou, RoleKind.DECIDER, elm)
    PostHolder.objects.filter(pk=holder.pk).update(until_on=today())
    PostHolder.objects.create(post=worker, user=lou, from_on=today() + DAY)  # who may act comes tomorrow
    tomorrow = (today() + DAY).isoformat()

    def away_from(day: str) -> str:
        days = {f"{manager.pk}-from_on": day, f"{manager.pk}-until_on": "", f"{manager.pk}-stand_in": worker.pk}
        return str(sign_in(hana).post(reverse("my_posts"), {"post": manager.pk, **days}, follow=True).text)

    assert "has no role yet" not in away_from(tomorrow)
    assert "has no role yet" in away_from(today().isoformat())


def test_a_stand_in_whose_account_is_closed_counts_as_nobody_who_may_act(elm: Hub, hana: User, ben: User, manager: Post) -> None:
    hold(manager, hana)
    worker, gone = make_post("Family worker", hub=elm), make_user("Gwen")
    hold(worker, ben)
    give_role(gone, RoleKind.DECIDER, elm)
    hold(worker, gone)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    days = {f"{manager.pk}-from_on": today().isoformat(), f"{manager.pk}-until_on": "", f"{manager.pk}-stand_in": worker.pk}

    assert "has no role yet" in sign_in(hana).post(reverse("my_posts"), {"post": manager.pk, **days}, follow=True).text


def test_a_stand_in_who_may_act_is_taken_without_a_warning(elm: Hub, hana: User, manager: Post) -> None:
    hold(manager, hana)
    lead, lou = make_post("Engagement lead", hub=elm), make_user("Lou")
    give_role(lou, RoleKind.ENGAGEMENT_LEAD, elm)
    hold(lead, lou)
    days = {f"{manager.pk}-from_on": today().isoformat(), f"{manager.pk}-until_on": "", f"{manager.pk}-stand_in": lead.pk}

    page = sign_in(hana).post(reverse("my_posts"), {"post": manager.pk, **days}, follow=True).text

    assert "comes to Engagement lead, Elm as well" in page
    assert "has no role yet" not in page


def test_giving_a_post_to_who_may_not_act_says_so_at_once(elm: Hub, hana: User, manager: Post) -> None:
    newcomer = make_user("Nia")
    give_role(newcomer, RoleKind.CONTENT_EDITOR, elm)

    asked = {"person": newcomer.pk, "from_on": today().isoformat()}
    page = sign_in(hana).post(reverse("post_holders", args=[manager.pk]), asked, follow=True).text

    assert "has no role yet to act on what waits for Family hub manager at Elm. Give one" in page


def test_asking_for_many_posts_takes_as_many_queries_as_for_one(
    elm: Hub, hana: User, ben: User, manager: Post, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    hold(manager, ben)
    for number in range(12):
        hold(make_post(f"Worker {number}", hub=elm), ben)
    out_of_reach(hana)
    with django_assert_max_num_queries(13):
        out_of_reach(hana)


# --- The last day -----------------------------------------------------------------------------------------------------------


def test_a_last_day_can_be_chosen_and_taken_back_until_it_has_gone(elm: Hub, hana: User, ben: User, manager: Post) -> None:
    holder, desk, here = hold(manager, ben), sign_in(hana), reverse("post_holders", args=[manager.pk])
    last_day = today() + 7 * DAY

    page = desk.post(here, {"leave": holder.pk, "until_on": last_day.isoformat()}, follow=True).text

    holder.refresh_from_db()
    assert holder.until_on == last_day
    assert "Nobody holds it after that day." in page
    assert "Stays after all" in page

    page = desk.post(here, {"stay": holder.pk}, follow=True).text

    holder.refresh_from_db()
    assert holder.until_on is None
    assert "Leaves then" in page
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))[-2:] == ["core.post.leave", "core.post.stay"]


def test_somebody_who_follows_is_not_called_nobody(elm: Hub, hana: User, ben: User, asha: User, manager: Post) -> None:
    holder = hold(manager, ben)
    PostHolder.objects.create(post=manager, user=asha, from_on=today() + DAY)

    asked = {"leave": holder.pk, "until_on": today().isoformat()}
    page = sign_in(hana).post(reverse("post_holders", args=[manager.pk]), asked, follow=True).text

    assert "Nobody holds it after that day." not in page


def test_a_last_day_that_is_no_day_is_asked_again(elm: Hub, hana: User, ben: User, manager: Post) -> None:
    holder = hold(manager, ben)
    for typed in ("", "soon", "31/31/2026"):
        asked = {"leave": holder.pk, "until_on": typed}
        page = sign_in(hana).post(reverse("post_holders", args=[manager.pk]), asked, follow=True).text
        assert "Choose their last day." in page
    holder.refresh_from_db()
    assert holder.until_on is None


def test_what_has_gone_is_not_taken_back(elm: Hub, hana: User, ben: User, manager: Post) -> None:
    holder = hold(manager, ben)
    with pytest.raises(ValidationError, match="without an end already"):
        stay_in_post(holder=holder, by=hana)
    PostHolder.objects.filter(pk=holder.pk).update(until_on=today() - DAY)
    with pytest.raises(ValidationError, match="left before today"):
        stay_in_post(holder=holder, by=hana)
    PostHolder.objects.filter(pk=holder.pk).update(until_on=today())
    hold(manager, ben)
    with pytest.raises(ValidationError, match="already"):
        stay_in_post(holder=holder, by=hana)


def test_a_hub_manager_takes_nothing_back_elsewhere(hana: User, oak: Hub, ben: User) -> None:
    holder = hold(make_post("Nurse", hub=oak), ben)
    PostHolder.objects.filter(pk=holder.pk).update(until_on=today())
    with pytest.raises(PermissionDenied):
        stay_in_post(holder=holder, by=hana)


def test_going_away_with_a_stand_in_that_is_beyond_reach_is_still_noted(elm: Hub, hana: User, ben: User, manager: Post) -> None:
    hold(manager, hana)
    worker = make_post("Family worker", hub=elm)
    hold(worker, ben)

    go_away(post=manager, from_on=today(), until_on=None, stand_in=worker, by=hana)

    manager.refresh_from_db()
    assert manager.stand_in == worker
