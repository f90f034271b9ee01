"""People who come with a list: left alone where they are here already, taken back whole, and in no table but the one room for names."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices import SafeThere, Source
from consent.models import Person
from consent.services import people as services
from consent.services import rights
from core import clocks
from core.choices import RoleKind
from core.imports import store
from core.imports.choices import ImportState, Outcome
from core.imports.records import Unreadable
from core.models import AuditEntry, Hub, ImportPiece, ImportRun
from tests.cast import give_role, make_user, sign_in
from tests.consent.rights import known
from tests.core.lists import workbook
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

START = reverse("imports:start", args=["families"])
HEAD = "Name,E-mail,Phone,Address,Safe to write there,Likes to be reached,Reads,Hub,Notes about Quentin\n"
ROWS = (
    "Quentin Canary,q.canary@example.org,07700 900555,15 Canary Row,yes,by text message,Polish,Elm,x\n"
    "=HYPERLINK(1),nobody,12,,maybe,pigeon,Klingon,Narnia,x\n"
    ",only.mail@example.org,,,,,,,\n"
    "Dana,,,,only ring,,English,,\n"
)


@pytest.fixture
def paula(db: None) -> User:
    """Paula looks after the panels of the whole council, and lives in spreadsheets."""
    user = make_user("Paula")
    give_role(user, RoleKind.PANEL_COORDINATOR)
    return user


@pytest.fixture
def desk(paula: User) -> Client:
    """Paula's desk."""
    return sign_in(paula)


def _chosen(desk: Client, body: str | bytes, name: str = "Quentin Canary.csv", **more: Any) -> ImportRun:
    """Choose a list and take the columns as they are guessed, so that it is tried."""
    raw = body.encode() if isinstance(body, str) else body
    desk.post(START, {"file": SimpleUploadedFile(name, raw), **more})
    run = ImportRun.objects.latest("pk")
    desk.post(reverse("imports:columns", args=[run.pk]), {name: str(number) for name, number in run.columns.items()})
    run.refresh_from_db()
    return run


def _brought_in(desk: Client, body: str | bytes = HEAD + ROWS, **more: Any) -> ImportRun:
    run = _chosen(desk, body, **more)
    desk.post(reverse("imports:bring_in", args=[run.pk]))
    run.refresh_from_db()
    return run


def _report(run: ImportRun) -> dict[int, tuple[str, list[str]]]:
    return {line.number: (line.outcome, sorted(one.code for one in line.remarks.all())) for line in run.lines.all()}


# --- Bringing in ----------------------------------------------------------------------------------------------------------


def test_what_would_happen_is_said_row_by_row_before_anything_is_written(desk: Client, elm: Hub) -> None:
    run = _chosen(desk, HEAD + ROWS)

    assert run.state == ImportState.TRIED
    assert not Person.objects.exists()
    assert _report(run) == {
        2: (Outcome.MADE, []),
        3: (Outcome.MADE, ["channel", "email", "hub", "language", "phone", "safe"]),
        4: (Outcome.REFUSED, ["name"]),
        5: (Outcome.MADE, []),
    }
    page = words(desk.get(reverse("imports:run", args=[run.pk])))
    assert "Bring in 3 rows" in page
    assert "The phone number in this row cannot be used, so it is left out." in page


def test_people_arrive_with_what_the_list_says_and_with_nothing_agreed(desk: Client, elm: Hub) -> None:
    _brought_in(desk)

    people = {person.name: person for person in Person.objects.all()}
    quentin, formula, dana = people["Quentin Canary"], people["=HYPERLINK(1)"], people["Dana"]
    assert (quentin.email, quentin.phone, quentin.post_address) == ("q.canary@example.org", "+447700900555", "15 Canary Row")
    assert (quentin.safe, quentin.channel, quentin.language, quentin.hub) == ("yes", "text", "pl", elm)
    assert (formula.email, formula.phone, formula.safe, formula.hub, formula.language) == ("", "", SafeThere.NOT_ASKED, None, "en-gb")
    assert (dana.safe, dana.source) == (SafeThere.ONLY_RING, Source.LIST)
    assert "consent.person.add" not in AuditEntry.objects.values_list("verb", flat=True), "one entry tells of the whole list"


