"""A hub is not taken off an engagement while its families are being asked, or wait for an answer."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from feedback.models import Survey
from participation.models import Engagement
from tests.builders import make_engagement, make_open_survey, make_survey, make_we_did, make_you_said, today
from tests.cast import give_role, sign_in
from tests.staff_forms import seen_on


@pytest.fixture
def both(elm: Hub, oak: Hub) -> Engagement:
    return make_engagement(elm, oak, title="The garden")


@pytest.fixture
def desk(asha: User, oak: Hub) -> Client:
    """Asha leads engagement at Elm and at Oak."""
    give_role(asha, RoleKind.ENGAGEMENT_LEAD, oak)
    return sign_in(asha)


def without_oak(desk: Client, engagement: Engagement, elm: Hub) -> str:
    form = {
        "title": engagement.title,
        "question": engagement.question,
        "what_can_change": engagement.what_can_change,
        "hubs": [elm.pk],
        "who_acts": engagement.who_acts_id,
        "answer_by_on": str(engagement.answer_by_on),
    }
    there = reverse("engagement:edit", args=(engagement.pk,))
    return desk.post(there, form | {"seen": seen_on(desk, there)}, follow=True).text


def test_a_hub_stays_while_its_families_can_answer(desk: Client, both: Engagement, elm: Hub, oak: Hub) -> None:
    make_open_survey(elm, oak, engagement=both, title="Your garden")

    page = without_oak(desk, both, elm)

    assert "Families at Oak can still answer “Your garden”: close it, or take Oak off it first." in page
    assert "Families at Elm" not in page
    assert set(both.hubs.all()) == {elm, oak}


@pytest.mark.parametrize("is_down", [False, True])
def test_a_hub_stays_while_its_families_wait_for_an_answer(
    desk: Client, both: Engagement, elm: Hub, oak: Hub, asha: User, is_down: bool
) -> None:
    said = make_you_said(elm, oak, engagement=both)
    if is_down:
        make_we_did(said, by=asha, published=True)
        said.taken_down_on = today()
        said.save()

    assert f"{said.reference} still owes families at Oak an answer." in without_oak(desk, both, elm)
    assert set(both.hubs.all()) == {elm, oak}


def test_a_hub_leaves_when_nothing_is_open_there(desk: Client, both: Engagement, elm: Hub, oak: Hub, asha: User) -> None:
    make_open_survey(elm, engagement=both, title="Only at Elm")
    make_survey(oak, engagement=both, title="A draft")
    asked = make_open_survey(oak, engagement=both, title="It was asked")
    Survey.objects.filter(pk=asked.pk).update(state="closed", closed_on=today())
    make_we_did(make_you_said(oak, engagement=both), by=asha, published=True)
    make_you_said(elm, engagement=both)

    without_oak(desk, both, elm)

    assert list(both.hubs.all()) == [elm]
