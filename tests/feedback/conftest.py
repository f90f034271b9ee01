"""What the tests of asking, hearing and answering share."""

import pytest
from django.test import Client

from accounts.models import User
from core.models import Hub
from feedback.models import Survey
from tests.builders import long_text, make_brand, make_open_survey, one_choice, short_text
from tests.cast import sign_in
from tests.feedback.family import NO, YES, Parent


@pytest.fixture
def survey(elm: Hub) -> Survey:
    """An open survey of Elm: one answer to choose, a few words, a longer answer."""
    return make_open_survey(
        elm,
        title="After a session",
        why="We want the next one to be better.",
        questions=[
            one_choice("Was it easy to find?", {"id": YES, "text": "Yes"}, {"id": NO, "text": "No"}),
            short_text("What did you like?"),
            long_text("What would you change?"),
        ],
    )


@pytest.fixture
def parent() -> Parent:
    """A parent with a phone."""
    return Parent()


@pytest.fixture
def urgent_number(db: None) -> str:
    """The number to ring when somebody is worried about a child, without which nothing opens."""
    make_brand(safeguarding_phone="01632 960 001")
    return "01632 960 001"


@pytest.fixture
def lead(asha: User) -> Client:
    """Asha, who leads on listening at Elm, at her desk."""
    return sign_in(asha)
