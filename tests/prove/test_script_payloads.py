"""Sixty script payloads typed into every field a family has, read on every public page that shows them: none runs.

What staff read is in `test_script_payloads_staff.py`; that the alarm can ring is in `test_alarm.py`.

A phone types them into the database; then Chromium opens every public page that says back what was typed.
What runs, is planted in an attribute, breaks the policy or calls out is a failure.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from core.text import normalise
from feedback.choices import Outcome, SurveyState
from feedback.models import Response, Survey, Voice, YouSaid
from tests import builders
from tests.cast import give_role, make_user
from tests.feedback.family import Parent
from tests.journeys.standing import standing_db
from tests.prove.alarm import Alarm, watched
from tests.prove.payloads import PAYLOADS

pytestmark = [pytest.mark.prove, pytest.mark.journey]
db = standing_db


@dataclass
class House:
    """What the proof is about: the server, the phone that typed everything, and what it answered."""

    url: str
    parent: Parent
    survey: Survey


def _survey(hub: Hub) -> Survey:
    """Return a survey with one short and one long question for every payload."""
    kinds = ((builders.short_text, "Short"), (builders.long_text, "Long"))
    asked = [make(f"{words} {number}") for make, words in kinds for number in range(60)]
    return builders.make_open_survey(hub, title="Sixty", slug="sixty", questions=asked)


def _type_everything(survey: Survey) -> Parent:
    """Type every payload into both kinds of question and send; return a second phone that stands before the check page."""
    for _ in range(2):
        parent = Parent().start(survey).answer(*PAYLOADS, *PAYLOADS)
        if not Response.objects.exists():
            parent.send()
    return parent


def _answer_back(survey: Survey, by: User, hub: Hub) -> None:
    """Carry every payload on as staff who copy it would: into a theme's name, a You said and all the words of its answer."""
    assert survey.engagement
    for voice in {one.text: one for one in Voice.objects.all()}.values():
        said = builders.make_you_said(hub, text=voice.text, engagement=survey.engagement)
        theme = builders.make_theme(survey.engagement, voice.text[:120], voices=[voice], by=by)
        said.themes.add(theme)
        words = {"text": voice.text, "reason": voice.text, "would_change_it": voice.text}
        builders.make_we_did(said, by=by, outcome=Outcome.NO, published=True, **words)
        said.voices.add(voice)


@pytest.fixture(scope="module")
def house(db: LiveServer) -> House:
    """A council to which a phone typed every payload twice, and which answered each in public."""
    elm = builders.make_hub("Elm")
    builders.make_brand(safeguarding_phone="01632 960 001", phone="01632 960 000")
    staff, survey = make_user("Asha"), _survey(elm)
    give_role(staff, RoleKind.ENGAGEMENT_LEAD, elm)
    parent = _type_everything(survey)
    _answer_back(survey, staff, elm)
    return House(db.url, parent, survey)


@pytest.fixture
def opened(browser: Browser, house: House) -> Iterator[Callable[..., Alarm]]:
    """Return a function that opens a watched page, with the cookies of a test client."""
    with watched(browser, house.url) as open_one:
        yield open_one


@pytest.fixture
def phone(opened: Callable[..., Alarm], house: House) -> Alarm:
    """The phone that typed everything, in a real browser."""
    return opened(house.parent.client.cookies.values())


# --- What a family sees again -------------------------------------------------------------------------------------------------


def test_every_payload_came_through_as_it_was_typed(house: House) -> None:
    assert {voice.text for voice in Voice.objects.all()} == {normalise(payload).strip() for payload in PAYLOADS}
    assert Voice.objects.count() == 120


def test_nothing_runs_where_a_family_looks_at_its_own_answer(phone: Alarm, house: House) -> None:
    questions = [block["id"] for block in house.survey.questions.get_prep_value()]
    for number, question in enumerate(questions):
        phone.open(f"/have-your-say/sixty/{question}/")
        held = phone.page.get_by_role("textbox").input_value()
        assert held.replace("\n", "") == normalise(PAYLOADS[number % 60]).strip().replace("\n", "")  # a box of one line holds no line break
    phone.open("/have-your-say/sixty/check/")
    assert phone.page.locator("main").inner_text().count("canary") >= 120


def test_nothing_runs_on_pages_that_say_back_what_was_typed(phone: Alarm) -> None:
    phone.open("/check-back/")
    for payload in PAYLOADS:
        phone.post("/check-back/", {"code": payload})
        phone.post("/search/", {"q": payload})
    phone.open(*(f"/search/?q={quote(payload)}" for payload in PAYLOADS))


def test_nothing_runs_on_pages_that_do_not_know_an_address(phone: Alarm) -> None:
    phone.open(*(f"/{quote(payload, safe='')}/" for payload in PAYLOADS))
    phone.open(*(f"/have-your-say/p/{quote(payload, safe='')}/" for payload in PAYLOADS))
    phone.open(*(f"/you-said-we-did/?hub={quote(payload)}&topic={quote(payload)}&page={quote(payload)}" for payload in PAYLOADS))


def test_nothing_runs_on_the_page_that_gives_words_back_when_a_survey_has_closed(opened: Callable[..., Alarm], house: House) -> None:
    survey = builders.make_open_survey(house.survey.hubs.get(), slug="too-late", questions=[builders.long_text()])
    Survey.objects.filter(pk=survey.pk).update(state=SurveyState.CLOSED, closed_on=builders.today())
    question = survey.questions.get_prep_value()[0]["id"]
    stranger = opened()
    stranger.open("/have-your-say/")
    for payload in PAYLOADS:
        stranger.post(f"/have-your-say/too-late/{question}/", {"answer": payload, "go": "on"})
        assert "What you wrote" in stranger.page.locator("main").inner_text()


def test_nothing_runs_where_a_family_asks_in_another_way(phone: Alarm) -> None:
    phone.open("/another-way/survey/sixty/")
    own = ("which", "contact", "contact_name", "best_time", "words", "token", "step")
    for payload in PAYLOADS:
        said = {**dict.fromkeys(own, payload), "way": "other", "how": "post", "safe": "yes"}
        phone.post("/another-way/survey/sixty/", {**said, "go": "on"})
        assert "canary" in phone.page.content()
        for go in ("change:contact", "change:words", "change:way", "send", payload):
            phone.post("/another-way/survey/sixty/", {**said, "go": go})
    phone.open("/another-way/survey/sixty/large-print/")
    references = [said.reference for said in YouSaid.objects.all()]
    phone.open(*(f"/another-way/answer/{reference}/large-print/" for reference in references))


def test_nothing_runs_where_everybody_reads_the_answers(phone: Alarm) -> None:
    phone.open(*(f"/you-said-we-did/?page={number}" for number in range(1, 7)))
    references = [said.reference for said in YouSaid.objects.all()]
    phone.open(*(f"/you-said-we-did/{reference}/" for reference in references))
    phone.open(*(f"/you-said-we-did/{reference}/poster/" for reference in references))
