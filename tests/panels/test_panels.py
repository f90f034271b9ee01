"""A panel: whose it is, what it may become, and how it ends."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, PostHolder
from core.questions import post_hangs
from panels.choices import PanelKind, Stage
from panels.models import Panel
from panels.selectors.panels import may_for
from panels.services import panels as services
from tests import builders
from tests.cast import give_role, make_user, sign_in
from tests.families import make_person
from tests.panels.paneling import make_member, make_panel

pytestmark = pytest.mark.django_db


def said(**fields: Any) -> dict[str, Any]:
    return {"title": "Parents at Elm", "kind": "parent_carer", "started_on": str(builders.today()), "seen": "", **fields}


def keep(user: User, panel: Panel, **fields: Any) -> Any:
    """Send the form of a panel as it stands, with these boxes filled in another way."""
    page = sign_in(user).get(reverse("panel:edit", args=[panel.pk]))
    form = page.context["form"]
    stands = {name: form[name].value() for name in form.fields}
    sent = {name: "" if value in (None, False) else value for name, value in stands.items()} | {"seen": form["seen"].value()} | fields
    return sign_in(user).post(reverse("panel:edit", args=[panel.pk]), {name: value for name, value in sent.items() if value != ""})


def test_a_coordinator_begins_a_panel_of_their_hub(petra: User, elm: Hub) -> None:
    page = sign_in(petra).post(reverse("panel:add"), said(hub=elm.pk, about="Parents who help."), follow=True)

    panel = Panel.objects.get()
    assert (panel.slug, panel.hub) == ("parents-at-elm", elm)
    assert "Parents who help." in page.text


def test_a_name_is_had_once_at_a_place_while_its_panel_goes_on(petra: User, elm: Hub, oak: Hub) -> None:
    make_panel(oak)
    first, desk = make_panel(elm), sign_in(petra)
    page = desk.post(reverse("panel:add"), said(hub=elm.pk, title="  parents AT Elm "))

    assert "There is a panel of this name here already." in page.text
    keep(petra, first, about="New words.")
    assert Panel.objects.get(pk=first.pk).about == "New words."
    assert Panel.objects.filter(hub=elm).count() == 1


def test_a_panel_does_not_begin_on_a_day_to_come(petra: User, elm: Hub) -> None:
    page = sign_in(petra).post(reverse("panel:add"), said(hub=elm.pk, started_on=str(builders.today() + timedelta(days=1))))

    assert "That day is still to come. Write since when it is there" in page.text
    assert not Panel.objects.exists()


def test_two_panels_of_one_title_have_an_address_each(petra: User, elm: Hub) -> None:
    for _ in range(2):
        sign_in(petra).post(reverse("panel:add"), said(hub=elm.pk))
        Panel.objects.filter(ended_on=None).update(ended_on=builders.today(), ended_because="It is done.")

    assert sorted(Panel.objects.values_list("slug", flat=True)) == ["parents-at-elm", "parents-at-elm-2"]


def test_a_coordinator_of_one_hub_makes_no_panel_of_another_or_of_the_council(petra: User, elm: Hub, oak: Hub) -> None:
    for fields in ({}, {"hub": oak.pk}, {"locality": elm.locality_id}):
        sign_in(petra).post(reverse("panel:add"), said(**fields))

    assert not Panel.objects.exists()


def test_a_coordinator_sees_panels_of_their_hub_alone(petra: User, elm: Hub, oak: Hub) -> None:
    mine = make_panel(elm, "Elm parents")
    for other in (make_panel(oak, "Oak parents"), make_panel(None, "Everybody"), make_panel(None, "South", locality=oak.locality)):
        assert not may_for(petra, "panel.view", other)
        assert sign_in(petra).get(reverse("panel:one", args=[other.pk])).status_code == 404

    assert list(Panel.objects.visible_to(petra, "panel.view")) == [mine]


def test_a_panel_of_a_locality_is_seen_by_who_serves_all_its_hubs(petra: User, elm: Hub) -> None:
    north = make_panel(None, "North", locality=elm.locality)
    assert may_for(petra, "panel.view", north)

    beech = builders.make_hub("Beech", locality="North")
    assert not may_for(petra, "panel.view", north)

    give_role(petra, RoleKind.PANEL_COORDINATOR, beech)
    assert may_for(petra, "panel.view", north)


def test_who_acts_for_the_post_that_looks_after_a_panel_reaches_it(petra: User) -> None:
    post = builders.make_post("Panel coordinator")
    panel = make_panel(None, "Everybody", coordinator=post)
    assert not may_for(petra, "panel.edit", panel)

    PostHolder.objects.create(post=post, user=petra, from_on=builders.today())

    assert may_for(petra, "panel.edit", panel)
    assert sign_in(petra).get(reverse("panel:one", args=[panel.pk])).status_code == 200


def test_a_post_gives_no_rights_of_its_own(elm: Hub) -> None:
    nora = make_user("Nora")
    give_role(nora, RoleKind.CONTENT_EDITOR, elm)
    post = builders.make_post("Panel coordinator")
    PostHolder.objects.create(post=post, user=nora, from_on=builders.today())

    assert not may_for(nora, "panel.view", make_panel(elm, coordinator=post))


def test_a_panel_of_under_18s_needs_two_workers(petra: User, elm: Hub) -> None:
    one = builders.make_post("Youth worker", hub=elm)
    for missing in ({}, {"coordinator": one.pk}, {"coordinator": one.pk, "second_reader": one.pk}):
        page = sign_in(petra).post(reverse("panel:add"), said(hub=elm.pk, kind="youth", is_of_under_18s="on", **missing))
        assert "reads every message with them" in page.text
    assert not Panel.objects.exists()

    other = builders.make_post("Second worker", hub=elm)
    workers = {"coordinator": one.pk, "second_reader": other.pk}
    sign_in(petra).post(reverse("panel:add"), said(hub=elm.pk, kind="youth", is_of_under_18s="on", **workers))

    assert Panel.objects.get().is_of_under_18s


@pytest.mark.parametrize("fields", [{"is_of_under_18s": True}, {"started_on": builders.today, "ended_on": "before"}])
def test_the_database_refuses_a_panel_that_cannot_be(elm: Hub, fields: dict[str, Any]) -> None:
    if "ended_on" in fields:
        fields = {"started_on": builders.today(), "ended_on": builders.today().replace(year=2020)}
    with pytest.raises(IntegrityError), transaction.atomic():
        make_panel(elm, **fields)


def test_what_has_members_stays_what_it_is(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    make_member(panel)

    page = keep(petra, panel, kind=PanelKind.BOARD)

    assert "the national return counts by kind" in page.text
    workers = {"coordinator": builders.make_post("A", hub=elm).pk, "second_reader": builders.make_post("B", hub=elm).pk}
    page = keep(petra, panel, is_of_under_18s="on", **workers)
    assert "who may write to whom would change under them" in page.text
    panel.refresh_from_db()
    assert (panel.kind, panel.is_of_under_18s) == (PanelKind.PARENT_CARER, False)


@pytest.mark.parametrize("where", ["council", "locality"])
def test_a_panel_of_many_hubs_stays_so_when_who_looks_after_it_mends_a_word(petra: User, elm: Hub, where: str) -> None:
    post = builders.make_post("Parent panel coordinator", hub=elm)
    PostHolder.objects.create(post=post, user=petra, from_on=builders.today())
    panel = make_panel(None, coordinator=post, locality=elm.locality if where == "locality" else None)
    stood = panel.locality

    keep(petra, panel, about="Parents of all hubs.")

    panel.refresh_from_db()
    assert (panel.about, panel.hub, panel.locality) == ("Parents of all hubs.", None, stood)


def test_what_has_members_stays_where_it_is(petra: User, elm: Hub) -> None:
    post = builders.make_post("Parent panel coordinator", hub=elm)
    PostHolder.objects.create(post=post, user=petra, from_on=builders.today())
    panel = make_panel(None, coordinator=post)
    make_member(panel, make_person(elm))

    assert "who sees them would change" in keep(petra, panel, hub=elm.pk).text

    panel.refresh_from_db()
    assert panel.hub is None


def test_a_community_of_practice_says_what_it_cares_about(petra: User, elm: Hub) -> None:
    page = sign_in(petra).post(reverse("panel:add"), said(hub=elm.pk, kind="practice"))
    assert "its domain" in page.text

    sign_in(petra).post(reverse("panel:add"), said(hub=elm.pk, kind="practice", domain="Feeding", community="Midwives", practice="A guide"))

    panel = Panel.objects.get()
    assert (panel.domain, panel.community, panel.practice) == ("Feeding", "Midwives", "A guide")


def test_who_saves_an_old_page_reads_what_a_colleague_wrote(petra: User, elm: Hub) -> None:
    panel = make_panel(elm)
    page = sign_in(petra).get(reverse("panel:edit", args=[panel.pk]))
    seen = page.context["form"]["seen"].value()
    Panel.objects.filter(pk=panel.pk).update(about="Somebody else's words.")
    mine = said(title=panel.title, hub=elm.pk, about="My words.", started_on=str(panel.started_on), seen=seen)

    refused = sign_in(petra).post(reverse("panel:edit", args=[panel.pk]), mine)

    assert "Somebody else&#x27;s words." in refused.text
    assert "My words." in refused.text
    panel.refresh_from_db()
    assert panel.about == "Somebody else's words."


def test_a_panel_that_ended_in_the_moment_of_saving_stays_ended(petra: User, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    panel, hold = make_panel(elm), services.held

    def ended_meanwhile(row: Panel, by: User | None, right: str = "") -> Panel:
        Panel.objects.update(ended_on=builders.today(), ended_because="It joined another one.", slug="another")
        return hold(row, None)

    monkeypatch.setattr(services, "held", ended_meanwhile)

    keep(petra, panel, about="My words.")

    panel.refresh_from_db()
    assert (panel.ended_on, panel.ended_because, panel.slug) == (builders.today(), "It joined another one.", "another")
    assert panel.about == "My words."


def test_a_panel_ends_when_nobody_is_on_it_any_more_and_says_why(petra: User, elm: Hub) -> None:
    panel, desk = make_panel(elm), sign_in(petra)
    member = make_member(panel)

    page = desk.post(reverse("panel:end", args=[panel.pk]), {"because": "It joined another one."}, follow=True)
    assert "1 person is on it still" in page.text
    assert "It joined another one." in page.text

    member.stage, member.left_on = Stage.LEFT, builders.today()
    member.save()
    assert "Say in a few words why it ends" in desk.post(reverse("panel:end", args=[panel.pk]), {"because": " "}, follow=True).text

    page = desk.post(reverse("panel:end", args=[panel.pk]), {"because": "so" * 101}, follow=True)
    assert "Why it ends: That is 2 letters too long" in page.text
    assert "so" * 101 in page.text

    desk.post(reverse("panel:end", args=[panel.pk]), {"because": "It joined another one."})
    panel.refresh_from_db()
    assert (panel.ended_on, panel.ended_because) == (builders.today(), "It joined another one.")

    desk.post(reverse("panel:begin_again", args=[panel.pk]))
    panel.refresh_from_db()
    assert panel.ended_on is None


def test_a_post_that_looks_after_panels_says_so_before_it_changes_hands(elm: Hub) -> None:
    post = builders.make_post("Panel coordinator", hub=elm)
    make_panel(elm, "One", coordinator=post)
    make_panel(elm, "Two", coordinator=post)
    make_panel(elm, "Over", coordinator=post, ended_on=builders.today(), ended_because="x")

    found = [one for answer in post_hangs.answers(post_ids=frozenset({post.pk}), today=builders.today()) for one in answer]

    assert [one.text for one in found] == ["looks after 2 panels"]
