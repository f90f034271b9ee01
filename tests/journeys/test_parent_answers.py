"""A parent answers on a small phone, from the poster on the wall to a phone that remembers nothing; with JavaScript and without."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from core.models import Hub
from feedback.models import Draft, EntryPoint, Response, Survey, Voice
from feedback.services import answering
from tests import builders
from tests.journeys.conftest import OpenContext, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwe"  # a phone of 320 pixels has no room for it in one line


@pytest.fixture
def poster(elm: Hub) -> EntryPoint:
    """A poster at Elm that opens a survey with every kind of question."""
    builders.make_brand(safeguarding_phone="01632 960 001", phone="01632 960 000")
    builders.make_everyday_engagement(elm)
    survey = builders.make_open_survey(
        elm,
        title="What do you want from the hub?",
        why="We are planning next year, and we want to start from what families need.",
        questions=[
            builders.faces("How was it today?"),
            builders.one_choice("Was it easy to find?", "Yes, easy", "It took a while", "No", required=True),
            builders.several_choices("What would you like more of?", "Play", "Food", "Advice"),
            builders.short_text("What did you like?"),
            builders.long_text("What would you change?", help="Say as much or as little as you like."),
        ],
    )
    return builders.make_entry_point(survey, elm, code="CDFH34")


@pytest.fixture
def survey(poster: EntryPoint) -> Survey:
    """The survey that the poster opens."""
    return poster.survey


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def thumb(request: pytest.FixtureRequest, open_context: OpenContext) -> "Thumb":
    """A parent's thumb on a phone of 320 by 640."""
    return Thumb(open_context(has_touch=True, is_mobile=True, java_script_enabled=request.param).new_page())


