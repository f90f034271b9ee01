"""Young people who would like to join: one named worker is in touch with them, two open who they are, and the adult is rung."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import User
from core.models import Hub, PostHolder
from panels.choices import CameOf
from panels.models import Panel
from panels.selectors.joining import steps_that_wait
from panels.services import joining as services
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.panels.joining import asked
from tests.panels.paneling import make_panel

pytestmark = pytest.mark.django_db
RING_THE_ADULT = "Under 18: ring the adult"


@pytest.fixture
def young(elm: Hub) -> Panel:
    """The young people's panel of Elm, with its two posts."""
    posts = {"coordinator": make_post("Named worker", hub=elm), "second_reader": make_post("Second reader", hub=elm)}
    return make_panel(elm, "Young voices", is_of_under_18s=True, **posts)


def holds(user: User, panel: Panel, which: str) -> None:
    PostHolder.objects.create(post=getattr(panel, which), user=user, from_on=today() - timedelta(days=9))


def test_no_step_is_anybodys_but_the_named_workers(young: Panel, petra: User, elm: Hub) -> None:
    other = make_post("Outreach worker", hub=elm)
    holds(petra, young, "coordinator")
    one = services.rang(interest=asked(young), came_of=CameOf.REACHED, by=petra, today=today())
    for post in (other, young.second_reader):
        with pytest.raises(ValidationError, match="Only its named worker"):
            services.do_step(interest=one, due_on=today(), owner=post, by=petra, today=today())
    assert "Outreach worker" not in sign_in(petra).get(reverse("interests:one", args=[one.pk])).text

    assert services.do_step(interest=one, due_on=today(), owner=young.coordinator, by=petra, today=today()).owner == young.coordinator


def test_only_its_two_workers_open_who_it_is(young: Panel, petra: User) -> None:
    one, desk = asked(young, name="Quentin"), sign_in(petra)
    assert "Show who they are" not in desk.get(reverse("interests:one", args=[one.pk])).text
    assert desk.post(reverse("interests:who", args=[one.pk])).status_code in {302, 403}
    with pytest.raises(PermissionDenied):
        services.open_introduction(interest=one, by=petra)

    for which in ("coordinator", "second_reader"):
        PostHolder.objects.all().delete()
        holds(petra, young, which)
        assert "Quentin" in desk.post(reverse("interests:who", args=[one.pk])).text


@pytest.mark.parametrize("which", ["coordinator", "second_reader"])
def test_both_workers_reach_a_panel_of_another_hub(which: str, petra: User, oak: Hub) -> None:
    posts = {"coordinator": make_post("Named worker", hub=oak), "second_reader": make_post("Second reader", hub=oak)}
    theirs = make_panel(oak, "Young voices", is_of_under_18s=True, **posts)
    address, desk = reverse("panel:one", args=[theirs.pk]), sign_in(petra)
    assert desk.get(address).status_code == 404

    holds(petra, theirs, which)

    assert desk.get(address).status_code == 200


def test_who_says_under_18_on_any_panel_has_their_adult_rung(petra: User, elm: Hub) -> None:
    panel, desk = make_panel(elm, coordinator=make_post("Parent panel coordinator", hub=elm)), sign_in(petra)
    grown = asked(panel)
    assert RING_THE_ADULT not in desk.get(reverse("interests:index")).text
    assert RING_THE_ADULT not in desk.get(reverse("interests:one", args=[grown.pk])).text

    young = asked(panel, phone="07700 900124", is_young=True)

    assert desk.get(reverse("interests:index")).text.count(RING_THE_ADULT) == 1
    assert RING_THE_ADULT in desk.get(reverse("interests:one", args=[young.pk])).text


def test_nobody_but_its_two_workers_rings_makes_known_or_lets_join(young: Panel, petra: User) -> None:
    one, desk = asked(young), sign_in(petra)
    assert "I rang them" not in desk.get(reverse("interests:one", args=[one.pk])).text
    page = desk.post(reverse("interests:rang", args=[one.pk]), {"seen": "1", "came_of": CameOf.REACHED}, follow=True)
    assert "Only its named worker and its second reader do this" in page.text
    with pytest.raises(ValidationError, match="second reader do this"):
        services.make_known(interest=one, name="Quentin", hub=young.hub, by=petra, today=today())
    with pytest.raises(ValidationError, match="second reader do this"):
        services.join(interest=one, kind="member", how_agreed="", by=petra, today=today())
    assert not one.calls.exists()

    holds(petra, young, "second_reader")
    desk.post(reverse("interests:rang", args=[one.pk]), {"seen": "1", "came_of": CameOf.REACHED})
    assert one.calls.exists()


def test_the_second_reader_sees_what_waits_for_the_named_worker(young: Panel, petra: User, hana: User) -> None:
    holds(hana, young, "coordinator")
    asked(young)
    assert not [one for one in steps_that_wait(petra, today=today()) if "Would like to join" in one.text]

    holds(petra, young, "second_reader")

    line = next(one for one in steps_that_wait(petra, today=today()) if "Would like to join" in one.text)
    assert "You read along, as its members are under 18." in line.why
