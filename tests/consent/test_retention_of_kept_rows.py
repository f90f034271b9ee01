"""The audit trail past its time: approved on the screen, ended by a command under the owner's role, and still whole."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.models import User
from consent.choices.retention import BY_CODE
from consent.models import LegalHold, RetentionRun
from consent.services import retention as services
from consent.services import retention_tables
from core import append_only, audit, audit_forgetting
from core.audit_seals import seal_new_entries, verify
from core.database_roles import sql
from core.models import AuditEntry, AuditSeal, Hub
from tests import builders
from tests.cast import sign_in
from tests.consent.retention_people import looked_at
from tests.feedback.desk import words

pytestmark = pytest.mark.django_db
KIND = BY_CODE["audit_trail"]


class _LongAgo(datetime):
    """A clock of seven years ago."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # as much as the trail asks of it
        return datetime(builders.today().year - 7, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def old_trail(elm: Hub, asha: User, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Two seals of seven years ago, of two entries each; and one of today."""
    with monkeypatch.context() as past:
        past.setattr("core.audit.datetime", _LongAgo)
        past.setattr("core.audit_seals.datetime", _LongAgo)
        for _ in range(2):
            for _ in range(2):
                audit.record("core.hub.edit", elm, by=asha, hub_id=elm.pk)
            seal_new_entries()
    old = list(AuditEntry.objects.order_by("pk").values_list("pk", flat=True))
    audit.record("core.hub.edit", elm, by=asha, hub_id=elm.pk)
    seal_new_entries()
    return old


def _breaks(*_: object, **__: object) -> None:
    raise ZeroDivisionError


def approved(officer: User) -> RetentionRun:
    return services.approve(kind=KIND, seen=looked_at(KIND.code, 4), by=officer, today=builders.today())


def run_command(*arguments: str) -> str:
    said = StringIO()
    call_command("end_kept_rows", *arguments, stdout=said)
    return said.getvalue()


def test_without_an_approval_the_command_does_nothing(old_trail: list[int]) -> None:
    assert "Nothing waits." in run_command("--for-good")
    assert AuditEntry.objects.filter(pk__in=old_trail).count() == 4


def test_without_its_word_the_command_only_says_what_it_would_do(priya: User, old_trail: list[int]) -> None:
    approved(priya)
    assert "The audit trail: 4 would be ended, 4 approved." in run_command()
    assert AuditEntry.objects.filter(pk__in=old_trail).count() == 4
    assert RetentionRun.objects.get().finished_at is None


def test_approved_entries_are_ended_and_the_trail_is_whole(priya: User, old_trail: list[int]) -> None:
    approved(priya)

    assert "The audit trail: 4 ended." in run_command("--for-good")

    assert not AuditEntry.objects.filter(pk__in=old_trail).exists()
    assert verify().faults == []
    seal_new_entries()
    assert verify().faults == []
    run = RetentionRun.objects.get()
    assert (run.number_done, run.left) == (4, {})
    assert run.finished_at


def test_what_said_that_seals_were_forgotten_may_be_forgotten_itself(priya: User, old_trail: list[int]) -> None:
    approved(priya)
    run_command("--for-good")
    seal_new_entries()
    last = AuditSeal.objects.order_by("-number").first()
    assert last

    with transaction.atomic():
        audit_forgetting.forget_seal(last.number)

    assert verify().faults == []


def test_entries_that_somebody_else_took_out_are_still_a_fault(old_trail: list[int]) -> None:
    with transaction.atomic(), append_only.lifted("core.AuditEntry", "core.SealedEntry"):
        AuditEntry.objects.get(pk=old_trail[0]).sealed.delete()
        AuditEntry.objects.filter(pk=old_trail[0]).delete()
    (fault,) = verify().faults
    assert "something was removed" in fault


def test_a_seal_forgotten_in_part_is_a_fault(priya: User, old_trail: list[int]) -> None:
    """Who says that a seal was forgotten, and leaves half of it, is found out."""
    audit.record("core.audit.forget", AuditSeal.objects.get(number=1), by=None, seals=[1], entries=2)
    with transaction.atomic(), append_only.lifted("core.AuditEntry", "core.SealedEntry"):
        AuditEntry.objects.get(pk=old_trail[0]).sealed.delete()
        AuditEntry.objects.filter(pk=old_trail[0]).delete()
    assert any("something was removed" in fault for fault in verify().faults)


def test_the_triggers_stand_again_afterwards(priya: User, old_trail: list[int]) -> None:
    before = append_only.installed()
    approved(priya)
    run_command("--for-good")
    assert append_only.installed() == before
    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        AuditEntry.objects.update(verb="nothing.happened")


def test_the_triggers_stand_again_when_it_fails_in_the_middle(priya: User, old_trail: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    before, run = append_only.installed(), approved(priya)
    monkeypatch.setattr("core.audit.record", _breaks)

    with pytest.raises(ZeroDivisionError):
        retention_tables.carry_out(run, builders.today())

    assert append_only.installed() == before
    assert AuditEntry.objects.filter(pk__in=old_trail).count() == 4


def test_a_seal_with_an_entry_that_is_held_back_stays_whole(priya: User, old_trail: list[int]) -> None:
    facts = {"name": "Inquiry", "reason": "The ombudsman asks.", "code": "audit_trail", "placed_by": priya}
    LegalHold.objects.create(record=str(old_trail[0]), from_on=date(2026, 1, 5), **facts)
    approved(priya)

    run_command("--for-good")

    run = RetentionRun.objects.get()
    assert (run.number_done, run.left) == (2, {str(pk): "held" for pk in old_trail[:2]})
    assert verify().faults == []


def test_the_screen_says_that_the_operator_runs_a_command(priya: User, old_trail: list[int]) -> None:
    desk = sign_in(priya)
    page = desk.post(reverse("retention:approve", args=["audit_trail"]), {"seen": looked_at("audit_trail", 4)}, follow=True)
    assert "It waits for your operator’s command." in words(page)
    assert "manage.py end_kept_rows --for-good" in words(page)


# --- Under two roles --------------------------------------------------------------------------------------------------------


@pytest.fixture
def roles() -> Iterator[dict[str, str]]:
    """Make the owner's role and the application's, as `manage.py database_roles` does."""
    names = {"owner": f"owner_{uuid4().hex[:8]}", "application": f"web_{uuid4().hex[:8]}"}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in names.values():
            cursor.execute(f"CREATE ROLE {name}")
        for table in connection.introspection.table_names():
            cursor.execute(f'ALTER TABLE "{table}" OWNER TO {names["owner"]}')
        for trigger, _ in append_only.installed():
            cursor.execute(f"ALTER FUNCTION {re.sub('_row$|_all$', '', trigger)} OWNER TO {names['owner']}")
        cursor.execute(f"ALTER FUNCTION keep_whole_table OWNER TO {names['owner']}")
        cursor.execute(sql(**names))
    yield names
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def become(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles")
def test_the_application_is_refused_and_the_owner_is_not(priya: User, old_trail: list[int], roles: dict[str, str]) -> None:
    approved(priya)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    become(roles["application"])
    with pytest.raises(CommandError, match="does not own the tables"):
        run_command("--for-good")
    assert AuditEntry.objects.filter(pk__in=old_trail).count() == 4

    become(roles["owner"])

    assert "4 ended" in run_command("--for-good")
    assert verify().faults == []
