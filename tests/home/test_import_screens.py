"""The screens of bringing in a list: choose, say which column is which, read, bring in, take back."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from core import outbox
from core.choices import RoleKind
from core.clocks import today
from core.imports import asking
from core.imports.choices import ImportState
from core.models import Hub, ImportLine, ImportPiece, ImportRun
from core.tasks import forget_imports
from home.models import HomePage, ServicePage
from home.provides import drafts_to_read
from tests.cast import give_role, make_user, sign_in
from tests.core.lists import as_feed, workbook
from tests.home.bringing_in import bring_in, remarks, take_back, try_feed, try_table
from tests.home.feeds import service

HUBS = "Hub name\tAddress\tPost code\tOpening hours\nElm\t1 New Road\tEL1 2MH\tMon-Fri 9-17\nAsh\t\tABC 123\twhenever\n"


@pytest.fixture(autouse=True)
def tree(front: HomePage) -> None:
    """The pages below which drafts are made."""


@pytest.fixture
def desk(adam: User) -> Client:
    """The administrator's browser."""
    return sign_in(adam)


def last() -> ImportRun:
    run = ImportRun.objects.first()
    assert run
    return run


# --- The whole way --------------------------------------------------------------------------------------------------------


def test_hubs_are_pasted_mapped_tried_and_brought_in(desk: Client, elm: Hub) -> None:
    page = desk.post(reverse("import_hubs"), {"pasted": HUBS}, follow=True)
    assert "We guessed which of your columns is which" in page.text
    assert "In your list: 1 New Road" in page.text

    page = desk.post(
        reverse("imports:columns", args=[last().pk]), {"name": "0", "street": "1", "postcode": "2", "opening_times": "3"}, follow=True
    )
    assert "This is what would happen. Nothing is written yet." in page.text
    assert "1 would be new" in page.text
    assert "1 would change" in page.text
    assert "“ABC 123” is no postcode, so it is left out." in page.text
    elm.refresh_from_db()
    assert elm.street == ""

    page = desk.post(reverse("imports:bring_in", args=[last().pk]), follow=True)
    assert "Brought in" in page.text
    assert reverse("hub:edit", args=[elm.pk]) in page.text
    elm.refresh_from_db()
    assert elm.street == "1 New Road"
    assert Hub.objects.filter(name="Ash").exists()

    page = desk.post(reverse("imports:take_back", args=[last().pk]), follow=True)
    assert "2 taken back" in page.text
    elm.refresh_from_db()
    assert (elm.street, Hub.objects.count()) == ("", 1)


def test_a_workbook_of_services_becomes_drafts(desk: Client) -> None:
    book = workbook(["Service", "Description", "Website"], ["Play", "Toys and tea.", "javascript:x"], ["", "No name", ""])
    desk.post(reverse("import_services"), {"file": SimpleUploadedFile("../../My services.xlsx", book)})
    assert last().file_name == "My services.xlsx"
    page = desk.post(reverse("imports:columns", args=[last().pk]), {"name": "0", "what_it_is": "1", "web_address": "2"}, follow=True)
    assert "“javascript:x” is no web address" in page.text
    assert "1 would be left out" in page.text
    page = desk.post(reverse("imports:bring_in", args=[last().pk]), follow=True)
    assert reverse("wagtailadmin_pages:edit", args=[ServicePage.objects.get().pk]) in page.text
    assert not ServicePage.objects.get().live


def test_a_directory_goes_straight_to_its_report(desk: Client) -> None:
    address = reverse("imports:start", args=["directory"])
    file = SimpleUploadedFile("feed.json", as_feed(service(1), service(2, minimum_age=9, maximum_age=2)))
    page = desk.post(address, {"file": file, "source": "County"}, follow=True)
    assert "2 would be new" in page.text
    assert "1 has ages that cannot be" in page.text
    assert "Bring in 2 as drafts" in page.text

    only = desk.get(reverse("imports:run", args=[last().pk]), {"show": "ages"}).text
    assert "Singing morning 2" in only
    assert "Singing morning 1" not in only


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(desk: Client) -> None:
    assert "Choose a file, or paste some cells." in desk.post(reverse("import_hubs"), {}).text
    page = desk.post(reverse("import_hubs"), {"pasted": "Name only"})
    assert "There is no row below the headings." in page.text
    assert "Name only" in page.text
    both = {"pasted": HUBS, "file": SimpleUploadedFile("a.csv", b"Name\nElm")}
    assert "Leave one of them empty" in desk.post(reverse("import_hubs"), both).text
    assert not ImportRun.objects.exists()

    desk.post(reverse("import_hubs"), {"pasted": HUBS})
    assert "Say which of your columns is “Name”." in desk.post(reverse("imports:columns", args=[last().pk]), {"street": "1"}).text
    twice = desk.post(reverse("imports:columns", args=[last().pk]), {"name": "1", "street": "1"})
    assert "chosen twice" in twice.text


