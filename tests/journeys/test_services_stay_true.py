"""One whole story: a family says that a day is wrong, a hub worker reads it on her phone, and who runs it confirms by a link."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import Hub
from home.models import HomePage, ServicePage, WrongReport
from home.services.pages import build_page_tree
from tests.builders import make_brand, today
from tests.core.post import letters
from tests.home.keeping import kept, post_of
from tests.journeys.conftest import OpenContext, lands, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OLD = "We have not checked this for a while: please ring first."


@pytest.fixture
def front(elm: Hub) -> HomePage:
    """The pages of a council, and its phone."""
    make_brand(phone="01632 960 000", safeguarding_phone="01632 960 001")
    return build_page_tree()


def test_a_wrong_day_is_said_read_put_right_and_confirmed(
    phone_without_scripts: Page,
    open_context: OpenContext,
    sign_in_on: Callable[[Page, User], None],
    ben: User,
    elm: Hub,
    front: HomePage,
) -> None:
    kept("Baby songs", elm, days=200, by=post_of(ben, elm), provider_email="tots@songs.example")
    family = phone_without_scripts
    family.goto("/services/baby-songs/")
    expect(family.get_by_text(OLD)).to_be_visible()
    lands(family, family.get_by_role("link", name="Something wrong here?"))
    lands(family, family.get_by_role("button", name="Send"))
    expect(family.get_by_role("link", name="Write what is not right.")).to_be_visible()
    family.get_by_label("What is not right?").fill("It is on Tuesdays now.")
    assert sideways_scroll(family) == 0
    lands(family, family.get_by_role("button", name="Send"))
    expect(family.get_by_role("heading", name="We have it")).to_be_visible()
    family.reload()  # the browser sends it once more
    assert WrongReport.objects.count() == 1
    assert family.context.cookies() == []

    work = open_context(has_touch=True, is_mobile=True).new_page()
    sign_in_on(work, ben)
    work.goto("/admin/")
    lands(work, work.get_by_role("link", name="A family says that something is wrong on “Baby songs”"))
    expect(work.get_by_text("It is on Tuesdays now.")).to_be_visible()
    assert sideways_scroll(work) == 0
    lands(work, work.get_by_role("button", name=re.compile("^The page was right")))
    expect(work.get_by_text("Nothing waits.")).to_be_visible()
    work.goto("/admin/services-to-check/")
    assert sideways_scroll(work) == 0
    button = work.get_by_role("button", name=re.compile("^Still right")).bounding_box()
    assert button
    assert button["height"] >= 44, "a thumb finds it"
    lands(work, work.get_by_role("button", name=re.compile("^Ask who runs it")))

    provider = open_context(java_script_enabled=False).new_page()
    found = re.search(r"(/still-right/\S+)", next(one.body for one in letters() if one.to == ["tots@songs.example"]))
    assert found
    provider.goto(found[1])
    expect(provider.get_by_text("Mondays, 10am")).to_be_visible()
    lands(provider, provider.get_by_role("button", name="Yes, all of this is right"))
    expect(provider.get_by_text("Families now read that this was checked today.")).to_be_visible()
    family.goto("/services/baby-songs/")
    expect(family.get_by_text(OLD)).to_have_count(0)
    assert ServicePage.objects.get(title="Baby songs").checked_on == today()


def test_one_tap_on_a_phone_and_the_wrong_one_is_taken_back(
    open_context: OpenContext, sign_in_on: Callable[[Page, User], None], ben: User, elm: Hub, front: HomePage
) -> None:
    service = kept("Baby songs", elm, days=200, by=post_of(ben, elm))
    work = open_context(has_touch=True, is_mobile=True).new_page()
    sign_in_on(work, ben)
    work.goto("/admin/")

    lands(work, work.get_by_role("link", name="Nobody has checked “Baby songs” for a while: is it still right?"))
    lands(work, work.get_by_role("button", name=re.compile("^Still right")))

    service.refresh_from_db()
    assert service.checked_on == today()
    lands(work, work.get_by_role("button", name=re.compile("take it back")))
    service.refresh_from_db()
    assert service.checked_on == today() - timedelta(days=200)
