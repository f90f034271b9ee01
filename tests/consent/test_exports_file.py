"""The file for a partner: sealed, for who made it, for a quarter of an hour; what was shared stays as it was written."""

import csv
import hashlib
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from consent.choices.retention import BY_CODE
from consent.models import Person, SharedAbout, SharingAgreement, SharingFile, SharingRecord
from consent.services import retention, retention_tables
from consent.services import sharing_exports as services
from core import outbox
from core.models import AuditEntry, Hub, OutboxItem
from core.questions import person_erase
from tests import builders
from tests.cast import give_role, make_user
from tests.consent.exporting import agreement, fetch, make, make_purpose, parent, wanted
from tests.consent.retention_people import looked_at
from tests.consent.sharing_people import leo, signed

__all__ = ["agreement", "leo"]
pytestmark = pytest.mark.django_db
QUARTER, SECOND = timedelta(minutes=15), timedelta(seconds=1)


def raw(sql: str) -> None:
    """Say something to the database itself."""
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def ola(elm: Hub, agreement: SharingAgreement) -> Person:
    """Ola, who said yes to the forum."""
    return parent(elm, agreement, "Ola Canary")


# --- The bytes ------------------------------------------------------------------------------------------------------------


def test_the_checksum_is_that_of_the_bytes_that_leave(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    file = make(priya, wanted(agreement))
    content = services.fetch(file=file, by=priya, now=timezone.now())
    assert SharingRecord.objects.get().file_digest == hashlib.sha256(content).hexdigest()
    assert content.startswith(b'\xef\xbb\xbf"Name","Phone number"\r\n'), "Excel knows it for UTF-8"


def test_no_name_stands_open_in_the_database(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    make(priya, wanted(agreement))
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, people FROM consent_sharingfile")
        stored = "".join(str(cell) for row in cursor.fetchall() for cell in row)
    assert stored.startswith("e1:")
    assert "Canary" not in stored
    assert "900123" not in stored
    trail = "".join(f"{entry.verb}{entry.subject}{entry.facts}" for entry in AuditEntry.objects.all())
    assert "Canary" not in trail


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+44 7700", "-1", "@SUM(A1)", "\tTab", "＝1"])
def test_no_cell_can_become_a_formula(elm: Hub, agreement: SharingAgreement, priya: User, name: str) -> None:
    person = parent(elm, agreement)
    person.name = name
    person.save()
    assert fetch(priya, make(priya, wanted(agreement, "name")))[1:] == [[f"'{name}"]]


@pytest.mark.parametrize("name", ["Ola;=1+1", "Ola;\t@SUM(A1)", 'Ola;"=1+1', "Ola\n=1+1", "Ola\t-1", "Ola; ＝1"])
def test_no_part_of_a_cell_can_where_a_language_parts_cells_otherwise(elm: Hub, leo: User, priya: User, name: str) -> None:
    agreement = signed(leo, priya, data_items=["name", "post_address"])
    make_purpose(priya)
    person = parent(elm, agreement)
    for at in ("name", "post_address"):
        setattr(person, at, name)
    person.save()
    file = make(priya, wanted(agreement))
    content = services.fetch(file=file, by=priya, now=timezone.now()).decode("utf-8-sig")
    assert content.splitlines()[1].startswith('"Ola'), "every cell stands in quotes"
    for sign in (",", ";", "\t"):
        cells = [cell for row in csv.reader(io.StringIO(content), delimiter=sign) for cell in row]
        assert not [cell for cell in cells if cell.strip(' "').startswith(("=", "+", "-", "@", "\t", "＝"))], sign


def test_people_are_locked_before_the_file_as_an_erasing_locks_them(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    file = make(priya, wanted(agreement))
    with CaptureQueriesContext(connection) as asked:
        services.fetch(file=file, by=priya, now=timezone.now())
    order = [query["sql"] for query in asked if 'FROM "consent_' in query["sql"]]
    people, agreements, files = (
        next(number for number, sql in enumerate(order) if f'FROM "consent_{table}"' in sql)
        for table in ("person", "sharingagreement", "sharingfile")
    )
    assert people < agreements < files
    assert "ORDER BY" in order[people], "two who lock some of the same people never wait for each other"


def test_each_item_is_said_as_people_say_it(elm: Hub, leo: User, priya: User) -> None:
    items = ["name", "email", "phone", "post_address", "language", "channel", "safe", "hub", "is_young"]
    agreement = signed(leo, priya, data_items=items)
    make_purpose(priya)
    said = {"email": "ola@family.example", "post_address": "14 Quay Lane\nAshmere", "language": "pl", "channel": "text"}
    parent(elm, agreement, "Ola", **said)
    (row,) = fetch(priya, make(priya, wanted(agreement)))[1:]
    told = ["Polish", "By text message", "Yes", "Elm", "no"]
    assert row == ["Ola", "ola@family.example", "07700 900123", "14 Quay Lane\nAshmere", *told]


# --- Whose it is, and for how long ----------------------------------------------------------------------------------------


def test_another_officer_cannot_fetch_it(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    other = make_user("Pam")
    give_role(other, "data_protection_officer")
    file = make(priya, wanted(agreement))
    with pytest.raises(ValidationError, match="fetches the one they made"):
        fetch(other, file)
    assert len(fetch(priya, file)) == 2, "and that takes nothing from who made it"


def test_who_lost_the_role_fetches_nothing(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    file = make(priya, wanted(agreement))
    priya.roles.all().delete()
    with pytest.raises(ValidationError, match="Only who shares for the whole council"):
        fetch(User.objects.get(pk=priya.pk), file)
    assert not SharingRecord.objects.exists()


def test_it_opens_for_a_quarter_of_an_hour(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    now = timezone.now()
    file = make(priya, wanted(agreement), now=now)
    assert len(fetch(priya, file, now=now + QUARTER - SECOND)) == 2
    with pytest.raises(ValidationError, match="more than a quarter of an hour old"):
        fetch(priya, file, now=now + QUARTER)
    file.refresh_from_db()
    assert file.content is None


def test_who_lost_the_download_fetches_it_again_and_it_was_shared_once(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    file = make(priya, wanted(agreement))
    assert fetch(priya, file) == fetch(priya, file)
    assert (SharingRecord.objects.count(), SharedAbout.objects.count()) == (1, 1)
    verbs = list(AuditEntry.objects.filter(verb__startswith="consent.sharing.").order_by("pk").values_list("verb", flat=True))[-3:]
    assert verbs == ["consent.sharing.make_file", "consent.sharing.export", "consent.sharing.fetch_again"]


def test_the_worker_deletes_the_bytes_after_their_time_and_the_rest_a_day_after(
    ola: Person, agreement: SharingAgreement, priya: User
) -> None:
    now = timezone.now()
    file = make(priya, wanted(agreement), now=now)
    fetch(priya, file, now=now)
    services.close_old(now + QUARTER - SECOND)
    assert SharingFile.objects.filter(content__isnull=False).exists()
    services.close_old(now + QUARTER)
    assert SharingFile.objects.filter(content__isnull=True).exists()
    services.close_old(now + timedelta(hours=24))
    assert not SharingFile.objects.exists()
    assert SharingRecord.objects.exists()


def test_the_worker_does_so_by_itself(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    make(priya, wanted(agreement))
    SharingFile.objects.update(made_at=timezone.now() - 2 * QUARTER)  # just after midnight the agreement was not in force so long ago
    outbox.put_chores()
    OutboxItem.objects.exclude(name="consent.close_sharing_files").delete()
    OutboxItem.objects.update(due_at=timezone.now() - SECOND)
    outbox.drain()
    assert SharingFile.objects.get().content is None


def test_who_is_forgotten_is_in_no_file_any_more(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    fetch(priya, make(priya, wanted(agreement)))
    answers = person_erase.answers(person_id=ola.pk, today=builders.today())
    assert SharingFile.objects.get().content is None
    (kept,) = (one for answer in answers for one in answer.kept if "partner" in one.what)
    assert kept.until_on is not None
    assert kept.until_on.year == builders.today().year + 6, "the letter says until when"
    assert SharedAbout.objects.filter(person=ola).exists()


# --- Like stone -----------------------------------------------------------------------------------------------------------


def test_who_it_was_shared_about_is_never_changed_or_deleted(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    fetch(priya, make(priya, wanted(agreement)))
    about = SharedAbout.objects.get()
    acts: tuple[Callable[[], object], ...] = (
        about.save,
        about.delete,
        lambda: SharedAbout.objects.update(person=ola),
        SharedAbout.objects.all().delete,
        lambda: raw("UPDATE consent_sharedabout SET record_id = record_id"),
        lambda: raw("DELETE FROM consent_sharedabout"),
        lambda: SharingRecord.objects.update(why_now="again"),
        lambda: raw("DELETE FROM consent_sharingrecord"),
    )
    for refused in acts:
        with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
            refused()
    assert SharedAbout.objects.get().person == ola


def test_after_its_time_it_ends_with_its_record_when_the_officer_approves(ola: Person, agreement: SharingAgreement, priya: User) -> None:
    now = timezone.now()
    fetch(priya, make(priya, wanted(agreement), now=now))
    services.close_old(now + timedelta(days=2))
    later = builders.today().replace(year=builders.today().year + 7, day=1)
    run = retention.approve(kind=BY_CODE["sharing_records"], seen=looked_at("sharing_records", 1, later), by=priya, today=later)
    assert retention_tables.carry_out(run, later).number_done == 1
    assert not SharingRecord.objects.exists()
    assert not SharedAbout.objects.exists()
