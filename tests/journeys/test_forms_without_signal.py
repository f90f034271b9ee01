"""A form of a panel stays with what was typed when the signal is lost, and arrives once; Back asks nobody to send it again."""

from urllib.parse import urljoin

import pytest
from django.http import HttpRequest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from consent.selectors.door import cookie_name
from consent.services import purposes
from core.models import Hub
from core.sync import sync_roles
from home.services.pages import build_page_tree
from panels.models import Claim, ClaimReceipt, HasRead, Interest, MeetingNeed, Membership, ReadingNote
from panels.views import my_readings
from tests import builders
from tests.journeys.conftest import Watch, lands, sideways_scroll
from tests.panels.at_my_panel import at, phone_of
from tests.panels.paneling import make_meeting, make_member, make_panel, open_to_families
from tests.panels.paying import paying_panel
from tests.panels.reading import make_reading
from tests.panels.test_claims_written_down import photo

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NO_SIGNAL = "There is no signal just now. What you wrote is still here."


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays."""
    build_page_tree()
    builders.make_brand(phone="01632 960 000", safeguarding_phone="01632 960 001")
    return make_member(paying_panel(elm, petra))


def come_in(phone: Page, member: Membership, address: str) -> None:
    """Open a page behind the families' door."""
    phone.goto("/have-your-say/")
    visit = phone_of(member).cookies[cookie_name()].value
    phone.context.add_cookies([{"name": cookie_name(), "value": visit, "url": urljoin(phone.url, "/")}])
    phone.goto(address)


def tapped_without_signal(phone: Page, button: Locator) -> None:
    """Tap what sends while there is no signal: the page stays and says so."""
    expect(phone.get_by_text(NO_SIGNAL)).to_be_hidden()
    phone.context.set_offline(True)
    button.click()
    expect(phone.get_by_text(NO_SIGNAL)).to_be_in_viewport()
    assert sideways_scroll(phone) == 0
    phone.context.set_offline(False)


def test_who_asks_to_join_without_signal_types_it_once_and_is_received_once(elm: Hub, phone: Page, watch: Watch) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED")
    build_page_tree()
    sync_roles()
    purposes.begin()
    panel = open_to_families(make_panel(elm, coordinator=builders.make_post("Parent panel coordinator", hub=elm)))
    phone.goto(f"/panels/{panel.slug}/")
    phone.goto(reverse("join_panel", args=[panel.slug]))
    phone.get_by_label("What shall we call you?").fill("Sana")
    send = phone.locator("main").get_by_role("button", name="Send", exact=True)

    send.click()  # neither a number nor whether it is safe
    expect(phone.get_by_role("alert").filter(has_text="Please check this")).to_be_focused()
    expect(phone).to_have_title("Error: I’d like to join - Family hubs")
    expect(phone.get_by_label("What shall we call you?")).to_have_value("Sana")
    phone.get_by_label("Phone number").fill("07700 900123")
    phone.get_by_role("radio", name="Yes", exact=True).check()
    tapped_without_signal(phone, send)
    expect(phone.get_by_label("Phone number")).to_have_value("07700 900123")
    lands(phone, send)

    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert Interest.objects.count() == 1
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you")
    phone.go_back()
    expect(phone.get_by_role("heading", level=1)).to_have_text(panel.title)
    assert Interest.objects.count() == 1


def test_what_is_said_of_a_reading_without_signal_stays_and_arrives_once(ola: Membership, petra: User, phone: Page, watch: Watch) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED")
    reading = make_reading(ola.panel, by=petra)
    come_in(phone, ola, at("my_reading", ola, reading.pk))
    phone.get_by_text("Say something about this").last.click()
    box = phone.get_by_label("What do you say to this part?").last
    box.fill("Which bus?")
    send = phone.get_by_role("button", name="I have read it: send")

    tapped_without_signal(phone, send)
    expect(box).to_have_value("Which bus?")
    assert not HasRead.objects.exists()
    lands(phone, send)

    expect(phone.get_by_text("Thank you. You have read it.")).to_be_in_viewport()
    assert ReadingNote.objects.get().words == "Which bus?"
    assert HasRead.objects.count() == 1


def test_what_to_arrange_stays_where_it_was_ticked_and_is_kept(ola: Membership, phone: Page, watch: Watch) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED")
    meeting = make_meeting(ola.panel)
    come_in(phone, ola, at("my_meeting", ola, meeting.pk))
    lands(phone, phone.get_by_role("button", name="Yes, I am coming"))
    expect(phone.get_by_text("You told us:")).to_be_in_viewport()
    phone.get_by_label("Childcare").check()
    phone.get_by_label("What should we know about it?").fill("A ramp.")
    keep = phone.get_by_role("button", name="Keep what to arrange")

    tapped_without_signal(phone, keep)
    lands(phone, keep)
    expect(phone.get_by_label("What should we know about it?")).to_have_value("")

    assert MeetingNeed.objects.get().detail == "A ramp."
    phone.go_back()
    expect(phone).to_have_url(urljoin(phone.url, "/have-your-say/"))


def test_a_photo_goes_with_the_form_and_a_mistake_is_no_page_to_send_again(ola: Membership, phone: Page, watch: Watch) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED")
    come_in(phone, ola, at("ask_for_money", ola))
    send = phone.get_by_role("button", name="Send it", exact=True)
    phone.get_by_label("Fares, in pounds").fill("four")
    send.click()
    expect(phone.get_by_text("Write a sum in pounds, such as 4.50.").first).to_be_visible()
    phone.get_by_label("Fares, in pounds").fill("4.50")
    picture = {"name": "ticket.jpg", "mimeType": "image/jpeg", "buffer": photo().read()}
    photo_box = phone.get_by_label("Photo of the ticket or the bill")
    assert photo_box.evaluate("box => box.getBoundingClientRect().height") >= 44, "as large as a thumb"
    photo_box.set_input_files(picture)  # type: ignore[arg-type]  # a file by its parts

    tapped_without_signal(phone, send)
    lands(phone, send)

    expect(phone.get_by_role("heading", name="£4.50: Sent: somebody looks at it")).to_be_visible()
    assert Claim.objects.count() == ClaimReceipt.objects.count() == 1
    phone.go_back()
    expect(phone.get_by_role("heading", name="Get your money back")).to_be_visible()


def test_a_fault_of_ours_takes_no_words_away(
    ola: Membership, petra: User, phone: Page, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.allow("500")
    come_in(phone, ola, at("my_reading", ola, make_reading(ola.panel, by=petra).pk))
    phone.get_by_text("Say something about this").last.click()
    box = phone.get_by_label("What do you say to this part?").last
    box.fill("Which bus?")

    def broken(fields: HttpRequest) -> None:
        raise RuntimeError

    monkeypatch.setattr(my_readings, "_typed", broken)
    phone.get_by_role("button", name="I have read it: send").click()

    expect(phone.get_by_text(NO_SIGNAL)).to_be_visible()
    expect(box).to_have_value("Which bus?")
