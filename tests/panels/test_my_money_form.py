"""The form with which a member gets their money back: what it offers, what it asks for, and what it says when something is missing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from core.models import Hub
from panels.choices import Came
from panels.models import Attendance, Claim, Meeting, Membership
from tests.panels.at_my_panel import at, phone_of
from tests.panels.meeting import words
from tests.panels.paneling import make_member
from tests.panels.paying import make_claim, meeting_was, paying_panel
from tests.panels.test_claims_written_down import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays."""
    return make_member(paying_panel(elm, petra))


@pytest.fixture
def phone(ola: Membership) -> Client:
    """Ola's phone, behind the door."""
    return phone_of(ola)


@pytest.mark.parametrize("change", [{}, {"state": "off", "called_off_because": "Snow"}])
def test_a_draft_keeps_its_meeting_however_long_ago_it_was(change: dict[str, str], phone: Client, ola: Membership) -> None:
    meeting = meeting_was(ola.panel, days_ago=1 if change else 250)
    claim = make_claim(ola, by=None, sent=False, meeting=meeting)
    Meeting.objects.update(**change)
    there = at("change_money", ola, claim.pk)

    form = phone.get(there)
    assert f'value="{meeting.pk}" selected' in form.text
    phone.post(there, {"seen": "1", "meeting": meeting.pk, "fares": "5", "go": "keep"})

    assert Claim.objects.get().meeting == meeting
    assert str(meeting.pk) not in [one["value"] for one in phone.get(at("ask_for_money", ola)).context["form"].for_which()]


def chosen(phone: Client, ola: Membership) -> list[str]:
    """Return the meetings that stand chosen when the form opens: one, or none."""
    options = phone.get(at("ask_for_money", ola)).context["form"].for_which()
    return [one["value"] for one in options if one["checked"]]


def test_the_last_meeting_that_they_came_to_stands_chosen(phone: Client, ola: Membership) -> None:
    long_ago, lately, missed, no_sheet = (meeting_was(ola.panel, days_ago=days) for days in (60, 30, 14, 1))
    assert chosen(phone, ola) == [], f"nobody wrote down who came, to {no_sheet} neither"
    for meeting, came in ((long_ago, Came.YES), (lately, Came.ONLINE), (missed, Came.APOLOGIES)):
        Attendance.objects.create(meeting=meeting, membership=ola, came=came)

    assert chosen(phone, ola) == [str(lately.pk)]


def test_another_members_coming_chooses_nothing_for_them(phone: Client, ola: Membership) -> None:
    Attendance.objects.create(meeting=meeting_was(ola.panel), membership=make_member(ola.panel), came=Came.YES)

    assert chosen(phone, ola) == []


def beside(page: Any, name: str) -> str:
    """Return what is wrong with one box, as it stands beside it."""
    form = page.context["form"]
    return str(form.note_wrong if name == "note" else next(box["error"] for box in form.boxes() if box["name"] == name))


@pytest.mark.parametrize(
    ("said", "box", "told"),
    [
        ({"hours": "3"}, "childcare", "Write what these hours cost."),
        ({"fares": "4", "hours": "3"}, "childcare", "Write what these hours cost."),
        ({"childcare": "30"}, "hours", "Write for how many hours it was."),
        ({"other": "5"}, "note", "Say what “something else” was."),
    ],
)
def test_what_is_missing_is_said_beside_its_box_alone(said: dict[str, str], box: str, told: str, phone: Client, ola: Membership) -> None:
    page = phone.post(at("ask_for_money", ola), said | {"go": "send"})

    assert beside(page, box) == told
    assert page.context["errors"] == [{"text": told, "href": f"#{box}"}]
    assert not Claim.objects.exists()


def test_something_else_is_taken_with_its_words_and_hours_say_what_they_are(phone: Client, ola: Membership) -> None:
    assert "For how long somebody looked after your child, such as 2.5." in words(phone.get(at("ask_for_money", ola)))

    phone.post(at("ask_for_money", ola), {"other": "5", "note": "A parking ticket.", "go": "send"})

    assert Claim.objects.get().asked == 5


def test_mistakes_are_listed_as_a_thumb_comes_by_them(phone: Client, ola: Membership) -> None:
    said = {
        "meeting": "999999",
        "fares": "four",
        "hours": "2",
        "other": "1",
        "photos": SimpleUploadedFile("a.txt", b"no photo"),
        "note": "x" * 601,
    }

    page = phone.post(at("ask_for_money", ola), said | {"go": "send"})

    assert [one["href"] for one in page.context["errors"]] == ["#meeting", "#fares", "#childcare", "#photos", "#note"]


def test_what_is_being_changed_says_that_its_photos_are_there(phone: Client, ola: Membership) -> None:
    phone.post(at("ask_for_money", ola), {"fares": "4", "photos": [photo(), photo()], "go": "keep"})

    assert "Photos that are here already: 2" in words(phone.get(at("change_money", ola, Claim.objects.get().pk)))
    assert "here already" not in words(phone.get(at("ask_for_money", ola)))
