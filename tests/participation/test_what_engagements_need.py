"""What is asked waits for who acts on it: to be opened once everything is said, and to be closed by the day families were promised."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, Post, PostHolder
from core.questions import Attention
from participation import provides
from participation.choices import Stage
from participation.models import ChecklistAnswer, Engagement
from tests.builders import make_engagement, make_everyday_engagement, make_post, put_off, today
from tests.cast import give_role, make_user, sign_in
from tests.participation.deciding import prepared

DAY = timedelta(days=1)


@pytest.fixture
def acts(elm: Hub, asha: User) -> Post:
    """The post that acts at Elm; Asha holds it."""
    post = make_post("Head of play", hub=elm)
    PostHolder.objects.create(post=post, user=asha, from_on=today() - 100 * DAY)
    return post


def waits_for(person: User) -> list[Attention]:
    return provides.what_waits(user=person, today=today())


def test_what_says_everything_waits_to_be_opened_by_who_acts(elm: Hub, acts: Post, asha: User, cara: User, dev: User) -> None:
    ready = make_engagement(elm, title="The café", stage=Stage.PLANNING, opened_on=None, who_acts=acts)
    make_engagement(elm, title="Half said", stage=Stage.PLANNING, opened_on=None, who_acts=acts, question="")

    (line,) = waits_for(asha)

    assert line.text == "“The café” is ready: open it to families"
    assert line.why == "You hold Head of play at Elm."
    assert line.href == f"/admin/engagement/open/{ready.pk}/"
    assert "Open to families" in sign_in(asha).get(line.href).text
    assert waits_for(cara) == waits_for(dev) == []


def test_a_big_decision_is_ready_only_when_all_that_its_gate_looks_up_is_there(elm: Hub, acts: Post, asha: User) -> None:
    row = prepared(elm, title="The clinic", who_acts=acts)
    assert [line.text for line in waits_for(asha)] == ["“The clinic” is ready: open it to families"]

    answer = ChecklistAnswer.objects.get(engagement=row, item="AU-P1")
    ChecklistAnswer.objects.filter(pk=answer.pk).update(said="")
    assert waits_for(asha) == [], "an item of its planning is open, though its own words are all there"

    ChecklistAnswer.objects.filter(pk=answer.pk).update(said=answer.said)
    Engagement.objects.filter(pk=row.pk).update(equality_record=None)
    assert waits_for(asha) == [], "it rests on no equality record"

    Engagement.objects.filter(pk=row.pk).update(equality_record=row.equality_record, fair_checks={})
    assert waits_for(asha) == [], "it does not say how it is fair"


@pytest.mark.parametrize(("ahead", "waits", "is_late"), [(15, False, False), (14, True, False), (0, True, False), (-1, True, True)])
def test_what_promised_a_day_waits_two_weeks_before_it(elm: Hub, acts: Post, asha: User, ahead: int, waits: bool, is_late: bool) -> None:
    open_one = make_engagement(elm, who_acts=acts, answer_by_on=today() + ahead * DAY, opened_on=today() - 60 * DAY)

    found = waits_for(asha)

    assert [(line.due_on, line.is_late) for line in found] == ([(today() + ahead * DAY, is_late)] if waits else [])
    for line in found:
        assert line.href == f"/admin/engagement/close/{open_one.pk}/"
        assert sign_in(asha).get(line.href).status_code == 200


def test_a_day_that_was_put_off_still_counts_from_the_first_one_families_were_told(elm: Hub, acts: Post, asha: User) -> None:
    put_off(make_engagement(elm, who_acts=acts, answer_by_on=today() - DAY, opened_on=today() - 60 * DAY), weeks=8)

    (line,) = waits_for(asha)

    assert line.is_late
    assert "answering families is 1 day late" in line.text


def test_everyday_listening_and_what_is_closed_wait_for_nobody(elm: Hub, acts: Post, asha: User) -> None:
    make_everyday_engagement(elm, who_acts=acts, opened_on=today() - 300 * DAY)
    make_engagement(elm, who_acts=acts, stage=Stage.CLOSED, answer_by_on=today() - DAY, closed_on=today())

    assert waits_for(asha) == []


def test_who_acts_on_it_but_may_not_change_it_is_not_sent_to_a_closed_door(elm: Hub, oak: Hub, acts: Post, asha: User, ben: User) -> None:
    PostHolder.objects.create(post=acts, user=ben, from_on=today() - 9 * DAY)  # a hub worker
    make_engagement(elm, oak, who_acts=acts, answer_by_on=today())  # Oak is not Asha's

    assert waits_for(ben) == waits_for(asha) == []


@pytest.mark.parametrize("number", [1, 9])
def test_many_cost_no_more_than_one(elm: Hub, number: int, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    lead = make_user("Lea")
    give_role(lead, RoleKind.ENGAGEMENT_LEAD, elm)
    post = make_post("Lead", hub=elm)
    PostHolder.objects.create(post=post, user=lead, from_on=today())
    for _ in range(number):
        make_engagement(elm, who_acts=post, answer_by_on=today())

    with django_assert_max_num_queries(3):
        assert len(waits_for(lead)) == number
