"""What somebody says of a thing after it was booked: the booking stands as it was, and what is new waits to be looked at."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.models import Hub
from panels.models import Invitation, Meeting, MeetingNeed
from panels.services.replies import answer, arrange
from tests.builders import today
from tests.cast import sign_in
from tests.panels.inviting import add_member, asked, make_ready
from tests.panels.meeting import words

LOOK_AGAIN = "They need more of this than you booked for them: look again."


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    return make_ready(elm)


@pytest.fixture
def ola(meeting: Meeting, petra: User) -> Invitation:
    """Ola comes, and her taxi is booked."""
    invitation = asked(meeting, add_member(meeting.panel), by=petra)
    answer(invitation=invitation, reply="yes", how="rang", by=petra, now=timezone.now())
    needs(invitation, petra, ["travel"], "From Station Road")
    MeetingNeed.objects.update(booked_on=today(), booked_by=petra, spent=12)
    return invitation


def needs(invitation: Invitation, by: User, kinds: list[str], line: str = "") -> None:
    arrange(invitation=invitation, kinds=kinds, line=line, by=by, now=timezone.now(), how="rang")


def read(client: Client, meeting: Meeting) -> str:
    return words(client.get(reverse("meeting:needs", args=[meeting.pk])))


def test_what_is_said_since_it_was_booked_is_to_be_done_and_says_look_again(ola: Invitation, meeting: Meeting, petra: User) -> None:
    desk = sign_in(petra)
    assert "All is booked." in read(desk, meeting)

    for _ in range(2):
        needs(ola, petra, ["travel", "food"], "With a wheelchair now")

    booked, new = MeetingNeed.objects.filter(kind="travel").order_by("booked_on")
    if booked.booked_on is None:
        booked, new = new, booked
    assert (booked.detail, booked.spent, new.detail, new.booked_on) == ("From Station Road", Decimal(12), "With a wheelchair now", None)
    page = read(desk, meeting)
    assert "2 to book" in page
    assert page.count(LOOK_AGAIN) == 1, "food is not booked, so it is nothing to look at again"


def test_a_second_line_joins_what_is_not_booked_yet(ola: Invitation, petra: User) -> None:
    needs(ola, petra, ["travel"], "With a wheelchair now")
    needs(ola, petra, ["travel"], "And a pram")

    open_one = MeetingNeed.objects.get(kind="travel", booked_on=None)
    assert open_one.detail == "With a wheelchair now\nAnd a pram"


def test_it_stays_when_they_say_what_else_they_need(ola: Invitation, petra: User) -> None:
    """A form asks of what is booked no more, so a tick that is not there is no word about it."""
    needs(ola, petra, ["travel"], "With a wheelchair now")
    needs(ola, petra, ["food"])

    assert sorted(MeetingNeed.objects.values_list("kind", flat=True)) == ["food", "travel", "travel"]


def test_the_same_again_changes_nothing_that_is_booked(ola: Invitation, meeting: Meeting, petra: User) -> None:
    needs(ola, petra, ["travel"])
    needs(ola, petra, ["travel"], "From Station Road")

    assert MeetingNeed.objects.count() == 1
    assert LOOK_AGAIN not in read(sign_in(petra), meeting)
