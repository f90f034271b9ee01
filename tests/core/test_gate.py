"""Own hub only (DESIGN promise 13): every staff address answers 404 for another hub's row, and the walk would notice if one did not."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.forms import modelform_factory
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core import gate
from core.choices import RoleKind
from core.forms.fields import rows_offered
from core.models import Hub, Invitation, Locality, Post
from core.policy import HubPolicy
from core.querysets import may
from tests.builders import make_hub, make_post
from tests.cast import give_role, make_user, sign_in
from tests.core import try_urls
from tests.core.walk import registered, ungated, walk

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.try_urls")]


@pytest.fixture
def olive(oak: Hub) -> User:
    """Olive runs Oak and may do everything with its posts."""
    user = make_user("Olive")
    give_role(user, RoleKind.HUB_MANAGER, oak)
    give_role(user, RoleKind.ADMINISTRATOR, oak)
    return user


@pytest.fixture
def elm_post(elm: Hub) -> Post:
    """A post of the other hub."""
    return make_post("Canary of Elm", hub=elm)


@pytest.fixture
def oak_post(oak: Hub) -> Post:
    """A post of Olive's own hub."""
    return make_post("Midwife at Oak", hub=oak)


def test_every_address_of_a_gated_viewset_is_closed_to_another_hub(olive: User, elm_post: Post, oak_post: Post, elm: Hub) -> None:
    post = {"title": "Moved", "hub": elm.pk, "stand_in": elm_post.pk}

    complaints = walk(sign_in(olive), try_urls.gated, foreign=[elm_post], canaries=["Canary of Elm", ">Elm<"], post=post)

    assert complaints == []


def test_the_chooser_is_closed_as_well(olive: User, elm_post: Post, oak_post: Post, elm: Hub) -> None:
    client = sign_in(olive)
    post = {"title": "Moved", "hub": elm.pk}

    complaints = walk(client, try_urls.chooser, foreign=[elm_post], canaries=["Canary of Elm", ">Elm<"], post=post)
    chosen = client.get(reverse("chooser:chosen_multiple"), {"id": [elm_post.pk, oak_post.pk]})

    assert complaints == []
    assert "Midwife at Oak" in chosen.text
    assert "Canary" not in chosen.text


def test_the_walk_catches_a_viewset_without_the_gate(olive: User, elm_post: Post, elm: Hub) -> None:
    complaints = walk(
        sign_in(olive), try_urls.open_, foreign=[elm_post], canaries=["Canary of Elm"], post={"title": "Moved", "hub": elm.pk}
    )

    said = "\n".join(complaints)
    for name in ("edit", "delete", "history", "usage", "inspect", "copy"):
        assert f"/try/open/{name}/{elm_post.pk}/ answered" in said
    assert "/try/open/ shows 'Canary of Elm'" in said
    assert "gives a spreadsheet" in said
    assert "rows were made, changed or deleted" in said


def test_a_registered_viewset_of_ours_without_the_gate_is_named() -> None:
    assert ungated([try_urls.gated]) == []
    assert ungated(registered()) == []
    stranger = type("Stranger", (try_urls.OpenPosts,), {"__module__": "core.viewsets"})("stranger")
    assert ungated([stranger]) == ["Stranger"]


@pytest.mark.parametrize("name", ["edit", "history", "inspect", "peek"])
def test_ones_own_rows_open(olive: User, oak_post: Post, name: str) -> None:
    page = sign_in(olive).get(reverse(f"gated:{name}", args=[oak_post.pk]))

    assert page.status_code == 200
    assert "Midwife at Oak" in page.text


def test_copy_usage_and_deleting_without_a_right_have_no_address() -> None:
    names = {pattern.name for pattern in try_urls.gated.get_urlpatterns()}

    assert names == {"index", "index_results", "add", "edit", "history", "history_results", "inspect", "peek"}


def test_an_own_row_cannot_be_moved_to_another_hub(olive: User, oak_post: Post, elm: Hub, elm_post: Post) -> None:
    client, address = sign_in(olive), reverse("gated:edit", args=[oak_post.pk])

    form = client.get(address)
    sent = client.post(address, {"title": "Midwife", "hub": elm.pk, "stand_in": elm_post.pk})

    assert ">Elm<" not in form.text
    assert "Canary" not in form.text
    assert sent.text.count("Select a valid choice") >= 2
    oak_post.refresh_from_db()
    assert oak_post.hub is not None
    assert oak_post.hub.name == "Oak"


