"""A visit behind the families' door ends while somebody types: what they typed and ticked comes back, and that it is not sent is said."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core.models import Hub
from panels.choices import HowDecided, Stage
from panels.models import Claim, ExitNote, HasRead, MeetingNeed, Membership, QuestionAnswer
from panels.views.behind_the_door import LONGEST
from tests.panels.at_my_panel import at, phone_of
from tests.panels.deciding import make_question
from tests.panels.inviting import add_member, make_ready
from tests.panels.meeting import make_standing_need, words
from tests.panels.paneling import make_member
from tests.panels.paying import meeting_was, paying_panel
from tests.panels.reading import make_reading

pytestmark = pytest.mark.django_db

KEPT = "We kept what you typed. Nothing is sent yet: press the button again."


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays."""
    return make_member(paying_panel(elm, petra))


def away_too_long(phone: Client, there: str, typed: dict[str, Any]) -> Any:
    """Send a form without a visit, come in again, and return the page that the door leads back to."""
    door = Client().post(there, typed).headers["Location"]
    on = phone.get(door).headers["Location"]
    assert not any(value in on for value in ("ramp", "childcare", "bus")), "nobody reads in an address what was typed"
    return phone.get(on)


def test_every_tick_of_what_to_arrange_comes_back_with_the_words(elm: Hub) -> None:
    meeting = make_ready(elm)
    ola = add_member(meeting.panel)
    there, phone = at("my_meeting", ola, meeting.pk), phone_of(ola)
    phone.post(there, {"reply": "yes"})

    page = away_too_long(phone, there, {"has_needs": "1", "need": ["childcare", "food"], "line": "A ramp, no nuts.", "keep": "needs"})

    assert KEPT in words(page)
    assert page.text.count(" checked") == 2
    assert ">\nA ramp, no nuts.</textarea>" in page.text
    assert not MeetingNeed.objects.exists()


def test_a_tick_that_was_taken_out_stays_out(elm: Hub) -> None:
    meeting = make_ready(elm)
    ola = add_member(meeting.panel)
    make_standing_need(ola)
    there, phone = at("my_meeting", ola, meeting.pk), phone_of(ola)
    phone.post(there, {"reply": "yes"})
    assert phone.get(there).text.count(" checked") == 1

    page = away_too_long(phone, there, {"has_needs": "1", "keep": "needs"})

    assert page.text.count(" checked") == 0


def test_what_was_chosen_in_a_vote_comes_back_and_is_not_thanked_for(ola: Membership) -> None:
    question = make_question(ola.panel, how=HowDecided.RANKED)
    there, phone = at("my_question", ola, question.pk), phone_of(ola)
    first, second = (f"option-{option.pk.hex}" for option in question.options.all())
    phone.post(there, {first: "1", second: "2"})

    page = away_too_long(phone, there, {first: "2", second: "1"})

    assert KEPT in words(page)
    assert "We have your answer" not in words(page)
    chosen = [one["options"] for one in page.context["choices"]]
    assert [next(one["value"] for one in options if one["checked"]) for options in chosen] == ["2", "1"]
    assert sorted(QuestionAnswer.objects.filter(said="1").values_list("option__pk", flat=True)) == [question.options.all()[0].pk]


def test_what_was_said_of_a_paragraph_comes_back_and_is_not_thanked_for(ola: Membership, petra: User) -> None:
    reading = make_reading(ola.panel, by=petra)
    there, phone = at("my_reading", ola, reading.pk), phone_of(ola)
    phone.post(there, {"p-1": "Good."})

    page = away_too_long(phone, there, {"p-1": "Good.", "p-2": "Which bus?"})

    assert KEPT in words(page)
    assert "Thank you. You have read it." not in words(page)
    assert ">\nWhich bus?</textarea>" in page.text
    assert HasRead.objects.count() == 1


def test_sums_and_words_come_back_and_the_photo_is_asked_for_again(ola: Membership) -> None:
    meeting, phone = meeting_was(ola.panel), phone_of(ola)

    page = away_too_long(phone, at("ask_for_money", ola), {"meeting": meeting.pk, "fares": "4.50", "note": "The bus.", "go": "send"})

    assert KEPT in words(page)
    assert "If you had chosen a photo, please choose it again." in words(page)
    assert f'value="{meeting.pk}" selected' in page.text
    assert 'value="4.50"' in page.text
    assert not Claim.objects.exists()


def test_words_on_leaving_and_for_how_long_somebody_rests_come_back(ola: Membership) -> None:
    phone = phone_of(ola)

    leaving = away_too_long(phone, at("my_leave", ola), {"words": "Meet later."})
    resting = away_too_long(phone, at("my_rest", ola), {"how_long": "13"})

    assert KEPT in words(leaving)
    assert ">\nMeet later.</textarea>" in leaving.text
    assert "chosen a photo" not in words(leaving)
    assert KEPT in words(resting)
    assert 'value="13" checked' in resting.text
    ola.refresh_from_db()
    assert ola.stage == Stage.ON
    assert not ExitNote.objects.exists()


def test_what_is_sent_then_counts_and_nothing_is_said_to_be_kept_any_more(ola: Membership) -> None:
    leave = at("my_leave", ola)
    door = Client().post(leave, {"words": "Meet later."}).headers["Location"]
    phone = phone_of(ola)
    on = phone.get(door).headers["Location"]

    wrong = phone.post(on, {"words": "x" * 1_001})
    assert KEPT not in words(wrong)
    phone.post(on, {"words": "Meet earlier."})

    assert ExitNote.objects.get().words == "Meet earlier."


def test_more_than_an_address_carries_is_given_back_to_be_copied_before_the_door(ola: Membership, petra: User) -> None:
    there = at("my_reading", ola, make_reading(ola.panel, by=petra).pk)
    long = "\n".join("A bus that nobody knows of." for _ in range(150))

    page = Client().post(there, {"p-1": long, "p-2": "Which bus?"})

    assert "You were away too long, so you are signed out. Nothing was written down yet." in words(page)
    assert "It is not kept yet. Copy it" in words(page)
    assert page.text.count("A bus that nobody knows of.") == 150
    assert "Which bus?" in words(page)
    assert "no-store" in page["Cache-Control"]
    phone = phone_of(ola)
    assert KEPT not in words(phone.get(phone.get(page.context["door"]).headers["Location"]))


@pytest.mark.parametrize("letters", [500, 1_500, 2_000, 2_200, 2_400, 2_600, 3_000])
def test_words_of_any_length_are_carried_by_an_address_that_servers_take_or_given_back(ola: Membership, letters: int) -> None:
    typed = " ".join(f"w{number}" for number in range(letters // 6))
    reply = Client().post(at("my_leave", ola), {"words": typed})
    if reply.status_code == 302:
        door = reply.headers["Location"]
        assert len(door) <= LONGEST
        phone = phone_of(ola)
        reply = phone.get(phone.get(door).headers["Location"])
    assert typed in reply.text
