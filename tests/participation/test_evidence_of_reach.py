"""What Earshot can see of sessions, of whom it heard and of what was learned is suggested for the checklist, and tells of no few."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core.models import Hub
from participation import lundy
from participation.choices import Element, Method
from participation.models import Aim, ChecklistAnswer, Engagement, LearningNote
from participation.selectors.evidence import evidence_of
from participation.services.groups import begin
from participation.starter_groups import STARTER_SET
from tests import builders
from tests.participation.listening import tab
from tests.participation.reaching import came, count, make_activity, make_aim, make_sentence

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def five_groups() -> None:
    """A council looks for five groups from the beginning."""
    begin()


def seen(engagement: Engagement) -> dict[str, tuple[str, ...]]:
    """Return what Earshot can see, with the items that each line speaks to."""
    return {one.text: one.items for one in evidence_of(engagement.pk)}


def test_where_nothing_was_done_nothing_is_seen(asked: Engagement, elm: Hub) -> None:
    make_activity(elm, engagement=asked, held_on=builders.today() + timedelta(days=1))
    make_activity(elm, engagement=asked, called_off_because="Snow.")

    assert seen(asked) == {}


def test_sessions_that_were_held_speak_to_going_out_and_to_ways_of_saying_it(asked: Engagement, elm: Hub, ben: User) -> None:
    drop_in = make_activity(elm, engagement=asked, held_on=builders.today() - timedelta(days=1), adaptations="A quiet room.")
    count(drop_in, by=ben, to_change="Start at ten.")
    make_activity(elm, engagement=asked, kind=Method.VISIT, support="A crèche.", safeguarding_plan="Call Rose.")

    found = seen(asked)

    held = next(text for text in found if text.startswith("Sessions that were held"))
    assert held.startswith("Sessions that were held to hear families: 2 (drop-in, visit), the last on ")
    assert found[held] == ("SP-P6", "VO-P4", "SP-P1")
    for text, items in (
        ("Sessions of which it is written down what was adapted: 1 of 2.", ("SP-P8", "SP-P5")),
        ("Sessions of which it is written down which support was offered: 1 of 2.", ("VO-D4",)),
        ("Sessions of which it is written down what is done if somebody is upset, or a child is not safe: 1 of 2.", ("SP-P10",)),
        ("Sessions of which it is written down what to change next time: 1 of 2.", ("SP-A3", "IN-A6")),
    ):
        assert found[text] == items
    assert not any("Rose" in text or "crèche" in text or "ten" in text.split() for text in found), "staff’s words are not public"


def test_only_a_way_that_goes_out_speaks_to_going_out(asked: Engagement, elm: Hub) -> None:
    make_activity(elm, engagement=asked)

    (items,) = seen(asked).values()
    assert "SP-P1" not in items


def test_whom_it_means_to_hear_speaks_to_the_plan_for_the_missing(asked: Engagement, elm: Hub, elm_manager: Any) -> None:
    make_aim(asked, elm)
    make_aim(asked, elm, "send", plan="Ask at the special school.", owner=elm_manager, due_on=builders.today())

    text = "Groups that it means to hear, with how it reaches them: 2. Gaps with a plan, a job title and a day: 1."
    assert seen(asked) == {text: ("SP-P3",)}
    Aim.objects.all().delete()
    assert seen(asked) == {}


@pytest.mark.parametrize(("fathers", "is_said"), [(3, False), (9, False), (10, True), (12, True)])
def test_a_group_is_named_only_where_anybody_may_know_that_so_many_came(
    fathers: int, is_said: bool, asked: Engagement, elm: Hub, asha: User
) -> None:
    came(asked, elm, asha, fathers=fathers, send=0)

    said = [text for text in seen(asked) if text.startswith("Heard from")]

    assert said == (["Heard from at Elm, 10 people or more of each: Fathers and male carers."] if is_said else [])


def test_what_the_grid_hides_beside_a_few_is_not_named_either(elm: Hub, oak: Hub, asha: User) -> None:
    both = builders.make_engagement(elm, oak)
    came(both, elm, asha, fathers=14)
    came(both, oak, asha, fathers=3)

    assert not any(text.startswith("Heard from") for text in seen(both))


def test_sentences_that_were_agreed_to_and_what_was_learned_are_seen(asked: Engagement, elm: Hub) -> None:
    make_sentence(asked, elm, words="We felt heard about the café.")
    make_sentence(asked, elm, "send", agreed_on=None, how_agreed="")
    for prompt in ("needs", "lasted"):
        LearningNote.objects.create(engagement=asked, prompt=prompt, words="Buses.", written_on=builders.today())

    found = seen(asked)

    assert any(text.startswith("Small groups that speak in a sentence which they agreed to: 1, ") for text in found)
    assert found["Questions under which it is written down what was learned: 2."] == ("IN-A6",)
    assert not any("IN-A5" in items for items in found.values()), "nobody has looked at it again"
    asked.looked_again_on = builders.today()
    asked.save()
    assert any("IN-A5" in items for items in seen(asked).values())


def test_it_stands_on_the_workbench_and_ticks_nothing(desk: Client, asked: Engagement, elm: Hub, asha: User) -> None:
    came(asked, elm, asha, fathers=14)

    page = desk.get(tab(asked, Element.SPACE)).text

    assert "Earshot can see: <bdi>Heard from at Elm, 10 people or more of each: Fathers and male carers.</bdi>" in page
    assert not ChecklistAnswer.objects.exists()


def test_it_costs_the_same_for_many_and_speaks_only_to_items_there_are(
    asked: Engagement, elm: Hub, asha: User, django_assert_max_num_queries: Any
) -> None:
    came(asked, elm, asha, fathers=14)
    make_aim(asked, elm)
    make_sentence(asked, elm)
    with django_assert_max_num_queries(12) as few:
        evidence_of(asked.pk)
    for number, one in enumerate(STARTER_SET[:10]):
        count(make_activity(elm, engagement=asked), by=asha, people=60, groups={one.key: 20 + number})
    make_sentence(asked, elm, "send")

    with django_assert_max_num_queries(len(few.captured_queries)):
        found = evidence_of(asked.pk)
    assert {item for one in found for item in one.items} <= lundy.BY_ID.keys()
