"""A survey reaches an old phone on a poor line: bytes and requests of DESIGN 9, without a browser (the journeys weigh the same in one)."""

import pytest
from django.test import Client

from core.models import Hub
from feedback.models import Survey
from tests.builders import faces, long_text, make_brand, make_entry_point, make_open_survey, one_choice, several_choices, short_text
from tests.feedback.family import Parent
from tests.weight import KB, Weight, weigh

KINDS = (faces, one_choice, several_choices, short_text, long_text)


@pytest.fixture
def survey(elm: Hub) -> Survey:
    """A survey with every kind of question, at a council that filled in everything."""
    make_brand(safeguarding_phone="01632 960 001", out_of_hours_phone="01632 960 002", phone="01632 960 000", phone_hours="9 to 5")
    why = "We are planning next year, and we want to start from what families need. " * 3
    asked = [kind("What do you think?") for kind in KINDS]
    return make_open_survey(elm, title="What do you want?", slug="weighed", why=why, questions=asked)


def assert_light(weight: Weight) -> None:
    """A survey's own goals: 15 KB, four requests, 6 KB of script, no fonts, nobody else asked."""
    assert weight.status == 200
    assert weight.total <= 15 * KB, weight.parts
    assert len(weight.parts) <= 4, weight.parts
    assert weight.of(".js") <= 6 * KB, weight.parts
    assert not weight.of(".woff", ".woff2", ".ttf", ".otf")
    assert weight.elsewhere == []


@pytest.mark.parametrize("language", ["", "/ur"])
def test_the_first_screen_of_a_survey_is_light(client: Client, survey: Survey, elm: Hub, language: str) -> None:
    make_entry_point(survey, elm, code="CDFH34")

    for address in ("/have-your-say/weighed/", "/have-your-say/p/CDFH34/"):
        assert_light(weigh(client, f"{language}{address}"))


@pytest.mark.parametrize("number", range(len(KINDS)), ids=lambda number: KINDS[number].__name__)
def test_a_question_is_light(survey: Survey, number: int) -> None:
    parent = Parent().start(survey)

    assert_light(weigh(parent.client, f"/have-your-say/weighed/{survey.questions[number].id}/"))


def test_the_scales_see_what_a_page_asks_for(client: Client, survey: Survey) -> None:
    weight = weigh(client, "/have-your-say/weighed/")

    assert any(address.endswith(".js") for address in weight.parts), "the script"
    assert any(address.startswith("/look/") for address in weight.parts), "the styles"
    assert weight.of(".js") > 500
    assert all(size > 700 for size in weight.parts.values())


def test_pages_go_over_the_wire_packed(client: Client, survey: Survey) -> None:
    page = client.get("/have-your-say/weighed/", headers={"Accept-Encoding": "gzip"})

    assert page.headers["Content-Encoding"] == "gzip"
