"""Every table that could hold somebody is known, and of who was forgotten nothing is left but what the letter lists."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test import Client

from accounts.models import User
from consent.models import Person, Purpose
from consent.services import ledger, purposes
from consent.services import rights as services
from consent.services.rights_letter import WAY
from core import outbox
from core.crypto import encrypted_fields
from core.models import Hub
from core.rotation import sealed_models
from core.where_people_are import NOT_OF_PEOPLE, OF_FAMILIES, OF_STAFF
from tests import builders
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.doorway import asked_for_code, numbers, typed_in
from tests.families import make_person, make_rights_request

HOLDS = (models.CharField, models.TextField, models.FileField, models.JSONField, models.BinaryField)
NAME, EMAIL, PHONE, STREET = "Quirinus Canary", "quirinus.canary@family.example", "07700 900717", "17 Canary Wharf Lane"
CANARIES = ("quirinus", "canary", "900717")


def _could_hold_somebody() -> set[str]:
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if any(isinstance(field, HOLDS) for field in model._meta.local_fields) and not model._meta.app_label.startswith(("tests", "bench"))
    }


def test_every_table_that_could_hold_somebody_says_whether_it_does() -> None:
    known = {*OF_FAMILIES, *OF_STAFF, *NOT_OF_PEOPLE}
    assert sorted(_could_hold_somebody() - known) == [], "Say in core/where_people_are.py what it may hold and how that goes."
    only_on_sqlite = {"wagtailsearch.SQLiteFTSIndexEntry"}
    assert sorted(known - only_on_sqlite - {model._meta.label for model in apps.get_models(include_auto_created=True)}) == []


def test_no_table_stands_in_two_lists() -> None:
    assert not OF_FAMILIES.keys() & OF_STAFF.keys()
    assert not {*OF_FAMILIES, *OF_STAFF} & NOT_OF_PEOPLE.keys()


def test_what_is_sealed_is_of_somebody() -> None:
    sealed = {model._meta.label for model in sealed_models() if model._meta.app_label not in {"tests", "core"}}
    assert sorted(sealed - OF_FAMILIES.keys() - {"consent.AgreementDocument"}) == []


# --- Of who was forgotten -------------------------------------------------------------------------------------------------


def _rows() -> dict[str, str]:
    """Return each table as it is stored."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = repr([[bytes(cell) if isinstance(cell, memoryview) else cell for cell in row] for row in cursor.fetchall()])
    return found


def _opened() -> dict[str, str]:
    """Return what is sealed, opened: nobody is forgotten whose name somebody with the keys still reads."""
    return {
        f"{model._meta.label}.{name}": repr([getattr(row, name) for row in model._default_manager.all()])
        for model in sealed_models()
        for name in encrypted_fields(model)
    }


def _files() -> dict[str, str]:
    root = Path(settings.MEDIA_ROOT)
    return {str(file): f"{file.name} {file.read_bytes()!r}" for file in root.rglob("*") if file.is_file()} if root.exists() else {}


def _traces() -> set[str]:
    """Return where a canary stands."""
    places = {**_rows(), **_opened(), **_files()}
    return {place for place, stored in places.items() if any(canary in stored.lower() for canary in CANARIES)}


@pytest.fixture
def canary(elm: Hub, petra: User, priya: User, client: Client) -> Person:
    """Somebody of whom every store of ours holds something."""
    purposes.begin()
    young: dict[str, Any] = {"is_young": True, "decided_by": f"Dana, mother of {NAME}", "says_may_decide": True}
    person = make_person(elm, NAME, email=EMAIL, phone=PHONE, post_address=STREET, **young)
    purpose = Purpose.objects.get(key="photo")
    said = agreeing.said(person, purpose, method="paper", given_by="decider", decided_by=f"Mother of {NAME}", is_explicit=True)
    ledger.record(said=said, by=petra, hub=elm, today=builders.today(), scan=("pdf", f"%PDF-1.7 {NAME}".encode()))
    typed_in(client, asked_for_code(client, EMAIL), numbers())
    make_rights_request(person, "correction", asked=f"I am called {NAME}.")
    for end in ("", "change/"):
        sign_in(petra).get(f"/admin/families/{person.pk}/{end}")
    outbox.drain()
    return person


def test_of_who_was_forgotten_nothing_is_left_but_what_the_letter_lists(
    canary: Person, priya: User, capfd: pytest.CaptureFixture[str]
) -> None:
    before = _traces()
    assert {"consent.Person.name", "consent.Person.decided_by", "consent.ConsentDetail.decided_by", "consent.ConsentScan.content"} <= before
    today = builders.today()
    asked = make_rights_request(canary, "erasure", how="door")
    services.decide(request=asked, verdict="yes", why="", answer="We have deleted it.", by=priya, today=today)

    services.erase(request=asked, by=priya, today=today)
    outbox.drain()

    asked.refresh_from_db()
    listed = [one["what"] for one in asked.outcome]
    assert any("asked us about your data" in what for what in listed), "and the letter says so"
    assert WAY in listed
    assert _traces() == {"consent.LetterWay.way"}, "until they have the letter, and it says so"
    services.finish(request=asked, by=priya, today=today)
    assert _traces() == set()
    assert not any(canary_word in "".join(capfd.readouterr()).lower() for canary_word in CANARIES)


def test_no_table_holds_a_name_that_could_be_read_even_before(canary: Person) -> None:
    assert {place for place in _traces() if "." not in place} == set(), "sealed everywhere, and in no address, subject or log of Wagtail’s"
