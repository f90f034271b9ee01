"""How often each page of the family's road asks the database: what DESIGN 9 allows, and what we have reached."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.codes import code_from, code_hash
from core.models import Hub
from feedback.models import Survey
from tests.builders import make_open_survey, make_response, make_voice, make_we_did, make_you_said
from tests.feedback.family import YES, Parent


def asked(parent: Parent, address: str) -> int:
    """Return how many queries a page costs when it is opened for the second time."""
    parent.client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert parent.client.get(address).status_code == 200, address
    return len(queries)


def test_the_way_from_the_list_to_thank_you(parent: Parent, survey: Survey) -> None:
    introduction = f"/have-your-say/{survey.slug}/"
    costs = {"list": asked(parent, "/have-your-say/"), "introduction": asked(parent, introduction)}
    costs["question"] = asked(parent, parent.start(survey).address)
    parent.answer(YES, "The singing", "A lighter door")
    costs["check"] = asked(parent, parent.address)
    costs["thank you"] = asked(parent, parent.send().address)

    assert costs == {"list": 4, "introduction": 4, "question": 1, "check": 4, "thank you": 5}


@pytest.mark.parametrize("number", [1, 12])
def test_a_code_costs_the_same_however_many_comments_it_opens(parent: Parent, elm: Hub, asha: User, number: int) -> None:
    code = code_from("one family's token")
    response = make_response(make_open_survey(elm), receipt_hash=code_hash(code))
    for _ in range(number):
        said = make_you_said(elm)
        said.voices.add(make_voice(elm, "The door is heavy.", response=response))
        make_we_did(said, by=asha, published=True)
    parent.client.post("/check-back/", {"code": code}, follow=True)

    with CaptureQueriesContext(connection) as asking:
        at = parent.client.post("/check-back/", {"code": code}).headers["Location"]
    with CaptureQueriesContext(connection) as showing:
        page = parent.client.get(at).content.decode()

    assert page.count("opens by itself") >= number
    assert len(asking) <= 7  # six of them count the guesses, one asks whether any answer has this code
    assert len(showing) <= 8  # one of them asks what was added later
