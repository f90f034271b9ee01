"""Another hub's surveys and posters are not there, at any address of the survey screens."""

from accounts.models import User
from core.models import Hub
from feedback.viewsets.entry_points import EntryPointViewSet
from feedback.viewsets.surveys import SurveyViewSet
from tests import builders
from tests.cast import sign_in
from tests.core.walk import walk

CANARY = "The garden of Elm"


def test_no_address_of_the_surveys_shows_or_takes_another_hubs(cara: User, elm: Hub) -> None:
    foreign = [builders.make_survey(elm, title=CANARY), builders.make_open_survey(elm, title=CANARY)]
    post = {"title": "x", "hubs": [elm.pk], "engagement": foreign[0].engagement_id, "questions-count": "0", "mode": "code", "seen": "0"}

    assert walk(sign_in(cara), SurveyViewSet(), foreign=foreign, canaries=[CANARY], post=post) == []


def test_no_address_of_the_posters_shows_or_takes_another_hubs(cara: User, elm: Hub) -> None:
    survey = builders.make_open_survey(elm, title=CANARY)
    foreign = [builders.make_entry_point(survey, elm, label=CANARY)]

    complaints = walk(
        sign_in(cara),
        EntryPointViewSet(),
        foreign=foreign,
        canaries=[CANARY],
        post={"what": str(survey.pk), "kind": "poster", "hub": elm.pk},
    )

    assert complaints == []
