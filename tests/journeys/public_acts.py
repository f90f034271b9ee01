"""What a thumb does on families' pages before we look at them (public_pages.py)."""

import uuid
from collections.abc import Callable

from playwright.sync_api import Page as BrowserPage

from accounts.models import User
from consent.models import LegalHold
from core.codes import code_from, code_hash
from feedback.choices import ADDED
from feedback.models import Survey, Voice
from tests import builders

Act = Callable[[BrowserPage], None]
SEND = "form:not(.exit) button:visible"
CODE, CODE_LATE = code_from("a family of the journeys"), code_from("a family that is too late")
ADD_TO_IT, DELETE_IT, SEND_IT = "form[action$='/add/'] button", "form[action$='/delete/'] button", "button[value=send]"


def press(words: str, /, **fields: str) -> Act:
    """Return an act: fill fields by name, then press the button with these words."""

    def act(page: BrowserPage) -> None:
        main = page.locator("main")
        for name, value in fields.items():
            main.locator(f"[name={name}]").fill(value)
        main.evaluate("main => { main.dataset.before = ''; }")  # what comes may take its place without a new page (data-stay)
        main.locator(words).last.click()
        page.wait_for_selector("main:not([data-before])", state="attached")
        page.wait_for_load_state("load")

    return act


def by_code(*then: Act, code: str = "") -> Act:
    """Return an act: look an answer up by its code, then do more on the page that shows what came of it."""

    def act(page: BrowserPage) -> None:
        press(SEND, code=code or CODE)(page)
        for one in then:
            one(page)

    return act


def add_once(page: BrowserPage) -> None:
    """Add words to the answer, and take them back out: the looks that follow need room, too."""
    by_code(press(ADD_TO_IT), press(SEND_IT, answer="And the bins."))(page)
    Voice.objects.filter(question_id=ADDED).delete()


def too_late(page: BrowserPage) -> None:
    """Send words from a page that was open since before the survey closed."""
    here = page.url.partition("?")[0]
    page.set_content(
        f'<form method="post" action="{here}add/"><input name="code" value="{CODE_LATE}">'
        '<textarea name="answer">One thing more.</textarea><button name="go" value="send">Send</button></form>'
    )
    with page.expect_navigation():
        page.locator("button").click()


def delete_one(page: BrowserPage) -> None:
    """Delete an answer made for it."""
    code = code_from(f"deleted {uuid.uuid4()}")
    builders.make_response(Survey.objects.get(slug="after-a-session"), receipt_hash=code_hash(code))
    by_code(press(DELETE_IT), press(DELETE_IT), code=code)(page)


def delete_one_that_is_held(page: BrowserPage) -> None:
    """Try to delete an answer that is held back for a court."""
    code = code_from(f"held {uuid.uuid4()}")
    held = builders.make_response(Survey.objects.get(slug="after-a-session"), receipt_hash=code_hash(code))
    facts = {"name": "Case", "reason": "A court.", "code": "anonymous_answers", "from_on": builders.today()}
    LegalHold.objects.create(**facts, record=str(held.pk), placed_by=User.objects.all()[0])
    by_code(press(DELETE_IT), code=code)(page)
