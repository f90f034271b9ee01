"""The audit trail: written with the act, sealed by the worker, and any touch shows."""

from io import StringIO
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core import append_only, audit
from core.audit_seals import BATCH, hash_of, seal_new_entries, verify
from core.models import AuditEntry, AuditSeal, Hub, SealedEntry
from tests.builders import make_hub

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail(elm: Hub, asha: User) -> Hub:
    """Twelve entries in three seals of four."""
    for _ in range(3):
        for number in range(4):
            audit.record("core.hub.rename", elm, by=asha, hub_id=elm.pk, number=number)
        seal_new_entries()
    return elm


@pytest.fixture
def insider(db: None) -> None:
    """Somebody with the owner's key to the database, who takes the triggers down first; the end of the test rolls that back."""
    append_only.remove()


def faults() -> str:
    return "\n".join(verify().faults)


# --- Writing --------------------------------------------------------------------------------------------------------------


def test_an_act_is_written_down_with_who_what_and_where(elm: Hub, asha: User) -> None:
    audit.record("core.hub.rename", elm, by=asha, hub_id=elm.pk, fields=["name"], published=False)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.subject, entry.hub_id) == (f"staff:{asha.pk}", "core.hub.rename", f"core.Hub:{elm.pk}", elm.pk)
    assert entry.facts == '{"fields":["name"],"published":false}'
    assert entry.at.endswith("+00:00")


def test_what_nobody_did_was_done_by_the_system(elm: Hub) -> None:
    audit.record("core.hub.close", elm, by=None)
    assert AuditEntry.objects.get().actor == "system"


def test_an_act_that_is_not_saved_leaves_no_entry(elm: Hub, asha: User) -> None:
    def act_that_fails() -> None:
        with transaction.atomic():
            audit.record("core.hub.rename", elm, by=asha)
            raise LookupError

    with pytest.raises(LookupError):
        act_that_fails()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("fact", ["amina@example.org", "My child has\nasthma", "x" * 81])
def test_words_and_addresses_do_not_get_into_the_trail(elm: Hub, asha: User, fact: str) -> None:
    with pytest.raises(ValueError, match="more than a code"):
        audit.record("core.hub.rename", elm, by=asha, to=fact)
    with pytest.raises(ValueError, match="more than a code"):
        audit.record("core.hub.rename", elm, by=asha, to=[fact])