@pytest.mark.parametrize(
    "body", [b"\x00\x01", b"PK\x03\x04", b"\xff\xfe", b"Name\n" + b"x" * 6000, "Näme\n\ud800".encode("utf-8", "surrogatepass")]
)
def test_no_file_breaks_the_screen(body: bytes, desk: Client) -> None:
    for kind in ("hubs", "services", "directory"):
        page = desk.post(
            reverse("imports:start", args=[kind]), {"file": SimpleUploadedFile("\u202e\x00.xlsx", body), "source": "x"}, follow=True
        )
        assert page.status_code == 200


def test_markup_in_a_list_is_shown_as_letters(desk: Client, adam: User) -> None:
    run = try_table("services", "Name,E-mail\n<script>alert(1)</script>,<img src=x>\n", by=adam)
    page = desk.get(reverse("imports:run", args=[run.pk])).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<img src=x>" not in page


# --- Templates and reports ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["hubs", "services"])
def test_a_template_is_brought_in_again_without_its_example(kind: str, desk: Client) -> None:
    as_csv = desk.get(reverse("imports:template", args=[kind, "csv"]))
    as_book = desk.get(reverse("imports:template", args=[kind, "xlsx"]))
    rows = list(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(as_book.content)).active
    assert sheet
    assert [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)] == rows
    assert "attachment" in as_csv["Content-Disposition"]

    run = try_table(kind, as_csv.content.decode("utf-8-sig") + "Oak Lane" + "," * (len(rows[0]) - 1))
    assert [(line.name, line.outcome) for line in run.lines.all()] == [(rows[1][0], "same"), ("Oak Lane", "made")]
    assert remarks(run, 2) == "This is the example of our template, so it is passed by."
    assert "1 is the example of our template" in desk.get(reverse("imports:run", args=[run.pk])).text
    bring_in(run)
    assert not Hub.objects.filter(name="Elm Road").exists()
    assert not ServicePage.objects.filter(title="Stay and play").exists()
    assert desk.get(reverse("imports:template", args=["directory", "csv"])).status_code == 404
    assert desk.get(reverse("imports:template", args=["hubs", "exe"])).status_code == 404


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_report_becomes_a_formula(lead: str, desk: Client, adam: User) -> None:
    run = try_table("services", f'Name,E-mail\n"{lead}HYPERLINK(1)",{lead}x\n', by=adam)
    response: Any = desk.get(reverse("imports:report", args=[run.pk]))
    body = b"".join(response.streaming_content).decode("utf-8-sig")
    assert body.startswith('"'), "every cell stands in quotes, where a language parts them by a semicolon"
    cells = [cell for row in csv.reader(io.StringIO(body)) for cell in row]
    assert f"'{lead}HYPERLINK(1)" in cells
    assert not any(cell.startswith(lead) for cell in cells)


# --- Long lists, the same list, old lists ---------------------------------------------------------------------------------


def test_a_long_list_shows_how_far_it_is(desk: Client, adam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "SMALL_FILE", 0)
    monkeypatch.setattr(asking, "FEW", 0)
    run = try_feed(service(1), by=adam)
    address = reverse("imports:run", args=[run.pk])
    assert "0 records are read so far" in desk.get(address).text
    outbox.drain()
    assert "1 would be new" in desk.get(address).text
    page = desk.post(reverse("imports:bring_in", args=[run.pk]), follow=True)
    assert "0 of 1 records are written so far" in page.text
    assert "Look again" in page.text
    outbox.drain()
    assert "Brought in" in desk.get(address).text
    desk.post(reverse("imports:take_back", args=[run.pk]))
    assert "being taken back" in desk.get(address).text
    outbox.drain()
    assert "1 taken back" in desk.get(address).text


