"""Hubs, localities, posts and their holders, as staff keep them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.choices import RoleKind
from core.models import AuditEntry, Hub, Locality, Post, PostHolder
from core.services.posts import hand_over, leave_post, take_post
from tests.builders import make_post
from tests.cast import give_role, make_user, sign_in

TODAY = date(2026, 11, 2)


@pytest.fixture
def mo(elm: Hub) -> User:
    """Mo runs the hub Elm."""
    mo = make_user("Mo")
    give_role(mo, RoleKind.HUB_MANAGER, elm)
    return mo


def times(*rows: tuple[str, str, str]) -> dict[str, str]:
    """Return the opening times of a hub's form."""
    form = {f"opening_times-{what}": "0" for what in ("INITIAL_FORMS", "MIN_NUM_FORMS")}
    form |= {"opening_times-TOTAL_FORMS": str(len(rows)), "opening_times-MAX_NUM_FORMS": "1000"}
    for n, (weekday, opens, closes) in enumerate(rows):
        start = f"opening_times-{n}-"
        form |= {
            f"{start}weekday": weekday,
            f"{start}opens_at": opens,
            f"{start}closes_at": closes,
            f"{start}id": "",
            f"{start}ORDER": str(n),
        }
    return form


def hub_form(hub: Hub, **changes: str) -> dict[str, str]:
    return {
        "name": hub.name,
        "slug": hub.slug,
        "kind": hub.kind,
        "status": hub.status,
        "locality": str(hub.locality_id),
        "run_by": hub.run_by,
        **times(),
        **changes,
    }


# --- Hubs -----------------------------------------------------------------------------------------------------------------


def test_a_hub_manager_keeps_the_address_and_opening_times_of_their_hub(mo: User, elm: Hub) -> None:
    office = sign_in(mo)
    page = office.get(reverse("hub:edit", args=[elm.pk])).text
    assert "Opening times" in page

    office.post(
        reverse("hub:edit", args=[elm.pk]),
        hub_form(elm, town="Ashmere", **times(("0", "09:00", "12:30"), ("0", "13:15", "17:00"), ("2", "10:00", "14:00"))),
    )

    elm.refresh_from_db()
    assert elm.town == "Ashmere"
    assert [str(one) for one in elm.opening_times.all()] == ["Monday 09:00-12:30", "Monday 13:15-17:00", "Wednesday 10:00-14:00"]


def test_a_hub_cannot_close_before_it_opens(mo: User, elm: Hub) -> None:
    page = sign_in(mo).post(reverse("hub:edit", args=[elm.pk]), hub_form(elm, **times(("0", "17:00", "09:00"))))

    assert "This closes before it opens. Look at the two times again." in page.text
    assert not elm.opening_times.exists()


@pytest.mark.parametrize("name", ["edit", "history"])
def test_another_hub_is_not_there(mo: User, oak: Hub, name: str) -> None:
    address = reverse(f"hub:{name}", args=[oak.pk])

    assert sign_in(mo).get(address).status_code == 404
    assert sign_in(mo).post(address, hub_form(oak, town="Taken")).status_code in {404, 405}


def test_only_an_administrator_opens_a_new_hub_or_locality(mo: User, adam: User, elm: Hub) -> None:
    for name in ("hub:add", "locality:add"):
        assert sign_in(mo).get(reverse(name)).status_code == 302
        assert sign_in(adam).get(reverse(name)).status_code == 200

    new = hub_form(elm, name="Ash", slug="ash")
    sign_in(adam).post(reverse("hub:add"), new)
    sign_in(adam).post(reverse("locality:add"), {"name": "West", "slug": "west"})

    assert Hub.objects.filter(slug="ash").exists()
    assert Locality.objects.filter(slug="west").exists()


def test_a_spoke_says_which_hub_it_belongs_to(adam: User, elm: Hub) -> None:
    page = sign_in(adam).post(reverse("hub:add"), hub_form(elm, name="Mill", slug="mill", kind="spoke"))

    assert "Say under “Part of” which hub this place belongs to." in page.text
    assert not Hub.objects.filter(slug="mill").exists()


