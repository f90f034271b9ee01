"""What an answer needs before it can be saved, and before families see it."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feedback.choices import Outcome, ThemeState
from feedback.models import Theme, WeDid, YouSaid
from feedback.rules import answering_back as rules

TODAY = date(2026, 11, 20)


def answer(outcome: str, **fields: Any) -> WeDid:
    """Return an unsaved answer that holds all its outcome needs."""
    needs: dict[str, dict[str, Any]] = {
        Outcome.DID: {"what_changed": "A lighter door", "changed_on": TODAY},
        Outcome.PARTLY: {"what_changed": "A lighter door", "changed_on": TODAY},
        Outcome.DOING: {"due_on": TODAY + timedelta(days=30)},
        Outcome.PLANNED: {"due_on": TODAY + timedelta(days=30)},
        Outcome.NOT_NOW: {"reason": "It costs £9,000.", "would_change_it": "A grant in spring.", "decided_by_id": 7},
        Outcome.NO: {"reason": "The law does not let us.", "would_change_it": "A new law.", "decided_by_id": 7},
        Outcome.PASSED_ON: {"passed_to": "The bus company", "replies_by_on": TODAY + timedelta(days=30)},
    }
    return WeDid(outcome=outcome, **({"text": "Thank you. This is what came of it."} | needs.get(outcome, {}) | fields))


def reasons(outcome: str, **fields: Any) -> str:
    return " ".join(rules.why_not_save_answer(answer(outcome, **fields), today=TODAY))


@pytest.mark.parametrize("outcome", Outcome.values)
def test_every_outcome_can_be_saved_when_it_says_what_it_must(outcome: str) -> None:
    assert rules.why_not_save_answer(answer(outcome), today=TODAY) == []


@pytest.mark.parametrize("outcome", [Outcome.NO, Outcome.NOT_NOW])
def test_a_refusal_cannot_be_saved_without_a_reason(outcome: str) -> None:
    assert "Say why." in reasons(outcome, reason="")


@pytest.mark.parametrize("outcome", [Outcome.NO, Outcome.NOT_NOW])
def test_a_refusal_says_who_decided(outcome: str) -> None:
    assert "Say who decided: the post, not the person." in reasons(outcome, decided_by_id=None)


@pytest.mark.parametrize("outcome", [Outcome.NO, Outcome.NOT_NOW])
def test_a_refusal_says_what_would_change_it(outcome: str) -> None:
    assert "Say what would change it" in reasons(outcome, would_change_it="  ")


@pytest.mark.parametrize("outcome", [Outcome.DID, Outcome.PARTLY])
def test_what_was_done_says_what_changed_and_when(outcome: str) -> None:
    assert "Say what changed" in reasons(outcome, what_changed="")
    assert "Give the day it changed." in reasons(outcome, changed_on=None)


def test_nothing_is_done_in_the_future() -> None:
    assert "That day has not come yet." in reasons(Outcome.DID, changed_on=TODAY + timedelta(days=1))


@pytest.mark.parametrize("outcome", [Outcome.DOING, Outcome.PLANNED])
def test_a_promise_says_by_when(outcome: str) -> None:
    assert "Give the day by which it will be done." in reasons(outcome, due_on=None)


def test_passing_on_says_to_whom_and_when_they_reply() -> None:
    assert "Say whom you asked." in reasons(Outcome.PASSED_ON, passed_to="")
    assert "Give the day by which they reply." in reasons(Outcome.PASSED_ON, replies_by_on=None)


def test_noted_is_not_an_outcome() -> None:
    assert "“Noted” is not an answer." in reasons("noted")


@pytest.mark.parametrize(
    "text",
    [
        "Noted.",
        "NOTED!",
        "Noted with thanks",
        "Your feedback has been noted.",
        "Thank you for your comments. We have noted them.",
        "Your views were taken on board",
        "We will look into it.",
        "We take your feedback very seriously.",
        "Thanks! We will bear this in mind.",
        "N/A",
        "TBC",
        "...",
        "",
        "In due course.",
    ],
)
def test_words_that_say_nothing_are_refused(text: str) -> None:
    assert "“Noted” is not an answer." in reasons(Outcome.DID, text=text)


@pytest.mark.parametrize(
    "text", ["We noted the heights of all sinks and lowered two of them." + " They are in use.", "Thank you. The door is lighter now."]
)
def test_words_that_say_something_are_not(text: str) -> None:
    assert reasons(Outcome.DID, text=text) == ""


def test_an_empty_phrase_is_no_reason_either() -> None:
    assert "Say why." in reasons(Outcome.NO, reason="Your comments are noted.")


@pytest.mark.parametrize("field", rules.FAMILY_TEXTS)
def test_no_words_of_an_answer_hold_a_way_to_one_person(field: str) -> None:
    found = rules.findings_on_answer(answer(Outcome.NO, **{field: "Ask Sam on 07700 900123"}), today=TODAY)

    assert (field, "This seems to hold a phone number. Take it out: everybody can read this.") in found


def publish(reply: WeDid, text: str = "The door is heavy.", looked: bool = True) -> list[str]:
    return rules.why_not_publish(reply, you_said=YouSaid(text=text), has_second_look=looked, today=TODAY)


def test_an_answer_goes_out_after_a_second_look() -> None:
    assert publish(answer(Outcome.DID)) == []
    assert publish(answer(Outcome.DID), looked=False) == ["Somebody else has to look at these very words first. Ask for a second look."]


def test_a_published_answer_is_corrected_and_not_published_again() -> None:
    out = answer(Outcome.DID, published_at=datetime(2026, 11, 1, tzinfo=ZoneInfo("Europe/London")))

    assert publish(out) == ["This answer is published already. To change it, write a correction."]


def test_what_families_said_is_read_for_private_details_too() -> None:
    assert publish(answer(Outcome.DID), text="Mum at ZZ1 4AB said the door is heavy") == [
        "This seems to hold a postcode. Take it out: everybody can read this."
    ]


def test_a_promise_that_is_late_already_does_not_go_out() -> None:
    assert "has passed" in publish(answer(Outcome.PLANNED, due_on=TODAY - timedelta(days=1)))[0]
    assert "has passed" in publish(answer(Outcome.PASSED_ON, replies_by_on=TODAY - timedelta(days=1)))[0]


def test_a_second_look_holds_for_these_very_words_only() -> None:
    said = YouSaid(text="The door is heavy.", topic="places", reference="YS-2026-001")
    looked_at = rules.digest_of(answer(Outcome.DID), you_said=said, hub_ids=[1])

    assert looked_at == rules.digest_of(answer(Outcome.DID), you_said=said, hub_ids=[1])
    assert looked_at != rules.digest_of(answer(Outcome.DID, text="Another text"), you_said=said, hub_ids=[1])
    assert looked_at != rules.digest_of(answer(Outcome.DID, changed_on=TODAY - timedelta(days=2)), you_said=said, hub_ids=[1])
    assert looked_at != rules.digest_of(answer(Outcome.DID), you_said=said, hub_ids=[1, 2])
    assert looked_at != rules.digest_of(answer(Outcome.DID), you_said=YouSaid(text="No", topic="places", reference="x"), hub_ids=[1])


def test_published_words_stay_and_only_the_owner_changes() -> None:
    said = YouSaid(published_on=TODAY)

    assert rules.why_not_change_you_said(said, changed={"owner"}) == []
    assert "Families have read this." in rules.why_not_change_you_said(said, changed={"owner", "text"})[0]
    assert rules.why_not_change_you_said(YouSaid(), changed={"text"}) == []


def test_a_you_said_has_words_and_days_in_order() -> None:
    found = rules.why_not_raise(
        text=" ", heard_from_on=TODAY, heard_until_on=TODAY - timedelta(days=1), answer_by_on=TODAY - timedelta(days=1)
    )

    assert [field for field, _ in found] == ["text", "heard_until_on", "answer_by_on"]


@pytest.mark.parametrize(
    ("days", "promised_in", "is_refused"),
    [(30, 30, False), (31, 30, True), (-2, -2, False), (30, -2, True), (30, None, False), (30, -50, False)],
)
def test_an_answer_is_not_due_later_than_families_were_told(days: int, promised_in: int | None, is_refused: bool) -> None:
    promised = None if promised_in is None else TODAY + timedelta(days=promised_in)

    found = rules.why_not_due_then(
        answer_by_on=TODAY + timedelta(days=days), heard_from_on=TODAY - timedelta(days=40), promised_on=promised
    )

    assert [field for field, _ in found] == (["answer_by_on"] if is_refused else [])


def test_people_are_told_after_an_answer_is_out_and_not_in_the_future() -> None:
    out = YouSaid(published_on=TODAY)

    assert rules.why_not_note_told(out, told_on=TODAY, today=TODAY) == []
    assert rules.why_not_note_told(out, told_on=TODAY + timedelta(days=1), today=TODAY) == ["That day has not come yet."]
    assert rules.why_not_note_told(out, told_on=TODAY - timedelta(days=1), today=TODAY) == ["That day is before the answer was published."]
    assert "no published answer" in rules.why_not_note_told(YouSaid(), told_on=TODAY, today=TODAY)[0]


def theme(pk: int, state: str = ThemeState.OPEN, engagement: int = 1) -> Theme:
    return Theme(pk=pk, name=f"Theme {pk}", state=state, engagement_id=engagement)


def test_open_themes_of_one_question_can_be_merged() -> None:
    assert rules.why_not_merge(theme(1), into=theme(2), has_you_said=False) == []
    assert rules.why_not_merge(theme(1), into=theme(2, ThemeState.ANSWERED), has_you_said=False) == []


@pytest.mark.parametrize(
    ("one", "into", "said", "why"),
    [
        (theme(1), theme(1), False, "Choose another theme"),
        (theme(1), theme(2, engagement=9), False, "different questions"),
        (theme(1, ThemeState.HEARD), theme(2), False, "“Theme 1” is not open"),
        (theme(1), theme(2, ThemeState.HEARD), False, "“Theme 2” is closed"),
        (theme(1), theme(2), True, "There is a You said"),
    ],
)
def test_other_themes_cannot_and_the_reason_is_given(one: Theme, into: Theme, said: bool, why: str) -> None:
    assert why in " ".join(rules.why_not_merge(one, into=into, has_you_said=said))


def test_a_theme_ends_with_a_public_line_that_says_why() -> None:
    assert rules.why_not_take_no_further(theme(1), public_line="The park belongs to the parish.", has_you_said=False) == []
    assert "Say why" in rules.why_not_take_no_further(theme(1), public_line="Noted.", has_you_said=False)[0]
    assert "phone number" in rules.why_not_take_no_further(theme(1), public_line="Ring Sam on 07700 900123.", has_you_said=False)[0]
    assert "get an answer" in rules.why_not_take_no_further(theme(1), public_line="Because.", has_you_said=True)[0]


def test_an_open_theme_is_not_opened_again() -> None:
    assert rules.why_not_reopen(theme(1)) == ["This theme is open already."]
    assert rules.why_not_reopen(theme(1, ThemeState.ANSWERED)) == []
