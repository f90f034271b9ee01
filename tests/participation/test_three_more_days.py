"""Who began to answer in time may send for three more days: nothing closes over them, and a rating holds nothing up."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from core.clocks import day_in_words
from core.models import Hub
from feedback.models import Survey
from feedback.services.surveys import close_survey
from participation.choices import Stage
from participation.selectors.gates import reasons_not_to_close
from participation.services.engagements import close_engagement, move_engagement
from tests.builders import make_engagement, make_open_survey, today
from tests.participation.deciding import DAY


def test_nothing_closes_while_who_began_in_time_may_still_send_and_it_may_be_made_sense_of(elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm)
    survey = make_open_survey(elm, engagement=engagement, title="The café")
    close_survey(survey=survey, by=asha)
    survey.refresh_from_db()
    assert survey.finish_by_on
    said = f"Who began “The café” in time may still send it until {day_in_words(survey.finish_by_on)}. Close after that day."

    move_engagement(engagement=engagement, to=Stage.SENSE, by=asha)
    [problem] = reasons_not_to_close(engagement)

    assert (problem.text, problem.always) == (said, True), "no exception reaches it"
    with pytest.raises(ValidationError, match="may still send it until"):
        close_engagement(engagement=engagement, by=asha)
    survey.closed_on = today() - 4 * DAY
    survey.save()
    close_engagement(engagement=engagement, by=asha)


def test_a_rating_that_just_closed_holds_nothing_up(elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm, stage=Stage.ANSWERING)
    make_open_survey(elm, engagement=engagement, rating_point="end", mode="unlinkable")
    Survey.objects.update(state="closed", closed_on=today())

    assert reasons_not_to_close(engagement) == []
