"""A rating of how families were listened to leads back to nobody: the proof of any unlinkable answer, on the locked set itself."""

import json
import re

import pytest

from tests.prove.phone import Phone
from tests.prove.served import Served
from tests.prove.test_unlinkable import DUMP, MOMENTS, ORDER, STAFF, WORKER, _family_lines

pytestmark = pytest.mark.prove

RATING = """
from tests.builders import *
from feedback.rating_set import blocks_of
from feedback.services.ratings import prepare_rating
from feedback.services.surveys import open_survey
make_brand(safeguarding_phone="01632 960 001")
hub = make_hub({hub!r})
survey = prepare_rating(engagement=make_engagement(hub, stage="answering"), point="end", by=None)
open_survey(survey=survey, by=None)
asked = blocks_of(survey.engagement_id, "end")
print(json.dumps([survey.slug, [b["id"] for b in asked], [b["value"]["options"][-1]["id"] for b in asked]]))
"""


def test_who_is_signed_in_and_says_no_to_everything_is_in_no_row_and_no_log(served: Served) -> None:
    person, session = served.tell(STAFF)
    slug, questions, noes = served.tell(RATING.format(hub="Rated hub"))
    phone = Phone(served.port)
    phone.cookies["session"] = session
    phone.insist("GET", f"/have-your-say/{slug}/")  # what any visitor makes, the council's look for one, is there before
    before = served.tell(DUMP)
    fields = phone.answer(slug, questions, noes)
    status, leads_to, _ = phone.insist("POST", f"/have-your-say/{slug}/check/", fields)
    assert (status, leads_to.endswith("/thank-you/")) == (302, True)

    after = served.tell(DUMP)
    changed = {table: [row for row in rows if row not in before.get(table, [])] for table, rows in after.items()}
    changed = {table: rows for table, rows in changed.items() if rows}

    # No comment, no code, no draft: three taps and a key that knows only that somebody answered.
    assert set(changed) == {"feedback_response", "feedback_submissionkey", "core_limitcount"}
    for telling in (fields["token"], session, "canary.person", "127.0.0.1"):
        assert telling not in json.dumps(changed)
    [response] = changed["feedback_response"]
    [key] = changed["feedback_submissionkey"]
    for other in [key, *changed["core_limitcount"]]:
        shared = {value for value in set(response) & set(other) if len(value) > 1}
        assert all(re.fullmatch(r"\d{4}-W\d\d", value) for value in shared), f"they share {shared}"
    assert str(person) not in {value for value in response if len(value) > 6}
    for telling in (fields["token"], session, "canary", slug, *questions, *noes):
        assert telling not in _family_lines(served.log.read_text())


def test_no_order_of_rows_and_no_transaction_leads_from_a_phone_to_its_rating(served: Served) -> None:
    slug, questions, noes = served.tell(RATING.format(hub="Ordered hub"))
    tokens = []
    for _ in range(12):
        phone = Phone(served.port)
        fields = phone.answer(slug, questions, noes)
        phone.insist("POST", f"/have-your-say/{slug}/check/", fields)
        tokens.append(fields["token"])
    script = ORDER.replace('"orderly"', repr(slug)).format(tokens=tokens)
    mine, keys, _shared = served.tell(script)
    assert [key for key in keys if key in mine] == mine, "the keys lie as they came: the proof below can fail"

    mine, keys, shared = served.tell(WORKER + script)

    assert sorted(key for key in keys if key in mine) == sorted(mine)
    assert [key for key in keys if key in mine] != mine
    assert not shared, "a key and a rating were written by one transaction, and PostgreSQL still says so"


@pytest.mark.parametrize("served", ["postgresql"], indirect=True)  # SQLite keeps no number of a transaction with a row
def test_postgresql_does_not_tell_by_its_transactions_when_a_rating_came(served: Served) -> None:
    slug, questions, noes = served.tell(RATING.format(hub="Silent hub"))
    for _ in range(5):
        phone = Phone(served.port)
        phone.insist("POST", f"/have-your-say/{slug}/check/", phone.answer(slug, questions, noes))

    assert served.tell(WORKER + MOMENTS)["feedback_response"][0] == 1
