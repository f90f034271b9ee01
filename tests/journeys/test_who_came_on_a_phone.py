"""At the end of a session a hub worker writes down who came, with one thumb and without scripts, in under a minute."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, PostHolder
from core.sync import sync_roles
from home.services.pages import build_page_tree
from participation.models import Activity, Turnout
from participation.rules.activities import NEVER_GUESS
from tests import builders
from tests.cast import give_role
from tests.journeys.conftest import axe_problems, lands, sideways_scroll
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN
from tests.participation.reaching import count, group, make_activity, make_aim, make_sentence

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# What a minute is made of is counted, not timed: a clock would measure the machine. At three seconds for each of these it is half a minute.
COUNTED = {"Fathers": "4", "special needs": "3", "first language": "6", "Young parents": "2", "without internet": "1"}
MOST_TAPS, MOST_BOXES, MOST_PAGES = 2, 6, 3


@dataclass
class Thumb:
    """Counts what it costs her."""

    taps: int = 0
    boxes: int = 0
    pages: int = 1  # the front page, where she begins

    def tap(self, page: Page, there: Locator) -> None:
        """Tap what leads to another page."""
        expect(there).to_be_visible()
        self.taps += 1
        self.pages += 1
        lands(page, there)

    def type(self, there: Locator, digits: str) -> None:
        """Type digits into a box."""
        expect(there).to_be_visible()
        self.boxes += 1
        there.fill(digits)


@pytest.fixture
def session(elm: Hub, ben: User) -> Activity:
    """A session at Elm that has just ended, where Ben works."""
    build_page_tree()
    sync_roles()
    PostHolder.objects.create(post=builders.make_post("Family worker", hub=elm), user=ben, from_on=builders.today())
    return make_activity(elm, "Stay and play", held_on=builders.today(), engagement=builders.make_everyday_engagement(elm))


def box(page: Page, group: str) -> Locator:
    return page.get_by_label(group)


def test_from_the_front_page_to_counted_in_two_taps_and_six_boxes(
    session: Activity, ben: User, phone: Page, sign_in_on: Callable[[Page, User], None]
) -> None:
    sign_in_on(phone, ben)
    phone.goto(reverse("wagtailadmin_home"))
    thumb = Thumb()

    thumb.tap(phone, phone.get_by_role("link", name="“Stay and play”, today: write down who came"))
    expect(phone.get_by_text(NEVER_GUESS)).to_be_visible()
    assert sideways_scroll(phone) == 0
    thumb.type(box(phone, "Parents, carers and children, in all"), "23")
    for name, number in COUNTED.items():
        thumb.type(box(phone, name), number)
    assert axe_problems(phone, leaving_out=WAGTAILS_OWN) == []
    thumb.tap(phone, phone.get_by_role("button", name="Keep it", exact=True))

    expect(phone.get_by_text("Written down. Thank you.")).to_be_visible()
    assert (thumb.taps, thumb.boxes, thumb.pages) == (MOST_TAPS, MOST_BOXES, MOST_PAGES)
    turnout = Turnout.objects.get()
    assert turnout.number_of_people == 23
    assert sorted(turnout.counts.values_list("number_of_people", flat=True)) == [1, 2, 3, 4, 6]
    assert sideways_scroll(phone) == 0
    # Wagtail's message fades in: half way its colours are nobody's.
    phone.wait_for_function("() => document.getAnimations().every(one => one.playState !== 'running')")
    assert axe_problems(phone, leaving_out=WAGTAILS_OWN) == []


def test_a_slip_costs_one_box_and_nothing_typed_also_without_scripts(
    session: Activity, ben: User, phone_without_scripts: Page, sign_in_on: Callable[[Page, User], None]
) -> None:
    phone = phone_without_scripts
    sign_in_on(phone, ben)
    phone.goto(reverse("turnout:enter", args=[session.pk]))
    box(phone, "Parents, carers and children, in all").fill("3")
    box(phone, "Fathers").fill("12")
    box(phone, "Young parents").fill("2")

    lands(phone, phone.get_by_role("button", name="Keep it", exact=True))

    expect(phone.get_by_text("you counted 12, and 3 in all. Mend one of the two.")).to_be_visible()
    expect(box(phone, "Young parents")).to_have_value("2")
    assert sideways_scroll(phone) == 0
    box(phone, "Fathers").fill("1")
    lands(phone, phone.get_by_role("button", name="Keep it", exact=True))
    assert Turnout.objects.get().number_of_people == 3


def test_the_other_screens_of_reach_are_sound_on_a_phone_and_on_a_desk(
    session: Activity, ben: User, asha: User, phone: Page, desk: Page, sign_in_on: Callable[[Page, User], None]
) -> None:
    give_role(asha, RoleKind.ENGAGEMENT_LEAD)  # of the whole council: she keeps the list of groups too
    hub, engagement = session.hub, builders.make_engagement(session.hub)
    make_aim(engagement, hub, plan="Ask at the barber’s.", owner=builders.make_post("Lead"), due_on=builders.today() - timedelta(days=1))
    make_sentence(engagement, hub)
    count(make_activity(hub, engagement=engagement), by=ben, groups={"fathers": 3}, went_well="x" * 200)
    addresses = [
        reverse("turnout:index"),
        reverse("turnout:add"),
        reverse("turnout:one", args=[session.pk]),
        reverse("turnout:one", args=[Turnout.objects.get().activity_id]),
        reverse("groups:index"),
        reverse("groups:add"),
        reverse("groups:edit", args=[group().pk]),
        reverse("groups:figures", args=[group().pk]),
        reverse("reach:index"),
        reverse("reach:one", args=[engagement.pk]),
        reverse("reach:aim", args=[engagement.pk]),
        reverse("reach:sentence", args=[engagement.pk]),
    ]
    for page in (phone, desk):
        sign_in_on(page, asha)
        for address in addresses:
            page.goto(address)
            assert sideways_scroll(page) == 0, address
            assert axe_problems(page, leaving_out=WAGTAILS_OWN) == [], address