def test_an_own_row_is_saved(olive: User, oak_post: Post, oak: Hub) -> None:
    sent = sign_in(olive).post(reverse("gated:edit", args=[oak_post.pk]), {"title": "Midwife", "hub": oak.pk}, follow=True)

    assert "updated" in sent.text
    oak_post.refresh_from_db()
    assert oak_post.title == "Midwife"


def test_a_row_of_the_whole_council_may_be_chosen_but_not_made_at_a_hub(olive: User, oak_post: Post, oak: Hub) -> None:
    head = make_post("Head of early help")
    client = sign_in(olive)

    chosen = client.post(reverse("gated:edit", args=[oak_post.pk]), {"title": "Midwife", "hub": oak.pk, "stand_in": head.pk})
    made = client.post(reverse("gated:add"), {"title": "Head of everything", "hub": ""})

    assert chosen.status_code == 302
    assert "This field is required" in made.text
    assert not Post.objects.filter(title="Head of everything").exists()


def test_who_serves_one_hub_finds_it_chosen_already(olive: User, oak: Hub, elm: Hub) -> None:
    page = sign_in(olive).get(reverse("gated:add"))

    assert f'<option value="{oak.pk}" selected>Oak</option>' in page.text


def test_what_a_colleague_put_there_stays_on_offer(olive: User, oak_post: Post, oak: Hub, elm_post: Post) -> None:
    oak_post.stand_in = elm_post
    oak_post.save()

    sign_in(olive).post(reverse("gated:edit", args=[oak_post.pk]), {"title": "Midwife", "hub": oak.pk, "stand_in": elm_post.pk})

    oak_post.refresh_from_db()
    assert oak_post.title == "Midwife"
    assert oak_post.stand_in == elm_post


def test_a_filter_offers_and_takes_only_ones_own(olive: User, elm: Hub, elm_post: Post, oak_post: Post) -> None:
    client = sign_in(olive)

    offered = client.get(reverse("gated:index"))
    asked = client.get(reverse("gated:index_results"), {"hub": elm.pk})

    assert ">Elm<" not in offered.text
    assert "Canary" not in offered.text
    assert "Canary" not in asked.text


def test_a_list_links_only_to_what_may_be_done(elm: Hub, oak: Hub, elm_post: Post, oak_post: Post) -> None:
    user = make_user("Mina")
    give_role(user, RoleKind.HUB_MANAGER, oak)
    give_role(user, RoleKind.ENGAGEMENT_LEAD, elm)  # post.view and nothing more

    page = sign_in(user).get(reverse("gated:index"))

    assert reverse("gated:edit", args=[oak_post.pk]) in page.text
    assert reverse("gated:edit", args=[elm_post.pk]) not in page.text
    assert reverse("gated:inspect", args=[elm_post.pk]) in page.text


def test_a_list_costs_the_same_for_ten_rows_and_for_forty(
    olive: User, oak: Hub, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(olive)
    for number in range(10):
        make_post(f"Post {number}", hub=oak)
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("gated:index"))
    for number in range(10, 18):
        make_post(f"Post {number}", hub=oak)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("gated:index"))


def test_a_spreadsheet_is_not_given_even_to_who_may_look(olive: User, oak_post: Post) -> None:
    said = sign_in(olive).get(reverse("gated:index") + "?export=csv")

    assert said.headers["Content-Type"].startswith("text/html")


def test_staff_without_the_right_and_strangers_are_sent_away(edie: User, oak_post: Post, client: Client) -> None:
    page = sign_in(edie).get(reverse("gated:index"))
    stranger = sign_in(make_user("Nobody")).get(reverse("gated:index"))

    assert page.status_code == 302
    assert stranger.status_code == 302
    assert sign_in(edie).get(reverse("gated:edit", args=[oak_post.pk])).status_code == 404


