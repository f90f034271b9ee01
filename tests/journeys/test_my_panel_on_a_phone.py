"""My panel in one hand: in by the door, an answer, something to read, money back with a photo; with scripts and without."""

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from accounts.models import User
from core import outbox
from core.models import Hub
from home.services.pages import build_page_tree
from panels.choices import ClaimState, HowReplied, Reply, Stage
from panels.models import Claim, ClaimReceipt, Invitation, Membership
from tests import builders
from tests.builders import today
from tests.consent.doorway import EMAIL, numbers
from tests.families import make_person
from tests.journeys.conftest import OpenContext, axe_problems, lands, sideways_scroll
from tests.panels.meeting import make_paper
from tests.panels.paneling import make_meeting, make_member
from tests.panels.paying import meeting_was, paying_panel
from tests.panels.test_claims_written_down import photo

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays, met yesterday and meets in a week."""
    build_page_tree()
    builders.make_brand(phone="01632 960 000", phone_hours="9 to 5 on weekdays", safeguarding_phone="01632 960 001")
    member = make_member(paying_panel(elm, petra), make_person(elm, email=EMAIL))
    make_paper(make_meeting(member.panel), out_on=today())
    meeting_was(member.panel)
    return member


def _is_well(page: Page, scripts: bool) -> None:
    assert sideways_scroll(page) == 0
    assert not scripts or axe_problems(page) == []  # axe is a script itself, and waits for ever where none runs


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_member_comes_in_answers_reads_and_gets_their_money_back(ola: Membership, open_context: OpenContext, scripts: bool) -> None:
    phone = open_context(java_script_enabled=scripts, viewport={"width": 320, "height": 640}).new_page()
    phone.goto("/my-panel/")
    phone.get_by_label("Your e-mail address").fill(EMAIL)
    lands(phone, phone.get_by_role("button", name="Send me the numbers"))
    outbox.drain()
    assert mail.outbox
    phone.get_by_label("Your six numbers").fill(numbers())
    lands(phone, phone.get_by_role("button", name="Open"))
    expect(phone.get_by_role("heading", name="My panel")).to_be_visible()

    lands(phone, phone.get_by_role("link", name="Can you come?"))
    lands(phone, phone.get_by_role("button", name="Yes, I am coming"))
    expect(phone.get_by_text("You told us:")).to_be_visible()
    assert Invitation.objects.values_list("reply", "how").get() == (Reply.YES, HowReplied.THEMSELVES)

    lands(phone, phone.get_by_role("link", name="Back to my panel"))
    lands(phone, phone.get_by_role("link", name="What the café costs"))
    expect(phone.get_by_text("You can help us choose.")).to_be_visible()

    lands(phone, phone.get_by_role("link", name="Back to my panel"))
    lands(phone, phone.get_by_role("link", name="Get your money back"))
    _is_well(phone, scripts)
    phone.get_by_label("Which meeting was it for?").select_option(index=2)
    phone.get_by_label("Fares, in pounds").fill("4,50")
    taken = photo()
    picture = {"name": "ticket.jpg", "mimeType": "image/jpeg", "buffer": taken.read()}
    phone.get_by_label("Photo of the ticket or the bill").set_input_files(picture)  # type: ignore[arg-type]  # a file by its parts
    lands(phone, phone.get_by_role("button", name="Send it", exact=True))
    expect(phone.get_by_role("heading", name="£4.50: Sent: somebody looks at it")).to_be_visible()
    _is_well(phone, scripts)
    assert Claim.objects.get().state == ClaimState.SENT
    assert ClaimReceipt.objects.count() == 1

    lands(phone, phone.get_by_role("link", name="Back to my panel"))
    lands(phone, phone.get_by_role("link", name="Step back for a while"))
    phone.get_by_label("Three months").check()
    lands(phone, phone.get_by_role("button", name="Step back", exact=True))
    expect(phone.get_by_role("heading", name="You are taking a break")).to_be_visible()
    ola.refresh_from_db()
    assert ola.stage == Stage.BREAK
    lands(phone, phone.get_by_role("button", name="Sign out, and clear this phone"))
    phone.goto("/my-panel/")
    expect(phone.get_by_role("heading", name="First, who are you?")).to_be_visible()
