"""The screens we made for staff, in a real browser: sound for screen readers in light and in dark.

Wagtail's own furniture around them is not ours to mend, so it is left out by name below, and nothing else is.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from consent.services import rights
from core.choices import RoleKind
from core.models import Hub, Post, PostHolder
from feedback.choices import Outcome
from feedback.models import Survey, Theme, Voice, YouSaid
from home.services.pages import build_page_tree, make_service
from home.services.wrong_reports import family_says_wrong
from participation.choices import Stage
from participation.services.learning import note_learning
from tests import builders
from tests.cast import give_role, make_user
from tests.families import make_person, make_rights_request
from tests.feedback.rating import end, open_rating, put_into_words, rate
from tests.journeys.conftest import DESK, OpenContext, Watch, axe_problems

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WAGTAILS_OWN = (
    "#wagtail-sidebar",  # the menu
    ".w-minimap",  # the small map of a long form's parts
    "[data-side-panel]",  # panels that slide in: status, preview
    ".w-breadcrumbs",  # the folded way back
    ".w-dropdown",  # the three dots of a row
)
SignIn = Callable[[Page, User], None]


@pytest.fixture
def everything(elm: Hub, elm_manager: Post, asha: User, ben: User) -> dict[str, str]:
    """A row behind every screen, and the address of each screen by its name."""
    builders.make_brand(safeguarding_phone="01632 960 001", phone="01632 960 000")
    survey: Survey = builders.make_open_survey(elm, title="After a session at Elm", questions=[builders.long_text()])
    heard: Voice = builders.make_voice(elm)
    builders.make_voice(elm, "دروازہ بھاری ہے", language="ur")
    theme: Theme = builders.make_theme(builders.make_engagement(elm), "The door", voices=[heard], by=asha)
    PostHolder.objects.create(post=elm_manager, user=ben, from_on=builders.today())
    a_week_ago = builders.today() - timedelta(days=7)
    late: YouSaid = builders.make_you_said(elm, heard_until_on=a_week_ago, answer_by_on=a_week_ago + timedelta(days=2))
    answered: YouSaid = builders.make_you_said(elm, text="Children get cold outside.")
    builders.make_we_did(answered, by=asha, outcome=Outcome.NOT_NOW, published=True)
    asked = builders.make_format_request(elm, due_on=a_week_ago)
    ola = make_person(elm, phone="07700 900123", post_address="14 Quay Lane", is_young=True, ask_again_from=a_week_ago)
    twice = make_person(elm, "Ola N.", email="ola@example.org", safe="only_ring")
    asked_for_a_copy = make_rights_request(ola, received_on=a_week_ago, asked="What do you have on me?")
    forget = make_rights_request(ola, "erasure", how="door")
    rights.decide(request=forget, verdict="yes", why="", answer="We have deleted it.", by=asha, today=builders.today())
    closed = builders.make_engagement(elm, stage=Stage.CLOSED, closed_on=a_week_ago, achieved_degree="council")
    rated = end(open_rating(closed))
    rate(rated, 16, listened="no", how="consulted")
    put_into_words()
    note_learning(engagement=closed, notes={"bias": "We asked in the morning only."}, by=asha)
    build_page_tree()
    service = make_service("Baby songs", what_it_is="Songs.", times=[(elm, "Mondays")], provider_email="songs@x.example")
    family_says_wrong(service=service, words="It is on Tuesdays now.", token="1", language="ur", today=a_week_ago)
    shown = {
        "services to check": reverse("services_to_check"),
        "a service that was checked": f"{reverse('services_to_check')}?show=all&due=now",
        "what is said to be wrong": reverse("wrong_reports"),
        "what was said to be wrong": f"{reverse('wrong_reports')}?state=ended",
        "asked in another way": reverse("format_requests:index"),
        "one request in another way": reverse("format_requests:one", args=(asked.pk,)),
        "a slip for the shelf": reverse("format_requests:slip", args=(asked.pk,)),
        "officer: questions about data": reverse("rights:index"),
        "officer: what somebody asked": reverse("rights:one", args=(asked_for_a_copy.pk,)),
        "officer: a decided one": reverse("rights:one", args=(forget.pk,)),
        "officer: its letter": reverse("rights:letter", args=(forget.pk,)),
        "officer: taking one in": reverse("rights:add"),
        "the families we know": reverse("families:index"),
        "one person": reverse("families:one", args=(ola.pk,)),
        "correcting a record": reverse("families:change", args=(ola.pk,)),
        "two records side by side": f"{reverse('families:merge', args=(ola.pk,))}?other={twice.code}",
        "writing somebody down": reverse("families:add"),
        "front page": reverse("wagtailadmin_home"),
        "surveys": reverse("survey:index"),
        "closing a survey": reverse("survey:close", args=(survey.pk,)),
        "opening what is open": reverse("survey:open", args=(survey.pk,)),
        "posters": reverse("entry_point:index"),
        "a new poster": reverse("entry_point:add"),
        "comments": reverse("comments:index"),
        "one comment": reverse("comments:one", args=(heard.pk,)),
        "themes": reverse("themes:index"),
        "one theme": reverse("themes:one", args=(theme.pk,)),
        "the answer board": reverse("you_said_board:index"),
        "a late promise": reverse("you_said_board:one", args=(late.pk,)),
        "an answer": reverse("you_said_board:one", args=(answered.pk,)),
        "writing an answer": reverse("you_said_board:answer", args=(late.pk,)),
        "raising a You said": reverse("you_said_board:raise"),
        "engagements": reverse("engagement:index"),
        "everyday listening": reverse("engagement:everyday"),
        "families rate it": reverse("rating:index"),
        "how families rate one": reverse("rating:one", args=(rated.engagement_id,)),
        "a rating's hubs and days": reverse("survey:edit", args=(rated.pk,)),
        "what we learned": reverse("learning:index"),
        "both views of one": reverse("learning:one", args=(rated.engagement_id,)),
        "looking at it again": reverse("learning:look", args=(rated.engagement_id,)),
        "a page that is not there": "/admin/no-such-page/",
    }
    for_the_administrator = {
        "people": reverse("people"),
        "a person": reverse("person", args=(ben.pk,)),
        "inviting": reverse("invite"),
        "who holds a post": reverse("post_holders", args=(elm_manager.pk,)),
        "the seals": reverse("audit_seals"),
        "urgent numbers": reverse("opening"),
        "all that waits": reverse("needs_you"),
        "what a role does here": reverse("what_do_i_do"),
        "handing over": reverse("hand_over", args=(ben.pk,)),
        "one's own posts": reverse("my_posts"),
    }
    return {**shown, **{f"administrator: {name}": address for name, address in for_the_administrator.items()}}


def drawn(page: Page) -> None:
    """Wait until Wagtail's scripts have drawn what they draw. Not for a silent network: a busy machine may never show that."""
    if page.locator("#wagtail-sidebar").count():
        page.locator("#wagtail-sidebar nav").wait_for()


