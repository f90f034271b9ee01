"""What families said of how they were listened to: only words, only when it is over, and never when too few answered."""

import ast
import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from accounts.models import User
from core.answers import FamiliesSaid
from core.models import Hub
from core.services.defaults import change_defaults
from feedback.models import Response, SubmissionKey, Survey, Voice
from feedback.rating_set import NO, SORT_OF, YES
from feedback.rules import ratings as rules
from participation.models import Engagement
from tests.builders import make_engagement, today
from tests.feedback.family import Parent
from tests.feedback.rating import LINE, end, of, open_rating, rate, said


@pytest.fixture
def cafe(elm: Hub) -> Engagement:
    return make_engagement(elm, title="The café", opened_on=today() - timedelta(days=90))


# --- The rules -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yes", "sort_of", "no", "leans"),
    [
        (15, 0, 0, "yes"),
        (10, 3, 2, "yes"),  # two of three
        (9, 4, 2, "mixed"),
        (6, 6, 3, "mixed"),
        (8, 0, 8, "no"),  # half of them said no: nobody calls that divided
        (0, 2, 14, "no"),
        (5, 5, 4, ""),  # fourteen are too few
        (0, 0, 14, ""),
        (0, 0, 0, ""),
    ],
)
def test_which_way_families_leaned(yes: int, sort_of: int, no: int, leans: str) -> None:
    assert rules.leaning({YES: yes, SORT_OF: sort_of, NO: no}, below=LINE) == leans


def test_the_degree_is_what_most_chose_and_nothing_when_two_were_chosen_alike() -> None:
    assert rules.most_chosen({"informed": 9, "consulted": 6}, below=LINE) == "informed"
    assert rules.most_chosen({"informed": 8, "consulted": 8}, below=LINE) == ""
    assert rules.most_chosen({"informed": 14}, below=LINE) == ""
    assert rules.most_chosen({}, below=LINE) == ""


# --- What is told ----------------------------------------------------------------------------------------------------------


def test_families_are_quoted_in_words_and_a_band(cafe: Engagement) -> None:
    survey = open_rating(cafe)
    rate(survey, 20, safe="yes", listened="no", told="mixed", how="consulted")
    rate(survey, 3, safe="no", listened="yes", told="yes", how="informed")
    end(survey)

    assert [(one.element, one.leaning, one.words, one.how_many) for one in said(cafe)] == [
        ("space", "yes", "Most said yes.", "15 to 49"),
        ("voice", "yes", "Most said yes.", "15 to 49"),
        ("audience", "no", "Half or more said no.", "15 to 49"),
        ("influence", "mixed", "Families were not sure, or did not agree.", "15 to 49"),
        ("", "", "Families were asked and told the result", "15 to 49"),
    ]
    assert said(cafe)[-1].degree == "consulted"
    assert {one.point for one in said(cafe)} == {"end"}


def test_too_few_are_not_quoted_and_not_counted(cafe: Engagement) -> None:
    survey = open_rating(cafe)
    rate(survey, 14, safe="no", listened="no", told="no", how="informed")
    end(survey)

    assert {(one.leaning, one.degree, one.words, one.how_many) for one in said(cafe)} == {
        ("", "", "Too few people answered to say.", "fewer than 15")
    }


def test_who_skipped_a_question_does_not_count_as_an_answer_to_it(cafe: Engagement) -> None:
    survey = open_rating(cafe)
    rate(survey, 16, safe="yes")
    rate(survey, 14, listened="no")
    end(survey)

    assert of(cafe, "space").leaning == "yes"
    assert of(cafe, "audience").leaning == ""
    assert of(cafe, "influence").how_many == "nobody"


def test_that_all_said_the_same_is_never_said(cafe: Engagement) -> None:
    survey = open_rating(cafe)
    rate(survey, 16, listened="no")
    end(survey)
    every = " ".join(one.words + one.how_many for one in said(cafe)).lower()

    assert not re.search(r"\ball\b|everyone|everybody|nobody said yes|16|100", every)


def test_nothing_is_shown_while_one_more_answer_could_move_it(cafe: Engagement) -> None:
    survey = open_rating(cafe)
    rate(survey, 30, listened="yes")
    assert said(cafe) == []
    Survey.objects.filter(pk=survey.pk).update(opens_on=today() - timedelta(days=9), closes_on=today() - timedelta(days=3))
    assert said(cafe) == [], "who began in time may still finish today"

    Survey.objects.filter(pk=survey.pk).update(closes_on=today() - timedelta(days=4))

    assert of(cafe, "audience").leaning == "yes"


