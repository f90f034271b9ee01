"""Hostile feeds, imports that are cut off or pressed twice, taking back, and the command."""

import json
from typing import Any

import pytest
from django.core import management
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from core import outbox
from core.imports import asking, steps
from core.imports.choices import ImportState
from core.models import ImportPiece, ImportRun
from home.models import HomePage, ServicePage
from home.services.imports.offered import OfferedServices
from tests.core.lists import as_feed
from tests.home.bringing_in import bring_in, codes, remarks, take_back, told, try_feed
from tests.home.feeds import at, service


@pytest.fixture(autouse=True)
def tree(front: HomePage) -> None:
    """The pages below which drafts are made."""


def page_of(title: str = "Singing morning 1") -> ServicePage:
    page: ServicePage = ServicePage.objects.get(title=title)
    return page


def draft_of(page: ServicePage) -> Any:
    return ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def publish(page: ServicePage) -> None:
    """Publish a draft as an editor does: no directory says whether a service is for everyone."""
    draft = draft_of(page)
    draft.for_whom = draft.for_whom or "everyone"
    draft.save_revision().publish()


# --- The hostile feed -----------------------------------------------------------------------------------------------------


def test_a_hostile_feed_is_a_report_that_somebody_can_act_on(adam: User, client: Client) -> None:
    evil = [
        service(1, description="<p>Tea.</p><script>alert(1)</script><a href='javascript:x()'>go</a> " + "Tea. " * 100),
        service(2, name=None),
        service(3, id=None),
        service(1, name="Again"),
        service(5, name="Nul\x00 and \u202eturned", minimum_age=1e300),
        service(6, service_at_locations=[at(latitude=100, address={"country": "US", "postal_code": "ABC 1234"})]),
        {"id": "t", "name": "A term", "taxonomy": "x"},
        service(8, name="x" * 3000, description="y" * 90_000, url="https://" + "a" * 5000),
        service(9, contacts="none", schedules={"byday": ["MO"]}, organization=[1, 2], languages=7, attributes=[[[]]]),
    ]
    lone = json.dumps(evil[4]).replace("turned", "\\ud800")
    body = "[" + ",".join([*(json.dumps(one) for one in evil[:4]), lone, '{"id" broken}', *(json.dumps(one) for one in evil[5:])]) + "]"
    run = bring_in(try_feed(by=adam, body=body.encode()))

    outcomes = dict(told(run))
    assert outcomes == {
        1: "made",
        2: "refused",
        3: "refused",
        4: "refused",
        5: "made",
        6: "refused",
        7: "made",
        8: "refused",
        9: "made",
        10: "made",
    }
    assert {"markup", "no-name", "no-id", "doubled", "ages", "broken", "position", "country", "postcode", "not-a-service", "cut"} <= codes(
        run
    ).keys()
    assert "Number 1 has the same id" in remarks(run, 4)
    assert Page.find_problems() == ([], [], [], [], [])
    publish(page_of("Singing morning 1"))
    shown = client.get(page_of("Singing morning 1").url).text
    assert "Tea." in shown
    assert "alert(1)" not in shown
    assert "javascript:" not in shown


def test_bytes_that_are_no_utf8_are_read_and_said(adam: User) -> None:
    body = as_feed().decode().replace("[]", '[{"id": "1", "name": "Café £2"}]').encode("cp1252")
    run = bring_in(try_feed(by=adam, body=body))
    assert page_of("Café £2")
    assert run.options["old_letters"]


def test_what_is_no_feed_is_refused_in_words_and_let_go(adam: User) -> None:
    run = try_feed(by=adam, body=b"<html>not found</html>")
    assert (run.state, run.failed) == (
        ImportState.FAILED,
        "This is not a JSON file. Ask whoever runs the directory for its Open Referral records as JSON.",
    )
    assert not ImportPiece.objects.exists()
    with pytest.raises(ValidationError, match="done this already"):
        asking.ask_to_bring_in(run, by=adam)


# --- Cut off, and twice ---------------------------------------------------------------------------------------------------


