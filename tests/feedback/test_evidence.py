"""What Earshot can see of an engagement by itself: kept and printed for committees, so no small number of people stands in it."""

import re
from datetime import timedelta

from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.models import Hub
from core.questions import engagement_evidence
from feedback.rating_set import SETS
from feedback.selectors.evidence import MOST_ANSWERS, evidence_of
from feedback.selectors.ratings import RATED_ITEMS, rated
from participation import lundy
from participation.models import Engagement
from tests import builders
from tests.feedback.rating import end, open_rating, rate


def _texts(engagement: Engagement) -> list[str]:
    return [one.text for one in evidence_of(engagement.pk)]


def test_an_engagement_without_anything_shows_nothing(elm: Hub) -> None:
    assert evidence_of(builders.make_engagement(elm).pk) == []


def test_few_people_are_fewer_than_and_more_are_a_band(elm: Hub, asha: User) -> None:
    asked = builders.make_engagement(elm)
    survey = builders.make_open_survey(elm, engagement=asked)
    heard = [builders.make_voice(elm, response=builders.make_response(survey)) for _ in range(3)]
    builders.make_theme(asked, voices=heard, by=asha)

    few = _texts(asked)
    for _ in range(20):
        builders.make_response(survey)

    assert few[0].startswith("Answers that came in: fewer than 10,")
    assert few[1] == "Themes made of what people said: 1, 1 of them still open. Comments put to them: fewer than 10."
    assert _texts(asked)[0].startswith("Answers that came in: 20 to 49,")
    for text in (*few, *_texts(asked)):
        people = text.split(", the last")[0]  # the day of the week stands behind
        assert not re.search(r"\b(3|23)\b", people), text


def test_how_families_rated_it_is_no_answer_that_came_in_and_speaks_only_once_it_is_over(elm: Hub) -> None:
    asked = builders.make_engagement(elm, opened_on=builders.today() - timedelta(days=90))
    survey = open_rating(asked)
    builders.make_entry_point(survey, elm)
    rate(survey, 12, safe="yes", listened="no", told="mixed")
    rate(survey, 9, how="consulted")
    assert evidence_of(asked.pk) == rated(asked.pk) == [], "ratings are nothing that families said of the matter, and the rating is open"

    end(survey)

    assert evidence_of(asked.pk) == []
    found = {one.text: one.items for one in rated(asked.pk)}
    assert found == {
        "Families rated it at the end: “Did you feel safe to speak?” Most said yes. Answers: 10 to 19.": ("SP-A2", "VO-A1"),
        "Families rated it at the end: “Did the right people listen?” Half or more said no. Answers: 10 to 19.": ("IN-A4",),
        "Families rated it at the end: “Were you told what happens next?” Families were not sure, or did not agree. Answers: 10 to 19.": (
            "IN-A3",
            "AU-P3",
        ),
    }


def test_of_few_who_rated_it_nothing_is_suggested(elm: Hub) -> None:
    asked = builders.make_engagement(elm, opened_on=builders.today() - timedelta(days=90))
    survey = open_rating(asked)
    rate(survey, 9, safe="yes")

    assert rated(end(survey).engagement_id or 0) == []


def test_each_question_by_which_families_rate_speaks_to_items_there_are() -> None:
    codes = {question.code for one in SETS.values() for question in one.questions if question.elements}
    assert RATED_ITEMS.keys() == codes
    assert {item for items in RATED_ITEMS.values() for item in items} <= lundy.BY_ID.keys()


def test_published_answers_are_named_with_their_page_and_speak_to_change_or_to_a_no(elm: Hub, asha: User) -> None:
    asked = builders.make_engagement(elm)
    did, no, draft = (builders.make_you_said(elm, engagement=asked) for _ in range(3))
    builders.make_we_did(did, by=asha, outcome="did", published=True)
    builders.make_we_did(no, by=asha, outcome="no", published=True)
    builders.make_we_did(draft, by=asha, outcome="did")
    did.tellings.create(how="poster", told_on=builders.today(), by=asha)

    found = {one.text: one for one in evidence_of(asked.pk)}

    of_did = next(one for text, one in found.items() if text.startswith(did.reference))
    assert (of_did.href, of_did.items) == (f"/you-said-we-did/{did.reference}/", ("IN-P4", "IN-A1"))
    assert next(one for text, one in found.items() if text.startswith(no.reference)).items == ("IN-A2",)
    assert not any(draft.reference in text for text in found)
    assert "Answers published: 2. A no with its reason among them: 1." in found
    assert found["Answered by the day that families were told: 2 of 2."].items == ("IN-D1", "IN-A3")
    told = next(one for text, one in found.items() if text.startswith("People were told of 1 answer, last on"))
    assert told.text.endswith(": on a poster in the hub.")
    assert told.items == ("IN-A3", "IN-D2")


def test_it_costs_as_much_for_many_answers_and_speaks_only_to_items_there_are(
    elm: Hub, asha: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    asked = builders.make_engagement(elm)
    builders.make_entry_point(builders.make_open_survey(elm, engagement=asked), elm)
    for _ in range(MOST_ANSWERS + 4):
        said = builders.make_you_said(elm, engagement=asked)
        builders.make_we_did(said, by=asha, outcome="doing", published=True)
        said.tellings.create(how="page", told_on=builders.today(), by=asha)

    with django_assert_max_num_queries(14):  # eight of this floor, one for ratings, the rest for what was done to hear families
        found = [one for answer in engagement_evidence.answers(engagement_id=asked.pk) for one in answer]

    assert sum(one.text.startswith("YS-") for one in found) == MOST_ANSWERS
    assert {item for one in found for item in one.items} <= lundy.BY_ID.keys()
