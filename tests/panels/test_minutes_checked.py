"""What keeps words out of minutes that nobody said yes to: what somebody said as they said it, a name, a number."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from panels.models import BodyItem, Meeting, Minutes, MinutesCorrection, Panel, Recommendation
from panels.services import bodies
from panels.services.actions import drop
from panels.services.meetings import take_back
from panels.services.minutes import correct, keep_summary, send_out, take_off
from panels.services.points import make_comment
from panels.services.questions import end_question
from tests.builders import today
from tests.panels.deciding import make_question
from tests.panels.meeting import make_item, words
from tests.panels.paneling import make_member, make_panel, open_to_families
from tests.panels.writing_down import held_before, make_action, make_minutes, make_point, make_recommendation

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(elm: Hub) -> Panel:
    return open_to_families(make_panel(elm, "Parents at Elm"))


@pytest.fixture
def meeting(panel: Panel) -> Meeting:
    return held_before(panel, 3)


def page_of(meeting: Meeting) -> str:
    return reverse("panel_minutes", args=[meeting.panel.slug, meeting.pk])


def send(meeting: Meeting, by: User, summary: str) -> Minutes:
    return send_out(meeting=meeting, words=summary, by=by, today=today())


def correction(meeting: Meeting, by: User, said: str) -> Any:
    return correct(key=uuid.uuid4(), meeting=meeting, words=said, by=by, today=today())


SAID = "My neighbour’s boy was hurt\nat the gate."


def test_nothing_goes_out_as_somebody_said_it_also_when_it_is_a_comment_by_now(client: Client, meeting: Meeting, petra: User) -> None:
    point = make_point(meeting, petra, SAID)
    copied = "The gate:\n- my neighbour's boy was hurt at the gate"

    for _time in range(2):
        with pytest.raises(ValidationError, match=r"“My neighbour’s boy was hurt at the gate.” stands there"):
            send(meeting, petra, copied)
        if not point.voice_id:
            make_comment(point=point, hub=None, by=petra, today=today())
            point.refresh_from_db()

    assert client.get(page_of(meeting)).status_code == 404
    send(meeting, petra, "We talked about how safe the gate is.")
    with pytest.raises(ValidationError, match="Say it in your own words"):
        correction(meeting, petra, "It was this: " + SAID)
    assert not MinutesCorrection.objects.exists()
    assert "neighbour" not in words(client.get(page_of(meeting)))


def test_a_few_words_that_are_everybodys_may_be_said(meeting: Meeting, petra: User) -> None:
    make_point(meeting, petra, "It was good.")
    make_point(meeting, petra, "The door is shut")

    assert send(meeting, petra, "It was good. The doors are shut too early.").out_on == today()


def test_a_line_that_stands_in_a_draft_may_be_kept_until_it_is_said_otherwise(meeting: Meeting, petra: User) -> None:
    make_point(meeting, petra, SAID)

    assert keep_summary(meeting=meeting, words=SAID, by=petra).summary == SAID
    with pytest.raises(ValidationError, match="as it was said"):
        send(meeting, petra, SAID)


TELLS = "Ola Nowak rings 01632 960 123."  # a member's full name, as `make_member` writes it, and a number
NAMED = "the name of somebody who is or was on the panel"


def test_no_name_of_a_member_goes_out_nor_a_number_in_a_line_of_the_agenda(meeting: Meeting, petra: User) -> None:
    make_member(meeting.panel)
    make_item(meeting, "What 01632 960 123 is for")

    with pytest.raises(ValidationError) as refused:
        send(meeting, petra, "Ola told us about the clinic, and ola\nNOWAK about the door.")
    assert [one.partition("seems")[2] for one in refused.value.messages] == [
        f" to hold {NAMED}. Take it out: everybody can read this.",
        " to hold a phone number. Take it out: everybody can read this.",
    ]

    meeting.agenda.all().delete()
    send(meeting, petra, "Ola told us about the clinic.")
    with pytest.raises(ValidationError, match=NAMED):
        correction(meeting, petra, TELLS)


def test_what_goes_public_later_is_looked_at_as_the_minutes_are(meeting: Meeting, petra: User) -> None:
    make_member(meeting.panel)
    sent, action = make_recommendation(meeting, petra).sent, make_action(meeting, petra)
    make_minutes(meeting, petra)

    acts: tuple[Callable[[str], object], ...] = (
        lambda said: bodies.came_back(item=sent, words=said, on=today(), by=petra, today=today()),
        lambda said: drop(action=action, because=said, by=petra, today=today()),
        lambda said: end_question(
            question=make_question(meeting.panel), decided=said, reason="So.", minority_view="", by=petra, today=today()
        ),
    )
    for write in acts:
        with pytest.raises(ValidationError) as refused:
            write(TELLS)
        assert "a phone number" in str(refused.value)
        assert NAMED in str(refused.value)
        write("Not this year.")


def test_what_only_staff_read_of_a_body_may_name_somebody(meeting: Meeting, petra: User) -> None:
    make_member(meeting.panel)
    body = make_recommendation(meeting, petra).sent.body
    item = bodies.send(body=body, what="x", sent_on=today(), reference="", answer_by_on=None, by=petra, today=today())

    bodies.came_back(item=item, words=TELLS, on=today(), by=petra, today=today())

    item.refresh_from_db()
    assert item.came_back == TELLS


def change(item: BodyItem, by: User) -> None:
    said: dict[str, Any] = {"what": "Pay for two.", "sent_on": item.sent_on, "reference": "", "answer_by_on": item.answer_by_on}
    bodies.change_item(item=item, **said, by=by, today=today())


def test_what_was_recommended_stays_as_it_went_out(client: Client, meeting: Meeting, petra: User) -> None:
    make_recommendation(meeting, petra)
    make_minutes(meeting, petra)

    with pytest.raises(ValidationError, match="take them off the page first"):
        change(Recommendation.objects.get().sent, petra)
    assert "Pay for a door opener." in words(client.get(page_of(meeting)))

    take_off(meeting=meeting, by=petra)
    change(Recommendation.objects.get().sent, petra)
    assert BodyItem.objects.get().what == "Pay for two."


def test_a_meeting_whose_minutes_are_out_is_not_to_come_after_all(meeting: Meeting, petra: User) -> None:
    make_minutes(meeting, petra)

    with pytest.raises(ValidationError, match="Take them off the page first"):
        take_back(meeting=meeting, by=petra)

    take_off(meeting=meeting, by=petra)
    take_back(meeting=meeting, by=petra)
    meeting.refresh_from_db()
    assert meeting.state == "planned"
