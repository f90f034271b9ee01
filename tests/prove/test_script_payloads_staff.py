"""Sixty script payloads on every staff screen that shows what families or colleagues typed: none runs.

A screen that shows many texts shows all sixty; a screen that shows one shows all of them in one text. `test_script_payloads.py` proves that
what families type arrives as it was typed; here it is put in as it arrives.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from core import second_look
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from core.text import normalise
from feedback.choices import Outcome, SurveyState, ThemeState
from feedback.models import Survey, Theme, Voice, WeDid, YouSaid
from feedback.services import we_did
from tests import builders
from tests.cast import give_role, make_user, sign_in
from tests.journeys.standing import standing_db
from tests.prove.alarm import Alarm, watched
from tests.prove.payloads import PAYLOADS

pytestmark = [pytest.mark.prove, pytest.mark.journey]
db = standing_db

TYPED = tuple(normalise(payload).strip() for payload in PAYLOADS)
ALL_AT_ONCE = "\n".join(TYPED)
SHORT = '"><script>canary(42)</script>'
WHY = ALL_AT_ONCE[:2_000]  # as many letters as its form takes: a survey that it refuses has no preview
LINE = f"{SHORT}'<img src=x onerror=canary(11)></textarea></title><svg onload=canary(23)>"  # for fields of 80 letters and more


@dataclass
class House:
    """A council whose staff carried every payload on, and who reads it."""

    url: str
    reader: User
    hub: Hub
    survey: Survey
    draft: Survey


def _reader(hub: Hub) -> User:
    """Return somebody who may open every screen, and whose own name, in the menu of each, is a payload."""
    user = make_user("Asha")
    User.objects.filter(pk=user.pk).update(first_name=SHORT, last_name=LINE[:100])
    kinds = (RoleKind.ENGAGEMENT_LEAD, RoleKind.HUB_MANAGER)
    for kind, where in (*((kind, hub) for kind in kinds), (RoleKind.DATA_PROTECTION_OFFICER, None), (RoleKind.ADMINISTRATOR, None)):
        give_role(user, kind, where)
    return User.objects.get(pk=user.pk)


def _questions() -> list[builders.Block]:
    """Return sixty questions whose words, help and answers to choose are payloads."""
    every = (builders.short_text, builders.long_text, builders.faces)
    asked = [every[number % 3](text, help=text) for number, text in enumerate(TYPED[:30])]
    return asked + [builders.one_choice(text, text, LINE, help=LINE) for text in TYPED[30:]]


def _hear(survey: Survey, hub: Hub, by: User) -> None:
    """Put every payload to a theme named after it, in one theme that holds them all."""
    assert survey.engagement
    response = builders.make_response(survey, hub)
    voices = [builders.make_voice(hub, text, response=response) for text in (*TYPED, ALL_AT_ONCE)]
    builders.make_theme(survey.engagement, LINE[:120], voices=voices, by=by)
    for voice in voices[:-1]:
        builders.make_theme(survey.engagement, voice.text[:120], voices=[voice, voices[-1]], by=by)
    Theme.objects.filter(name=TYPED[0]).update(state=ThemeState.HEARD, public_line=ALL_AT_ONCE[:300], heard_on=builders.today())


def _answer(survey: Survey, hub: Hub, by: User) -> None:
    """Raise a You said of each payload; answer one with all of them in every field, and have another sent back with them."""
    for text in (*TYPED, ALL_AT_ONCE):
        said = builders.make_you_said(hub, text=text, engagement=survey.engagement)
        said.themes.set(Theme.objects.all())
    words: dict[str, Any] = {
        "text": ALL_AT_ONCE,
        "reason": ALL_AT_ONCE,
        "would_change_it": ALL_AT_ONCE,
        "what_changed": LINE,
        "passed_to": LINE,
    }
    last = YouSaid.objects.latest("pk")
    builders.make_we_did(last, by=by, outcome=Outcome.NO, published=True, **words)
    builders.make_we_did(last, by=by, outcome=Outcome.NO, **words)
    sent_back = builders.make_we_did(YouSaid.objects.earliest("pk"), by=by, outcome=Outcome.NO, **words)
    colleague = make_user("Mel")
    give_role(colleague, RoleKind.HUB_MANAGER, hub)
    look = we_did.ask_for_second_look(answer=sent_back, by=by, today=builders.today())
    second_look.send_back(look=look, by=colleague, remark=ALL_AT_ONCE[:1_000])


def _made(hub: Hub, url: str) -> House:
    reader = _reader(hub)
    post = builders.make_post(LINE[:120], hub=hub)
    engagement = builders.make_engagement(hub, title=LINE[:120], question=ALL_AT_ONCE, what_can_change=ALL_AT_ONCE, who_acts=post)
    words: dict[str, Any] = {"title": LINE[:120], "why": WHY, "questions": _questions(), "engagement": engagement}
    survey = builders.make_open_survey(hub, slug="sixty", **words)
    builders.make_entry_point(survey, hub, label=LINE[:80])
    _hear(survey, hub, reader)
    _answer(survey, hub, reader)
    for text in TYPED:  # past `audit.record`, which takes nothing but codes: what if somebody wrote into the table?
        facts = {"facts": json.dumps({"said": text}), "at": timezone.now().isoformat(), "hub_id": hub.pk}
        AuditEntry.objects.create(actor="system", verb=text[:80], subject=text[:80], **facts)
    return House(url, reader, hub, survey, builders.make_survey(hub, slug="draft", **words))


@pytest.fixture(scope="module")
def house(db: LiveServer) -> House:
    """A council whose staff carried every payload on."""
    builders.make_brand(safeguarding_phone="01632 960 001")
    return _made(builders.make_hub("Elm"), db.url)


@pytest.fixture
def desk(browser: Browser, house: House) -> Iterator[Alarm]:
    """The reader's desk, watched."""
    with watched(browser, house.url) as opened:
        alarm = opened(sign_in(house.reader).cookies.values())
        alarm.must_be_there = True
        yield alarm