def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything be large, so that the worker does it."""
    monkeypatch.setattr(asking, "FEW", 0)
    monkeypatch.setattr(asking, "SMALL_FILE", 0)


def test_a_long_list_is_done_by_the_worker_and_goes_on_where_it_was_cut_off(adam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    large(monkeypatch)
    run = try_feed(*(service(n) for n in range(250)), by=adam)
    assert run.state == ImportState.READING
    outbox.drain()
    run.refresh_from_db()
    assert (run.state, run.number_read) == (ImportState.TRIED, 250)

    asking.ask_to_bring_in(run, by=adam)
    write, turns = OfferedServices.write, []

    def cut_off(self: OfferedServices, *args: Any) -> None:
        turns.append(1)
        write(self, *args)
        if len(turns) == 2:
            raise MemoryError

    monkeypatch.setattr(OfferedServices, "write", cut_off)
    with pytest.raises(MemoryError):
        steps.bring_in(ImportRun.objects.get(pk=run.pk))
    assert ServicePage.objects.count() == 100, "the second batch is not half written"
    assert run.lines.count() == 100

    outbox.drain()
    run.refresh_from_db()
    assert (run.state, run.lines.count(), ServicePage.objects.count()) == (ImportState.APPLIED, 250, 250)
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_stands_twice_is_still_known_to_the_worker_that_goes_on(adam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    large(monkeypatch)
    run = try_feed(*(service(n) for n in range(100)), service(0, name="Again"), by=adam)
    outbox.drain()
    asking.ask_to_bring_in(run, by=adam)
    plan = OfferedServices.plan

    def cut_off(self: OfferedServices, batch: Any) -> Any:
        if batch[0][0] > 100:
            raise MemoryError
        return plan(self, batch)

    monkeypatch.setattr(OfferedServices, "plan", cut_off)
    with pytest.raises(MemoryError):
        steps.bring_in(ImportRun.objects.get(pk=run.pk))
    monkeypatch.setattr(OfferedServices, "plan", plan)
    outbox.drain()

    assert dict(told(run))[101] == "refused"
    assert "Number 1 has the same id" in remarks(run, 101)


def test_pressing_twice_brings_in_once(adam: User) -> None:
    run = try_feed(service(1), by=adam)
    other = ImportRun.objects.get(pk=run.pk)
    bring_in(run)
    with pytest.raises(ValidationError, match="Somebody has done this already"):
        asking.ask_to_bring_in(other, by=adam)
    assert ServicePage.objects.count() == 1


def test_a_record_that_the_database_refuses_holds_up_no_other(adam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    run = try_feed(service(1), service(2), service(3), by=adam)
    page = OfferedServices._page

    def without_a_place(self: OfferedServices, given: Any) -> ServicePage:
        made = page(self, given)
        if given.found.source_id == "s-2":
            made.cost = None  # type: ignore[assignment]  # what the database refuses
        return made

    monkeypatch.setattr(OfferedServices, "_page", without_a_place)
    bring_in(run)
    assert told(run) == [(1, "made"), (2, "refused"), (3, "made")]
    assert codes(run) == {"not-written": 1}
    assert Page.find_problems() == ([], [], [], [], [])


# --- Taking back ----------------------------------------------------------------------------------------------------------


def test_an_import_is_taken_back_but_for_what_somebody_changed_since(adam: User) -> None:
    run = bring_in(try_feed(service(1), service(2), service(3), by=adam))
    publish(page_of("Singing morning 1"))
    page_of("Singing morning 2").save_revision(user=adam, clean=False)  # as the editor saves a draft that leaves something open
    take_back(run)

    assert told(run) == [(1, "made"), (2, "made"), (3, "undone")]
    assert "Somebody has changed or published this page since" in remarks(run, 1)
    assert "Somebody has changed" in remarks(run, 2)
    assert set(ServicePage.objects.values_list("title", flat=True)) == {"Singing morning 1", "Singing morning 2"}
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_change_that_an_editor_published_as_it_came_is_not_taken_back(adam: User) -> None:
    bring_in(try_feed(service(1), by=adam))
    publish(page_of())
    run = bring_in(try_feed(service(1, description="Songs and tea."), by=adam))
    page_of().get_latest_revision().publish()
    take_back(run)

    assert told(run) == [(1, "changed")]
    assert "This page is published" in remarks(run)
    assert page_of().what_it_is == draft_of(page_of()).what_it_is == "Songs and tea."


def test_a_change_is_taken_back_to_the_draft_before(adam: User) -> None:
    bring_in(try_feed(service(1), by=adam))
    publish(page_of())
    run = bring_in(try_feed(service(1, description="Songs and tea."), by=adam))
    take_back(run)

    page = page_of()
    assert (page.live, page.has_unpublished_changes) == (True, False)
    assert draft_of(page).what_it_is == "Songs for babies and whoever brings them."
    again = bring_in(try_feed(service(1, description="Songs and tea."), by=adam))
    assert told(again) == [(1, "changed")]


# --- The command ----------------------------------------------------------------------------------------------------------


def test_the_command_reads_a_folder_and_publishes_nothing(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_bytes(as_feed(service(1), service(2, name="")))
    (tmp_path / "b.jsonl").write_text(json.dumps(service(3)) + "\n" + json.dumps(service(4)))
    call_command("import_services", str(tmp_path), "--source", "County", "--dry-run")
    assert not ServicePage.objects.exists()
    assert "This was a trial: nothing was written." in capsys.readouterr().out

    call_command("import_services", str(tmp_path), "--source", "County")
    out = capsys.readouterr().out
    assert "1 new, 1 left out" in out
    assert "2. s-2: The record “s-2” has no name." in out
    assert "2 new" in out
    assert set(ServicePage.objects.values_list("live", flat=True)) == {False}
    call_command("import_services", str(tmp_path), "--source", "County")
    assert ServicePage.objects.count() == 3


@pytest.mark.parametrize(("arguments", "words"), [(["nowhere.json"], "no file"), (["FILE", "--places-of", "nowhere"], "No hub has")])
def test_the_command_says_what_is_wrong(arguments: list[str], words: str, tmp_path: Any) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"no json")
    with pytest.raises(CommandError, match=words):
        call_command("import_services", *(str(file) if one == "FILE" else one for one in arguments))
    with pytest.raises(CommandError, match="not a JSON file"):
        management.call_command("import_services", str(file))


def test_an_unchanged_file_is_passed_by_without_being_read_anew(adam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    bring_in(try_feed(service(1), by=adam))
    monkeypatch.setattr("home.services.imports.directory.read_service", None)
    run = bring_in(try_feed(service(1), by=adam))
    assert told(run) == [(1, "same")]
