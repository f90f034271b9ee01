"""A comment and the question it answers, as it was asked then."""

from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.models import Hub
from feedback import questionnaire
from feedback.models import Survey
from feedback.selectors import voices as selectors
from tests.builders import make_engagement, make_open_survey, make_response, make_theme, make_version, make_voice, short_text
from tests.cast import sign_in

LIST = "/admin/comments/"


def test_a_comment_stands_below_the_question_it_answers_as_it_was_asked_then(elm: Hub, asha: User) -> None:
    asked = short_text("What did you not like?")
    survey = make_open_survey(elm, questions=[asked])
    comment = make_voice(elm, "Nothing", response=make_response(survey, elm), question_id=asked["id"])
    theme = make_theme(survey.engagement or make_engagement(elm), voices=[comment], by=asha)
    asked["value"]["text"] = "A newer wording"
    survey.questions = [asked]
    survey.current_version = make_version(survey, number=2)
    survey.save()

    for address in (LIST, f"{LIST}{comment.pk}/", f"/admin/themes/{theme.pk}/"):
        page = sign_in(asha).get(address).text
        assert page.index("What did you not like?") < page.index("Nothing</bdi>"), address
        assert "A newer wording" not in page


def test_the_questions_of_many_versions_are_fetched_at_once(
    elm: Hub, survey: Survey, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    voices = [make_voice(elm, response=make_response(make_open_survey(elm), version=make_version(survey, number=n))) for n in range(2, 6)]
    questionnaire.forget()

    with django_assert_num_queries(2):
        selectors.as_read(voices)
