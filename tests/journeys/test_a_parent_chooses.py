"""A parent on a small phone without JavaScript: who they are, what we may do, a change of mind from a letter, and a complaint."""

import re
from collections.abc import Callable

import pytest
from django.core import mail as django_mail
from playwright.sync_api import Page, expect

from accounts.models import User
from consent.choices import MAIL_IS_FOR, Decision
from consent.models import ConsentRecord, Person
from consent.services import purposes
from core import mail, outbox
from core.outbox import registry
from tests import builders
from tests.consent.doorway import numbers
from tests.journeys.conftest import OpenContext, lands, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NAME, EMAIL = "Sam Okoro", "sam.okoro@family.example"
TELL, ASK = "Shall we tell you what happened?", "May we contact you about taking part?"


@pytest.fixture(autouse=True)
def council() -> None:
    """A council with purposes and a number to ring."""
    purposes.begin()
    builders.make_brand(phone="01632 960 000", safeguarding_phone="01632 960 001")


@pytest.fixture
def phone_of_sam(open_context: OpenContext) -> Page:
    """Sam's phone: 320 pixels, no scripts."""
    return open_context(has_touch=True, is_mobile=True, java_script_enabled=False).new_page()


def sees(page: Page, heading: str | re.Pattern[str]) -> None:
    """Expect a page with this heading, nothing wider than the phone, and no name in its address."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert sideways_scroll(page) == 0, f"{page.url} scrolls sideways"
    assert "sam" not in page.url.lower()


def tell_who(page: Page) -> None:
    """Fill in the public form, with a slip on the way that loses nothing, and type the numbers."""
    page.goto("/my-choices/")
    lands(page, page.get_by_role("link", name="Tell us what we may do"))
    sees(page, "Tell us what we may do")
    page.get_by_label("What shall we call you?").fill(NAME)
    page.get_by_label("Your e-mail address").fill(EMAIL)
    lands(page, page.get_by_role("button", name="Send me the numbers"))
    expect(page.get_by_role("alert")).to_contain_text("we do only what is safe for you")
    expect(page.get_by_label("What shall we call you?")).to_have_value(NAME)
    expect(page.get_by_label("Your e-mail address")).to_have_value(EMAIL)
    page.locator("label.tile", has_text="Yes").click()
    page.locator("label.tile", has_text="18 or older").click()
    lands(page, page.get_by_role("button", name="Send me the numbers"))
    sees(page, "Look into your e-mail")
    outbox.drain()
    page.get_by_label("Your six numbers").fill(numbers())
    lands(page, page.get_by_role("button", name="Open"))


def go_to(page: Page, question: str) -> None:
    """Skip on to the page of one question."""
    while page.get_by_role("heading", level=1).inner_text() != question:
        lands(page, page.get_by_role("link", name="Skip this for now"))


def choose(page: Page) -> None:
    """Say yes to one thing and no to another, skip the rest, and look at what was said."""
    go_to(page, TELL)
    lands(page, page.locator("button[value=yes]"))
    go_to(page, ASK)
    lands(page, page.locator("button[value=no]"))
    page.go_back()
    sees(page, ASK)
    page.reload()
    sees(page, ASK)
    lands(page, page.locator("button[value=no]"))
    while page.get_by_role("link", name="Skip this for now").count():
        lands(page, page.get_by_role("link", name="Skip this for now"))
    sees(page, "That is all. Thank you.")


def test_a_parent_gives_one_refuses_one_and_finds_both_in_my_choices(phone_of_sam: Page) -> None:
    tell_who(phone_of_sam)
    choose(phone_of_sam)
    lands(phone_of_sam, phone_of_sam.get_by_role("link", name="See my choices"))

    sees(phone_of_sam, "My choices")
    expect(phone_of_sam.locator("#told")).to_contain_text("You said yes")
    expect(phone_of_sam.locator("#take_part")).to_contain_text("You said no")
    expect(phone_of_sam.locator("#photo")).to_contain_text("You have not said yet.")
    expect(phone_of_sam.locator("main")).to_contain_text(NAME)
    assert Person.objects.count() == 1
    assert sorted(ConsentRecord.objects.values_list("purpose__key", "decision")) == [
        ("take_part", Decision.REFUSED),
        ("told", Decision.GRANTED),
    ]
    lands(phone_of_sam, phone_of_sam.get_by_role("button", name="Sign out, and clear this phone"))
    phone_of_sam.goto("/my-choices/one-by-one/")
    sees(phone_of_sam, "My choices")
    expect(phone_of_sam.get_by_label("Your e-mail address")).to_be_visible()


def test_a_mind_is_changed_by_the_link_of_a_letter_on_a_phone_that_was_never_here(
    phone_of_sam: Page, open_context: OpenContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_who(phone_of_sam)
    choose(phone_of_sam)
    monkeypatch.setitem(MAIL_IS_FOR, "trial", "told")
    monkeypatch.setitem(
        registry.HANDLERS,
        "tests.letter",
        lambda number, person_id: mail.send_to_family("trial", person_id=Person.objects.get().pk, to=EMAIL, context={"number": number}),
    )
    outbox.put("tests.letter", "1", str(Person.objects.get().pk))
    outbox.drain()
    link = re.findall(r"https?://[^/]+(/\S+/stop/\S+)", str(django_mail.outbox[-1].body))[0]
    other = open_context(has_touch=True, is_mobile=True, java_script_enabled=False).new_page()

    other.goto(link)
    sees(other, "Stop this?")
    expect(other.locator("main")).to_contain_text(TELL)
    for never in (NAME, "You said", ASK):
        expect(other.locator("main")).not_to_contain_text(never)
    assert ConsentRecord.objects.count() == 2, "looking changes nothing"
    lands(other, other.get_by_role("button", name="Stop this"))
    sees(other, "It is stopped")
    other.goto(link)
    lands(other, other.get_by_role("button", name="Stop this"))
    sees(other, "It is stopped")
    assert other.context.cookies() == []

    assert ConsentRecord.objects.filter(decision=Decision.WITHDRAWN).count() == 1
    phone_of_sam.goto("/my-choices/")
    expect(phone_of_sam.locator("#told")).to_contain_text("You said no")


def test_a_complaint_about_data_is_logged_with_its_clock_and_acknowledged(
    phone_of_sam: Page, desk: Page, priya: User, sign_in_on: Callable[[Page, User], None]
) -> None:
    phone_of_sam.goto("/my-choices/complain/")
    phone_of_sam.get_by_label("What went wrong?").fill("You wrote to my old address.")
    phone_of_sam.get_by_label("Your e-mail address or phone number").fill("somewhere")
    lands(phone_of_sam, phone_of_sam.get_by_role("button", name="Send"))
    expect(phone_of_sam.get_by_role("alert")).to_contain_text("Write a whole e-mail address or phone number")
    expect(phone_of_sam.get_by_label("What went wrong?")).to_have_value("You wrote to my old address.")
    phone_of_sam.get_by_label("Your e-mail address or phone number").fill("07700 900123")
    lands(phone_of_sam, phone_of_sam.get_by_role("button", name="Send"))
    reference = re.findall(r"\bR-\w+\b", phone_of_sam.locator("main").inner_text())[0]

    sign_in_on(desk, priya)
    desk.goto("/admin/")
    lands(desk, desk.get_by_role("link", name=re.compile(reference)).first)
    expect(desk.locator("main")).to_contain_text("Tell them by")
    expect(desk.locator("main")).to_contain_text("You wrote to my old address.")
    lands(desk, desk.get_by_role("button", name="They were told that we have it"))
    expect(desk.locator("main")).to_contain_text("They know that we have it")
    expect(desk.locator("main")).not_to_contain_text("Tell them by")
