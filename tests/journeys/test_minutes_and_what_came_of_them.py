"""From a word said in the room to its answer on the panel's page: on a phone, with scripts and without."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import Hub
from core.sync import sync_roles
from feedback.models import Voice, YouSaid
from panels.models import Attendance, Meeting, Minutes
from tests.builders import make_we_did, make_you_said, today
from tests.journeys.conftest import axe_problems, lands, sideways_scroll
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN
from tests.panels.paneling import make_member, make_panel, open_to_families
from tests.panels.writing_down import held_before, held_today, make_minutes

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    """A meeting of today of a panel that families can read of."""
    panel = open_to_families(make_panel(elm, "Parents at Elm", slug="parents-at-elm"))
    sync_roles()
    make_member(panel)
    return held_today(panel)


@pytest.fixture(params=["with scripts", "without"])
def phone_of_petra(request: pytest.FixtureRequest, petra: User, sign_in_on: SignIn) -> Page:
    """Petra's phone."""
    page: Page = request.getfixturevalue("phone" if request.param == "with scripts" else "phone_without_scripts")
    sign_in_on(page, petra)
    return page


def answered(voice: Voice, asha: User) -> YouSaid:
    """Answer it, as the screens of another journey do."""
    said = make_you_said(voice.hub, text="The door is too heavy for a buggy.")
    said.voices.add(voice)
    make_we_did(said, by=asha, published=True)
    return said


def test_from_a_word_in_the_room_to_its_answer(meeting: Meeting, asha: User, phone_of_petra: Page) -> None:
    phone = phone_of_petra
    phone.goto(reverse("meeting:who_came", args=[meeting.pk]))
    phone.get_by_role("group", name="Ola").get_by_label("Came", exact=True).check()
    lands(phone, phone.get_by_role("button", name="Keep it"))
    lands(phone, phone.get_by_role("link", name="Run sheet"))
    first = phone.get_by_role("region", name="What happened to what we said")
    first.get_by_label("What was said, decided or agreed").fill("I cannot get the buggy through the door.")
    lands(phone, first.get_by_role("button", name="It was said"))

    lands(phone, phone.get_by_role("link", name="Minutes", exact=True))
    box = phone.get_by_label("What you talked about, in a few plain words")
    expect(box).to_have_value("")
    expect(phone.get_by_text("I cannot get the buggy through the door.")).to_be_visible()
    box.fill("We talked about the front door.")
    lands(phone, phone.get_by_role("button", name="Keep it, and send the minutes out"))
    expect(phone.get_by_text("They are out. Write to members now")).to_be_visible()
    assert sideways_scroll(phone) == 0
    lands(phone, phone.get_by_role("link", name="As families read them"))
    expect(phone.get_by_text("We talked about the front door.")).to_be_visible()
    expect(phone.get_by_text("I cannot get the buggy")).to_have_count(0)

    phone.goto(reverse("meeting:run", args=[meeting.pk]))
    lands(phone, phone.get_by_role("button", name="Make it a comment, to be answered"))
    expect(phone.get_by_text("It is among the comments, and is answered like every other.")).to_be_visible()
    answered(Voice.objects.get(), asha)

    phone.goto("/panels/parents-at-elm/")
    expect(phone.get_by_text("The door now opens by itself.")).to_be_visible()
    lands(phone, phone.get_by_role("link", name="What was answered, decided and done"))
    expect(phone.get_by_text("The door is too heavy for a buggy.")).to_be_visible()
    assert sideways_scroll(phone) == 0
    assert Attendance.objects.count() == 1


def test_everybody_can_read_the_screen_of_the_minutes(meeting: Meeting, petra: User, phone: Page, sign_in_on: SignIn) -> None:
    sign_in_on(phone, petra)
    last = held_before(meeting.panel)
    make_minutes(last, petra, out_on=today() - timedelta(days=1), first_out_on=today() - timedelta(days=1))
    Minutes.objects.create(meeting=meeting, summary="In order to facilitate, we utilise a pathway.")

    for address in (reverse(f"meeting:{name}", args=[one.pk]) for one in (meeting, last) for name in ("minutes", "correct_minutes")):
        for scheme in ("light", "dark"):
            phone.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            phone.goto(address)
            assert axe_problems(phone, leaving_out=WAGTAILS_OWN) == [], (address, scheme)
            assert sideways_scroll(phone) == 0, address
