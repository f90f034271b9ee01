"""How to reach a family stands in one room: looked for in every table, in every log line and in every file of a served Earshot (promise 5).

A family asks for large print and gives a name, a number, an address and words that nobody else has; staff open them and end the request.
"""

import json
import re

import pytest

from tests.prove.phone import Phone
from tests.prove.served import Served
from tests.prove.test_unlinkable import DUMP

pytestmark = pytest.mark.prove

NAME, NUMBER, MAIL, WORDS = "Canarina Finchley", "01632 960 778", "canarina.finch@family.example", "In letters as high as a thumb"
SAID = {"contact_name": NAME, "words": WORDS, "best_time": f"Mornings, or write to {MAIL}", "contact": NUMBER}
SURVEY = """
from tests.builders import *
hub = make_hub("Canary hub")
survey = make_open_survey(hub, slug="canary", mode="unlinkable", questions=[long_text("What next?")])
print(json.dumps([block["id"] for block in survey.questions.get_prep_value()]))
"""
STAFF = """
from django.utils import timezone
from consent.services import formats as services
from consent.models import FormatRequest
from tests.cast import make_user, give_role
from core.choices import RoleKind
from core.models import Hub
hub = Hub.objects.get(name="Canary hub")
worker = make_user("Worker")
give_role(worker, RoleKind.HUB_WORKER, hub)
asked = FormatRequest.objects.get()
opened = services.open_contact(request=asked, by=worker)
seen = [opened.name, opened.contact, opened.words]
services.give_up(request=asked, why_not="too_late", offered="Rang " + opened.name, by=worker, today=timezone.localdate())
print(json.dumps(seen))
"""
FORGET = """
from datetime import timedelta
from django.utils import timezone
from consent.services import formats as services
from consent.models import FormatRequest, WhoAsked
number = services.forget_who_asked(timezone.localdate() + timedelta(days=28))
print(json.dumps([number, WhoAsked.objects.count(), FormatRequest.objects.count()]))
"""


def _ask(phone: Phone) -> str:
    """Walk to the end and send twice, as a bad line makes a thumb do; return the code."""
    address = "/another-way/survey/canary/"
    _, _, body = phone.insist("GET", address)
    token = re.findall(r'name="token" value="([^"]+)"', body)[0]
    fields = {"token": token, "way": "large_print", "how": "ring", "safe": "yes", "which": "", **SAID, "step": "check", "go": "send"}
    for _ in range(2):
        status, leads_to, body = phone.insist("POST", address, fields)
        assert status == 302, body[:2000]
    _, _, body = phone.insist("GET", leads_to)
    found = re.search(r"data-code>([^<]+)<", body)
    assert found, body[:2000]
    return found[1]


def test_a_familys_name_number_and_words_are_found_in_no_other_table_and_in_no_log(served: Served) -> None:
    ids = served.tell(SURVEY)
    phone = Phone(served.port)
    fields = phone.answer("canary", ids, ["The kettle is broken."])
    phone.insist("POST", "/have-your-say/canary/check/", fields)
    before = served.tell(DUMP)

    code = _ask(phone)

    after = served.tell(DUMP)
    changed = {table: [row for row in rows if row not in before.get(table, [])] for table, rows in after.items()}
    changed = {table: rows for table, rows in changed.items() if rows}
    print(f"\nTables that asking in another way changes: {', '.join(sorted(changed))}")
    assert set(changed) == {"consent_formatrequest", "consent_whoasked", "core_limitcount"}
    assert served.tell(STAFF) == [NAME, NUMBER, WORDS], "it was kept, and opens: the search below can fail"

    everything, log = json.dumps(served.tell(DUMP)), served.log.read_text()
    for telling in (NAME, NAME.split()[0], NUMBER, NUMBER.replace(" ", ""), MAIL, WORDS):
        assert telling not in everything
        assert telling not in log
    assert code not in log


def test_a_request_shares_nothing_with_the_answer_that_the_same_phone_sent(served: Served) -> None:
    dump = served.tell(DUMP)
    [request], [response] = dump["consent_formatrequest"], dump["feedback_response"]

    shared = {value for value in set(request) & set(response) if len(value) > 2}

    assert shared <= {"en-gb", "None"}  # the language of most pages, and what is empty, f"they share {shared}"
    assert not [value for value in request if re.search(r"\d\d:\d\d", value)], "a request knows its day, never its minute"
    keys = {row[0] for row in dump["feedback_submissionkey"]}
    assert not keys & set(request)


def test_when_it_has_served_nothing_of_it_is_left_but_the_count(served: Served) -> None:
    number, who_asked, requests = served.tell(FORGET)
    assert (number, who_asked, requests) == (1, 0, 1)
    assert served.tell(DUMP)["consent_whoasked"] == []