def test_the_hub_is_the_one_chosen_where_the_list_names_none(desk: Client, elm: Hub, oak: Hub) -> None:
    _brought_in(desk, "Name,Hub\nOne,\nTwo,Elm\n", hub=str(oak.pk))
    assert {person.name: person.hub for person in Person.objects.all()} == {"One": oak, "Two": elm}


def test_who_is_here_already_is_left_as_they_are(desk: Client, elm: Hub) -> None:
    ola = make_person(elm, "Ola Nowak", email="ola@example.org", safe=SafeThere.ONLY_RING)
    run = _brought_in(desk, "Name,E-mail,Phone,Safe to write there\nOLA  nowak,Ola@Example.org,07700900111,yes\nJan,ola@example.org,,yes\n")

    assert _report(run) == {2: (Outcome.SAME, ["here"]), 3: (Outcome.MADE, ["alike"])}
    ola.refresh_from_db()
    assert (ola.safe, ola.phone) == (SafeThere.ONLY_RING, "")
    assert f"Here already as {ola.shown_code}" in words(desk.get(reverse("imports:run", args=[run.pk])))


def test_a_list_that_waited_brings_nobody_back_who_was_erased_meanwhile(desk: Client, priya: User, elm: Hub) -> None:
    ola = make_person(elm, "Ola Nowak", email="ola@example.org")
    run = _chosen(desk, "Name,E-mail\nOla Nowak,ola@example.org\nOla Nowak,ola@example.org\nJan,jan@example.org\n")
    assert [outcome for outcome, _ in _report(run).values()] == [Outcome.SAME, Outcome.SAME, Outcome.MADE]
    asked = known(make_rights_request(ola, kind="erasure"), priya)
    rights.decide(request=asked, verdict="yes", why="", answer="Done.", by=priya, today=clocks.today())
    rights.erase(request=asked, by=priya, today=clocks.today())

    desk.post(reverse("imports:bring_in", args=[run.pk]))
    assert [person.name for person in Person.objects.here()] == ["Jan"]
    assert _report(run) == {2: (Outcome.REFUSED, ["gone"]), 3: (Outcome.SAME, ["twice"]), 4: (Outcome.MADE, [])}
    page = words(desk.get(reverse("imports:run", args=[run.pk])))
    assert "Ask them before you write them down again." in page
    assert "1 were here before, and are not any more" in page


def test_the_same_list_twice_doubles_nobody(desk: Client, elm: Hub) -> None:
    _brought_in(desk)
    again = _brought_in(desk)
    assert Person.objects.count() == 3
    assert {outcome for outcome, _ in _report(again).values()} == {Outcome.SAME, Outcome.REFUSED}


def test_who_stands_in_the_list_twice_is_written_down_once(desk: Client, elm: Hub) -> None:
    run = _brought_in(desk, "Name,Phone\nOla,07700 900111\nola,+44 7700 900111\nJan,07700 900111\n")
    assert _report(run) == {2: (Outcome.MADE, []), 3: (Outcome.SAME, ["twice"]), 4: (Outcome.MADE, ["alike"])}


# --- Taking back ----------------------------------------------------------------------------------------------------------


def test_a_list_is_taken_back_but_for_whom_somebody_has_worked_with(desk: Client, paula: User, elm: Hub) -> None:
    run = _brought_in(desk, "Name\nOne\nTwo\nThree\nFour\n")
    people = {person.name: person for person in Person.objects.all()}
    services.change_person(person=people["Two"], said={"phone": "07700 900111"}, by=paula)
    services.merge_people(stays=people["Three"], goes=people["Four"], by=paula)

    desk.post(reverse("imports:take_back", args=[run.pk]))

    assert {person.name for person in Person.objects.here()} == {"Two", "Three"}
    said = words(desk.get(reverse("imports:run", args=[run.pk])))
    assert "Somebody corrected this record since" in said
    assert "joined to another or deleted meanwhile" in said