class Thumb:
    """One parent with one thumb: taps, types, and looks at every page for something that sticks out of the screen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sees(self, heading: str) -> None:
        """Expect a page with this heading and nothing wider than the phone."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(heading)))
        assert sideways_scroll(self.page) == 0, f"{self.page.url} scrolls sideways"

    def taps(self, words: str) -> None:
        """Tap a button. Between questions, wait for the next page: a script stays on this one until the answer has arrived."""
        before = self.page.url
        self.page.get_by_role("button", name=words, exact=True).last.tap()
        if words in {"Continue", "Back"}:
            self.page.wait_for_url(lambda address: address != before)

    def chooses(self, *answers: str) -> None:
        """Tap tiles, then Continue."""
        for answer in answers:
            self.page.get_by_label(answer, exact=True).check()
        self.taps("Continue")

    def says(self, words: str) -> None:
        """Type, then Continue."""
        self.page.get_by_role("textbox").fill(words)
        self.taps("Continue")

    def answers_all(self) -> None:
        """Walk the five questions to the check page."""
        self.sees("How was it today?")
        self.chooses("Happy")
        self.sees("Was it easy to find?")
        self.chooses("It took a while")
        self.sees("What would you like more of?")
        self.chooses("Play", "Advice")
        self.sees("What did you like?")
        self.says("The singing & the <b>tea</b>")
        self.sees("What would you change?")
        self.says("A lighter door.\nآپ کا شکریہ")
        self.sees("Check your answers")

    @property
    def code(self) -> str:
        """Return the code on the screen."""
        return self.page.locator("[data-receipt]").inner_text()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait up to ten seconds: a closed tab does not say when its last words have arrived."""
    for _ in range(100):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("It never came.")


def test_from_the_poster_to_a_phone_that_remembers_nothing(thumb: Thumb, poster: EntryPoint) -> None:
    page = thumb.page
    page.goto(f"/have-your-say/p/{poster.code}/")
    thumb.sees("What do you want from the hub?")
    expect(page.locator("main")).to_contain_text("We do not read this straight away")
    thumb.taps("Start")
    thumb.answers_all()

    main = page.locator("main")
    for said in ("Happy", "It took a while", "Play", "Advice", "The singing & the <b>tea</b>", "A lighter door.", "آپ کا شکریہ"):
        expect(main).to_contain_text(said)
    thumb.taps("Send my answers")
    thumb.sees("Thank you")
    expect(page.locator("[data-thank-you]")).to_be_visible()
    assert re.fullmatch(r"(\d{4} ){3}\d{4}", thumb.code)
    assert {voice.text for voice in Voice.objects.all()} == {"The singing & the <b>tea</b>", "A lighter door.\nآپ کا شکریہ"}
    assert Response.objects.get().hub == poster.hub

    thumb.taps("Clear this phone")
    thumb.sees("Have your say")
    expect(page.get_by_role("status")).to_contain_text("This phone is clear")
    assert page.context.cookies() == []
    page.go_back()
    page.goto(f"/have-your-say/{poster.survey.slug}/thank-you/")
    expect(page.locator("[data-receipt]")).to_have_count(0)


def begin(thumb: Thumb, survey: Survey) -> None:
    """Start, and answer the first question."""
    thumb.page.goto(f"/have-your-say/{survey.slug}/")
    thumb.taps("Start")
    thumb.chooses("Happy")


def test_a_question_that_needs_an_answer_says_so_once_and_keeps_the_way(thumb: Thumb, survey: Survey) -> None:
    page = thumb.page
    begin(thumb, survey)
    thumb.taps("Continue")

    summary = page.get_by_role("alert")
    expect(summary).to_be_visible()
    assert page.title().startswith("Error")
    assert sideways_scroll(page) == 0
    summary.get_by_role("link").tap()
    assert page.url.endswith("#answer")
    thumb.taps("Back")
    thumb.sees("How was it today?")
    expect(page.locator("input[type=radio]:checked")).to_have_count(1)
    thumb.taps("Continue")
    thumb.chooses("No")
    thumb.sees("What would you like more of?")


def test_back_keeps_what_is_typed(thumb: Thumb, survey: Survey) -> None:
    page = thumb.page
    begin(thumb, survey)
    thumb.chooses("No")
    thumb.taps("Continue")
    page.get_by_role("textbox").fill(f"The slide. {LONG_WORD}")
    thumb.taps("Back")
    thumb.sees("What would you like more of?")
    thumb.taps("Continue")

    expect(page.get_by_role("textbox")).to_have_value(f"The slide. {LONG_WORD}")
    thumb.taps("Continue")
    thumb.taps("Continue")
    thumb.sees("Check your answers")
    expect(page.locator("main")).to_contain_text(LONG_WORD)


def test_an_answer_is_changed_from_the_check_page_and_counts_once(thumb: Thumb, survey: Survey) -> None:
    page = thumb.page
    page.goto(f"/have-your-say/{survey.slug}/")
    thumb.taps("Start")
    thumb.answers_all()
    page.locator("main").get_by_role("link").filter(has_text=re.compile("Change")).nth(3).tap()
    thumb.sees("What did you like?")
    thumb.says("The sandpit")
    thumb.sees("Check your answers")
    expect(page.locator("main")).to_contain_text("The sandpit")
    thumb.taps("Send my answers")

    thumb.sees("Thank you")
    assert "The sandpit" in {voice.text for voice in Voice.objects.all()}
    assert Response.objects.count() == 1


def test_refresh_and_back_after_the_thank_you_send_nothing_again(thumb: Thumb, survey: Survey) -> None:
    page = thumb.page
    page.goto(f"/have-your-say/{survey.slug}/")
    thumb.taps("Start")
    thumb.answers_all()
    thumb.taps("Send my answers")
    thumb.sees("Thank you")
    code = thumb.code
    page.reload()
    thumb.sees("Thank you")
    assert thumb.code == code
    page.go_back()
    if page.get_by_role("button", name="Send my answers").count():
        thumb.taps("Send my answers")

    thumb.sees("Thank you")
    assert thumb.code == code
    assert Response.objects.count() == 1
    assert not Draft.objects.exists()


@pytest.mark.parametrize("thumb", [True], ids=["with-scripts"], indirect=True)
def test_what_is_typed_outlives_a_closed_tab(thumb: Thumb, survey: Survey) -> None:
    context = thumb.page.context
    begin(thumb, survey)
    thumb.chooses("No")
    thumb.chooses("Food")
    thumb.sees("What did you like?")
    thumb.page.get_by_role("textbox").fill("The quiet corner")
    thumb.page.close(run_before_unload=True)
    wait_until(lambda: "The quiet corner" in answering.answers_of(Draft.objects.get()).values())

    again = Thumb(context.new_page())
    again.page.goto(f"/have-your-say/{survey.slug}/")
    expect(again.page.get_by_role("heading", name="You began this here")).to_be_visible()
    assert "The quiet corner" not in again.page.content()
    again.taps("Carry on")
    again.sees("What would you change?")
    again.taps("Back")
    expect(again.page.get_by_role("textbox")).to_have_value("The quiet corner")


@pytest.mark.parametrize("thumb", [True], ids=["with-scripts"], indirect=True)
def test_an_older_tab_takes_back_nothing_that_a_newer_one_has_sent(thumb: Thumb, survey: Survey) -> None:
    begin(thumb, survey)
    thumb.chooses("No")
    thumb.chooses("Food")
    thumb.sees("What did you like?")
    newer = Thumb(thumb.page.context.new_page())
    newer.page.goto(thumb.page.url)
    newer.says("The quiet corner")
    newer.sees("What would you change?")

    thumb.page.close(run_before_unload=True)
    newer.page.wait_for_timeout(1_000)  # time enough for the last words of a tab that closes

    assert "The quiet corner" in answering.answers_of(Draft.objects.get()).values()


def test_stop_and_clear_leaves_nothing_on_the_phone_nor_with_us(thumb: Thumb, survey: Survey) -> None:
    begin(thumb, survey)
    thumb.taps("Stop and clear this phone")

    thumb.sees("Have your say")
    assert thumb.page.context.cookies() == []
    assert not Draft.objects.exists()
