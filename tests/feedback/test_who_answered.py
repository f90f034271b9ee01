"""Who answered surveys, of the groups that the council looks for: asked so that it can be skipped, counted, and never shown one by one."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.models import Hub, Post
from feedback.blocks import AboutFamilyBlock
from feedback.models import Response, Survey
from feedback.provides import who_answered
from feedback.questionnaire import compile_definition
from feedback.selectors.in_plain_words import survey_words
from feedback.selectors.opening import has_changes_to_put_out, problems_before_opening
from feedback.services import surveys as services
from participation.models import Engagement, PriorityGroup
from participation.services.groups import begin
from tests.builders import (
    about_family,
    faces,
    make_brand,
    make_engagement,
    make_open_survey,
    make_response,
    make_survey,
    make_version,
    today,
    week_of,
)
from tests.cast import sign_in
from tests.feedback.family import Parent
from tests.feedback.test_survey_builder import posted
from tests.participation.reaching import came, cell, words

ID = {
    "question": "00000000-0000-4000-8000-0000000000aa",
    "dad": "00000000-0000-4000-8000-0000000000a1",
    "uncle": "00000000-0000-4000-8000-0000000000a2",
    "young": "00000000-0000-4000-8000-0000000000a3",
    "none": "00000000-0000-4000-8000-0000000000a4",
}
ANSWERS = (
    {"text": "I am a dad", "group": "fathers", "id": ID["dad"]},
    {"text": "I am an uncle who brings a child up", "group": "fathers", "id": ID["uncle"]},
    {"text": "I am under 25", "group": "young-parents", "id": ID["young"]},
    {"text": "None of these", "id": ID["none"]},
)


@pytest.fixture(autouse=True)
def five_groups(db: None) -> None:
    """A council looks for five groups from the beginning."""
    begin()


def who(**fields: Any) -> dict[str, Any]:
    return about_family("Does any of this fit?", *ANSWERS, id=ID["question"], **fields)


@pytest.fixture
def asked(elm: Hub, oak: Hub) -> Engagement:
    """The whole council asks, at both hubs."""
    return make_engagement(elm, oak, title="The garden")


@pytest.fixture
def survey(asked: Engagement, elm: Hub, oak: Hub) -> Survey:
    """Its survey, which asks how it was, and who answers."""
    return make_open_survey(elm, oak, engagement=asked, questions=[faces(), who()])


def said(survey: Survey, hub: Hub, *answers: Iterable[str], on: date | None = None) -> None:
    """Have families answer last week, each with what it ticked; nothing for one that skipped the question."""
    for ticked in answers:
        chosen = {ID["question"]: [ID[one] for one in ticked]} if ticked else {}
        make_response(survey, hub, answers=chosen, week=week_of(on or today() - timedelta(days=7)))


def found(*engagements: Engagement, since: date | None = None, until: date | None = None) -> dict[tuple[str, int], int]:
    lines = who_answered(engagement_ids=frozenset(one.pk for one in engagements), since=since, until=until)
    assert {one.how for one in lines} <= {"answered a survey"}
    assert {one.engagement_id for one in lines} <= {one.pk for one in engagements}
    return {(one.group, one.hub_id): one.number_of_people for one in lines}


# --- Counting -----------------------------------------------------------------------------------------------------------------


def test_a_family_is_counted_once_for_each_group_it_names(survey: Survey, asked: Engagement, elm: Hub, oak: Hub) -> None:
    said(survey, elm, ["dad"], ["dad", "uncle"], ["dad", "young"], ["none"], [], ["young"])
    said(survey, oak, ["uncle"])

    assert found(asked) == {("fathers", elm.pk): 3, ("young-parents", elm.pk): 2, ("fathers", oak.pk): 1}


def test_who_would_rather_not_say_is_counted_for_nobody(survey: Survey, asked: Engagement, elm: Hub) -> None:
    make_response(survey, elm, answers={ID["question"]: ["rather-not-say"]}, week=week_of(today() - timedelta(days=7)))

    assert found(asked) == {}


def test_a_number_never_moves_while_somebody_is_watched_answering(survey: Survey, asked: Engagement, elm: Hub) -> None:
    """The week of an answer must be over: else who stood by the tablet reads what was ticked on it."""
    said(survey, elm, ["dad"], on=today())

    assert found(asked) == {}


def test_what_is_begun_and_not_sent_is_counted_for_nobody(survey: Survey, asked: Engagement, elm: Hub) -> None:
    Parent().start(survey).answer().answer(ID["dad"])

    assert not Response.objects.exists()
    assert found(asked) == {}


def test_what_a_parent_ticks_is_what_is_counted(asked: Engagement, elm: Hub) -> None:
    parent = Parent().start(make_open_survey(elm, engagement=asked, questions=[faces(), who()])).answer("5")

    assert "You can leave this out: just continue. It helps us see who we have not heard from yet." in words(parent.page)
    assert "It changes nothing about the help you get." in words(parent.page)
    assert "fathers" not in parent.text, "families read the answer, and not for whom it counts"

    parent.press(answer=[ID["dad"], ID["young"]], go="on").send()

    assert Response.objects.get().answers[ID["question"]] == [ID["dad"], ID["young"]]
    Response.objects.update(week=week_of(today() - timedelta(days=7)))
    assert found(asked) == {("fathers", elm.pk): 1, ("young-parents", elm.pk): 1}


def test_an_answer_keeps_the_groups_of_the_version_it_answered(survey: Survey, asked: Engagement, elm: Hub) -> None:
    make_brand(safeguarding_phone="01632 960100")
    said(survey, elm, ["young"])
    survey.questions = [
        faces(),
        about_family(
            "Does any of this fit?", {"text": "I am under 25", "group": "lone-parents", "id": ID["young"]}, "No", id=ID["question"]
        ),
    ]
    survey.save()
    services.publish_new_version(survey=survey, by=None)
    survey.refresh_from_db()
    said(survey, elm, ["young"])

    assert found(asked) == {("young-parents", elm.pk): 1, ("lone-parents", elm.pk): 1}


def test_a_week_counts_in_the_year_of_its_monday(survey: Survey, asked: Engagement, elm: Hub) -> None:
    monday = date(2026, 3, 30)  # its Wednesday is the first of April
    said(survey, elm, ["dad"], on=monday)
    first, last = date(2026, 4, 1), date(2026, 3, 31)

    assert found(asked, until=last) == {("fathers", elm.pk): 1}
    assert found(asked, since=first) == {}
    assert found(asked, since=monday, until=monday) == {("fathers", elm.pk): 1}
    assert found(asked, until=monday - timedelta(days=1)) == {}


def test_of_other_engagements_nothing_is_said(survey: Survey, elm: Hub) -> None:
    said(survey, elm, ["dad"])

    assert found(make_engagement(elm)) == {}


def test_an_answer_that_a_family_took_back_is_counted_no_more(survey: Survey, asked: Engagement, elm: Hub) -> None:
    said(survey, elm, ["dad"], ["dad"])
    Response.objects.all()[0].delete()

    assert found(asked) == {("fathers", elm.pk): 1}


def test_it_costs_the_same_for_one_survey_and_for_many(
    survey: Survey, asked: Engagement, elm: Hub, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    said(survey, elm, ["dad"])
    with django_assert_num_queries(2):
        found(asked)
    more = [make_engagement(elm) for _ in range(6)]
    for one in more:
        said(make_open_survey(elm, engagement=one, questions=[who()]), elm, ["young"])
    with django_assert_num_queries(2):
        assert len(found(asked, *more)) == 2


# --- On the screens of reach --------------------------------------------------------------------------------------------------


def test_it_stands_beside_who_came_in_bands(asha: User, dev: User, survey: Survey, asked: Engagement, elm: Hub) -> None:
    came(asked, elm, asha, fathers=14)
    said(survey, elm, *[["dad"]] * 23)

    assert cell(dev, asked, elm).heard_in_words == ["answered a survey: 20 to 49", "came to a session: 5 to 19"]


def test_three_fathers_who_answered_are_told_to_nobody_who_may_not_read_answers(
    dev: User, survey: Survey, asked: Engagement, elm: Hub
) -> None:
    said(survey, elm, ["dad"], ["dad"], ["dad"], *[["young"]] * 12)

    [fathers, young] = cell(dev, asked, elm).heard_in_words, cell(dev, asked, elm, "young-parents").heard_in_words
    page = words(sign_in(dev).get(reverse("reach:one", args=[asked.pk])))

    assert (fathers, young) == (["nobody yet, or a few"], ["answered a survey: 5 to 19"])
    assert "Nobody yet, or a few" in page
    assert "not shown" not in page.split("Who came twice")[0]
    assert "Answered a survey: 5 to 19" in page


# --- In the builder -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("questions", "problem"),
    [
        ([faces(), about_family("Who?", "Yes", "No")], "Question 2 counts for nobody. Choose for an answer which group it counts for."),
        ([about_family(), about_family()], "Question 2 asks about the family a second time. Put its answers into question 1."),
        ([about_family("Who?", {"text": "I am a dad", "group": "fathers"})], "Question 1 needs at least two answers to choose from."),
    ],
)
def test_what_could_not_be_counted_is_not_asked(elm: Hub, asked: Engagement, questions: list[Any], problem: str) -> None:
    survey = make_survey(elm, engagement=asked, questions=questions)

    assert problem in [one.text for one in problems_before_opening(survey)]


@pytest.fixture
def client_of_asha(asha: User, elm_manager: Post) -> Client:
    return sign_in(asha)


def test_a_new_question_begins_with_the_groups_that_the_council_looks_for(client_of_asha: Client) -> None:
    PriorityGroup.objects.filter(key="send").update(is_active=False)

    [*answers, last] = AboutFamilyBlock().child_blocks["options"].get_default()

    assert (answers[0]["text"], answers[0]["group"]) == ("Fathers and male carers", "fathers")
    assert "send" not in [one["group"] for one in answers]
    assert (last["text"], last["group"]) == ("None of these", "")
    assert "Fathers and male carers" in client_of_asha.get(reverse("survey:add")).text


def test_what_was_chosen_in_the_builder_is_kept_and_frozen(client_of_asha: Client, elm: Hub) -> None:
    client_of_asha.post(reverse("survey:add"), posted(who(), hubs=[elm.pk]))

    version = make_version(Survey.objects.get())

    assert version.about_question == ID["question"]
    [question] = compile_definition(version.definition).questions
    assert [option.group for option in question.options] == ["fathers", "fathers", "young-parents", ""]
    assert (question.about_family, question.required, question.kind) == (True, False, "several_choices")


def test_an_answer_for_a_group_that_nobody_looks_for_any_more_is_not_lost(client_of_asha: Client, elm: Hub) -> None:
    PriorityGroup.objects.filter(key="fathers").update(is_active=False)

    client_of_asha.post(reverse("survey:add"), posted(who(), hubs=[elm.pk]))

    [question] = Survey.objects.get().questions
    assert [one["group"] for one in question.value["options"]] == ["fathers", "fathers", "young-parents", ""]


def test_a_group_that_does_not_exist_is_refused(client_of_asha: Client, elm: Hub) -> None:
    made_up = about_family("Who?", {"text": "I am rich", "group": "the-rich"}, "No")

    page = client_of_asha.post(reverse("survey:add"), posted(made_up, hubs=[elm.pk]))

    assert not Survey.objects.exists()
    assert "I am rich" in page.text, "nothing typed is lost"


def test_another_group_for_an_answer_is_a_change_to_put_out(survey: Survey) -> None:
    assert not has_changes_to_put_out(survey)
    survey.questions = [faces(), about_family("Does any of this fit?", *ANSWERS[1:], id=ID["question"])]

    assert has_changes_to_put_out(survey)


def test_on_paper_it_can_be_skipped_too(survey: Survey) -> None:
    [_before, _faces, asked, *_] = survey_words(survey.slug)

    assert "It changes nothing about the help you get." in " ".join(asked.paragraphs)
    assert [words for words, _then in asked.boxes][:2] == ["I am a dad", "I am an uncle who brings a child up"]
