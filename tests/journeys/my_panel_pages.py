"""The pages of My panel: what a thumb does there before we look (family_pages.py)."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from urllib.parse import urljoin, urlsplit

from django.utils import timezone
from playwright.sync_api import Page as BrowserPage

from consent.models import FamilyVisit, Person
from consent.selectors.door import cookie_name, token_hash
from core.models import Hub
from panels.choices import Format, MoneyKind, Stage
from panels.models.actions import ActionOfMember
from panels.rules.claims import Asked
from tests.builders import today
from tests.cast import make_user
from tests.families import make_person
from tests.journeys.public_acts import Act, press
from tests.panels.deciding import make_question
from tests.panels.meeting import make_paper
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel
from tests.panels.paying import make_claim, make_policy
from tests.panels.reading import make_reading
from tests.panels.writing_down import held_before, make_action

PAGE = "/my-panel/"
VISITS = {"nina": "a visit of a member of the journeys", "rests": "a visit of one who rests", "young": "a visit of a child"}


def furnish_my_panel(hub: Hub) -> None:
    """Make a member with everything on their page, one who rests, and a child; each is behind the door."""
    panel = make_panel(hub, "Parents who read leaflets")
    nina = make_person(hub, "Nina Kaur", email="nina@family.example")
    member = make_member(panel, nina)
    make_reading(panel, "A leaflet about the summer", by=make_user("Rita"))
    make_question(panel)
    took_on = make_action(held_before(panel), make_user("Theo"), "Bring the pictures.", owner_kind="member")
    ActionOfMember.objects.create(action=took_on, membership=member)
    make_policy(panel, make_user("Polly"))
    make_claim(member, by=None, note="The bus at night.", meeting=make_meeting(panel, starts_at=in_days(-3), state="held"))
    make_claim(member, by=None, sent=False, lines=[Asked(MoneyKind.FARES, Decimal(4))])
    make_meeting(panel, format=Format.HYBRID, link="https://meet.example/a-room-with-a-rather-long-name-that-must-not-push-the-page-wide")
    make_paper(make_meeting(panel, starts_at=in_days(14)), "What the café costs: a rather long title of something to read", out_on=today())
    make_paper(make_meeting(panel, starts_at=in_days(15)), kind="pdf", words="", content=b"%PDF-1.4", out_on=today())
    make_meeting(panel, starts_at=in_days(20), state="off", called_off_because="Snow")
    rests = make_person(hub, "Rosa", email="rosa@family.example")
    make_member(panel, rests, stage=Stage.BREAK, break_until_on=in_days(40).date())
    make_member(make_panel(hub, "Parents of last year"), rests, stage=Stage.LEFT, left_on=today())
    young = make_person(hub, "Zara", email="zara@family.example", is_young=True)
    make_member(panel, young)
    for name, person in (("nina", nina), ("rests", rests), ("young", young)):
        _open(person, name)


def _open(person: Person, name: str) -> None:
    later = timezone.now() + timedelta(hours=3)
    FamilyVisit.objects.create(person=person, token_hash=token_hash(VISITS[name]), expires_at=later)


def _page_of(page: BrowserPage) -> str:
    """Return where My panel stands, in the language that the phone was opened in."""
    here = urlsplit(page.url)
    return f"{here.scheme}://{here.netloc}{'/ur' if here.path.startswith('/ur/') else ''}{PAGE}"


def outside(page: BrowserPage) -> None:
    """Stand before the door, whoever had the phone before."""
    page.context.clear_cookies()
    page.goto(_page_of(page))


def inside(who: str = "nina", *then: Act) -> Act:
    """Return an act: stand behind the door as somebody, then do more."""

    def act(page: BrowserPage) -> None:
        page.context.add_cookies([{"name": cookie_name(), "value": VISITS[who], "url": urljoin(page.url, "/")}])
        page.goto(_page_of(page))
        for one in then:
            one(page)

    return act


def go(part: str, *, place: int = 0) -> Callable[[BrowserPage], None]:
    """Return an act: follow the link at a place, the first if nothing is said, among those whose address holds this."""

    def act(page: BrowserPage) -> None:
        page.locator(f"main a[href*='{part}']").nth(place).click()
        page.wait_for_load_state()

    return act


SEND = "form button.button:visible"
# Name, address, act, status.
MY_PANEL_PAGES: tuple[tuple[str, str, Act | None, int], ...] = (
    ("my-panel-door", PAGE, outside, 200),
    ("my-panel", PAGE, inside(), 200),
    ("my-panel-rests", PAGE, inside("rests"), 200),
    ("my-panel-young", PAGE, inside("young"), 200),
    ("my-panel-meeting", PAGE, inside("nina", go("/meeting/")), 200),
    ("my-panel-question", PAGE, inside("nina", go("/question/")), 200),
    ("my-panel-reading", PAGE, inside("nina", go("/reading/")), 200),
    ("my-panel-reading-said", PAGE, inside("nina", go("/reading/"), press(SEND)), 200),
    ("my-panel-paper", PAGE, inside("nina", go("/paper/")), 200),
    ("my-panel-money", PAGE, inside("nina", go("/money/")), 200),
    ("my-panel-money-sent", PAGE, inside("nina", go("/money/", place=1)), 200),
    ("my-panel-ask", PAGE, inside("nina", go("/money/", place=-1)), 200),
    ("my-panel-ask-error", PAGE, inside("nina", go("/money/", place=-1), press(SEND, childcare="30", hours="", miles="many")), 200),
    ("my-panel-rest", PAGE, inside("nina", go("/rest/")), 200),
    ("my-panel-rest-error", PAGE, inside("nina", go("/rest/"), press(SEND)), 200),
    ("my-panel-leave", PAGE, inside("nina", go("/leave/")), 200),
)
