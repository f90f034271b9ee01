"""The pages behind the links of letters about meetings: what a thumb does there before we look (family_pages.py)."""

from typing import Any

from playwright.sync_api import Page

from consent.models import Person
from core.crypto import keyed_hash
from core.models import Hub
from panels.choices import Format, HowDecided, MemberKind, NeedKind
from panels.models import Invitation, QuestionAsked, StandingNeed, TimeAsked
from panels.models.reply_link import OpensByLink
from panels.selectors.reply_links import LETTERS, hash_of, whom
from tests.builders import today
from tests.journeys.public_acts import Act, press
from tests.panels.deciding import make_question
from tests.panels.inviting import make_poll
from tests.panels.meeting import make_item, make_paper
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel

_NAMES = ("reply", "off", "over", "reads", "times", "late-times", "decide", "order", "decided")
SALTS = {name: f"a {name} of the journeys" for name in _NAMES}


def token(name: str, model: type[OpensByLink]) -> str:
    """Return the token that a fixed salt makes (panels/selectors/reply_links.py)."""
    return keyed_hash(f"panel link {model._meta.label_lower}", SALTS[name])[:LETTERS]


def furnish_replies(hub: Hub, ola: Person) -> None:
    """Make what the links open: meetings to come with papers, one called off, one that is over, polls and questions, open and closed."""
    panel = make_panel(hub)
    member = make_member(panel, ola)
    StandingNeed.objects.create(membership=member, kind=NeedKind.CHILDCARE, confirmed_on=today())
    meetings = {
        "reply": make_meeting(panel, format=Format.HYBRID, link="https://meet.example/room"),
        "off": make_meeting(panel, state="off", called_off_because="Snow"),
        "over": make_meeting(panel, starts_at=in_days(-3), state="held"),
    }
    for name, meeting in meetings.items():
        _open(Invitation(meeting=meeting, membership=member), name, ola)
    make_item(meetings["reply"], what_is_open="The hours, not the days")
    make_paper(meetings["reply"], "What the café costs, and what you told us about it", out_on=today())
    reader = make_member(make_panel(hub), ola, kind=MemberKind.READER)
    reads = make_meeting(reader.panel)
    make_paper(reads, kind="pdf", words="", content=b"%PDF-1.7", out_on=today())
    _open(Invitation(meeting=reads, membership=reader), "reads", ola)
    _open(TimeAsked(poll=make_poll(panel), membership=member), "times", ola)
    _open(TimeAsked(poll=make_poll(panel, closes_on=today(), ended_on=today()), membership=member), "late-times", ola)
    decided: dict[str, Any] = {
        "ended_on": today(),
        "decided": "Under the tree.",
        "reason": "All can live with it.",
        "minority_view": "The gate is nearer.",
    }
    questions = {
        "decide": make_question(panel),
        "order": make_question(panel, how=HowDecided.RANKED),
        "decided": make_question(panel, **decided),
    }
    for name, question in questions.items():
        _open(QuestionAsked(question=question, membership=member), name, ola)


def _open(row: Invitation | TimeAsked | QuestionAsked, name: str, ola: Person) -> None:
    row.salt, row.for_whom, row.token_hash = SALTS[name], whom(ola), hash_of(token(name, type(row)))
    row.save()


def called_to(name: str) -> str:
    """Return the address of an invitation's page."""
    return f"/panels/reply/{token(name, Invitation)}/"


def asked_at(name: str) -> str:
    """Return the address of a poll's page."""
    return f"/panels/times/{token(name, TimeAsked)}/"


def decide_at(name: str) -> str:
    """Return the address of a question's page."""
    return f"/panels/decide/{token(name, QuestionAsked)}/"


def say_the_first(page: Page) -> None:
    """Choose the first answer of the first choice, and send it."""
    page.locator("main .tile").first.click()
    press("form:not(.exit) button.button:visible")(page)


# Name, address, act, status.
REPLY_PAGES: tuple[tuple[str, str, Act | None, int], ...] = (
    ("panel-reply", called_to("reply"), None, 200),
    ("panel-reply-said", called_to("reply"), press("button[value=yes]"), 200),
    ("panel-reply-no", called_to("reply"), press("button[value=no]"), 200),
    ("panel-reply-reads", called_to("reads"), None, 200),
    ("panel-paper", called_to("reply"), press("form[action*=papers] button"), 200),
    ("panel-reply-off", called_to("off"), None, 200),
    ("panel-reply-over", called_to("over"), None, 410),
    ("panel-reply-gone", "/panels/reply/made-up/", None, 410),
    ("panel-times", asked_at("times"), None, 200),
    ("panel-times-said", asked_at("times"), say_the_first, 200),
    ("panel-decide", decide_at("decide"), None, 200),
    ("panel-decide-said", decide_at("decide"), say_the_first, 200),
    ("panel-decide-error", decide_at("order"), press("form:not(.exit) button.button:visible"), 200),
    ("panel-decided", decide_at("decided"), None, 200),
    ("panel-times-closed", asked_at("late-times"), None, 200),
)
