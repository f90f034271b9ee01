"""Today's members from a spreadsheet: tried with row numbers, nobody written down twice, nothing agreed to, and taken back whole."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices import Source
from consent.models import ConsentRecord, LegalHold, Person
from consent.services.people import merge_people
from core.choices import RoleKind
from core.imports.choices import ImportState, Outcome
from core.models import Hub, ImportRun
from panels.choices import Stage
from panels.models import MemberNote, Membership, Panel, SupportNote
from tests.builders import today
from tests.cast import give_role, make_user, sign_in
from tests.families import make_person
from tests.panels.membering import make_entry, make_note
from tests.panels.paneling import make_member, make_panel

pytestmark = pytest.mark.django_db
START = reverse("imports:start", args=["panel_members"])
HEAD = "Name,Panel,E-mail,Phone,Hub,On the panel since,Member kind,Lives it or represents\n"


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


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """The parents' panel of Elm."""
    return make_panel(elm, "Parents at Elm", started_on=date(2024, 1, 1))


def _tried(desk: Client, rows: str, **more: Any) -> ImportRun:
    desk.post(START, {"file": SimpleUploadedFile("members.csv", (HEAD + rows).encode()), **more})
    run = ImportRun.objects.latest("pk")
    desk.post(reverse("imports:columns", args=[run.pk]), {name: str(number) for name, number in run.columns.items()})
    run.refresh_from_db()
    return run


def _brought_in(desk: Client, rows: str, **more: Any) -> ImportRun:
    run = _tried(desk, rows, **more)
    desk.post(reverse("imports:bring_in", args=[run.pk]))
    run.refresh_from_db()
    return run


def _report(run: ImportRun) -> dict[int, tuple[str, list[str]]]:
    return {line.number: (line.outcome, sorted(one.code for one in line.remarks.all())) for line in run.lines.all()}


def test_a_member_of_today_is_on_the_panel_and_agreed_to_nothing(desk: Client, panel: Panel, elm: Hub) -> None:
    run = _brought_in(desk, "Ola Nowak,Parents at Elm,ola@example.org,07700 900123,Elm,01/09/2025,co-chair,represents\n")

    assert run.state == ImportState.APPLIED
    member = Membership.objects.get()
    assert (member.panel, member.stage, member.kind, member.capacity, member.knows_best) == (panel, Stage.ON, "co_chair", "represents", elm)
    assert member.joined_on.isoformat() == "2025-09-01"
    assert member.person is not None
    assert (member.person.name, member.person.source, member.person.hub) == ("Ola Nowak", Source.LIST, elm)
    assert not ConsentRecord.objects.exists()


def test_a_list_says_until_when_and_how_somebody_is_written_to(desk: Client, panel: Panel) -> None:
    row = "Ola Nowak,Parents at Elm,ola@example.org,,,2020-05-01,,,2027-08-31,only ring,text,Polish"
    odd = "Bea Hill,Parents at Elm,bea@example.org,,,2024-02-01,,,2023-01-01,perhaps,pigeon,Klingon"
    head = HEAD.strip() + ",On the panel until,Safe to write there,Likes to be reached,Reads"
    desk.post(START, {"file": SimpleUploadedFile("members.csv", f"{head}\n{row}\n{odd}\n".encode())})
    run = ImportRun.objects.latest("pk")
    desk.post(reverse("imports:columns", args=[run.pk]), {name: str(number) for name, number in run.columns.items()})
    desk.post(reverse("imports:bring_in", args=[run.pk]))

    ola, bea = sorted(Membership.objects.select_related("person"), key=lambda one: str(one.person and one.person.email), reverse=True)
    assert ola.person is not None
    assert bea.person is not None
    assert (ola.joined_on.isoformat(), ola.term_until_on.isoformat() if ola.term_until_on else "") == ("2024-01-01", "2027-08-31")
    assert (ola.person.safe, ola.person.channel, ola.person.language) == ("only_ring", "text", "pl")
    assert (bea.term_until_on, bea.person.safe, bea.person.channel, bea.person.language) == (None, "", "", "en-gb")
    assert sorted(codes for _, codes in _report(run).values()) == [["channel", "language", "safe", "until"], ["since"]]


def test_trying_writes_nothing_and_names_the_rows(desk: Client, panel: Panel) -> None:
    run = _tried(
        desk, ",Parents at Elm,a@example.org,,,,,\nSam,Nowhere,b@example.org,,,,,\nDana,Parents at Elm,nobody,,Narnia,soon,queen,\n"
    )

    assert not Person.objects.exists()
    report = _report(run)
    first = min(report)
    assert report[first] == (Outcome.REFUSED, ["name", "since"])
    assert report[first + 1] == (Outcome.REFUSED, ["panel", "since"])
    assert report[first + 2] == (Outcome.MADE, ["hub", "kind", "reach", "since"])


def test_who_is_known_by_their_address_is_not_written_down_twice(desk: Client, panel: Panel, elm: Hub) -> None:
    ola = make_person(elm, "Ola Nowak", email="ola@example.org", safe="only_ring")
    run = _brought_in(desk, "Ola N.,Parents at Elm,OLA@example.org,07700 900555,,,,\n")

    assert Person.objects.count() == 1
    assert Membership.objects.get().person == ola
    ola.refresh_from_db()
    assert (ola.name, ola.phone, ola.safe) == ("Ola Nowak", "", "only_ring")
    assert [codes for _, codes in _report(run).values()] == [["known", "since"]]