def pages(address: str, last: int) -> list[str]:
    """Return the pages of a list."""
    return [f"{address}{'&' if '?' in address else '?'}page={number}" for number in range(1, last + 1)]


def test_nothing_runs_on_the_front_page_and_where_staff_search(desk: Alarm) -> None:
    desk.open("/admin/", "/admin/account/", "/admin/people/")
    screens = ("/admin/pages/search/", "/admin/survey/", "/admin/engagement/", "/admin/entry_point/", "/admin/people/")
    desk.open(*(f"{screens[number % len(screens)]}?q={quote(payload)}" for number, payload in enumerate(PAYLOADS)))


def test_nothing_runs_where_staff_read_comments(desk: Alarm) -> None:
    desk.open(*pages("/admin/comments/", 3))
    theme = Theme.objects.get(name=LINE[:120])
    desk.open(f"/admin/comments/?theme={theme.pk}")
    everything = next(voice for voice in Voice.objects.all() if voice.text == ALL_AT_ONCE)
    desk.open(f"/admin/comments/{everything.pk}/")
    assert "canary(60)" in desk.page.locator("main").inner_text()
    for _ in range(3):
        desk.press("nav a[rel=prev], nav a[rel=next]")


def test_nothing_runs_where_staff_sort_comments(desk: Alarm) -> None:
    desk.open(*pages("/admin/themes/", 3), "/admin/themes/?state=heard")
    theme = Theme.objects.get(name=LINE[:120])
    desk.open(*pages(f"/admin/themes/{theme.pk}/", 3))
    desk.open(*(f"/admin/themes/{pk}/" for pk in Theme.objects.order_by("pk").values_list("pk", flat=True)[:60:12]))
    desk.open(f"/admin/themes/{Theme.objects.get(state=ThemeState.HEARD).pk}/")


def test_nothing_runs_where_a_you_said_is_raised(desk: Alarm, house: House) -> None:
    theme = Theme.objects.get(name=LINE[:120])
    desk.open(f"/admin/you-said/new/?theme={theme.pk}", "/admin/comments/")
    for box in desk.page.locator("input[name=comment]").all():
        box.check()
    desk.press("button[formaction]")
    assert "canary" in desk.page.locator("main").inner_text()
    desk.press("button[name=save]")  # nothing but the sources is filled in: the form says so, and shows them again


def test_nothing_runs_on_the_answer_board(desk: Alarm, house: House) -> None:
    desk.open(*pages("/admin/you-said/", 3))
    for said in (YouSaid.objects.earliest("pk"), YouSaid.objects.latest("pk")):
        desk.open(*(f"/admin/you-said/{said.pk}/{screen}" for screen in ("", "edit/", "answer/")))
    draft = WeDid.objects.get(published_at=None, you_said=said)
    desk.page.locator("[name=text]").fill(ALL_AT_ONCE[::-1] + LINE)
    WeDid.objects.filter(pk=draft.pk).update(edited_count=draft.edited_count + 1)
    desk.press("form.written button[type=submit]")
    assert "Somebody else saved while you were writing" in desk.page.locator("main").inner_text()


