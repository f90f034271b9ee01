"""Every text that this floor keeps is found for a request under the Freedom of Information Act, or stands below with why it is not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from accounts.models import User
from core.answers import HeldRecord
from core.crypto import EncryptedBytesField
from core.models import Hub, SecondLook
from core.questions import records_held
from core.second_look import send_back
from participation.choices import Condition, FairCheck, Stage, TimeAsked
from participation.models import EverydayLook, LearningNote, Population
from tests import builders
from tests.participation.known import fill_in, make_equality, make_past_report
from tests.participation.listening import make_council_item, say
from tests.participation.reaching import count, group, make_activity, make_aim, make_sentence

pytestmark = pytest.mark.django_db

WORD = "wombat"  # what is looked for: written into one text at a time, and in no other

# The texts that no search looks at, and why. What is chosen from a list of ours (`choices`) is no text.
LEFT_OUT = {
    "Engagement.slug": "the address of its page, made from the title",
    "Engagement.size_answers": "three times yes or no, which come to the size that is found",
    "Engagement.methods": "a choice from a list of ours",
    "Engagement.thought": "one of four words of ours for each element, which come from the answers that are found",
    "ChecklistAnswer.item": "the number of a question, whose words are found",
    "ChecklistAnswer.seen_href": "an address inside Earshot",
    "CouncilItem.code": "the number of a question, whose words are found",
    "LearningNote.prompt": "the number of a question, whose words are found",
    "PriorityGroup.key": "what counts are matched by, made from the first name",
    "PastReportFile.content": "sealed: a file is read as it was handed in, and never opened to be looked through",
}
# How a text stands in what is kept as a list.
INSIDE: dict[str, Callable[[str], Any]] = {
    "Engagement.ways_to_take_part": lambda word: {TimeAsked.HOUR.value: word},
    "Engagement.conditions": lambda word: {Condition.DECISION.value: word},
    "Engagement.fair_checks": lambda word: {FairCheck.TIME.value: word},
    "Engagement.steps_back": lambda word: [{"on": "2026-05-01", "to": Stage.OPEN.value, "why": word}],
    "Engagement.promises": lambda word: [{"told_on": word, "by_on": "2026-06-01", "weeks": None}],
    "EverydayLook.answers": lambda word: {"AU-P1": {"said": "yes", "evidence": word}},
    "GateOverride.missing": lambda word: [word],
}


def _texts() -> list[str]:
    """Return every field of this floor's models that may hold words: "Engagement.question"."""
    kept = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField, EncryptedBytesField)
    return [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("participation").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, kept) and not field.choices
    ]


@pytest.fixture
def one_of_each(elm: Hub, asha: User) -> None:
    """One row of every model of this floor that holds a text."""
    asked = builders.make_engagement(elm)
    builders.make_exception(elm, by=asha, engagement=asked)
    count(make_activity(elm, engagement=asked), by=asha)
    post = builders.make_post("Manager of Elm", hub=elm)
    make_aim(asked, elm, owner=post, due_on=builders.today())
    make_sentence(asked, elm)
    Population.objects.create(group=group(), hub=elm, number_of_people=400, source="The census", counted_on=builders.today())
    LearningNote.objects.create(engagement=asked, prompt="needs", words="Buses.", written_on=builders.today())
    make_council_item()
    say(asked, "AU-P1")
    looked: dict[str, Any] = {"looked_on": builders.today(), "version": 1, "who_acts": post, "weeks": 6, "leaves_out": "Nobody."}
    EverydayLook.objects.create(engagement=asked, **looked)
    make_past_report(elm)
    fill_in(make_equality(elm))


def _found(user: User, word: str = WORD) -> list[HeldRecord]:
    answers = records_held.answers(user=user, words=word, since=None, until=None, hub_ids=None)
    return [one for answer in answers for one in answer.records]