def test_points_stand_in_their_order_and_never_together(cafe: Engagement) -> None:
    Engagement.objects.update(starts_on=today() - timedelta(days=200), ends_on=today())
    cafe.refresh_from_db()
    first, last = open_rating(cafe, "start"), open_rating(cafe, "end")
    rate(last, 16, listened="no")
    rate(first, 16, know_who="yes")
    end(first)
    end(last)

    audience = [(one.point, one.leaning) for one in said(cafe) if one.element == "audience"]

    assert audience == [("start", "yes"), ("end", "no")]


def test_the_words_are_in_the_language_of_the_page(cafe: Engagement) -> None:
    survey = end(open_rating(cafe))
    rate(survey, 16, listened="no")

    with override("pl"):
        line = of(cafe, "audience")

    assert (line.question, line.words) == ("Czy słuchali właściwi ludzie?", "Połowa lub więcej powiedziała: nie.")


def test_a_stricter_line_of_the_council_holds_here_too(cafe: Engagement, adam: User) -> None:
    survey = end(open_rating(cafe))
    rate(survey, 18, listened="no")
    change_defaults(by=adam, reason="Our hubs are small.", hide_below_public=20)

    assert of(cafe, "audience").leaning == ""


def test_it_costs_two_queries_and_the_line_however_many_answered(cafe: Engagement, elm: Hub) -> None:
    survey = end(open_rating(cafe))
    rate(survey, 16, listened="no", safe="yes")
    said(cafe)
    with CaptureQueriesContext(connection) as few:
        said(cafe)
    rate(survey, 60, listened="yes", told="no")
    with CaptureQueriesContext(connection) as many:
        said(cafe)
    assert len(many) == len(few) <= 3


# --- Nothing else ----------------------------------------------------------------------------------------------------------


def test_a_rating_leaves_no_words_no_code_and_no_key_to_the_answer(cafe: Engagement) -> None:
    survey = open_rating(cafe)
    parent = Parent().open(f"/have-your-say/{survey.slug}/")
    for _ in range(6):
        parent.press()

    response = Response.objects.get()
    assert (response.receipt_hash, Voice.objects.count()) == (None, 0)
    assert {field.name for field in SubmissionKey._meta.get_fields()} == {"key_hash", "week"}
    assert {field.name for field in Response._meta.get_fields() if field.concrete} == {
        *("id", "survey", "version", "hub", "week", "answers", "language", "receipt_hash")
    }
    assert "data-receipt" not in parent.text


def test_participation_never_reads_an_answer() -> None:
    for path in (Path(settings.ROOT) / "participation").rglob("*.py"):
        imported = {
            getattr(node, "module", None) or "" for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)
        }
        assert not [module for module in imported if module.split(".")[0] == "feedback"], path


def test_ratings_are_listed_by_no_hub_and_no_member_of_staff() -> None:
    """One module reads the answers of ratings. It knows no hub, no post and nobody, and puts no two engagements side by side."""
    root = Path(settings.ROOT)
    readers = [
        path.relative_to(root).as_posix()
        for app in ("feedback", "participation", "home", "consent", "site")
        for path in (root / app).rglob("*.py")
        if "families_said(" in path.read_text() or "rating_set import" in path.read_text()
    ]
    assert sorted(path for path in readers if "demo" not in path) == [
        "feedback/provides.py",
        "feedback/rules/ratings.py",
        "feedback/selectors/opening.py",
        "feedback/selectors/ratings.py",
        "feedback/selectors/surveys.py",
        "feedback/services/ratings.py",
        "feedback/viewsets/ratings.py",
    ]
    names = Counter(
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(ast.parse((root / "feedback/selectors/ratings.py").read_text()))
        if isinstance(node, ast.Name | ast.Attribute)
    )
    assert not {"hub", "hub_id", "hubs", "Hub", "Post", "User", "who_acts", "owner"} & names.keys()
    assert not {field for field in FamiliesSaid.__dataclass_fields__ if "hub" in field or "number" in field or "target" in field}