# --- One room for names ---------------------------------------------------------------------------------------------------


def _everything_stored() -> dict[str, str]:
    """Return each table of ours as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = repr([[bytes(cell) if isinstance(cell, memoryview) else cell for cell in row] for row in cursor.fetchall()])
    return found


@pytest.mark.parametrize("step", ["chosen", "brought_in", "taken_back", "broken"])
def test_no_table_holds_a_name_of_the_list_at_any_step(desk: Client, elm: Hub, step: str, capfd: pytest.CaptureFixture[str]) -> None:
    run = _chosen(desk, HEAD + ROWS + '"Canary never closed,\n' * (step == "broken"))
    if step in {"brought_in", "taken_back"}:
        desk.post(reverse("imports:bring_in", args=[run.pk]))
    if step == "taken_back":
        desk.post(reverse("imports:take_back", args=[run.pk]))

    for table, stored in _everything_stored().items():
        for canary in ("Canary", "canary", "Quentin", "900555", "only.mail", "HYPERLINK"):
            assert canary not in stored, (table, canary)
    assert "anary" not in "".join(capfd.readouterr())
    sent: Any = desk.get(reverse("imports:report", args=[run.pk]))
    report = b"".join(sent.streaming_content).decode()
    assert "anary" not in report


def test_the_file_itself_is_sealed_while_it_waits(desk: Client, elm: Hub) -> None:
    run = _chosen(desk, HEAD + ROWS)
    piece = ImportPiece.objects.get(run=run)
    assert bytes(piece.packed).startswith(b"e1:")
    assert b"Quentin Canary" in store.as_file(run).read()

    ImportPiece.objects.create(run=run, number=1, packed=piece.packed)  # moved elsewhere, it opens nothing
    with pytest.raises(Unreadable, match="Bring it in again"):
        store.as_file(run)


# --- Bad lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02" * 50, "Excel"),
        ("Name\n" + "x\n" * 50_000, "more than 5,000 rows"),
        (b"x" * 5_300_000, "larger than 5 MB"),
    ],
    ids=["empty", "no table", "too many rows", "too large"],
)
def test_a_list_that_cannot_be_read_says_why_and_writes_nothing(desk: Client, body: str | bytes, says: str) -> None:
    raw = body.encode() if isinstance(body, str) else body
    page = words(desk.post(START, {"file": SimpleUploadedFile("list.csv", raw)}, follow=True))
    assert says in page
    assert not Person.objects.exists()


def test_old_letters_and_formulas_are_words(desk: Client, elm: Hub) -> None:
    _brought_in(desk, "Name,Reads\nZoë Ångström,Polish\n".encode("cp1252"))
    run = _brought_in(desk, workbook(["Name", "Phone"], ['=cmd|"/c calc"!A1', "07700 900111"], ["+44", ""]), name="x.xlsx")
    assert _report(run)[2] == (Outcome.REFUSED, ["name"]), "a cell that computes its name has none"
    assert {person.name for person in Person.objects.all()} == {"Zoë Ångström", "+44"}


def test_a_list_is_for_who_serves_the_whole_council(petra: User, hana: User, priya: User, elm: Hub) -> None:
    for user in (petra, hana, priya):
        assert sign_in(user).get(START).status_code == 302


def test_what_was_written_under_a_person_keeps_them(desk: Client, elm: Hub) -> None:
    run = _brought_in(desk, "Name\nOne\n")
    make_person(elm, "Two")
    one = next(person for person in Person.objects.all() if person.name == "One")
    Person.objects.exclude(pk=one.pk).update(merged_into=one)

    desk.post(reverse("imports:take_back", args=[run.pk]))

    assert Person.objects.filter(pk=one.pk).exists()
