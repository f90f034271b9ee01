"""A hub manager who is not technical writes a survey, tries it, opens it and prints its poster; a parent's phone opens that poster."""

import re
from collections.abc import Callable

import pytest
from django.test import override_settings
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from feedback.models import EntryPoint, Response, Survey
from participation.services.groups import begin
from tests import builders
from tests.cast import give_role, make_user
from tests.journeys.conftest import Watch, axe_problems, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[Page, User], None]


@pytest.fixture
def mina(elm: Hub) -> User:
    """Mina runs Elm."""
    user = make_user("Mina")
    give_role(user, RoleKind.HUB_MANAGER, elm)
    builders.make_post("Family hub manager", hub=elm)
    builders.make_brand(safeguarding_phone="01632 960 001")
    return user


@pytest.fixture
def at_work(desk: Page, sign_in_on: SignIn, mina: User, watch: Watch) -> Page:
    """Mina's desk."""
    watch.allow("Failed to load resource")  # Wagtail asks for a favicon
    sign_in_on(desk, mina)
    return desk


def questions(page: Page) -> Locator:
    return page.locator("#questions-root > [data-streamfield-stream-container] > [data-streamfield-child]")


def add_question(page: Page, kind: str, wording: str) -> Locator:
    """Add a question with the button, as Mina does, and write its wording."""
    there = questions(page).count()
    page.get_by_role("button", name="Add a question").click()
    page.get_by_role("option", name=kind, exact=True).click()
    expect(questions(page)).to_have_count(there + 1)
    added = questions(page).nth(there)
    added.locator('input[name$="-value-text"]').first.fill(wording)
    return added


@override_settings(SECOND_STEP_REQUIRED=False)
def test_from_a_title_to_a_poster_that_a_phone_opens(at_work: Page, phone: Page) -> None:
    page = at_work
    page.goto("/admin/survey/new/")
    page.get_by_role("textbox", name="Title").fill("The garden")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".survey-state")).to_contain_text("Draft")

    came = add_question(page, "One answer", "Did you come to the garden?")
    came.locator('input[name$="options-0-value-text"]').fill("Yes")
    came.locator('input[name$="options-1-value-text"]').fill("No")
    add_question(page, "Faces", "How was it?")
    add_question(page, "A longer answer", "What should we plant?")
    came.locator("select").nth(1).select_option(label="3. What should we plant?")

    page.get_by_role("button", name="Save and try it").click()
    expect(page.get_by_role("heading", name="Did you come to the garden?")).to_be_visible()
    page.get_by_text("No", exact=True).click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="What should we plant?")).to_be_visible()
    assert axe_problems(page) == []

    survey = Survey.objects.get()
    assert [row["value"]["go_to"] for row in survey.questions.raw_data[0]["value"]["options"]] == ["", survey.questions.raw_data[2]["id"]]
    page.goto(f"/admin/survey/open/{survey.pk}/")
    page.get_by_role("button", name="Open to families").click()
    expect(page.locator(".survey-state")).to_contain_text("Families answer version 1")

    page.get_by_role("link", name="Make a poster").click()
    page.get_by_label("One session, today or every week").check()
    page.get_by_role("button", name="Make the poster").click()
    expect(page.get_by_role("heading", name="The garden")).to_be_visible()
    assert axe_problems(page) == []

    phone.goto(f"/have-your-say/p/{EntryPoint.objects.get().code}/")
    expect(phone.get_by_role("heading", name="The garden")).to_be_visible()
    assert not Response.objects.exists()


@override_settings(SECOND_STEP_REQUIRED=False)
def test_a_question_about_the_family_begins_with_the_groups_we_look_for(at_work: Page, phone: Page) -> None:
    begin()
    page = at_work
    page.goto("/admin/survey/new/")
    page.get_by_role("textbox", name="Title").fill("The garden")
    add_question(page, "Faces", "How was it?")
    who = add_question(page, "About the family", "Does any of this fit your family?")
    assert [one.input_value() for one in who.locator("select[name$='-group']").all()][:2] == ["fathers", "send"]
    who.locator('input[name$="options-0-value-text"]').fill("I am a dad")
    assert axe_problems(page) == []
    assert page.locator("[id*=block-null]").count() == 0, "each row folds itself"
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".survey-state")).to_contain_text("Draft")
    survey = Survey.objects.get()
    page.goto(f"/admin/survey/open/{survey.pk}/")
    page.get_by_role("button", name="Open to families").click()
    expect(page.locator(".survey-state")).to_contain_text("Families answer version 1")

    phone.goto(f"/have-your-say/{survey.slug}/")
    phone.locator("main form .button").first.click()
    phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_text("It changes nothing about the help you get.")).to_be_visible()
    assert axe_problems(phone) == []
    assert sideways_scroll(phone) == 0
    phone.get_by_text("I am a dad").click()
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    assert list(Response.objects.get().answers.values()) == [[survey.questions.raw_data[1]["value"]["options"][0]["id"]]]


