"""What staff call a thing may be long, or one long word: on a phone it is read to its end, on a desk no short word is broken for it."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import Hub, PostHolder
from participation.choices import Gate, Stage
from tests import builders
from tests.journeys.conftest import OpenContext, axe_problems, sideways_scroll
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN
from tests.participation.known import make_equality, make_past_report
from tests.participation.reaching import group, make_activity

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[Page, User], None]
ONE_WORD = "Familienzentrumsöffnungszeitenverlängerungsbefragungsauswertungsausschusssitzung"
MANY_WORDS = "Whether the baby room at Harbour Street closes, and what every family that uses it would have instead"
# How far the name in the head of a page is cut off, in pixels.
CUT_OFF = """() => Math.max(...[...document.querySelectorAll('.w-breadcrumbs, .w-breadcrumbs ol > li:last-child')]
  .map(one => Math.max(one.scrollHeight - one.clientHeight, one.scrollWidth - one.clientWidth)))"""
# The words of a table that stand on more than one line.
BROKEN = """() => [...document.querySelectorAll('.listing :is(thead th, td)')].flatMap(cell => {
  const found = [], walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/\\S+/g)) {
    const range = document.createRange()
    range.setStart(walk.currentNode, word.index)
    range.setEnd(walk.currentNode, word.index + word[0].length)
    if (new Set([...range.getClientRects()].map(one => Math.round(one.top))).size > 1) found.push(word[0])
  }
  return found
})"""


@pytest.mark.parametrize("title", [ONE_WORD, MANY_WORDS])
def test_a_long_name_is_read_to_its_end_on_a_phone(title: str, phone: Page, sign_in_on: SignIn, asha: User, elm: Hub) -> None:
    row = builders.make_engagement(elm, title=title, stage=Stage.ANSWERING)
    builders.make_theme(row, "Doors")
    sign_in_on(phone, asha)

    for address in (
        reverse("engagement:index"),
        reverse("engagement:edit", args=[row.pk]),
        reverse("engagement:close", args=[row.pk]),
        reverse("engagement:exception", args=[row.pk, Gate.CLOSING]),
        reverse("checklist:tab", args=[row.pk, "space"]),
        reverse("reach:one", args=[row.pk]),
        reverse("learning:one", args=[row.pk]),
        reverse("before:one", args=[row.pk]),
        reverse("overview:index"),
        reverse("overview:over_time"),
        reverse("turnout:index"),
    ):
        phone.goto(address)
        assert sideways_scroll(phone) == 0, address
        assert phone.evaluate(CUT_OFF) <= 1, address
    phone.goto(reverse("asked_about", args=[row.slug]))
    assert sideways_scroll(phone) == 0


def test_on_a_desk_no_word_of_a_table_is_broken_for_the_name_of_a_row(desk: Page, sign_in_on: SignIn, asha: User, elm: Hub) -> None:
    builders.make_engagement(elm, title=ONE_WORD, stage=Stage.ANSWERING)
    make_past_report(elm)
    make_equality(elm)
    sign_in_on(desk, asha)

    for screen in ("overview:index", "checklist:index", "learning:index", "past_reports:index", "equality:index", "reach:index"):
        desk.goto(reverse(screen))
        assert desk.evaluate(BROKEN) == [], screen
        assert sideways_scroll(desk) == 0, screen


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_wrong_with_a_count_is_read_in_the_dark_too(
    scheme: str, open_context: OpenContext, sign_in_on: SignIn, ben: User, elm: Hub
) -> None:
    PostHolder.objects.create(post=builders.make_post("Family worker", hub=elm), user=ben, from_on=builders.today())
    group("fathers")
    session = make_activity(elm, engagement=builders.make_everyday_engagement(elm))
    page = open_context(color_scheme=scheme).new_page()
    sign_in_on(page, ben)
    page.goto(reverse("turnout:enter", args=[session.pk]))
    page.get_by_label("Parents, carers and children, in all").fill("3")
    page.get_by_label("Fathers").fill("12")

    page.get_by_role("button", name="Keep it", exact=True).click()

    expect(page.get_by_text("you counted 12, and 3 in all. Mend one of the two.")).to_be_visible()
    assert axe_problems(page, leaving_out=WAGTAILS_OWN) == []
