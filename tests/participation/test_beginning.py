"""An engagement begins: three plain questions, a ready-made plan, and one engagement of the whole council with one owner."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import User
from core.models import Hub, Post, PostHolder
from participation.choices import Condition, Degree, Method, Size, Stage, TimeAsked
from participation.models import Engagement
from participation.rules.honest_words import honest_degree
from participation.rules.sizes import QUESTIONS, size_of
from participation.services.engagements import start_standing_engagement
from participation.services.starting import begin_engagement
from participation.starters import STARTERS, starter
from tests.builders import make_engagement, make_post, today
from tests.cast import sign_in
from tests.staff_forms import seen_on

NO = {asked.name: False for asked in QUESTIONS}


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


@pytest.mark.parametrize(
    ("yes", "size", "why"),
    [
        ([], Size.STANDARD, "It is a standard engagement"),
        (["people_here_decide"], Size.EVERYDAY, "It is everyday listening"),
        (["must_consult"], Size.BIG, "a formal consultation has rules"),
        (["could_lose"], Size.BIG, "families could lose something"),
        (["could_lose", "people_here_decide"], Size.BIG, "families could lose something"),
        (["must_consult", "people_here_decide"], Size.BIG, "a formal consultation has rules"),
    ],
)
def test_three_questions_say_how_heavy_it_is_and_the_heavier_answer_wins(yes: list[str], size: Size, why: str) -> None:
    found, said = size_of(NO | dict.fromkeys(yes, True))

    assert found == size
    assert why in said


def test_each_question_must_be_answered_and_none_is_answered_beforehand(asha: User, elm: Hub) -> None:
    desk = sign_in(asha)
    assert not re.search(
        r'type="radio" name="(could_lose|must_consult|people_here_decide)"[^>]*checked', desk.get(reverse("engagement:begin")).text
    )

    page = desk.post(reverse("engagement:begin"), {"title": "The garden", "hubs": [elm.pk], "could_lose": "no"})

    assert words(page).count("Answer yes or no.") == 2
    assert 'value="The garden"' in page.text
    assert not Engagement.objects.exists()


def begin(asha: User, elm: Hub, **chosen: Any) -> Any:
    answers = dict.fromkeys((asked.name for asked in QUESTIONS), "no")
    return sign_in(asha).post(reverse("engagement:begin"), {"title": "The garden", "hubs": [elm.pk], **answers, **chosen}, follow=True)


def test_a_draft_has_the_size_its_answers_gave_it(asha: User, elm: Hub) -> None:
    page = begin(asha, elm, could_lose="yes")

    engagement = Engagement.objects.get()
    assert (engagement.size, engagement.stage, list(engagement.hubs.all())) == (Size.BIG, Stage.PLANNING, [elm])
    assert "families could lose something" in words(page)
    assert 'name="fair_checks-open"' in page.text


def test_everyday_listening_is_shown_where_it_is_and_nothing_is_begun(asha: User, elm: Hub) -> None:
    page = begin(asha, elm, people_here_decide="yes")

    assert "Nothing needs to be planned: every hub has it already" in words(page)
    assert not Engagement.objects.exists()


@pytest.mark.parametrize("plan", STARTERS, ids=lambda plan: plan.code)
def test_a_ready_made_plan_fills_in_its_words(asha: User, elm: Hub, plan: Any) -> None:
    engagement = begin_engagement(title=plan.name, hubs=[elm], answers=dict(plan.answers), by=asha, starter=starter(plan.code))

    assert (engagement.question, engagement.methods) == (plan.question, list(plan.methods))
    assert engagement.ways_to_take_part == dict(plan.ways)
    assert engagement.reciprocity
    assert engagement.answer_by_on
    assert set(engagement.methods) <= set(Method.values)
    assert set(engagement.ways_to_take_part) <= set(TimeAsked.values)


def test_a_standard_plan_opens_once_somebody_acts(asha: User, elm: Hub, elm_manager: Post) -> None:
    begin(asha, elm, starter="leaflet")
    engagement = Engagement.objects.get()
    desk = sign_in(asha)
    assert words(desk.get(reverse("engagement:open", args=[engagement.pk]))).count("One thing is still to do.") == 1

    Engagement.objects.update(who_acts=elm_manager)
    desk.post(reverse("engagement:open", args=[engagement.pk]))

    assert Engagement.objects.get().stage == Stage.OPEN


def test_a_plan_nobody_knows_is_refused(asha: User, elm: Hub) -> None:
    assert "Select a valid choice" in words(begin(asha, elm, starter="castle"))
    assert not Engagement.objects.exists()


def test_no_engagement_begins_at_a_hub_out_of_reach(asha: User, oak: Hub) -> None:
    with pytest.raises(PermissionDenied):
        begin_engagement(title="x", hubs=[oak], answers=NO, by=asha)

    assert "Select a valid choice" in words(begin(asha, oak))


def test_a_title_is_asked_for_and_no_longer_than_families_read(asha: User, elm: Hub) -> None:
    with pytest.raises(ValidationError, match="Give it a title"):
        begin_engagement(title=" ", hubs=[elm], answers=NO, by=asha)
    with pytest.raises(ValidationError, match="at most 120 letters"):
        begin_engagement(title="x" * 121, hubs=[elm], answers=NO, by=asha)


def test_the_size_is_answered_again_on_its_own_page(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm, stage=Stage.PLANNING)
    there = reverse("engagement:size", args=[engagement.pk])
    desk = sign_in(asha)
    assert re.search(r'name="could_lose" value="no"[^>]*checked', desk.get(there).text)

    desk.post(there, dict.fromkeys(NO, "no") | {"must_consult": "yes"})

    engagement.refresh_from_db()
    assert (engagement.size, engagement.is_formal_consultation) == (Size.BIG, True)


def test_words_for_each_choice_are_kept_and_come_back_when_too_long(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm)
    there = reverse("engagement:edit", args=[engagement.pk])
    sent = {
        "title": "x",
        "question": "y",
        "what_can_change": "z",
        "hubs": [elm.pk],
        "who_acts": engagement.who_acts_id,
        "answer_by_on": engagement.answer_by_on,
    }
    desk = sign_in(asha)
    sent["seen"] = seen_on(desk, there)

    page = desk.post(there, {**sent, "ways_to_take_part-minute": "z" * 301, "ways_to_take_part-hour": "Come and see."})
    assert "301 letters, at most 300" in words(page)
    assert "z" * 301 in page.text

    desk.post(there, {**sent, "ways_to_take_part-minute": " ", "ways_to_take_part-hour": "Come and see.\r\nBring a friend."})
    engagement.refresh_from_db()
    assert engagement.ways_to_take_part == {"hour": "Come and see.\nBring a friend."}


# --- One engagement of several hubs ---------------------------------------------------------------------------------------


def test_what_is_of_the_whole_council_is_seen_by_all_its_hubs_and_edited_by_its_owner(elm: Hub, oak: Hub, asha: User, cara: User) -> None:
    post = make_post("Head of participation", hub=elm)
    PostHolder.objects.create(post=post, user=asha, from_on=today())
    ours = make_engagement(elm, oak, owner=post, title="For all of us")
    there = reverse("engagement:edit", args=[ours.pk])

    assert "For all of us" in words(sign_in(cara).get(reverse("engagement:index")))
    assert sign_in(cara).get(there).status_code == 404
    assert sign_in(asha).get(there).status_code == 200

    Engagement.objects.update(owner=None)
    assert sign_in(asha).get(there).status_code == 404


def test_an_owner_without_the_right_anywhere_changes_nothing(elm: Hub, ben: User) -> None:
    post = make_post("Head of participation", hub=elm)
    PostHolder.objects.create(post=post, user=ben, from_on=today())
    ours = make_engagement(elm, owner=post)

    assert not Engagement.objects.wholly_within(ben, "engagement.edit").filter(pk=ours.pk).exists()


# --- The honest word ------------------------------------------------------------------------------------------------------


def together(**fields: Any) -> Engagement:
    said = {"claimed_degree": Degree.COUNCIL_BEGAN, "methods": [Method.SURVEY, Method.WORKSHOP]}
    return Engagement(**({**said, "conditions": {one.value: "Yes: in May." for one in Condition}} | fields))


def test_decided_together_may_be_said_when_all_its_conditions_hold() -> None:
    honest = honest_degree(together())

    assert (honest.degree, honest.why_not_more) == (Degree.COUNCIL_BEGAN, ())
    assert honest.in_parents_words == "We started it, and we decide together"


@pytest.mark.parametrize("lacking", list(Condition))
def test_without_one_condition_it_falls_to_the_honest_word_and_says_why(lacking: Condition) -> None:
    honest = honest_degree(together(conditions={one.value: "Yes." for one in Condition if one != lacking} | {lacking.value: " "}))

    assert honest.degree == Degree.CONSULTED
    assert honest.in_parents_words == "We ask what you think, and tell you what came of it"
    assert len(honest.why_not_more) == 1


def test_a_survey_alone_decides_nothing_together() -> None:
    assert honest_degree(together(methods=[Method.SURVEY])).why_not_more == ("a survey alone decides nothing together",)


@pytest.mark.parametrize("degree", [Degree.INFORMED, Degree.CONSULTED, ""])
def test_what_claims_less_needs_no_condition(degree: str) -> None:
    assert honest_degree(together(claimed_degree=degree, conditions={})).degree == degree


def test_staff_read_why_families_do_not_read_it_yet(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm, claimed_degree=Degree.FAMILIES_LEAD, methods=[Method.WORKSHOP])

    page = words(sign_in(asha).get(reverse("engagement:edit", args=[engagement.pk])))

    assert "and not yet that it is decided together, because" in page
    assert "it names no decision that was shared" in page


# --- Two at one moment ----------------------------------------------------------------------------------------------------


def still_free_for_both(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let two people see the same address as free: the second gets the next only when it tries."""
    seen = iter(addresses)
    monkeypatch.setattr("participation.services.starting.free_slug", lambda title: next(seen))


def test_two_plans_of_one_title_begun_at_once_get_an_address_each(asha: User, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    make_engagement(elm, slug="the-garden")
    still_free_for_both(monkeypatch, "the-garden", "the-garden-2")

    assert begin_engagement(title="The garden", hubs=[elm], answers=NO, by=asha).slug == "the-garden-2"


def test_two_drafts_of_one_title_saved_at_once_get_an_address_each(asha: User, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    make_engagement(elm, slug="the-garden")
    still_free_for_both(monkeypatch, "the-garden", "the-garden-2")

    assert sign_in(asha).post(reverse("engagement:add"), {"title": "The garden", "hubs": [elm.pk]}).status_code == 302

    assert Engagement.objects.get(title="The garden").slug == "the-garden-2"


def test_everyday_listening_begins_also_where_its_address_is_taken(elm: Hub) -> None:
    make_engagement(elm, title="Everyday elm", slug="everyday-elm")

    assert start_standing_engagement(hub=elm).slug == "everyday-elm-2"