def test_a_hub_is_no_part_of_itself_or_of_its_own_parts(adam: User, elm: Hub, oak: Hub) -> None:
    Hub.objects.filter(pk=oak.pk).update(parent=elm)
    client, address = sign_in(adam), reverse("hub:edit", args=[elm.pk])

    itself = client.post(address, hub_form(elm, parent=str(elm.pk)))
    its_part = client.post(address, hub_form(elm, parent=str(oak.pk)))

    assert "A place cannot be part of itself." in itself.text
    assert "Oak is itself a part of Elm. Choose another, or none." in its_part.text
    assert not Hub.objects.filter(pk=elm.pk, parent__isnull=False).exists()
    client.post(reverse("hub:edit", args=[oak.pk]), hub_form(oak, parent=str(elm.pk), town="Oakham"))
    assert Hub.objects.get(pk=oak.pk).town == "Oakham"


def test_a_hub_run_by_a_provider_names_it(adam: User, elm: Hub) -> None:
    page = sign_in(adam).post(reverse("hub:edit", args=[elm.pk]), hub_form(elm, run_by="provider"))

    assert "Write the provider’s name, or say that the council runs it." in page.text


def test_no_hub_is_deleted(adam: User, elm: Hub) -> None:
    assert sign_in(adam).post(f"/admin/hub/delete/{elm.pk}/").status_code == 404


# --- Posts ----------------------------------------------------------------------------------------------------------------


def test_the_list_says_who_holds_each_post(mo: User, elm_manager: Post) -> None:
    page = sign_in(mo).get(reverse("post:index")).text

    assert "Family hub manager" in page
    assert "Asha Example" in page
    assert reverse("post_holders", args=[elm_manager.pk]) in page


def test_a_post_is_filled_and_left(mo: User, ben: User, elm: Hub) -> None:
    post = make_post("Community worker", hub=elm)
    office = sign_in(mo)
    address = reverse("post_holders", args=[post.pk])

    page = office.post(address, {"person": ben.pk, "from_on": "2026-11-02"}, follow=True)
    assert "Ben Example" in page.text
    office.post(address, {"leave": str(post.holders.get().pk), "until_on": timezone.localdate().isoformat()})

    assert post.holders.get().until_on == timezone.localdate()
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["core.post.take", "core.post.leave"]


def test_a_post_of_another_hub_is_not_there(mo: User, ben: User, oak: Hub) -> None:
    post = make_post("Community worker", hub=oak)
    address = reverse("post_holders", args=[post.pk])

    assert sign_in(mo).get(address).status_code == 404
    assert sign_in(mo).post(address, {"person": ben.pk, "from_on": "2026-11-02"}).status_code == 404
    with pytest.raises(PermissionDenied):
        take_post(post=post, person=ben, from_on=TODAY, by=mo)


def test_a_post_of_the_whole_council_is_filled_by_who_serves_it(mo: User, adam: User, ben: User) -> None:
    post = make_post("Head of early help")
    with pytest.raises(PermissionDenied):
        take_post(post=post, person=ben, from_on=TODAY, by=mo)

    take_post(post=post, person=ben, from_on=TODAY, by=adam)

    assert post.holders.get().user == ben


def test_somebody_holds_a_post_once_and_not_with_a_closed_account(mo: User, ben: User, elm: Hub) -> None:
    post = make_post("Community worker", hub=elm)
    take_post(post=post, person=ben, from_on=TODAY, by=mo)
    with pytest.raises(ValidationError, match="already"):
        take_post(post=post, person=ben, from_on=TODAY, by=mo)
    ben.is_active = False
    with pytest.raises(ValidationError, match="closed"):
        take_post(post=post, person=ben, from_on=TODAY, by=mo)


def test_nobody_leaves_before_they_began(mo: User, ben: User, elm: Hub) -> None:
    holder = take_post(post=make_post("Community worker", hub=elm), person=ben, from_on=TODAY, by=mo)

    with pytest.raises(ValidationError, match="before they began"):
        leave_post(holder=holder, until_on=TODAY - timedelta(days=1), by=mo)


