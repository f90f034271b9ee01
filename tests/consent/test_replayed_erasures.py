"""An older copy of the database is put back: who was erased since is there again, health says so, and one command erases them again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from consent.models import Person
from consent.provides import endings
from consent.selectors import tombstones as selectors
from consent.selectors.tombstones import PEOPLE, Tombstone
from consent.services import erasing, retention
from consent.services import rights as services
from consent.services.people import merge_people
from core import outbox
from core.codes import code_from, code_hash
from core.crypto import keyed_hash
from core.models import AuditEntry, Hub
from feedback.models import Response, Voice
from tests import builders
from tests.cast import sign_in
from tests.consent.rights import at, decided, known
from tests.families import make_person, make_rights_request

pytestmark = pytest.mark.django_db
TODAY = builders.today
CODE = code_from("a family that deletes")
CANARY = "Canary Quill"


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Somebody with a name that stands nowhere else."""
    return make_person(elm, CANARY, email="canary@family.example")


@contextmanager
def an_older_copy_is_put_back_after() -> Iterator[None]:
    """Do something, let the worker finish, then have the database as it was before. What lies outside of it stays."""
    before = transaction.savepoint()
    yield
    outbox.drain()
    transaction.savepoint_rollback(before)


def erase(ola: Person, priya: User) -> None:
    """Erase somebody on the desk, as the officer does."""
    desk = sign_in(priya)
    request = known(make_rights_request(ola, "erasure"), priya)
    decided(desk, request, answer="Done.")
    desk.post(at("erase", request), {"sure": "yes"})


def delete_by_code(client: Client) -> None:
    assert "Your answer is deleted" in client.post("/check-back/delete/", {"code": CODE, "sure": "yes"}, follow=True).text


def replay() -> str:
    said = StringIO()
    call_command("replay_erasures", stdout=said)
    return said.getvalue()


def refused(how_many: str) -> str:
    """Run the command, which ends with an error because something is still there."""
    said = StringIO()
    with pytest.raises(CommandError, match=f"{how_many} still there"):
        call_command("replay_erasures", stdout=said)
    return said.getvalue()


def health() -> list[str]:
    return endings.what_came_back(now=timezone.now())


def files() -> list[str]:
    return [stone.name for stone in selectors.every()]


# --- People -------------------------------------------------------------------------------------------------------------------


def test_who_was_erased_and_is_back_is_erased_again_by_one_command(client: Client, priya: User, adam: User, ola: Person) -> None:
    with an_older_copy_is_put_back_after():
        erase(ola, priya)
        assert Person.objects.get(pk=ola.pk).name == ""
    assert Person.objects.get(pk=ola.pk).name == CANARY

    page = client.get("/health/")
    assert (page.text, page.status_code) == ("fail", 200)
    told = sign_in(adam).get("/health/").text
    assert "Something that was erased is back" in told
    assert "Run manage.py replay_erasures before anybody works with it." in told
    assert CANARY not in told

    said = replay()

    assert f"people, erased on {TODAY()}, {str(ola.pk)[:13]}…: erased again" in said
    gone = Person.objects.get(pk=ola.pk)
    assert (gone.name, gone.email, gone.email_index, gone.erased_on) == ("", "", "", TODAY())
    assert health() == []
    assert "Nothing that was erased is back." in replay()
    assert AuditEntry.objects.filter(verb="consent.person.erase_again", subject=f"consent.Person:{ola.pk}").count() == 1


def test_the_tombstone_lies_outside_of_the_database_and_names_nobody(priya: User, ola: Person) -> None:
    erase(ola, priya)
    outbox.drain()
    (name,) = files()
    assert name == f"erased/people/{TODAY()}_{ola.pk}"
    content = storages["private"].open(name).read().decode()
    assert content == keyed_hash("tombstone", f"people|{ola.pk}|{TODAY()}")
    assert health() == []


def test_reading_what_would_go_buries_nobody(priya: User, ola: Person) -> None:
    services.what_would_go(ola, TODAY())
    outbox.drain()
    assert files() == []


def test_records_that_were_joined_are_all_erased_again(priya: User, petra: User, ola: Person, elm: Hub) -> None:
    twice = make_person(elm, "Quill")
    merge_people(stays=ola, goes=twice, by=petra)
    with an_older_copy_is_put_back_after():
        erase(ola, priya)
    assert len(selectors.came_back(selectors.every())) == 2
    replay()
    assert health() == []
    assert Person.objects.filter(pk__in=[ola.pk, twice.pk], erased_on=TODAY()).count() == 2