def test_an_entry_costs_one_query(elm: Hub, asha: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        audit.record("core.hub.rename", elm, by=asha)


# --- Sealing --------------------------------------------------------------------------------------------------------------


def test_each_seal_holds_what_is_new_and_follows_the_one_before(trail: Hub) -> None:
    first, second, third = AuditSeal.objects.order_by("number")
    assert (first.number, second.number, third.number) == (1, 2, 3)
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert SealedEntry.objects.count() == 12


def test_sealing_with_nothing_new_makes_no_seal(trail: Hub) -> None:
    assert seal_new_entries() == 0
    assert AuditSeal.objects.count() == 3


def test_many_new_entries_are_sealed_in_batches(elm: Hub) -> None:
    one = {"at": "2026-11-21T09:00:00.000+00:00", "actor": "system", "verb": "v", "subject": "s"}
    AuditEntry.objects.bulk_create([AuditEntry(**one) for _ in range(BATCH + 5)])
    assert seal_new_entries() == BATCH + 5
    assert list(AuditSeal.objects.order_by("number").values_list("number_of_entries", flat=True)) == [BATCH, 5]
    assert faults() == ""


@pytest.mark.django_db(transaction=True)
def test_workers_that_seal_at_once_make_one_unbroken_chain() -> None:
    hub = make_hub("Elm")

    def write_and_seal() -> None:
        for _ in range(5):
            audit.record("core.hub.rename", hub, by=None)
            seal_new_entries()
        connection.close()

    threads = [Thread(target=write_and_seal) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    report = verify()
    assert (report.number_of_entries, report.number_not_sealed, report.faults) == (20, 0, [])


# --- Reading it again -------------------------------------------------------------------------------------------------------


def test_a_trail_nobody_touched_is_as_it_was_written(trail: Hub) -> None:
    audit.record("core.hub.rename", trail, by=None)
    report = verify()
    assert (report.number_of_entries, report.number_of_seals, report.number_not_sealed, report.faults) == (12, 3, 1, [])
    assert report.head == f"3:{AuditSeal.objects.get(number=3).hash}"


@pytest.mark.usefixtures("insider")
@pytest.mark.parametrize("field", ["at", "actor", "verb", "subject", "facts"])
def test_a_changed_entry_is_found_whatever_was_changed(trail: Hub, field: str) -> None:
    entry = AuditEntry.objects.order_by("pk")[5]
    AuditEntry.objects.filter(pk=entry.pk).update(**{field: "2030-01-01T00:00:00+00:00"})
    assert f"Seal 2 does not match its entries {entry.pk - 1} to {entry.pk + 2}: something was changed." in faults()


@pytest.mark.usefixtures("insider")
def test_an_entry_moved_to_another_hub_is_found(trail: Hub) -> None:
    AuditEntry.objects.filter(pk=AuditEntry.objects.order_by("pk")[0].pk).update(hub_id=None)
    assert "Seal 1 does not match" in faults()


@pytest.mark.usefixtures("insider")
def test_a_removed_entry_is_found(trail: Hub) -> None:
    entry = AuditEntry.objects.order_by("pk")[5]
    SealedEntry.objects.filter(entry=entry).delete()
    AuditEntry.objects.filter(pk=entry.pk).delete()
    assert "Seal 2 held 4 entries; 3 are left: something was removed." in faults()


@pytest.mark.usefixtures("insider")
def test_an_entry_put_into_a_seal_is_found(trail: Hub) -> None:
    audit.record("core.hub.forged", trail, by=None)
    SealedEntry.objects.create(entry=AuditEntry.objects.latest("pk"), seal=AuditSeal.objects.get(number=2))
    assert "Seal 2 held 4 entries; there are 5: something was put in." in faults()


def test_an_entry_that_claims_to_be_older_than_the_seals_is_found(trail: Hub) -> None:
    AuditEntry.objects.create(at="2026-01-01T09:00:00.000+00:00", actor="staff:1", verb="core.hub.forged", subject="core.Hub:1")
    assert "says it was written at 2026-01-01T09:00:00.000+00:00, but was put in after what was" in faults()
    seal_new_entries()
    assert "says it was written at 2026-01-01T09:00:00.000+00:00, but was put in after what was" in faults()


@pytest.mark.usefixtures("insider")
def test_a_removed_seal_is_found(trail: Hub) -> None:
    SealedEntry.objects.filter(seal__number=2).delete()
    AuditSeal.objects.filter(number=2).delete()
    assert "Seal 2 is missing." in faults()


@pytest.mark.usefixtures("insider")
def test_a_change_with_its_own_seal_made_again_is_found_by_the_next_seal(trail: Hub) -> None:
    entry = AuditEntry.objects.order_by("pk")[5]
    AuditEntry.objects.filter(pk=entry.pk).update(actor="staff:999")
    seal = AuditSeal.objects.get(number=2)
    values = AuditEntry.objects.filter(sealed__seal=seal).order_by("pk")
    seal.hash = hash_of(seal, values.values_list("pk", "at", "actor", "verb", "subject", "hub_id", "facts"))
    seal.save()
    assert faults() == "Seal 3 does not follow the seal before it: one of the two was changed."


@pytest.mark.usefixtures("insider")
def test_an_end_cut_off_is_found_by_whoever_kept_a_note_of_the_head(trail: Hub) -> None:
    kept = verify().head
    entries = list(SealedEntry.objects.filter(seal__number=3).values_list("entry_id", flat=True))
    SealedEntry.objects.filter(seal__number=3).delete()
    AuditSeal.objects.filter(number=3).delete()
    AuditEntry.objects.filter(pk__in=entries).delete()
    assert verify().faults == []
    assert "Seal 3 is not the one you kept a note of" in "".join(verify(known_head=kept).faults)


# --- The command ------------------------------------------------------------------------------------------------------------


def test_the_command_says_what_to_keep_elsewhere(trail: Hub) -> None:
    audit.record("core.hub.rename", trail, by=None)
    said = StringIO()
    call_command("verify_audit", stdout=said)
    assert "12 entries in 3 seals" in said.getvalue()
    assert f"head 3:{AuditSeal.objects.get(number=3).hash}" in said.getvalue()
    assert "1 entries are not sealed yet" in said.getvalue()
    assert "as it was written" in said.getvalue()


@pytest.mark.usefixtures("insider")
def test_the_command_fails_when_the_trail_was_touched(trail: Hub) -> None:
    AuditEntry.objects.filter(verb="core.hub.rename").update(actor="staff:999")
    with pytest.raises(CommandError, match="The audit trail was touched") as failure:
        call_command("verify_audit", stdout=StringIO())
    assert failure.value.returncode == 1


def test_the_command_takes_the_head_of_another_day(trail: Hub) -> None:
    call_command("verify_audit", head=verify().head, stdout=StringIO())
    with pytest.raises(CommandError, match="cut off"):
        call_command("verify_audit", head="3:" + "0" * 64, stdout=StringIO())