@override_settings(SECOND_STEP_REQUIRED=False)
def test_the_list_of_things_to_mend_opens_the_question_it_means(at_work: Page, elm: Hub) -> None:
    survey = builders.make_survey(elm, questions=[builders.faces(), builders.long_text("")])
    at_work.goto(f"/admin/survey/open/{survey.pk}/")

    at_work.get_by_role("link", name="Question 2 has no wording.").click()

    expect(questions(at_work).nth(1).locator('input[name$="-value-text"]')).to_be_visible()


@override_settings(SECOND_STEP_REQUIRED=False)
def test_then_go_to_offers_only_later_questions_and_follows_a_move(at_work: Page, elm: Hub) -> None:
    first, second, third = builders.one_choice("First?", "Yes", "No"), builders.faces("Second?"), builders.long_text("Third?")
    survey = builders.make_survey(elm, questions=[first, second, third])
    at_work.goto(f"/admin/survey/edit/{survey.pk}/")
    top = questions(at_work).first
    top.get_by_role("button", name="Toggle section").first.click()
    offers = top.locator("select").first

    assert offers.locator("option").all_inner_texts() == ["The next question", "2. Second?", "3. Third?", "The end of the survey"]
    offers.select_option(label="2. Second?")
    top.get_by_role("button", name="Move down").first.click()
    offers = questions(at_work).nth(1).locator("select").first
    offers.focus()

    assert "Choose again: that question has gone or moved up" in offers.locator("option").all_inner_texts()


@override_settings(SECOND_STEP_REQUIRED=False)
def test_questions_are_numbered(at_work: Page, elm: Hub) -> None:
    survey = builders.make_survey(elm)
    at_work.goto(f"/admin/survey/edit/{survey.pk}/")

    drawn = questions(at_work).nth(1).locator(".c-sf-block__type").first.evaluate("one => getComputedStyle(one, '::before').content")

    assert re.search("counter|2", drawn)


@override_settings(SECOND_STEP_REQUIRED=False)
def test_a_poster_reads_on_a_small_screen_too(phone: Page, sign_in_on: SignIn, mina: User, elm: Hub, watch: Watch) -> None:
    watch.allow("Failed to load resource")
    poster = builders.make_entry_point(builders.make_open_survey(elm), elm)
    sign_in_on(phone, mina)
    phone.goto(f"/admin/entry_point/print/{poster.pk}/")

    assert sideways_scroll(phone) == 0
    assert axe_problems(phone) == []


@pytest.mark.parametrize("size", ["a4", "a5"])
@override_settings(SECOND_STEP_REQUIRED=False)
def test_a_poster_with_much_to_say_fits_on_one_sheet(at_work: Page, elm: Hub, size: str) -> None:
    survey = builders.make_open_survey(elm, title="What would you like to do with your family on wet afternoons?", why="We ask. " * 30)
    poster = builders.make_entry_point(survey, elm)
    at_work.goto(f"/admin/entry_point/print/{poster.pk}/?size={size}")

    sheet = at_work.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page[^s]", sheet)) == 1


@override_settings(SECOND_STEP_REQUIRED=False)
def test_two_questions_with_answers_to_choose_are_saved_in_one_go(at_work: Page) -> None:
    page = at_work
    page.goto("/admin/survey/new/")
    page.get_by_role("textbox", name="Title").fill("The garden")
    for wording in ("Did you come?", "Will you come again?"):
        asked = add_question(page, "One answer", wording)
        asked.locator('input[name$="options-0-value-text"]').fill("Yes")
        asked.locator('input[name$="options-1-value-text"]').fill("No")

    page.get_by_role("button", name="Save draft").click()

    expect(page.locator(".survey-state")).to_contain_text("Draft")
    kept = [[row["value"]["text"] for row in one["value"]["options"]] for one in Survey.objects.get().questions.get_prep_value()]
    assert kept == [["Yes", "No"], ["Yes", "No"]]


@override_settings(SECOND_STEP_REQUIRED=False)
def test_on_a_small_phone_a_question_keeps_its_words_and_every_button_is_in_reach(
    phone: Page, sign_in_on: SignIn, mina: User, elm: Hub, watch: Watch
) -> None:
    watch.allow("Failed to load resource")
    sign_in_on(phone, mina)
    survey = builders.make_open_survey(elm, questions=[builders.faces("How was the session for you today?")])
    phone.goto(f"/admin/survey/edit/{survey.pk}/")

    title = questions(phone).first.locator(".c-sf-block__title")
    expect(title).to_have_text("How was the session for you today?")
    heading = questions(phone).first.locator("[data-panel-heading]").first.bounding_box()
    assert heading is not None
    assert heading["width"] > 150
    last = phone.get_by_role("button", name="Save and put the changes out")
    last.scroll_into_view_if_needed()
    assert last.evaluate(
        "it => { const at = it.getBoundingClientRect(); return it.contains(document.elementFromPoint(at.x + 9, at.bottom - 9)) }"
    )
    assert sideways_scroll(phone) == 0
