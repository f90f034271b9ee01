"""What everybody reads of when families are asked and how it is kept fair; and that large print says what the page says."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.models import Hub
from participation.choices import Element, Gate, Size, Stage
from participation.models import Engagement, GateOverride
from participation.provides import plain
from participation.services.equality import LineSaid, publish_record
from tests import builders
from tests.builders import make_engagement, make_post, today
from tests.participation.known import fill_in, make_equality, sign
from tests.participation.listening import say_all
from tests.participation.reaching import make_sentence
from tests.participation.test_public_page import at, words


def in_plain_words(engagement: Engagement) -> list[str]:
    """Return every heading and line of the version in plain words."""
    sections = plain.words_in_plain(kind=plain.KIND, key=engagement.slug)
    return [line for one in sections for line in (one.heading, *one.paragraphs, *one.points)]


@pytest.mark.parametrize(
    ("starts", "ends", "says"),
    [
        (date(2026, 5, 1), date(2026, 6, 12), "Time to take part: From 1 May 2026 until 12 June 2026"),
        (date(2026, 5, 1), None, "Time to take part: From 1 May 2026"),
        (None, date(2026, 6, 12), "Time to take part: Until 12 June 2026"),
        (None, None, ""),
    ],
)
def test_from_when_until_when_families_are_asked_is_read(client: Client, elm: Hub, starts: Any, ends: Any, says: str) -> None:
    page = words(client.get(at(make_engagement(elm, starts_on=starts, ends_on=ends))))

    assert says in page
    assert ("Time to take part" in page) == bool(says)


def test_how_a_big_decision_is_kept_fair_is_read_in_a_parents_words(client: Client, elm: Hub) -> None:
    said = {"open": "Which of the two rooms.", "reasons": "In the plan by the door.", "time": "Twelve weeks.", "weighed": ""}
    engagement = make_engagement(elm, size=Size.BIG, fair_checks=said, is_formal_consultation=True)

    page = words(client.get(at(engagement)))

    assert "How we keep it fair What is not decided yet Which of the two rooms." in page
    assert "Where you can read more before you answer In the plan by the door." in page
    assert "How long you have, and why that is enough Twelve weeks." in page
    assert "How what you say is weighed" not in page, "nothing is said to it yet"
    assert "This is a formal consultation: we must ask you, and we must weigh what you say." in page
    Engagement.objects.update(size=Size.STANDARD, is_formal_consultation=False)
    page = words(client.get(at(engagement)))
    assert "How we keep it fair" not in page
    assert "formal consultation" not in page


def test_large_print_says_what_the_page_says(elm: Hub, asha: User) -> None:
    engagement = make_engagement(
        elm,
        size=Size.BIG,
        stage=Stage.OPEN,
        starts_on=date(2026, 5, 1),
        decided_by=make_post("Head of parks"),
        decided_on=date(2026, 9, 1),
        decided_at="Parks committee",
        answer_by_on=date(2026, 8, 1),
        ways_to_take_part={"minute": "Tap the poster."},
        fair_checks={"time": "Twelve weeks."},
        is_formal_consultation=True,
    )
    facts = {"missing": ["x"], "asked_by": asha, "asked_on": today(), "used_at": timezone.now()}
    GateOverride.objects.create(engagement=engagement, gate=Gate.OPENING, public_reason="The lease ends in May.", **facts)
    make_sentence(engagement, elm, words="We felt heard about the café.")

    said = in_plain_words(engagement)

    for line in (
        "Time to take part: From 1 May 2026",
        "This is a formal consultation: we must ask you, and we must weigh what you say.",
        "We began before everything was ready: The lease ends in May.",
        "One minute: Tap the poster.",
        "How long you have, and why that is enough: Twelve weeks.",
        "When it is decided: 1 September 2026, Parks committee",
        "By when we answer: 1 August 2026",
        "Fathers and male carers, Elm: We felt heard about the café.",
    ):
        assert line in said, line
    assert not any("How well we listened" in line for line in said), "it is not answered yet"


def test_large_print_says_whom_it_touches(elm: Hub, asha: User, dev: User) -> None:
    worse = LineSaid(effect="negative", evidence="Steps.", mitigation="A lift.", owner=make_post("Head of buildings"), due_on=today())
    record = fill_in(make_equality(elm, by=asha), by=asha, lines={"disability": worse}, outcome="adjust")
    engagement = make_engagement(elm, equality_record=record)
    assert "Who this touches more than others" not in in_plain_words(engagement)

    publish_record(record=sign(record, by=dev), by=dev, today=today())

    said = in_plain_words(engagement)
    assert "Disabled people: Worse for them. A lift." in said
    assert "We change the plan" in said


def test_large_print_holds_both_views_and_a_day_that_was_put_off(elm: Hub) -> None:
    engagement = builders.put_off(make_engagement(elm, stage=Stage.ANSWERING), weeks=3)
    say_all(engagement, but=(Element.AUDIENCE,))

    said = in_plain_words(engagement)

    assert "How well we listened" in said
    assert "A safe and fair chance to speak: We thought that everyone had a safe and fair chance to speak." in said
    assert "The right people listen: We have not said yet what we think." in said
    assert any(line.startswith("By when we answer: ") and "We now expect" in line for line in said)
