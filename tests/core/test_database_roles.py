"""Two roles in PostgreSQL: the owner migrates; the application runs everything else and cannot edit what was written.

tests/prove serves a whole Earshot under the two roles; here is what each may do. All of it is rolled back.
"""

import re
from collections.abc import Iterator
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from accounts.models import User
from core import append_only, audit, outbox
from core.checks_deploy import not_under_the_owners_name
from core.database_roles import sql
from core.models import AuditEntry, Hub, SealedEntry
from core.tasks import seal_audit
from feedback.models import Response
from tests.builders import make_open_survey, short_text
from tests.feedback.family import Parent

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles")
Roles = dict[str, str]


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def refused(statement: str) -> str:
    with pytest.raises(ProgrammingError) as refusal, transaction.atomic():
        execute(statement)
    return str(refusal.value)


@pytest.fixture
def roles() -> Iterator[Roles]:
    """Make the two roles and give everything there is to the owner."""
    names = {"owner": f"owner_{uuid4().hex[:8]}", "application": f"web_{uuid4().hex[:8]}"}
    execute(*(f"CREATE ROLE {name}" for name in names.values()))
    for table in connection.introspection.table_names():
        execute(f'ALTER TABLE "{table}" OWNER TO {names["owner"]}')
    for trigger, _ in append_only.installed():
        execute(f"ALTER FUNCTION {re.sub('_row$|_all$', '', trigger)} OWNER TO {names['owner']}")
    execute(f"ALTER FUNCTION keep_whole_table OWNER TO {names['owner']}", sql(**names))
    yield names
    execute("RESET ROLE")


def become(roles: Roles, which: str) -> None:
    execute("RESET ROLE", f"SET ROLE {roles[which]}")


@on_postgresql
def test_the_application_takes_a_familys_answer_and_seals_the_trail(roles: Roles, client: Client, elm: Hub, asha: User) -> None:
    survey = make_open_survey(elm, questions=[short_text("What did you like?")])
    become(roles, "application")
    parent = Parent()

    parent.start(survey).answer("The singing").send()
    audit.record("core.hub.rename", elm, by=asha, hub_id=elm.pk)
    seal_audit()
    outbox.put_chores()

    assert "data-thank-you" in parent.text
    assert Response.objects.count() == 1
    assert SealedEntry.objects.count() == AuditEntry.objects.count() >= 1
    assert client.get("/health/").status_code == 200


@on_postgresql
@pytest.mark.parametrize(
    "act",
    [
        "UPDATE core_auditentry SET verb = 'nothing.happened'",
        "DELETE FROM core_auditentry",
        "TRUNCATE core_auditentry CASCADE",
        "DELETE FROM core_auditseal",
        "UPDATE core_sealedentry SET entry_id = 1",
        "TRUNCATE feedback_wedid CASCADE",
        "DROP TRIGGER keep_core_auditentry_row ON core_auditentry",
        "DROP TRIGGER keep_feedback_wedid_row ON feedback_wedid",
        "ALTER TABLE feedback_wedid DISABLE TRIGGER ALL",
        "CREATE OR REPLACE FUNCTION keep_core_auditentry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "CREATE TRIGGER mine BEFORE INSERT ON core_auditentry EXECUTE FUNCTION keep_whole_table()",
        "CREATE TABLE mine (id int)",
        "DROP TABLE core_hub",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_cannot_edit_what_was_written(roles: Roles, act: str) -> None:
    become(roles, "application")

    said = refused(act)

    assert re.search("permission denied|must be owner", said), said


@on_postgresql
def test_a_table_that_keeps_what_was_written_closes_itself_when_the_owner_migrates(roles: Roles) -> None:
    become(roles, "owner")
    execute(f"GRANT UPDATE, DELETE ON core_auditentry, core_auditseal TO {roles['application']}")

    append_only.install()
    become(roles, "application")

    assert "permission denied" in refused("DELETE FROM core_auditentry")
    assert "permission denied" in refused("UPDATE core_auditseal SET hash = ''")


@on_postgresql
def test_the_deploy_check_asks_the_database_who_we_are(roles: Roles) -> None:
    become(roles, "owner")
    assert [found.id for found in not_under_the_owners_name(None, databases=["default"])] == ["earshot.E210"]

    become(roles, "application")
    assert not_under_the_owners_name(None, databases=["default"]) == []


def test_the_database_is_asked_only_when_the_operator_says_so() -> None:
    assert not_under_the_owners_name(None) == []


def test_the_command_prints_what_the_guide_pipes_into_psql() -> None:
    said = StringIO()
    call_command("database_roles", owner="elm_owner", application="elm_web", stdout=said)

    assert "GRANT ALL ON SCHEMA public TO elm_owner;" in said.getvalue()
    assert (
        "ALTER DEFAULT PRIVILEGES FOR ROLE elm_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO elm_web;"
        in said.getvalue()
    )


@pytest.mark.parametrize(("owner", "application"), [("Elm", "web"), ("a;b", "web"), ("elm", "elm")])
def test_a_name_that_would_need_quotes_and_one_role_for_both_are_refused(owner: str, application: str) -> None:
    with pytest.raises(CommandError):
        call_command("database_roles", owner=owner, application=application)