@pytest.mark.parametrize("name", sorted(set(_texts()) - LEFT_OUT.keys()))
def test_whatever_is_written_down_is_found(name: str, one_of_each: None, priya: User) -> None:
    label, field = name.split(".")
    model = apps.get_model("participation", label)
    row = model._default_manager.order_by("-pk").first()
    assert row is not None, f"Make a {label} in `one_of_each`, so that it can be looked for."
    if isinstance(model._meta.get_field(field), models.JSONField):
        assert name in INSIDE, f"Say in INSIDE how a text stands in {name}, or in LEFT_OUT why it holds none."
    assert _found(priya) == []
    model._default_manager.filter(pk=row.pk).update(**{field: INSIDE[name](WORD) if name in INSIDE else WORD})

    assert _found(priya), f"{name} is found by no search, and LEFT_OUT does not say why."


def test_what_is_left_out_is_there_and_is_not_found(one_of_each: None) -> None:
    assert LEFT_OUT.keys() <= set(_texts())
    assert all(LEFT_OUT.values())
    assert INSIDE.keys() <= set(_texts())


def test_why_a_step_back_what_is_fixed_and_how_it_is_fair_stand_in_what_is_found(priya: User, elm: Hub) -> None:
    builders.make_engagement(
        elm,
        title="The garden",
        what_is_fixed="The swing stays, the law says so.",
        leaves_out="Families on the boats.",
        fair_checks={"time": "Twelve weeks.", "long_gone": "Kept all the same."},
        conditions={"before": "Parents drew the first plan."},
        steps_back=[{"on": "2026-05-01", "to": "open", "why": "Nobody from the estate had come."}],
    )

    (record,) = _found(priya, "estate boats twelve swing")
    assert (record.kind, record.title, record.has_family_words) == ("engagement", "The garden", False)
    assert "On 2026-05-01 it went back to “Open”: Nobody from the estate had come." in record.text
    assert "Families joined before the options were fixed: Parents drew the first plan." in record.text
    assert "long_gone: Kept all the same." in record.text, "what is asked no more is held as long as it stands there"


def test_an_exception_is_found_with_its_reasons_also_one_that_was_sent_back(elm: Hub, asha: User, hana: User, priya: User) -> None:
    exception = builders.make_exception(elm, by=asha)
    send_back(look=SecondLook.objects.get(), by=hana, remark="The lease can wait a month.")

    (record,) = _found(priya, "lease month theme")
    assert (record.kind, record.on, record.hub_id) == ("exception", builders.today(), elm.pk)
    assert exception.public_reason in record.text
    assert _found(asha, "lease") == []


def test_a_sentence_that_its_group_did_not_agree_to_is_found_by_nobody(elm: Hub, priya: User) -> None:
    draft = make_sentence(builders.make_engagement(elm), elm, words="The café was loud.", agreed_on=None, how_agreed="")
    assert _found(priya, "loud") == []

    draft.agreed_on, draft.how_agreed = builders.today(), "Read out at the end."
    draft.save()

    (record,) = _found(priya, "loud")
    assert (record.kind, record.has_family_words) == ("sentence", True)


def test_whom_the_council_looks_for_is_found_and_where_its_figure_comes_from_but_never_the_figure(elm: Hub, priya: User) -> None:
    Population.objects.create(group=group(), hub=elm, number_of_people=417, source="The census", counted_on=builders.today())

    (record,) = _found(priya, "census elm")
    assert record.kind == "group"
    assert "417" not in record.text


def test_however_many_there_are_looking_costs_the_same(elm: Hub, asha: User, priya: User, django_assert_max_num_queries: Any) -> None:
    builders.make_exception(elm, by=asha)
    with django_assert_max_num_queries(60) as few:
        _found(priya)
    for number in range(3):
        builders.make_exception(elm, by=asha, engagement=builders.make_engagement(elm, title=f"More {number}"))
        make_council_item()
        group(("fathers", "send", "rural")[number])

    with django_assert_max_num_queries(len(few.captured_queries)):
        _found(priya)
