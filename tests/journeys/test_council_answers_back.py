"""One whole story: a parent says something, the council answers it in public, and the parent reads what came of it with their code."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import override_settings
from playwright.sync_api import Page, expect

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, Post
from feedback.models import Survey, YouSaid
from tests import builders
from tests.cast import give_role, make_user
from tests.journeys.conftest import DESK, OpenContext, Watch, axe_problems, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "three quiet otters"
WORDS = "I cannot push that door with a buggy and a toddler."


def _with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def lead(asha: User) -> User:
    """Asha, who signs in by password."""
    return _with_password(asha)


@pytest.fixture
def mel(elm: Hub) -> User:
    """Mel runs Elm, and looks at what Asha wrote before it goes out."""
    user = _with_password(make_user("Mel"))
    give_role(user, RoleKind.HUB_MANAGER, elm)
    return user


@pytest.fixture
def survey(elm: Hub, elm_manager: Post) -> Survey:
    """Elm asks one thing."""
    builders.make_brand(safeguarding_phone="01632 960 001", phone="01632 960 000")
    asked = [builders.long_text("What would you change?")]
    return builders.make_open_survey(elm, title="After a session at Elm", questions=asked)


def sign_in(page: Page, user: User) -> None:
    """Go to the admin and come in through the real door."""
    page.goto("/admin/")
    page.get_by_label("E-mail", exact=False).first.fill(user.email)
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")


def go_to(page: Page, item: str) -> None:
    """Choose a screen in the menu, under Families' voice."""
    link = page.get_by_role("navigation").get_by_role("link", name=item, exact=True)
    if not link.is_visible():
        page.get_by_role("button", name=re.compile("Families.? voice")).click()
    link.click()


def say(phone: Page, survey: Survey) -> str:
    """Send one comment from a phone, and return the code it was thanked with."""
    phone.goto(f"/have-your-say/{survey.slug}/")
    phone.get_by_role("button", name="Start", exact=True).tap()
    phone.get_by_role("textbox").fill(WORDS)
    phone.get_by_role("button", name="Continue", exact=True).last.tap()
    phone.get_by_role("button", name="Send my answers").tap()
    return phone.locator("[data-receipt]").inner_text()


def look_up(phone: Page, code: str) -> None:
    """Type the code, as it stands on the paper by the fridge, on the page that asks for it."""
    phone.goto("/")
    phone.goto("/check-back/")
    phone.get_by_label("Your code").fill(code)
    phone.get_by_role("button", name="Show me").tap()


@override_settings(SECOND_STEP_REQUIRED=False)
def test_a_parent_speaks_the_council_answers_and_the_parent_reads_it(
    phone: Page, desk: Page, open_context: OpenContext, lead: User, mel: User, survey: Survey, watch: Watch
) -> None:
    watch.allow("Failed to load resource")  # Wagtail asks for a favicon
    code = say(phone, survey)
    look_up(phone, code)
    expect(phone.get_by_role("heading", name="It is being looked at")).to_be_visible()

    # Asha reads, puts the comment to a theme, and raises a You said from it.
    sign_in(desk, lead)
    go_to(desk, "Comments")
    expect(desk.locator("main")).to_contain_text(WORDS)
    desk.get_by_label("Choose comment 1").check()
    desk.get_by_text("Put to a theme", exact=True).click()
    desk.get_by_label("A new theme").fill("Heavy front door")
    desk.get_by_role("button", name="Put to themes").click()
    desk.locator("ul.comments").get_by_role("link", name="Heavy front door").click()
    desk.get_by_role("link", name="Raise a You said").click()
    desk.get_by_label("You said, in plain words").fill("The front door is too heavy to push with a buggy.")
    choose_first_topic(desk)
    desk.get_by_role("button", name="Save", exact=True).click()

    # She writes the answer and asks for a second look; she cannot publish it herself.
    desk.get_by_role("link", name="Write the answer").click()
    desk.get_by_label("We did", exact=True).check()
    desk.locator("textarea[name=text]").fill("Thank you. The door now opens at the press of a button.")
    desk.locator("[name=what_changed]").fill("A door that opens by itself")
    desk.locator("[name=changed_on]").fill(str(builders.today()))
    desk.get_by_role("button", name="Save the answer").click()
    desk.get_by_role("button", name="Ask for a second look").click()
    expect(desk.locator("main")).to_contain_text("You asked for this second look yourself.")
    expect(desk.get_by_role("button", name="Publish to families")).to_have_count(0)
    said = YouSaid.objects.get()
    look_up(phone, code)
    expect(phone.get_by_role("heading", name="It is being looked at")).to_be_visible()

    # Mel agrees, and puts it before families.
    other_desk = open_context(viewport=DESK).new_page()
    sign_in(other_desk, mel)
    go_to(other_desk, "You said, we did")
    other_desk.get_by_role("link", name=said.reference).click()
    other_desk.get_by_role("button", name="I agree: it may go out").click()
    other_desk.get_by_role("button", name="Publish to families").click()
    expect(other_desk.get_by_role("heading", name="What families read")).to_be_visible()

    # The parent reads it with the code, and everybody without one.
    look_up(phone, code)
    found = phone.locator("[data-found]")
    expect(found).to_contain_text("The front door is too heavy to push with a buggy.")
    expect(found).to_contain_text("The door now opens at the press of a button.")
    expect(found).not_to_contain_text(WORDS)
    assert sideways_scroll(phone) == 0
    assert axe_problems(phone) == []
    phone.goto("/you-said-we-did/")
    phone.get_by_role("link", name=re.compile(said.reference)).tap()
    expect(phone.locator("main")).to_contain_text("A door that opens by itself")
    expect(phone.locator("main")).not_to_contain_text(WORDS)
    assert sideways_scroll(phone) == 0


def choose_first_topic(page: Page) -> None:
    """Say what it is about: places and buildings."""
    page.locator("select[name=topic]").select_option("places")