def test_the_day_somebody_left_is_not_written_over(mo: User, ben: User, elm: Hub) -> None:
    post = make_post("Community worker", hub=elm)
    holder = take_post(post=post, person=ben, from_on=TODAY, by=mo)
    leave_post(holder=holder, until_on=TODAY, by=mo)

    last_day = {"leave": str(holder.pk), "until_on": timezone.localdate().isoformat()}
    page = sign_in(mo).post(reverse("post_holders", args=[post.pk]), last_day, follow=True).text

    assert "They have left this post already." in page
    assert post.holders.get().until_on == TODAY


def test_who_only_looks_at_posts_is_offered_no_form(asha: User, elm_manager: Post, ben: User) -> None:
    address = reverse("post_holders", args=[elm_manager.pk])

    assert "Who takes it?" not in sign_in(asha).get(address).text
    assert sign_in(asha).post(address, {"person": ben.pk, "from_on": "2026-11-02"}).status_code == 302
    assert elm_manager.holders.count() == 1


def test_a_hub_manager_is_offered_the_staff_of_their_hub_only(mo: User, elm_manager: Post, ben: User, cara: User) -> None:
    page = sign_in(mo).get(reverse("post_holders", args=[elm_manager.pk])).text

    assert "Ben Example" in page
    assert "Cara" not in page


# --- Handing over ---------------------------------------------------------------------------------------------------------


def test_everything_a_leaver_holds_moves_to_somebody_else(adam: User, dev: User, asha: User, elm_manager: Post, elm: Hub) -> None:
    second = make_post("Chair of the panel", hub=elm)
    PostHolder.objects.create(post=second, user=asha, from_on=date(2026, 1, 5))
    page = sign_in(adam).get(reverse("person", args=[asha.pk])).text
    assert "Hand all posts over" in page

    page = sign_in(adam).post(reverse("hand_over", args=[asha.pk]), {"successor": dev.pk}, follow=True).text

    assert "holds these posts from today" in page
    for post in (elm_manager, second):
        assert [one.user for one in post.holders.filter(until_on__isnull=True)] == [dev]
        assert post.holders.get(user=asha).until_on == timezone.localdate()


def test_a_post_that_begins_next_month_is_handed_over_for_next_month(adam: User, dev: User, asha: User, elm: Hub) -> None:
    next_month = timezone.localdate() + timedelta(days=30)
    post = make_post("Chair of the panel", hub=elm)
    PostHolder.objects.create(post=post, user=asha, from_on=next_month)

    hand_over(leaver=asha, successor=dev, by=adam)

    assert post.holders.get(user=dev).from_on == next_month


def test_handing_over_to_oneself_or_beyond_ones_hub_is_refused(mo: User, adam: User, asha: User, elm_manager: Post, dev: User) -> None:
    with pytest.raises(ValidationError, match="somebody else"):
        hand_over(leaver=asha, successor=asha, by=adam)
    assert sign_in(mo).post(reverse("hand_over", args=[asha.pk]), {"successor": dev.pk}).status_code == 302
    assert elm_manager.holders.get().user == asha


def test_the_lists_cost_the_same_for_one_post_and_for_thirty(mo: User, ben: User, elm: Hub, django_assert_max_num_queries: Any) -> None:
    for n in range(30):
        PostHolder.objects.create(post=make_post(f"Post {n}", hub=elm), user=ben, from_on=TODAY)
    office = sign_in(mo)
    office.get(reverse("post:index"))

    with django_assert_max_num_queries(24):
        office.get(reverse("post:index"))


def test_stand_ins_of_one_title_are_told_apart_by_their_hub(adam: User, elm_manager: Post, oak: Hub) -> None:
    make_post("Family hub manager", hub=oak)

    page = sign_in(adam).get(reverse("post:add")).text

    assert "Family hub manager, Elm<" in page
    assert "Family hub manager, Oak<" in page
