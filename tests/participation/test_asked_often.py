"""Who was asked how often: by an aim, by a session that counted them, or by a survey that named them; and never by how many answered."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils.timezone import make_aware

from accounts.models import User
from core.models import Hub
from feedback.choices import SurveyState
from feedback.models import Survey
from participation.models import Engagement
from participation.selectors.asked_often import asked_often
from participation.selectors.reach import days_of, year_of
from tests.builders import (
    about_family,
    make_engagement,
    make_everyday_engagement,
    make_open_survey,
    make_response,
    make_survey,
    make_version,
    today,
)
from tests.participation.reaching import came, count, group, make_activity, make_aim

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def five_groups(db: None) -> None:
    """A council looks for five groups from the beginning."""
    group()


def often(user: User, hub: Hub, *, years_ago: int = 0, key: str = "fathers") -> int:
    """Return how often a group was asked at a hub, in this year of the council or so many ago."""
    table = asked_often(user, year=year_of(today()) - years_ago)
    return next(dict(named)[hub] for group, named in table.named if group.key == key)


def last_year() -> tuple[date, date]:
    """Return the first and the last day of the year before."""
    return days_of(year_of(today()) - 1)


def at_noon(day: date) -> datetime:
    """Return a moment of a day."""
    return make_aware(datetime.combine(day, time(12)))


def asks_fathers(hub: Hub, **fields: Any) -> Survey:
    """Make an open survey that asks who is a father."""
    return make_open_survey(hub, questions=[about_family()], **fields)


def test_a_session_that_counted_a_group_asked_it_however_many_came(asha: User, elm: Hub) -> None:
    everyday = make_everyday_engagement(elm)
    assert often(asha, elm) == 0

    for _ in range(12):
        came(everyday, elm, asha, fathers=30)
    count(make_activity(elm, engagement=make_engagement(elm), held_on=today()), by=asha, groups={"fathers": 0})
    count(make_activity(elm, engagement=make_engagement(elm), held_on=today(), called_off_because="Rain."), by=asha, groups={"fathers": 9})

    assert often(asha, elm) == 2
    assert often(asha, elm, years_ago=1) == 0
    assert often(asha, elm, key="no-internet") == 0


def test_a_session_counts_in_the_year_in_which_it_was_held(asha: User, elm: Hub) -> None:
    came(make_everyday_engagement(elm), elm, asha, held_on=last_year()[1], fathers=3)

    assert (often(asha, elm), often(asha, elm, years_ago=1)) == (0, 1)


def test_a_survey_that_names_a_group_asked_it_at_its_hubs_before_anybody_answers(asha: User, elm: Hub, oak: Hub) -> None:
    both = make_engagement(elm, oak)
    survey = asks_fathers(elm, engagement=both)
    make_open_survey(elm, engagement=make_engagement(elm))

    assert (often(asha, elm), often(asha, elm, key="no-internet")) == (1, 0)
    make_response(survey, elm)
    make_aim(both, elm)
    came(both, elm, asha, fathers=3)
    assert often(asha, elm) == 1, "one engagement is one, by however many ways it asked"


def test_a_survey_counts_while_it_could_be_answered(asha: User, elm: Hub) -> None:
    since, until = last_year()
    draft = asks_fathers(elm, engagement=make_engagement(elm))
    Survey.objects.filter(pk=draft.pk).update(state=SurveyState.DRAFT)
    asks_fathers(elm, engagement=make_engagement(elm), opens_on=today() + DAY)
    asks_fathers(elm, engagement=make_engagement(elm), closes_on=until)
    closed = asks_fathers(elm, engagement=make_engagement(elm))
    Survey.objects.filter(pk=closed.pk).update(state=SurveyState.CLOSED, closed_on=since - DAY)

    assert often(asha, elm) == 0
    Survey.objects.filter(pk=closed.pk).update(closed_on=today())
    assert (often(asha, elm), often(asha, elm, years_ago=1)) == (1, 0)


def test_a_question_that_was_taken_out_of_a_survey_counts_while_it_was_in_it(asha: User, elm: Hub) -> None:
    since, until = last_year()
    survey = make_survey(elm, engagement=make_engagement(elm), questions=[about_family()])
    asks = make_version(survey, published_at=at_noon(since + DAY))
    survey.questions = make_survey(elm).questions
    asks_no_more = make_version(survey, number=2, published_at=at_noon(until - DAY))
    Survey.objects.filter(pk=survey.pk).update(state=SurveyState.OPEN, current_version=asks_no_more)

    assert (bool(asks.about_question), bool(asks_no_more.about_question)) == (True, False)
    assert (often(asha, elm), often(asha, elm, years_ago=1)) == (0, 1)


def test_everyday_listening_that_means_to_hear_a_group_counts_in_every_year_it_is_open(asha: User, elm: Hub) -> None:
    everyday = make_everyday_engagement(elm)
    long_ago = last_year()[0] - 90 * DAY
    Engagement.objects.filter(pk=everyday.pk).update(opened_on=long_ago)
    make_aim(everyday, elm)
    make_aim(make_engagement(elm, opened_on=last_year()[0]), elm)

    assert (often(asha, elm), often(asha, elm, years_ago=1)) == (1, 2)


def test_what_another_hubs_engagement_asked_is_not_counted(cara: User, asha: User, elm: Hub, oak: Hub) -> None:
    make_engagement(oak)
    asks_fathers(elm, engagement=make_engagement(elm))

    assert [hub.name for hub in asked_often(cara, year=year_of(today())).hubs] == ["Oak"]
    assert often(cara, oak) == 0


def test_many_cost_what_one_does(asha: User, elm: Hub, django_assert_num_queries: Callable[..., Any]) -> None:
    for number in (1, 10):
        for _ in range(number):
            engagement = make_engagement(elm)
            asks_fathers(elm, engagement=engagement)
            came(engagement, elm, asha, fathers=3)
            make_aim(engagement, elm)
        person = User.objects.get(pk=asha.pk)
        with django_assert_num_queries(8):  # roles, engagements, hubs, aims, sessions, the surveys' hubs, their versions, groups
            asked_often(person, year=year_of(today()))
    assert often(asha, elm) == 11