def test_somebody_who_came_and_went_after_the_copy_was_made_is_no_fault(priya: User, elm: Hub) -> None:
    with an_older_copy_is_put_back_after():
        erase(make_person(elm, CANARY), priya)
    assert len(files()) == 1
    assert health() == []


def test_a_hold_in_the_copy_is_heeded_and_said(priya: User, ola: Person) -> None:
    with an_older_copy_is_put_back_after():
        erase(ola, priya)
    held = retention.place_hold(name="Case", reason="A court.", person=ola, by=priya, today=TODAY())

    assert "A hold stands on it in this copy." in refused("1 of 1")
    assert Person.objects.get(pk=ola.pk).name == CANARY
    assert health() != []

    retention.lift_hold(hold=held, reason="It is over.", by=priya, today=TODAY())
    assert "erased again" in replay()


def test_nobody_is_erased_by_a_file_that_somebody_else_put_there(ola: Person) -> None:
    forged = Tombstone(PEOPLE, str(ola.pk), TODAY())
    storages["private"].save(forged.name, ContentFile(b"0" * 64))
    assert "was not made by Earshot" in refused("1 of 1")
    assert Person.objects.get(pk=ola.pk).name == CANARY


@pytest.mark.parametrize("name", ["notes.txt", "2026-01-05_nobody", "yesterday_7", "_"])
def test_a_strange_file_in_the_store_breaks_nothing(ola: Person, name: str) -> None:
    storages["private"].save(f"erased/people/{name}", ContentFile(b"x"))
    assert health() == []
    assert "Nothing that was erased is back." in replay()


def test_one_that_fails_is_said_and_the_others_are_erased(priya: User, ola: Person, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    mo = make_person(elm, "Mo")
    with an_older_copy_is_put_back_after():
        erase(ola, priya)
        erase(mo, priya)
    whole = erasing.erase_everywhere

    def breaks_for_mo(person: Person, today: date) -> Any:
        if person.pk == mo.pk:
            raise ZeroDivisionError
        return whole(person, today)

    monkeypatch.setattr(erasing, "erase_everywhere", breaks_for_mo)
    assert "It could not be done." in refused("1 of 2")
    assert Person.objects.get(pk=ola.pk).name == ""
    assert Person.objects.get(pk=mo.pk).name == "Mo"


def test_nobody_is_half_erased_when_the_trail_cannot_be_written(priya: User, ola: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    with an_older_copy_is_put_back_after():
        erase(ola, priya)

    def breaks(verb: str, *_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("core.audit.record", breaks)
    refused("1 of 1")
    assert Person.objects.get(pk=ola.pk).name == CANARY


# --- Answers ------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def answer(elm: Hub) -> Response:
    """One family's answer with a comment."""
    response = builders.make_response(builders.make_open_survey(elm), receipt_hash=code_hash(CODE))
    builders.make_voice(elm, CANARY, response=response)
    return response


def test_an_answer_that_its_family_deleted_and_is_back_is_deleted_again(client: Client, answer: Response) -> None:
    with an_older_copy_is_put_back_after():
        delete_by_code(client)
        assert not Voice.objects.exists()
    assert Voice.objects.get().text == CANARY
    assert "Something that was erased is back" in health()[0]

    assert f"answers, erased on {TODAY()}" in replay()

    assert not Voice.objects.exists()
    assert not Response.objects.exists()
    assert health() == []


def test_neither_code_nor_words_are_in_the_store(client: Client, answer: Response) -> None:
    delete_by_code(client)
    outbox.drain()
    (name,) = files()
    content = storages["private"].open(name).read().decode()
    for secret in (CODE, CANARY):
        assert secret not in name + content
    assert name.endswith(code_hash(CODE))


def test_of_two_things_that_are_back_health_says_how_many(client: Client, priya: User, ola: Person, answer: Response) -> None:
    with an_older_copy_is_put_back_after():
        erase(ola, priya)
        delete_by_code(client)
    assert "2 people or answers that were erased are back" in health()[0]


def test_an_answer_that_is_held_in_the_copy_stays_and_is_said(client: Client, priya: User, answer: Response) -> None:
    with an_older_copy_is_put_back_after():
        delete_by_code(client)
    retention.place_hold(name="Case", reason="A court.", code="comment_words", by=priya, today=TODAY())
    assert "A hold stands on it in this copy." in refused("1 of 1")
    assert Voice.objects.exists()
