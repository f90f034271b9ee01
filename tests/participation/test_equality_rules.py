"""What an equality record must say: before families are asked about a big decision, and before it is signed."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from core.models import Hub, Post
from participation.choices import Effect, EqualityOutcome
from participation.equality import CHARACTERISTICS, KEYS
from participation.models import EqualityLine, EqualityRecord
from participation.rules import equality as rules
from tests.builders import today

WORSE = {"effect": Effect.NEGATIVE, "evidence": "Two families said so."}
ANSWERED = {**WORSE, "mitigation": "A minibus on Tuesdays.", "owner_id": 1, "due_on": today()}


def lines(**changed: dict[str, Any]) -> list[EqualityLine]:
    """Return a line for each group: no difference, but for what is said here."""
    return [EqualityLine(characteristic=key, **({"effect": Effect.NEUTRAL} | changed.get(key, {}))) for key in KEYS]


def record(**fields: Any) -> EqualityRecord:
    words = dict.fromkeys(("decision", "baseline", "families_said", "cumulative"), "Said.")
    review_on = today() + timedelta(days=365)
    return EqualityRecord(
        **({"title": "Clinic", "owner": Post(pk=1), "outcome": EqualityOutcome.NO_CHANGE, "review_on": review_on} | words | fields)
    )


def missing(kept: EqualityRecord, *rows: EqualityLine) -> list[str]:
    return [one.text for one in rules.why_not_sign(kept, lines=rows or lines(), today=today())]


def relied(kept: EqualityRecord | None, rows: list[EqualityLine]) -> list[str]:
    return [one.text for one in rules.why_not_rely_on(kept, lines=rows)]


def test_the_nine_of_the_act_and_the_five_of_the_council_are_looked_at() -> None:
    assert [one.name for one in CHARACTERISTICS if one.is_protected] == [
        "Age",
        "Disability",
        "Gender reassignment",
        "Marriage and civil partnership",
        "Pregnancy and maternity",
        "Race",
        "Religion or belief",
        "Sex",
        "Sexual orientation",
    ]
    assert [one.key for one in CHARACTERISTICS if not one.is_protected] == ["carers", "care", "forces", "income", "rural"]
    assert "biological sex" in next(one.asks for one in CHARACTERISTICS if one.key == "sex")


# --- A big decision rests on it -------------------------------------------------------------------------------------------


def test_a_big_decision_needs_a_record() -> None:
    assert relied(None, []) == ["There is no equality record for this decision yet. Write one, or choose the one there is."]


def test_each_group_is_looked_at_before_families_are_asked() -> None:
    found = rules.why_not_rely_on(record(), lines=lines(age={"effect": ""}, rural={"effect": ""}))

    assert [one.text for one in found] == [
        "Age: nobody has looked yet. Say what it does to them.",
        "Families in rural places: nobody has looked yet. Say what it does to them.",
    ]
    assert [one.href for one in found] == ["#line-age", "#line-rural"]


def test_a_harm_needs_an_answer_or_a_justification() -> None:
    harm = lines(disability=WORSE)
    words = "Disability: it is worse for them. Say what you do about it, or that you continue and why."

    assert relied(record(), harm) == [words]
    assert relied(record(outcome=EqualityOutcome.CONTINUE), harm) == [words]
    assert relied(record(outcome=EqualityOutcome.CONTINUE, justification="No other building has a lift."), harm) == []
    assert relied(record(), lines(disability=ANSWERED)) == []


def test_a_record_that_says_stop_carries_nothing() -> None:
    assert relied(record(outcome=EqualityOutcome.STOP), lines()) == ["The record comes to “Stop”, so do not go on."]


def test_it_need_be_neither_whole_nor_signed_before_families_are_asked() -> None:
    assert relied(record(families_said="", outcome="", review_on=None), lines()) == []


# --- Signing --------------------------------------------------------------------------------------------------------------


def test_a_whole_record_may_be_signed() -> None:
    assert missing(record()) == []
    assert missing(record(), *lines(disability=ANSWERED)) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"decision": ""}, "Say what is decided."),
        ({"owner": None}, "Choose the job title that looks after this record."),
        ({"baseline": ""}, "Say what you know about who uses this now."),
        ({"families_said": ""}, "Say what families said about it, or why nobody was asked."),
        ({"cumulative": ""}, "Say what it adds up to, with what else changes for the same families."),
        ({"outcome": ""}, "Choose what it comes to."),
        ({"review_on": None}, "Give the day by which you look at it again."),
        ({"review_on": today()}, "The day for looking at it again has come already. Choose a later one."),
        ({"outcome": EqualityOutcome.CONTINUE, "justification": " "}, "Say why it is justified to continue."),
        ({"baseline": "Ask ann@mail.example"}, "“What we know about who uses this now” seems to hold an e-mail address."),
    ],
)
def test_everything_the_head_must_say_is_asked_for(fields: dict[str, Any], words: str) -> None:
    (said,) = missing(record(**fields))
    assert said.startswith(words)


@pytest.mark.parametrize(
    ("outcome", "line", "words"),
    [
        (
            EqualityOutcome.NO_CHANGE,
            WORSE,
            "it is worse for them and nothing is done about it, so the record cannot come to “No change”.",
        ),
        (EqualityOutcome.ADJUST, WORSE, "it is worse for them. Say what you do about it, or that you continue and why."),
        (EqualityOutcome.ADJUST, {**ANSWERED, "due_on": None}, "say who does what you promise, and by when."),
        (EqualityOutcome.ADJUST, {**ANSWERED, "owner_id": None}, "say who does what you promise, and by when."),
        (EqualityOutcome.ADJUST, {**ANSWERED, "evidence": ""}, "say how you know."),
        (EqualityOutcome.NO_CHANGE, {"effect": Effect.POSITIVE}, "say how you know."),
        (EqualityOutcome.NO_CHANGE, {"effect": ""}, "nobody has looked yet. Say what it does to them."),
        (
            EqualityOutcome.NO_CHANGE,
            {"effect": Effect.NEUTRAL, "evidence": "Ring 07700 900123"},
            "this seems to hold a phone number. Take it out: everybody may read this.",
        ),
    ],
)
def test_everything_a_line_must_say_is_asked_for(outcome: str, line: dict[str, Any], words: str) -> None:
    assert missing(record(outcome=outcome), *lines(disability=line)) == [f"Disability: {words}"]


def test_a_justified_harm_may_be_signed() -> None:
    justified = record(outcome=EqualityOutcome.CONTINUE, justification="No other building has a lift.")

    assert missing(justified, *lines(disability=WORSE)) == []


def test_what_is_signed_is_not_signed_again() -> None:
    assert missing(record(signed_on=today())) == ["This version is signed, so nothing in it can change. Begin a new version."]


def test_nobody_signs_what_they_wrote_or_as_nobody(elm: Hub, asha: User) -> None:
    assert rules.why_not_sign_it_yourself(has_written=False, has_post=True) == []
    assert rules.why_not_sign_it_yourself(has_written=True, has_post=False) == [
        "You wrote in this version. Somebody else signs it.",
        "You act for no job title. It is signed as one, since families read titles and not names.",
    ]
