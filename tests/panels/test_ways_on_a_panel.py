"""A panel that begins: from its page, and from its empty list of members, lead the ways that somebody comes on it."""

import pytest
from django.urls import reverse

from accounts.models import User
from core.choices import RoleKind
from core.clocks import today
from core.models import Hub
from panels.models import Panel
from tests.cast import give_role, make_user, sign_in
from tests.panels.paneling import make_panel

BY_HAND, BY_LIST = "Somebody asked to join: write it down", "Bring in a list of members"


@pytest.fixture
def panel(elm: Hub) -> Panel:
    make_panel(elm, "Another panel")
    return make_panel(elm)


@pytest.fixture
def lena(db: None) -> User:
    """Lena looks after panels of the whole council."""
    lena = make_user("Lena")
    give_role(lena, RoleKind.PANEL_COORDINATOR)
    return lena


@pytest.mark.parametrize("name", ["panel:one", "panel_members:list"])
def test_who_begins_a_panel_is_led_on_with_the_panel_chosen(name: str, panel: Panel, lena: User) -> None:
    desk = sign_in(lena)
    page = desk.get(reverse(name, args=[panel.pk])).text

    for words, way in ((BY_HAND, reverse("interests:add")), (BY_LIST, reverse("imports:start", args=["panel_members"]))):
        assert f'href="{way}?panel={panel.pk}">{words}</a>' in page
        form = desk.get(f"{way}?panel={panel.pk}").context["form"]
        assert str(form["panel"].value()) == str(panel.pk)


def test_a_meeting_is_called_from_the_page_of_its_panel(panel: Panel, petra: User) -> None:
    desk, way = sign_in(petra), f"{reverse('meeting:add')}?panel={panel.pk}"

    assert f'href="{way}">call one</a>' in desk.get(reverse("panel:one", args=[panel.pk])).text
    assert desk.get(way).context["form"]["panel"].value() == panel.pk


def test_an_address_that_chooses_no_panel_opens_the_form_all_the_same(panel: Panel, petra: User) -> None:
    for way in ("meeting:add", "interests:add"):
        page = sign_in(petra).get(f"{reverse(way)}?panel=x")
        assert page.status_code == 200
        assert not page.context["form"]["panel"].value()


def test_no_way_stands_there_that_does_not_open(panel: Panel, petra: User, dev: User) -> None:
    of_one_hub = sign_in(petra).get(reverse("panel_members:list", args=[panel.pk])).text
    only_reads = sign_in(dev).get(reverse("panel:one", args=[panel.pk])).text

    assert (BY_HAND in of_one_hub, BY_LIST in of_one_hub) == (True, False)
    assert all(words not in only_reads for words in (BY_HAND, BY_LIST, "call one"))


def test_nobody_comes_on_a_panel_that_has_ended(panel: Panel, lena: User) -> None:
    Panel.objects.update(ended_on=today(), ended_because="It is done.")

    page = sign_in(lena).get(reverse("panel:one", args=[panel.pk])).text

    assert all(words not in page for words in (BY_HAND, BY_LIST, "call one"))