def walk(page: Page, addresses: dict[str, str], look: Callable[[Page], list[str]]) -> dict[str, list[str]]:
    """Return what a look finds, by the name of the screen; only screens where it finds something."""
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        drawn(page)
        if problems := look(page):
            found[name] = problems
    return found


def sound(page: Page) -> list[str]:
    """Return what axe finds in what we made, and a missing or second heading."""
    headings = page.locator("h1").count()
    return axe_problems(page, leaving_out=WAGTAILS_OWN) + ([] if headings == 1 else [f"{headings} h1"])


def boss() -> User:
    """Someone who leads on listening, reaches families and looks after the house: every screen is theirs."""
    everywhere = make_user("Bo")
    for kind in (RoleKind.ENGAGEMENT_LEAD, RoleKind.ADMINISTRATOR, RoleKind.PANEL_COORDINATOR, RoleKind.DATA_PROTECTION_OFFICER):
        give_role(everywhere, kind)
    PostHolder.objects.create(post=Post.objects.all()[0], user=everywhere, from_on=builders.today())
    Post.objects.update(away_from_on=builders.today())  # so that the front page and "your posts" say it
    return everywhere


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_of_ours_is_sound(
    open_context: OpenContext, sign_in_on: SignIn, everything: dict[str, str], watch: Watch, scheme: str
) -> None:
    page = open_context(viewport=DESK, color_scheme=scheme).new_page()
    watch.allow("status of 404")
    sign_in_on(page, boss())

    assert walk(page, everything, sound) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_answer_that_was_refused_or_overtaken_is_sound(
    open_context: OpenContext, sign_in_on: SignIn, everything: dict[str, str], asha: User, watch: Watch, scheme: str
) -> None:
    page = open_context(viewport=DESK, color_scheme=scheme).new_page()
    watch.allow("status of 40[49]")
    sign_in_on(page, boss())
    page.goto(everything["writing an answer"])
    page.get_by_label("No, because", exact=True).check()
    page.get_by_role("button", name="Save the answer").click()
    page.get_by_role("heading", name="Not saved yet").wait_for()
    assert sound(page) == []

    builders.make_we_did(YouSaid.objects.get(published_on__isnull=True), by=asha, outcome=Outcome.NO)
    page.get_by_label("What we say back").fill("We cannot widen the door.")
    page.get_by_label("Because", exact=True).fill("The wall is listed.")
    page.get_by_role("button", name="Save the answer").click()
    page.get_by_role("heading", name="Somebody else saved while you were writing").wait_for()
    assert sound(page) == []
