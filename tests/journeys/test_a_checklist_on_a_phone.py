"""On a phone of 320 pixels: how well we listened, three answers, and the progress moves. By keyboard, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import Hub, Post
from participation.models import ChecklistAnswer, Engagement
from tests import builders
from tests.journeys.conftest import DESK, OpenContext, axe_problems, lands, sideways_scroll, sticks_out
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN
from tests.participation.listening import say

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]


@pytest.fixture
def asked(elm: Hub, elm_manager: Post) -> Engagement:
    """What Elm asks about, with a decider that Earshot can see."""
    decider = builders.make_post("Director of children’s services")
    return builders.make_engagement(elm, title="Longer opening at Elm", who_acts=elm_manager, decided_by=decider)


def sound(page: Page) -> list[str]:
    """Return what is wrong with a page for who cannot see it well, or holds it in one hand."""
    # Wagtail's message fades in: half way its colours are nobody's.
    page.wait_for_function("() => document.getAnimations().every(one => one.playState !== 'running')")
    wide = sideways_scroll(page)
    return axe_problems(page, leaving_out=WAGTAILS_OWN) + sticks_out(page) + ([f"{wide} px sideways"] if wide else [])


def answer(page: Page, item: str, said: str, evidence: str) -> None:
    """Answer one item."""
    there = page.locator(f"[id='{item}']")
    there.get_by_label(said, exact=True).check()
    there.get_by_label("What shows it", exact=True).fill(evidence)


def test_three_answers_on_a_phone_and_the_progress_moves(asked: Engagement, asha: User, phone: Page, sign_in_on: SignIn) -> None:
    sign_in_on(phone, asha)
    phone.goto("/admin/checklist/")
    assert sound(phone) == []
    lands(phone, phone.get_by_role("link", name="Longer opening at Elm"))
    lands(phone, phone.get_by_role("link", name="Audience 0 of 11 answered"))
    assert sound(phone) == []

    answer(phone, "AU-P1", "Yes", "The director decides.")
    answer(phone, "AU-P2", "Partly", "Asked, and no day yet.")
    answer(phone, "AU-D1", "No", "")
    lands(phone, phone.get_by_role("button", name="Save Audience").first)

    expect(phone.get_by_text("3 answers are saved.")).to_be_visible()
    expect(phone.get_by_role("link", name="Audience 3 of 11 answered")).to_be_visible()
    assert ChecklistAnswer.objects.count() == 3
    assert sound(phone) == []


def test_what_earshot_can_see_is_used_without_scripts_and_ticks_nothing(
    asked: Engagement, asha: User, open_context: OpenContext, sign_in_on: SignIn
) -> None:
    page = open_context(viewport=DESK, java_script_enabled=False).new_page()  # on a phone Wagtail's own menu needs them
    sign_in_on(page, asha)
    page.goto(f"/admin/checklist/{asked.pk}/audience/")
    answer(page, "AU-P2", "No", "Half a senten")

    lands(page, page.get_by_role("button", name="Use this as evidence for AU-P1: Director"))

    assert page.url.endswith("#AU-P1")
    there = page.locator("[id='AU-P1']")
    expect(there.get_by_text("Earshot could see: Director of children’s services decides.")).to_be_visible()
    expect(there.get_by_label("Not said yet")).to_be_checked()
    expect(page.locator("[id='AU-P2']").get_by_label("What shows it", exact=True)).to_have_value("Half a senten")
    lands(page, page.get_by_role("button", name="Save Audience").last)
    expect(page.get_by_text("2 answers are saved.")).to_be_visible()
    assert ChecklistAnswer.objects.get(item="AU-P1").said == ""


def test_an_item_is_answered_by_the_keyboard_alone(asked: Engagement, asha: User, desk: Page, sign_in_on: SignIn) -> None:
    sign_in_on(desk, asha)
    desk.goto(f"/admin/checklist/{asked.pk}/influence/")
    desk.locator("[name='IN-P1-said']").last.focus()  # nothing is said yet, so Tab comes to the last of the five

    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("Tab")
    desk.keyboard.type("The budget is fixed.")
    met = []
    for _ in range(6):
        desk.keyboard.press("Tab")
        met.append(desk.evaluate("document.activeElement.textContent.trim()"))
    assert "A link, who sees to it, by when" in met
    desk.locator("button", has_text="Save Influence").first.focus()
    with desk.expect_navigation():
        desk.keyboard.press("Enter")

    row = ChecklistAnswer.objects.get()
    assert (row.item, row.said, row.evidence) == ("IN-P1", "no", "The budget is fixed.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_of_the_checklist_is_sound(
    open_context: OpenContext, sign_in_on: SignIn, elm: Hub, asked: Engagement, asha: User, scheme: str
) -> None:
    everyday = builders.make_everyday_engagement(elm)
    say(asked, "AU-P1", "partly", "", owner=asked.who_acts, due_on=builders.today(), carried_from=everyday, before_said="yes")
    say(asked, "AU-P2", "yes", "")
    page = open_context(viewport=DESK, color_scheme=scheme).new_page()
    sign_in_on(page, asha)
    addresses = ["", f"{asked.pk}/audience/", f"{asked.pk}/begin-from/", f"{asked.pk}/print/", f"{everyday.pk}/year/"]

    found = {}
    for address in addresses:
        page.goto(f"/admin/checklist/{address}")
        found[address] = sound(page)
    page.goto(f"/admin/checklist/{asked.pk}/audience/")
    page.locator("[id='AU-P5']").get_by_label("Does not apply here").check()
    lands(page, page.get_by_role("button", name="Save Audience").first)
    page.get_by_role("heading", name="Not saved yet").wait_for()
    found["refused"] = sound(page)

    assert {name: problems for name, problems in found.items() if problems} == {}