def test_nothing_runs_where_a_second_look_is_given(browser: Browser, desk: Alarm, house: House) -> None:
    said, colleague = YouSaid.objects.latest("pk"), make_user("Noor")
    give_role(colleague, RoleKind.HUB_MANAGER, house.hub)
    draft = WeDid.objects.get(published_at=None, you_said=said)
    look = we_did.ask_for_second_look(answer=draft, by=house.reader, today=builders.today(), colleague=colleague)
    with watched(browser, house.url) as opened:
        hers = opened(sign_in(colleague).cookies.values())
        hers.open("/" + second_look.link(look).split("/", 3)[3])
        assert "canary(60)" in hers.page.locator("main").inner_text()
        hers.open("/admin/", f"/admin/you-said/{said.pk}/")
        hers.page.locator("#remark").fill(ALL_AT_ONCE[:1_000])
        hers.press("button:has-text('Send back')")
    desk.open(f"/admin/you-said/{said.pk}/")


def test_nothing_runs_in_the_survey_builder_and_its_live_preview(desk: Alarm, house: House) -> None:
    desk.open("/admin/survey/", "/admin/survey/new/")
    for survey in (house.draft, house.survey):
        desk.open(f"/admin/survey/edit/{survey.pk}/", f"/admin/survey/history/{survey.pk}/")
        desk.open(*(f"/admin/survey/{step}/{survey.pk}/" for step in ("open", "put-out", "close", "copy-survey")))
    desk.open(f"/admin/survey/edit/{house.draft.pk}/")
    desk.page.locator("[data-side-panel-toggle=preview]").first.click()
    shown = desk.page.frame_locator("iframe[id^=w-preview], iframe[title]").first.locator("h1").first
    shown.wait_for()
    desk.look()
    assert "canary" in shown.inner_text()


def test_nothing_runs_where_staff_try_a_survey(desk: Alarm, house: House) -> None:
    desk.open(f"/admin/survey/try/{house.draft.pk}/")
    for number in range(9):
        box = desk.page.locator("main textarea, main input[type=text]").first
        if box.count():
            box.fill((ALL_AT_ONCE if number % 2 else LINE)[:290])
        desk.press("button[name=go][value=on]")
    for _ in range(3):
        desk.press("button[name=go][value=back]")


def test_nothing_runs_on_posters(desk: Alarm, house: House) -> None:
    poster = house.survey.entry_points.get()
    desk.open("/admin/entry_point/", "/admin/entry_point/new/", f"/admin/entry_point/new/?survey={quote(LINE)}")
    desk.open(*(f"/admin/entry_point/{screen}/{poster.pk}/" for screen in ("print", "take-down")))


def test_nothing_runs_where_staff_give_something_in_another_way(desk: Alarm, house: House) -> None:
    said = dict.fromkeys(("which", "contact", "name", "best_time", "words"), ALL_AT_ONCE)
    asked = builders.make_format_request(house.hub, about=LINE, said=said, key=LINE[:120])
    desk.open("/admin/another-way/", f"/admin/another-way/{asked.pk}/", f"/admin/another-way/{asked.pk}/slip/")
    desk.open(*(f"/admin/another-way/?code={quote(payload)}" for payload in TYPED[::6]))
    desk.open(f"/admin/another-way/{asked.pk}/")
    desk.press("form[action$='/contact/'] button")
    assert "canary(60)" in desk.page.locator("main").inner_text()
    desk.page.locator("details summary").click()
    desk.page.locator("#offered").fill(ALL_AT_ONCE)
    desk.press("form[action$='/could-not/'] button")


def test_nothing_runs_where_staff_read_the_audit_trail(desk: Alarm) -> None:
    desk.open(*(f"/admin/audit/?p={number}" for number in range(1, 4)), "/admin/audit-seals/")


def test_nothing_runs_on_engagements_posts_and_people(desk: Alarm, house: House) -> None:
    engagement = house.survey.engagement
    assert engagement
    assert engagement.who_acts
    post = engagement.who_acts
    desk.open("/admin/engagement/", "/admin/engagement/new/", "/admin/engagement/everyday/")
    desk.open(*(f"/admin/engagement/{screen}/{engagement.pk}/" for screen in ("edit", "history", "open", "close")))
    desk.open("/admin/post/", f"/admin/post/edit/{post.pk}/", f"/admin/posts/{post.pk}/holders/")
    desk.open(*(f"/admin/people/{house.reader.pk}/{screen}" for screen in ("", "hand-over/")))


def test_nothing_runs_when_a_survey_has_closed(desk: Alarm, house: House) -> None:
    Survey.objects.filter(pk=house.survey.pk).update(state=SurveyState.CLOSED, closed_on=builders.today())
    desk.open(f"/admin/survey/edit/{house.survey.pk}/", "/admin/survey/?state=closed")
