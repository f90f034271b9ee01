"""Every page that families read, as data: its name, its address, and what a thumb does there before we look.

The rows behind them are made once by `furnish`; whoever adds a public page adds a line to PAGES.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page as BrowserPage

from core.choices import RoleKind
from core.codes import code_from, code_hash
from core.crypto import keyed_hash
from core.models import Hub, Link
from feedback.choices import Outcome, SurveyState, WhyTakenDown
from feedback.models import Survey
from feedback.services.taking_down import take_down
from home.models import InfoPage
from home.services.kept_true import ask_provider
from home.services.pages import build_page_tree, make_hub_page, make_service
from tests import builders
from tests.cast import give_role, make_user
from tests.feedback.family import Parent
from tests.journeys.asked_pages import furnish_asked
from tests.journeys.family_pages import FAMILY_PAGES, furnish_families
from tests.journeys.public_acts import (
    ADD_TO_IT,
    CODE,
    CODE_LATE,
    DELETE_IT,
    SEND,
    SEND_IT,
    Act,
    add_once,
    by_code,
    delete_one,
    delete_one_that_is_held,
    press,
    too_late,
)

KINDS = ("faces", "one_choice", "several_choices", "short_text", "long_text")
QUESTION = {kind: str(uuid.UUID(int=number, version=4)) for number, kind in enumerate(KINDS, start=1)}
REFERENCE = {outcome: f"YS-2026-{number}" for number, outcome in enumerate(Outcome.values, start=501)}
SALT = "a link of the journeys"
TOKEN = keyed_hash("link token", SALT)
LATE, DOWN = "YS-2026-590", "YS-2026-591"
WORDS = "The slide is lovely & the door is <b>heavy</b>. آپ کا شکریہ"


def follow(link: str, *then: Act) -> Act:
    """Return an act: press a link of the page, then do more on the page it leads to."""

    def act(page: BrowserPage) -> None:
        with page.expect_navigation():
            page.locator("main").locator(link).click()
        for one in then:
            one(page)

    return act


WRONG = "a[href*=something-wrong]"
GO_ON = "button[name=go][value=on]:visible"


ONWARDS = "button.button[name=go][value=on]"


def ask_for(*values: str) -> Act:
    """Return an act: on each page choose the answer of this value ("" writes nothing) and go on; "send" sends."""

    def act(page: BrowserPage) -> None:
        for value in values:
            if value not in {"", "send"}:
                page.locator(f"main input[value={value}]").check()
            press("button.button[name=go][value=send]" if value == "send" else ONWARDS)(page)

    return act


def type_late(page: BrowserPage) -> None:
    """Send one answer more from a page that was open since before the answers were sent: the second tab."""
    token = next(one["value"] for one in page.context.cookies() if one["value"].startswith("s.")).removeprefix("s.")
    page.set_content(
        f'<form method="post" action="{page.url}{QUESTION["long_text"]}/"><input name="token" value="{token}">'
        '<textarea name="answer">One thing more.</textarea><button name="go" value="on">Go on</button></form>'
    )
    with page.expect_navigation():
        page.locator("button").click()


def say_still_right(page: BrowserPage) -> None:
    """Press what a link works for, and make it good again: the looks that follow need it, too."""
    page.goto(page.url.replace("/services/", f"/still-right/{TOKEN}/"))  # in the language of the address
    press("button[value=right]")(page)
    Link.objects.filter(salt=SALT).update(used_at=None)


@dataclass(frozen=True)
class PublicPage:
    """A page of families. `jar` names the phone whose cookies it needs; `act` leads from the address to what we look at."""

    name: str
    address: str
    jar: str = ""
    act: Act | None = None
    status: int = 200
    budget: int = 25
    """KB over the wire, cold and packed."""


def question(kind: str) -> str:
    """Return the address of a question."""
    return f"/have-your-say/every-kind/{QUESTION[kind]}/"


PAGES = (
    PublicPage("home", "/"),
    PublicPage("hubs", "/hubs/"),
    PublicPage("hub", "/hubs/elm/"),
    PublicPage("services", "/services/"),
    PublicPage("services-found", "/services/?age=2&hub=elm#found"),
    PublicPage("services-found-in-words", "/services/", act=press("button:visible", q="play")),
    PublicPage("services-nothing-found", "/services/?day=5#found"),
    PublicPage("service", "/services/stay-and-play/"),
    PublicPage("something-wrong", "/services/stay-and-play/", act=follow(WRONG)),
    PublicPage("something-wrong-error", "/services/stay-and-play/", act=follow(WRONG, press(SEND))),
    PublicPage("something-wrong-sent", "/services/stay-and-play/", act=follow(WRONG, press(SEND, answer="It moved."))),
    PublicPage("still-right", f"/still-right/{TOKEN}/"),
    PublicPage("still-right-error", f"/still-right/{TOKEN}/", act=press(SEND)),
    PublicPage("still-right-done", "/services/", act=say_still_right),
    PublicPage("still-right-used", "/still-right/made-up/", status=410),
    PublicPage("offer", "/offer/"),
    PublicPage("offer-booklet", "/offer/booklet/"),
    PublicPage("information", "/what-hubs-do/"),
    PublicPage("search", "/search/"),
    PublicPage("search-found", "/search/?q=play"),
    PublicPage("search-nothing", "/search/?q=xylophone"),
    PublicPage("help-now", "/help-now/"),
    PublicPage("privacy", "/privacy/"),
    PublicPage("accessibility", "/accessibility/"),
    PublicPage("have-your-say", "/have-your-say/"),
    PublicPage("start", "/have-your-say/every-kind/", budget=15),
    PublicPage("start-from-a-poster", "/have-your-say/p/CDFH34/", budget=15),
    PublicPage("start-begun", "/have-your-say/every-kind/", "writing"),
    PublicPage("start-sent", "/have-your-say/every-kind/", "sent"),
    PublicPage("start-lost", "/have-your-say/every-kind/?lost"),
    PublicPage("poster-unknown", "/have-your-say/p/ZZZZZZ/", status=404),
    PublicPage("which-place", "/have-your-say/two-places/hub/", "two-places"),
    *(PublicPage(f"question-{kind}", question(kind), "writing", budget=15) for kind in KINDS),
    PublicPage("question-error", question("one_choice"), "empty", press(GO_ON)),
    PublicPage("check", "/have-your-say/every-kind/check/", "writing"),
    PublicPage("thank-you", "/have-your-say/every-kind/thank-you/", "sent"),
    PublicPage("thank-you-without-code", "/have-your-say/nobody-can-tell/thank-you/", "sent-unlinkable"),
    PublicPage("already-sent", "/have-your-say/every-kind/", "sent", type_late),
    PublicPage("closed", "/have-your-say/closed/", status=410),
    PublicPage("closed-after-beginning", "/have-your-say/closed/?lost", status=410),
    PublicPage("not-yet-open", "/have-your-say/not-yet/", status=410),
    PublicPage("what-we-ask", "/what-we-ask/"),
    PublicPage("asked-about", "/what-we-ask/station-road/"),
    PublicPage("asked-every-day", "/what-we-ask/every-day-at-elm/"),
    PublicPage("you-said-list", "/you-said-we-did/"),
    PublicPage("you-said-filtered", "/you-said-we-did/?outcome=no&hub=elm"),
    *(PublicPage(f"you-said-{outcome}", f"/you-said-we-did/{number}/") for outcome, number in REFERENCE.items()),
    PublicPage("you-said-late", f"/you-said-we-did/{LATE}/"),
    *(PublicPage(f"you-said-poster-{one}", f"/you-said-we-did/{REFERENCE[one]}/poster/") for one in (Outcome.DID, Outcome.NO)),
    PublicPage("you-said-taken-down", f"/you-said-we-did/{DOWN}/", status=410),
    PublicPage("check-back", "/check-back/"),
    PublicPage("check-back-found", "/check-back/", act=press(SEND, code=CODE)),
    PublicPage("check-back-not-found", "/check-back/", act=press(SEND, code=code_from("nobody"))),
    PublicPage("add-to-an-answer", "/check-back/", act=by_code(press(ADD_TO_IT))),
    PublicPage("add-to-an-answer-error", "/check-back/", act=by_code(press(ADD_TO_IT), press(SEND_IT, answer=" "))),
    PublicPage("add-to-an-answer-sent", "/check-back/", act=add_once),
    PublicPage("add-to-an-answer-too-late", "/check-back/", act=by_code(too_late, code=CODE_LATE)),
    PublicPage("delete-an-answer", "/check-back/", act=by_code(press(DELETE_IT))),
    PublicPage("delete-an-answer-done", "/check-back/", act=delete_one),
    PublicPage("delete-an-answer-held", "/check-back/", act=delete_one_that_is_held),
    PublicPage("check-back-slip", "/check-back/", act=press(SEND, code="1234")),
    PublicPage("another-way", "/another-way/survey/every-kind/"),
    PublicPage("another-way-error", "/another-way/survey/every-kind/", act=press(ONWARDS)),
    PublicPage("another-way-where", "/another-way/survey/two-places/", act=ask_for("large_print", "pick_up")),
    PublicPage("another-way-safe", "/another-way/survey/every-kind/", act=ask_for("braille", "post")),
    PublicPage("another-way-contact", "/another-way/survey/every-kind/", act=ask_for("by_phone", "yes")),
    PublicPage("another-way-anything-else", "/another-way/survey/every-kind/", act=ask_for("large_print", "pick_up")),
    PublicPage("another-way-check", "/another-way/survey/every-kind/", act=ask_for("large_print", "pick_up", "")),
    PublicPage("another-way-sent", "/another-way/survey/every-kind/", act=ask_for("large_print", "pick_up", "", "send")),
    PublicPage("large-print-survey", "/another-way/survey/every-kind/large-print/"),
    PublicPage("large-print-answer", f"/another-way/answer/{REFERENCE[Outcome.NO]}/large-print/"),
    *(PublicPage(name, address, act=act, status=status) for name, address, act, status in FAMILY_PAGES),
    PublicPage("nothing-here", "/nothing-here/", status=404),
)


def furnish() -> dict[str, Parent]:
    """Make the rows behind the pages, and return the phones whose cookies some pages need."""
    elm, oak = builders.make_hub("Elm"), builders.make_hub("Oak", locality="South")
    builders.make_brand(
        safeguarding_phone="01632 960 001", out_of_hours_phone="01632 960 002", phone="01632 960 000", phone_hours="9 to 5 on weekdays"
    )
    _offer(elm, oak)
    _answers(elm)
    furnish_families(elm)
    return _phones(_surveys(elm, oak))


def _offer(elm: Hub, oak: Hub) -> None:
    front = build_page_tree(site_name="Ashmere family hubs", council_name="Ashmere County Council")
    for hub in (elm, oak):
        make_hub_page(hub, introduction="A warm place by the park.")
    make_service(
        "Stay and play",
        what_it_is="Toys, songs and a cup of tea for you.",
        category="activities",
        who_for="Children under five with a grown-up",
        oldest=4,
        how_it_works="Come any time, leave any time.",
        wait="none",
        phone="01632 960 003",
        cost="paid",
        cost_in_words="£2 a family",
        languages="English and Polish",
        access="Step-free, with a quiet corner",
        run_by="the council",
        checked_on=timezone.localdate(),
        topic="baby-and-toddler-groups",
        offer_lines=["parenting-programmes", "send"],
        times=[(elm, "Tuesdays, 10am to 11:30am", 1), ("Ashmere library", "Fridays, 2pm", 4)],
    )
    midwives = make_service(
        "Midwives", what_it_is="Nobody checked this yet.", category="pregnancy", offer_lines=["midwifery"], provider_email="m@x.example"
    )
    link = ask_provider(service=midwives, by=None, today=builders.today())
    Link.objects.filter(pk=link.pk).update(salt=SALT, token_hash=keyed_hash("link", TOKEN))
    front.refresh_from_db()
    page = InfoPage(title="What hubs do", slug="what-hubs-do", show_in_menus=True)
    front.add_child(instance=page)
    page.save_revision().publish()


def _answers(elm: Hub) -> None:
    asha = make_user("Asha")
    give_role(asha, RoleKind.ENGAGEMENT_LEAD, elm)
    for outcome, reference in REFERENCE.items():
        builders.make_we_did(builders.make_you_said(elm, reference=reference), by=asha, outcome=outcome, published=True)
    late = builders.make_you_said(elm, reference=LATE)
    overdue = builders.today() - timedelta(days=2)
    builders.make_we_did(late, by=asha, outcome=Outcome.DOING, published=True, due_on=overdue)
    down = builders.make_you_said(elm, reference=DOWN)
    builders.make_we_did(down, by=asha, published=True)
    take_down(you_said=down, reason=WhyTakenDown.NAMES, by=asha, today=builders.today())
    furnish_asked(elm, asha, answered=REFERENCE[Outcome.DID])
    survey = builders.make_open_survey(elm, title="After a session", slug="after-a-session")
    response = builders.make_response(survey, elm, receipt_hash=code_hash(CODE))
    late.voices.add(builders.make_voice(elm, WORDS, response=response))
    builders.make_voice(elm, "More tea, please.", response=response)


def _surveys(elm: Hub, oak: Hub) -> Survey:
    made = {
        "faces": builders.faces("How was it today?", id=QUESTION["faces"]),
        "one_choice": builders.one_choice("Was it easy to find?", "Yes, easy", "It took a while", required=True, id=QUESTION["one_choice"]),
        "several_choices": builders.several_choices("What would you like more of?", id=QUESTION["several_choices"]),
        "short_text": builders.short_text("What did you like?", id=QUESTION["short_text"]),
        "long_text": builders.long_text("What would you change?", help="As much as you like.", id=QUESTION["long_text"]),
    }
    why = "We are planning next year, and we want to start from what families need."
    every = builders.make_open_survey(elm, title="What do you want?", slug="every-kind", why=why, questions=list(made.values()))
    builders.make_entry_point(every, elm, code="CDFH34")
    builders.make_open_survey(elm, oak, title="Two places", slug="two-places")
    builders.make_open_survey(elm, title="Nobody can tell", slug="nobody-can-tell", mode="unlinkable", questions=[builders.long_text()])
    closed = builders.make_open_survey(elm, title="Last summer", slug="closed")
    Survey.objects.filter(pk=closed.pk).update(state=SurveyState.CLOSED, closed_on=builders.today())
    long_closed = builders.make_open_survey(elm, title="Last winter", slug="long-closed")
    builders.make_response(long_closed, elm, receipt_hash=code_hash(CODE_LATE))
    long_ago = builders.today() - timedelta(days=30)
    Survey.objects.filter(pk=long_closed.pk).update(state=SurveyState.CLOSED, closed_on=long_ago)
    builders.make_open_survey(elm, title="Next spring", slug="not-yet", opens_on=builders.today() + timedelta(days=9))
    return every


def _phones(every: Survey) -> dict[str, Parent]:
    first = every.questions.get_prep_value()[1]["value"]["options"][0]["id"]
    several = every.questions.get_prep_value()[2]["value"]["options"][0]["id"]

    def answered() -> Parent:
        return Parent().start(every).answer("4", first, several, WORDS, WORDS)

    unlinkable = Survey.objects.get(slug="nobody-can-tell")
    return {
        "empty": Parent().start(every),
        "writing": answered(),
        "sent": answered().send(),
        "sent-unlinkable": Parent().start(unlinkable).answer(WORDS).send(),
        "two-places": Parent().start(Survey.objects.get(slug="two-places")),
    }
