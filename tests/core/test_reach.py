"""Where a right holds: roles add up, stay at their hub, and a row of several hubs is counted once."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.forms import modelform_factory
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.choices import RoleKind
from core.forms.fields import choices_offered, rows_offered
from core.gate import signed_in
from core.models import Hub, Post
from core.querysets import forget_roles, may, reach
from core.role_table import ALL_RIGHTS, RIGHTS, kinds_that_may
from feedback.models import Survey, YouSaid
from tests.builders import make_post, make_survey, make_you_said
from tests.cast import give_role, make_user

pytestmark = pytest.mark.django_db


def test_a_right_is_reached_only_where_the_role_is_held(asha: User, cara: User, dev: User, elm: Hub, oak: Hub) -> None:
    assert reach(asha, "we_did.publish") == {elm.pk}
    assert reach(cara, "we_did.publish") == {oak.pk}
    assert reach(dev, "we_did.publish") is None
    assert may(asha, "we_did.publish")
    assert may(asha, "we_did.publish", hub_id=elm.pk)
    assert not may(asha, "we_did.publish", hub_id=oak.pk)
    assert may(dev, "we_did.publish", hub_id=oak.pk)


def test_roles_add_up_and_none_takes_away(asha: User, elm: Hub, oak: Hub) -> None:
    give_role(asha, RoleKind.HUB_WORKER, oak)

    assert reach(asha, "voice.view") == {elm.pk, oak.pk}
    assert reach(asha, "we_did.publish") == {elm.pk}  # a worker at Oak is not made its lead by leading at Elm
    give_role(asha, RoleKind.DECIDER)
    assert reach(asha, "we_did.publish") is None


def test_who_left_and_who_is_a_stranger_reach_nothing(asha: User) -> None:
    asha.is_active = False

    assert reach(asha, "voice.view") == set()
    assert reach(AnonymousUser(), "voice.view") == set()


def test_nobody_acts_without_being_signed_in(asha: User, rf: RequestFactory) -> None:
    request = rf.post("/")
    request.user = asha
    assert signed_in(request) == asha

    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        signed_in(request)


def test_a_form_offers_choices_only_where_a_field_takes_them() -> None:
    form = modelform_factory(Post, fields=("title", "hub"))()

    assert rows_offered(form, "hub") is form.fields["hub"]
    with pytest.raises(TypeError, match="title offers no rows"):
        rows_offered(form, "title")
    with pytest.raises(TypeError, match="title offers no choices"):
        choices_offered(form, "title")


def test_roles_are_read_once_a_request(asha: User, elm: Hub, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = User.objects.get(pk=asha.pk)
    with django_assert_num_queries(1):
        for right in ("voice.view", "survey.edit", "we_did.publish"):
            may(user, right, hub_id=elm.pk)
    user.roles.all().delete()
    assert may(user, "voice.view")
    forget_roles(user)
    assert not may(user, "voice.view")


def test_a_slip_in_a_right_is_an_error(asha: User) -> None:
    with pytest.raises(KeyError, match=r"No role holds 'voice\.veiw'"):
        may(asha, "voice.veiw")
    with pytest.raises(KeyError):
        kinds_that_may("voice")


def test_a_row_of_three_of_my_hubs_comes_once(asha: User, elm: Hub, oak: Hub) -> None:
    give_role(asha, RoleKind.ENGAGEMENT_LEAD, oak)
    survey = make_survey(elm, oak)

    assert list(Survey.objects.visible_to(asha, "survey.view")) == [survey]
    assert Survey.objects.visible_to(asha, "survey.view").count() == 1


def test_a_row_of_two_hubs_is_seen_by_each_and_changed_by_who_serves_both(asha: User, cara: User, dev: User, elm: Hub, oak: Hub) -> None:
    shared, mine = make_you_said(elm, oak), make_you_said(elm)

    assert set(YouSaid.objects.visible_to(asha, "you_said.edit")) == {shared, mine}
    assert set(YouSaid.objects.wholly_within(asha, "you_said.edit")) == {mine}
    assert set(YouSaid.objects.wholly_within(cara, "you_said.edit")) == set()
    assert set(YouSaid.objects.wholly_within(dev, "you_said.edit")) == {shared, mine}
    give_role(asha, RoleKind.HUB_MANAGER, oak)
    assert set(YouSaid.objects.wholly_within(asha, "you_said.edit")) == {shared, mine}


def test_a_row_of_no_hub_is_the_whole_councils(asha: User, priya: User, elm: Hub) -> None:
    head, manager = make_post("Head of early help"), make_post("Manager", hub=elm)

    assert list(Post.objects.visible_to(asha, "post.view")) == [manager]
    assert set(Post.objects.visible_to(priya, "post.view")) == {head, manager}
    assert set(Post.objects.for_choosing(asha, "post.view")) == {head, manager}


def test_filters_before_and_after_narrowing_agree(asha: User, elm: Hub, oak: Hub) -> None:
    mine, _ = make_survey(elm, title="Door"), make_survey(oak, title="Door")

    assert list(Survey.objects.filter(title="Door").visible_to(asha, "survey.view")) == [mine]
    assert list(Survey.objects.visible_to(asha, "survey.view").filter(title="Door")) == [mine]
    assert not Survey.objects.exclude(title="Door").visible_to(asha, "survey.view").exists()


def test_staff_without_any_role_reach_nothing() -> None:
    nobody = make_user("Nobody")

    assert all(reach(nobody, right) == set() for right in ALL_RIGHTS)


def test_the_technical_administrator_reads_no_comment_and_the_analyst_neither() -> None:
    for kind in (RoleKind.ADMINISTRATOR, RoleKind.ANALYST, RoleKind.FINANCE, RoleKind.CONTENT_EDITOR):
        assert not {right for right in RIGHTS[kind] if right.startswith("voice.")}
