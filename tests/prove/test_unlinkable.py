"""An unlinkable answer leads back to nobody: judged against a reader of every table and every log (DESIGN promise 4)."""

import json
import re
from pathlib import Path

import pytest

from tests.prove.conftest import SURVEY
from tests.prove.phone import Phone
from tests.prove.served import Served

pytestmark = pytest.mark.prove

SAID = "The blue kettle in the kitchen is broken."
STAFF = """
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from accounts.models import User
person = User.objects.create_user("canary.person@ashmere.example", first_name="Canary", last_name="Person")
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session.create()
print(json.dumps([person.pk, session.session_key]))
"""
DUMP = """
from django.apps import apps
from django.db import connection
rows = {}
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f'SELECT * FROM "{table}"')
        rows[table] = [[str(value) for value in row] for row in cursor.fetchall()]
print(json.dumps(rows))
"""
ORDER = """
from django.db import connection
from feedback.services.answering import PhoneKey
mine = [PhoneKey("orderly", token).submission_hash for token in {tokens!r}]
with connection.cursor() as cursor:
    where_it_lies = "ctid" if connection.vendor == "postgresql" else "rowid"
    cursor.execute("SELECT key_hash FROM feedback_submissionkey ORDER BY " + where_it_lies)
    keys = [row[0] for row in cursor.fetchall()]
    shared = 0
    if connection.vendor == "postgresql":
        cursor.execute("SELECT count(*) FROM feedback_submissionkey k JOIN feedback_response r ON k.xmin = r.xmin")
        shared = cursor.fetchone()[0]
print(json.dumps([mine, keys, shared]))
"""
MOMENTS = """
from django.db import connection
with connection.cursor() as cursor:
    moments = {}
    for table in ("feedback_response", "feedback_voice"):
        cursor.execute("SELECT count(DISTINCT xmin::text), count(*) FROM " + table)
        moments[table] = cursor.fetchone()
print(json.dumps(moments))
"""
WORKER = "from feedback import tasks\ntasks.sweep()\n"
LINKS = """
from django.db import models
from accounts.models import User
from feedback.models import Draft, Response, SubmissionKey, Voice
found = {}
for model in (Response, Voice, SubmissionKey):
    found[model.__name__] = sorted(f"{f.name}:{f.get_internal_type()}" for f in model._meta.get_fields() if f.concrete)
print(json.dumps(found))
"""


def test_the_columns_of_an_answer_hold_no_person_no_phone_and_no_moment(served: Served) -> None:
    columns = served.tell(LINKS)

    assert columns["SubmissionKey"] == ["key_hash:CharField", "week:CharField"]
    assert columns["Response"] == [
        "answers:JSONField",
        "hub:ForeignKey",
        "id:UUIDField",
        "language:CharField",
        "receipt_hash:CharField",
        "survey:ForeignKey",
        "version:ForeignKey",
        "week:CharField",
    ]
    assert not [name for name in columns["Voice"] if "DateTime" in name or "user" in name.lower()]


def test_a_signed_in_persons_unlinkable_answer_leads_back_to_nobody(served: Served) -> None:
    person, session = served.tell(STAFF)
    ids = served.tell(SURVEY.replace('"Elm"', '"Unlinkable hub"').replace('slug="prove"', 'slug="unlinkable"').format(mode="unlinkable"))
    phone = Phone(served.port)
    phone.cookies["session"] = session
    phone.insist("GET", "/have-your-say/unlinkable/")  # what any visitor makes, the council's look for one, is there before
    before = served.tell(DUMP)
    fields = phone.answer("unlinkable", ids, [SAID, SAID])
    status, leads_to, _ = phone.insist("POST", "/have-your-say/unlinkable/check/", fields)
    assert (status, leads_to.endswith("/thank-you/")) == (302, True)

    after = served.tell(DUMP)
    log = served.log.read_text()
    changed = {table: [row for row in rows if row not in before.get(table, [])] for table, rows in after.items()}
    changed = {table: rows for table, rows in changed.items() if rows}
    print(f"\nTables that an answer changes: {', '.join(sorted(changed))}")

    # A limit counts that a phone began something: under a keyed hash, gone within the hour, and with no way to what was sent.
    assert set(changed) == {"feedback_response", "feedback_voice", "feedback_submissionkey", "core_limitcount"}
    everything_new = json.dumps(changed)
    for telling in (fields["token"], session, "canary.person", SAID, "127.0.0.1"):
        assert telling not in everything_new
    [response] = changed["feedback_response"]
    [key] = changed["feedback_submissionkey"]
    for other in [key, *changed["core_limitcount"]]:
        shared = {value for value in set(response) & set(other) if len(value) > 1}
        assert all(re.fullmatch(r"\d{4}-W\d\d", value) for value in shared), f"they share {shared}"
    assert str(person) not in {value for row in changed["feedback_response"] for value in row if len(value) > 6}
    # The log knows that a page was asked for; not which survey's, by whom, or from where.
    for telling in (fields["token"], session, "canary", SAID, "unlinkable", "127.0.0.1 "):
        assert telling not in _family_lines(log)


def test_no_order_of_rows_leads_from_a_phone_to_its_answer(served: Served) -> None:
    ids = served.tell(SURVEY.replace('"Elm"', '"Orderly hub"').replace('slug="prove"', 'slug="orderly"').format(mode="unlinkable"))
    tokens = []
    for number in range(12):
        phone = Phone(served.port)
        fields = phone.answer("orderly", ids, [f"First {number}", f"Second {number}"])
        phone.insist("POST", "/have-your-say/orderly/check/", fields)
        tokens.append(fields["token"])
    mine, keys, shared = served.tell(ORDER.format(tokens=tokens))
    assert [key for key in keys if key in mine] == mine, "the keys lie as they came: the proof below can fail"

    mine, keys, shared = served.tell(WORKER + ORDER.format(tokens=tokens))

    assert sorted(key for key in keys if key in mine) == sorted(mine)
    assert [key for key in keys if key in mine] != mine
    assert not shared, "a key and a response were written by one transaction, and PostgreSQL still says so"


@pytest.mark.parametrize("served", ["postgresql"], indirect=True)  # SQLite keeps no number of a transaction with a row
def test_postgresql_does_not_tell_by_its_transactions_when_an_answer_came(served: Served) -> None:
    ids = served.tell(SURVEY.replace('"Elm"', '"Quiet hub"').replace('slug="prove"', 'slug="quiet"').format(mode="unlinkable"))
    for number in range(5):
        phone = Phone(served.port)
        fields = phone.answer("quiet", ids, [f"First {number}", f"Second {number}"])
        phone.insist("POST", "/have-your-say/quiet/check/", fields)
    assert served.tell(MOMENTS)["feedback_response"][0] >= 5, "each came in a transaction of its own: the proof below can fail"

    moments = served.tell(WORKER + MOMENTS)

    assert moments["feedback_response"][0] == moments["feedback_voice"][0] == 1
    assert moments["feedback_response"][1] >= 5


def _family_lines(log: str) -> str:
    """Return what was logged of requests, without gunicorn's own lines about listening."""
    return "\n".join(line for line in log.splitlines() if line.startswith("{"))


def test_no_log_file_lies_about_that_the_log_test_does_not_read(served: Served) -> None:
    logs = [path for path in Path(served.folder).rglob("*.log") if path != served.log]

    assert not logs