def test_where_two_share_an_address_the_name_says_who(desk: Client, panel: Panel, elm: Hub) -> None:
    jan = make_person(elm, "Jan Nowak", email="nowak@example.org")
    make_person(elm, "Ola Nowak", email="nowak@example.org")
    run = _brought_in(desk, "Jan Nowak,Parents at Elm,nowak@example.org,,,,,\nAda Nowak,Parents at Elm,nowak@example.org,,,,,\n")

    assert Membership.objects.get().person == jan
    assert sorted(outcome for outcome, _ in _report(run).values()) == sorted([Outcome.MADE, Outcome.REFUSED])


def test_the_same_row_twice_is_one_member_and_two_panels_are_one_person(desk: Client, panel: Panel, elm: Hub) -> None:
    make_panel(elm, "Dads at Elm")
    row = "Ola Nowak,{},ola@example.org,,,,,\n"
    _brought_in(desk, row.format("Parents at Elm") * 2 + row.format("Dads at Elm"))

    assert Person.objects.count() == 1
    assert Membership.objects.count() == 2


def test_bringing_the_list_in_again_changes_nothing(desk: Client, panel: Panel) -> None:
    row = "Ola Nowak,Parents at Elm,ola@example.org,,,,,\n"
    _brought_in(desk, row)
    run = _brought_in(desk, row)

    assert (Person.objects.count(), Membership.objects.count()) == (1, 1)
    assert list(_report(run).values()) == [(Outcome.SAME, ["on-it"])]


def test_a_list_of_one_panel_needs_no_column_for_it(desk: Client, panel: Panel) -> None:
    _brought_in(desk, "Ola Nowak,,ola@example.org,,,,,\n", panel=str(panel.pk))
    assert Membership.objects.get().panel == panel


def test_taken_back_nobody_is_left_who_came_with_it_and_who_was_known_stays(desk: Client, panel: Panel, elm: Hub) -> None:
    ola = make_person(elm, "Ola Nowak", email="ola@example.org")
    run = _brought_in(desk, "Ola Nowak,Parents at Elm,ola@example.org,,,,,\nSam,Parents at Elm,sam@example.org,,,,,\n")
    assert Membership.objects.count() == 2

    desk.post(reverse("imports:take_back", args=[run.pk]))

    assert not Membership.objects.exists()
    assert [one.pk for one in Person.objects.all()] == [ola.pk]


def test_a_member_whom_somebody_worked_with_stays(desk: Client, panel: Panel) -> None:
    run = _brought_in(desk, "Sam,Parents at Elm,sam@example.org,,,,,\n")
    Membership.objects.update(stage=Stage.BREAK)

    desk.post(reverse("imports:take_back", args=[run.pk]))
    assert Membership.objects.count() == 1


def test_no_cell_of_it_is_kept_in_the_report(desk: Client, panel: Panel) -> None:
    _brought_in(
        desk, "Quentin Canary,Quentin’s panel,q.canary@example.org,,,,,\nQuentin Canary,Parents at Elm,q.canary@example.org,,x,y,z,w\n"
    )
    with connection.cursor() as cursor:
        for table in ("core_importline", "core_importremark", "core_importrun"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "uentin" not in str(cursor.fetchall())


def test_who_left_once_can_come_back_with_a_list(desk: Client, panel: Panel, elm: Hub) -> None:
    ola = make_person(elm, "Ola Nowak", email="ola@example.org")
    make_member(panel, ola, stage=Stage.LEFT, left_on=today())
    _brought_in(desk, "Ola Nowak,Parents at Elm,ola@example.org,,,,,\n")
    assert Membership.objects.filter(stage=Stage.ON).count() == 1


def _taken_back(desk: Client, run: ImportRun) -> list[str]:
    """Take a list back, and return why some of it stays."""
    desk.post(reverse("imports:take_back", args=[run.pk]))
    return [one.words for line in run.lines.all() for one in line.remarks.filter(code="stays")]


@pytest.mark.parametrize("write", [make_note, make_entry])
def test_what_a_colleague_wrote_about_a_member_is_not_deleted_with_the_list(
    write: Callable[..., MemberNote | SupportNote], desk: Client, panel: Panel, petra: User
) -> None:
    run = _brought_in(desk, "Sam,Parents at Elm,sam@example.org,,,,,\n")
    note = write(Membership.objects.get(), by=petra)

    assert _taken_back(desk, run) == ["Something was written down about this member since, so they stay."]
    assert type(note)._default_manager.filter(pk=note.pk).exists()
    assert Membership.objects.count() == 1


def test_whom_a_hold_keeps_is_not_taken_back(desk: Client, panel: Panel, priya: User) -> None:
    run = _brought_in(desk, "Sam,Parents at Elm,sam@example.org,,,,,\n")
    person = Membership.objects.get().person
    LegalHold.objects.create(name="Case", reason="A court.", person=person, from_on=today(), placed_by=priya)

    assert _taken_back(desk, run) == ["They are held back: a legal hold keeps what we hold of them."]
    assert Membership.objects.get().person == person


def test_who_is_on_it_under_a_joined_record_is_not_put_on_it_twice(desk: Client, panel: Panel, elm: Hub, petra: User) -> None:
    goes, stays = make_person(elm, "Ola N.", email="ola@example.org"), make_person(elm, "Ola Nowak", email="ola@example.org")
    make_member(panel, goes)
    merge_people(stays=stays, goes=goes, by=petra)

    run = _brought_in(desk, "Ola Nowak,Parents at Elm,ola@example.org,,,,,\n")

    assert [codes for _, codes in _report(run).values()] == [["on-it"]]
    assert Membership.objects.count() == 1