def test_what_belongs_to_two_hubs_is_seen_by_both_and_changed_by_who_serves_both(elm: Hub, oak: Hub, asha: User, dev: User) -> None:
    from_both = HubPolicy(Hub, "hub")
    assert from_both.user_has_permission_for_instance(asha, "view", elm)
    assert not from_both.user_has_permission_for_instance(asha, "view", oak)
    assert not from_both.user_has_permission_for_instance(asha, "change", elm)  # an engagement lead edits no hub
    assert from_both.user_has_permission_for_instance(dev, "view", oak)


def test_a_right_that_no_role_holds_is_nobodys(elm: Hub) -> None:
    policy = HubPolicy(Post, "post")
    root = User.objects.create_superuser("root@ashmere.example")

    assert not policy.user_has_permission(root, "delete")
    assert policy.user_has_permission(root, "change")
    assert not policy.users_with_any_permission(["delete"]).exclude(pk=root.pk).exists()


def test_rows_that_belong_to_no_hub_are_the_whole_councils(adam: User, olive: User, elm: Hub) -> None:
    policy = HubPolicy(Locality, "locality")
    north = Locality.objects.get(name="North")

    assert policy.user_has_permission_for_instance(adam, "change", north)
    assert may(olive, "locality.edit")
    assert not policy.user_has_permission_for_instance(olive, "change", north)


def test_who_may_is_told_by_name(olive: User, asha: User, ben: User, oak_post: Post) -> None:
    policy = HubPolicy(Post, "post")

    assert set(policy.users_with_any_permission(["view"])) == {olive, asha}
    assert set(policy.users_with_any_permission_for_instance(["change"], oak_post)) == {olive}


def test_a_misspelt_resource_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"No role holds psot\.view"):
        HubPolicy(Post, "psot")


def test_a_choice_of_hub_rows_that_cannot_be_narrowed_stops_the_form(olive: User) -> None:
    form = modelform_factory(Post, fields=("title",))()
    form.fields["invitation"] = modelform_factory(Post, fields=("hub",))().fields["hub"]
    rows_offered(form, "invitation").queryset = Invitation.objects.all()

    with pytest.raises(ImproperlyConfigured, match="Invitation belongs to hubs"):
        gate.narrow_form(form, olive, "post.edit")


def test_a_workbench_opens_for_ones_own_row_and_not_for_others(olive: User, elm_post: Post, oak_post: Post) -> None:
    client = sign_in(olive)

    assert client.get(reverse("try_workbench", args=[oak_post.pk])).text == "Looking at Midwife at Oak. May edit: True"
    assert client.post(reverse("try_workbench", args=[oak_post.pk])).text == "Changed Midwife at Oak"
    assert client.get(reverse("try_workbench", args=[elm_post.pk])).status_code == 404
    assert client.post(reverse("try_workbench", args=[elm_post.pk])).status_code == 404


def test_a_workbench_is_looked_at_with_one_right_and_changed_with_another(asha: User, elm_post: Post) -> None:
    client = sign_in(asha)  # post.view, not post.edit

    assert client.get(reverse("try_workbench", args=[elm_post.pk])).text == "Looking at Canary of Elm. May edit: False"
    assert client.post(reverse("try_workbench", args=[elm_post.pk])).status_code == 403


def test_a_workbench_refuses_who_lacks_the_right_and_who_is_not_signed_in(ben: User, elm_post: Post, client: Client) -> None:
    address = reverse("try_workbench", args=[elm_post.pk])

    assert sign_in(ben).get(address).status_code == 403
    assert client.get(address).status_code == 403


def test_a_workbench_without_a_right_stops_at_once(olive: User) -> None:
    with pytest.raises(ImproperlyConfigured, match="does not say which right"):
        sign_in(olive).get(reverse("try_forgetful"))


def test_a_view_that_looks_its_row_up_by_itself_finds_only_ones_own(
    rf: RequestFactory, olive: User, elm_post: Post, oak_post: Post
) -> None:
    class Stock:
        def get_base_object_queryset(self) -> QuerySet[Post]:
            return Post.objects.all()

    view = type("Gated", (gate.ScopedView, Stock), {"scoped_policy": HubPolicy(Post, "post")})()
    view.request = rf.get("/")
    view.request.user = olive

    assert list(view.get_base_object_queryset()) == [oak_post]


def test_a_row_number_that_is_no_number_is_not_found(oak: Hub) -> None:
    make_hub("Ash")
    with pytest.raises(Http404):
        gate.row_or_404(Hub.objects.all(), "x'; --")