def test_the_same_file_twice_says_so(desk: Client, adam: User) -> None:
    bring_in(try_feed(service(1), by=adam))
    run = try_feed(service(1), by=adam)
    page = desk.get(reverse("imports:run", args=[run.pk])).text
    assert "This very file was brought in before" in page
    assert "There is nothing to bring in." in page


def test_uploads_go_after_a_day_and_reports_after_ninety(desk: Client, adam: User) -> None:
    run, done = try_feed(service(1), by=adam), bring_in(try_feed(service(2), by=adam))
    forget_imports()
    assert ImportPiece.objects.exists()
    ImportRun.objects.update(begun_at=timezone.now() - timedelta(hours=25))
    forget_imports()
    assert not ImportPiece.objects.exists()
    assert "Nobody brought this in within a day" in desk.get(reverse("imports:run", args=[run.pk])).text
    page = desk.post(reverse("imports:bring_in", args=[run.pk]), follow=True)
    assert "Somebody has done this already, or the file is gone." in page.text
    ImportRun.objects.update(begun_at=timezone.now() - timedelta(days=91))
    forget_imports()
    assert not ImportLine.objects.exists()
    assert "The report was kept for 90 days" in desk.get(reverse("imports:run", args=[done.pk])).text


def test_a_long_report_costs_no_more_than_a_short_one(desk: Client, adam: User) -> None:
    short = try_feed(service(1, minimum_age=9, maximum_age=1), by=adam)
    long = try_feed(*(service(n, minimum_age=9, maximum_age=1, url="x y") for n in range(60)), by=adam)
    costs = []
    for run in (short, long, short, long):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert desk.get(reverse("imports:run", args=[run.pk])).status_code == 200
        costs.append(len(queries))
    assert costs[2] == costs[3]


# --- Who may, and what waits ----------------------------------------------------------------------------------------------


@pytest.fixture
def editor(db: None) -> User:
    """An editor of the whole council: may bring in services, not hubs."""
    person = make_user("Ed")
    give_role(person, RoleKind.CONTENT_EDITOR)
    return person


def test_an_editor_of_the_whole_council_brings_in_services_and_no_hubs(editor: User, adam: User) -> None:
    client = sign_in(editor)
    hubs = try_table("hubs", "Name\nSecret place\n", by=adam)
    page = client.get(reverse("imports:index")).text
    assert "Bring in services" in page
    assert "Bring in hubs" not in page
    assert "hubs.csv" not in page
    for address in (reverse("import_hubs"), reverse("imports:run", args=[hubs.pk])):
        assert "Secret" not in client.get(address, follow=True).text
        assert client.get(address).status_code in {302, 403, 404}
    assert client.get(reverse("import_services")).status_code == 200


def test_an_editor_of_one_hub_brings_in_nothing(edie: User, adam: User) -> None:
    run = try_feed(service(1), by=adam)
    client = sign_in(edie)
    for address in (reverse("imports:index"), reverse("import_services"), reverse("imports:run", args=[run.pk])):
        assert client.get(address).status_code in {302, 403, 404}
    client.post(reverse("imports:bring_in", args=[run.pk]))
    assert not ServicePage.objects.exists()


def test_drafts_that_nobody_has_read_for_a_day_wait_for_who_brought_them_in(adam: User, editor: User) -> None:
    run = bring_in(try_feed(service(1), service(2), by=adam))
    assert drafts_to_read(user=adam, today=today()) == []
    ImportRun.objects.update(applied_at=timezone.now() - timedelta(days=2))
    [waits] = drafts_to_read(user=adam, today=today())
    assert waits.text == "2 imported services wait to be read"
    assert sign_in(adam).get(waits.href).status_code == 200
    assert drafts_to_read(user=editor, today=today()) == []

    page = ServicePage.objects.get(title="Singing morning 1")
    page.for_whom = "everyone"
    page.save_revision().publish()
    assert drafts_to_read(user=adam, today=today())[0].text == "1 imported service waits to be read"
    take_back(run)
    assert run.state == ImportState.UNDONE
    assert drafts_to_read(user=adam, today=today()) == []
