"""Imports that were cut off, or that two people work on at once: what was written can be taken back, and nobody changes it midway."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import outbox
from core.imports import asking, steps
from core.imports.choices import ImportState
from core.models import Hub, ImportLine, ImportRun
from core.tasks import forget_imports
from home.models import HomePage, ServicePage
from home.services.imports.offered import OfferedServices
from tests.cast import sign_in
from tests.home.bringing_in import bring_in, told, try_feed, try_table
from tests.home.feeds import service


@pytest.fixture(autouse=True)
def tree(front: HomePage) -> None:
    """The pages below which drafts are made."""


@pytest.fixture
def desk(adam: User) -> Client:
    """The administrator's browser."""
    return sign_in(adam)


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything be large, so that the worker does it."""
    monkeypatch.setattr(asking, "FEW", 0)
    monkeypatch.setattr(asking, "SMALL_FILE", 0)


def cut_off(adam: User, monkeypatch: pytest.MonkeyPatch) -> ImportRun:
    """Return an import of which one batch of two was written before its worker was killed."""
    run = try_feed(*(service(n) for n in range(150)), by=adam)
    outbox.drain()
    asking.ask_to_bring_in(run, by=adam)
    write, turns = OfferedServices.write, []

    def killed(self: OfferedServices, *args: Any) -> None:
        turns.append(1)
        if len(turns) == 2:
            raise MemoryError
        write(self, *args)

    with monkeypatch.context() as patch:
        patch.setattr(OfferedServices, "write", killed)
        with pytest.raises(MemoryError):
            steps.bring_in(ImportRun.objects.get(pk=run.pk))
    run.refresh_from_db()
    assert (run.state, run.done_to, ServicePage.objects.count()) == (ImportState.APPLYING, 100, 100)
    return run


def long_ago(run: ImportRun, **since: float) -> None:
    """Let an import have moved last so long ago."""
    ImportRun.objects.filter(pk=run.pk).update(moved_at=timezone.now() - timedelta(**since))


# --- Cut off --------------------------------------------------------------------------------------------------------------


def test_what_a_worker_wrote_before_it_was_killed_can_be_taken_back(desk: Client, adam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    run = cut_off(adam, monkeypatch)
    long_ago(run, days=5)
    forget_imports()
    page = desk.get(reverse("imports:run", args=[run.pk])).text
    assert "This was cut off" in page
    assert "100 new" in page
    assert reverse("imports:take_back", args=[run.pk]) in page

    desk.post(reverse("imports:take_back", args=[run.pk]))
    outbox.drain()

    run.refresh_from_db()
    assert (run.state, ServicePage.objects.count()) == (ImportState.UNDONE, 0)
    assert {outcome for _, outcome in told(run)} == {"undone"}


def test_an_import_that_stands_still_for_an_hour_can_be_taken_back_and_one_at_work_cannot(
    desk: Client, adam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = cut_off(adam, monkeypatch)
    assert "Nothing has moved" not in desk.get(reverse("imports:run", args=[run.pk])).text
    with pytest.raises(ValidationError, match="Somebody has done this already"):
        asking.ask_to_take_back(run, by=adam)

    long_ago(run, hours=2)
    page = desk.get(reverse("imports:run", args=[run.pk])).text
    assert "Nothing has moved for more than an hour." in page
    assert reverse("imports:take_back", args=[run.pk]) in page
    asking.ask_to_take_back(ImportRun.objects.get(pk=run.pk), by=adam)
    outbox.drain()
    assert not ServicePage.objects.exists()


def test_a_worker_that_wakes_up_writes_nothing_into_what_is_taken_back(adam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    run = cut_off(adam, monkeypatch)
    asleep = ImportRun.objects.get(pk=run.pk)
    long_ago(run, hours=2)
    asking.ask_to_take_back(ImportRun.objects.get(pk=run.pk), by=adam)

    steps.bring_in(asleep)

    assert ServicePage.objects.count() == 100
    run.refresh_from_db()
    assert run.state == ImportState.UNDOING
    outbox.drain()
    assert not ServicePage.objects.exists()


def test_one_that_failed_while_it_was_tried_has_nothing_to_take_back(desk: Client, adam: User) -> None:
    run = try_feed(by=adam, body=b"no json")
    outbox.drain()
    run.refresh_from_db()
    assert run.state == ImportState.FAILED
    assert reverse("imports:take_back", args=[run.pk]) not in desk.get(reverse("imports:run", args=[run.pk])).text
    with pytest.raises(ValidationError, match="Somebody has done this already"):
        asking.ask_to_take_back(run, by=adam)


def test_an_old_list_that_is_taken_back_is_given_up_four_days_after_it_moved_and_not_before(adam: User) -> None:
    run = try_feed(service(1), by=adam)
    outbox.drain()
    asking.ask_to_bring_in(run, by=adam)
    outbox.drain()
    ImportRun.objects.update(begun_at=timezone.now() - timedelta(days=60), moved_at=timezone.now() - timedelta(days=60))
    run.refresh_from_db()
    asking.ask_to_take_back(run, by=adam)
    forget_imports()
    run.refresh_from_db()
    assert run.state == ImportState.UNDOING, "it has only just begun"

    long_ago(run, days=5)
    forget_imports()
    run.refresh_from_db()
    assert (run.state, run.failed) == (ImportState.FAILED, steps.TAKING_BACK_CUT_OFF)
    asking.ask_to_take_back(run, by=adam)
    outbox.drain()
    assert not ServicePage.objects.exists()


def test_the_file_of_a_list_that_waits_two_days_for_the_worker_is_kept_until_it_is_done(adam: User) -> None:
    run = try_feed(service(1), by=adam)
    outbox.drain()
    asking.ask_to_bring_in(run, by=adam)
    ImportRun.objects.update(begun_at=timezone.now() - timedelta(days=2))
    forget_imports()
    outbox.drain()

    run.refresh_from_db()
    assert (run.state, run.failed) == (ImportState.APPLIED, "")
    assert ServicePage.objects.exists()


def test_the_report_that_taking_back_goes_by_is_kept_until_it_is_done(adam: User) -> None:
    run = try_feed(service(1), by=adam)
    outbox.drain()
    asking.ask_to_bring_in(run, by=adam)
    outbox.drain()
    run.refresh_from_db()
    asking.ask_to_take_back(run, by=adam)
    ImportRun.objects.update(begun_at=timezone.now() - timedelta(days=91))
    forget_imports()
    assert ImportLine.objects.exists()
    outbox.drain()
    assert not ServicePage.objects.exists()


@pytest.mark.parametrize("step", ["trying", "bringing in", "taking back"])
def test_each_batch_says_that_the_import_moves(step: str, adam: User) -> None:
    run = try_feed(service(1), by=adam)
    if step != "trying":
        outbox.drain()
        asking.ask_to_bring_in(run, by=adam)
    if step == "taking back":
        outbox.drain()
        run.refresh_from_db()
        asking.ask_to_take_back(run, by=adam)
    long_ago(run, days=3)
    outbox.drain()
    run.refresh_from_db()
    assert timezone.now() - run.moved_at < timedelta(minutes=5)


# --- The columns ----------------------------------------------------------------------------------------------------------

SHEET = "Name,Street,Town\nAsh,1 Ash Road,Elmham\n"


def tried(adam: User) -> ImportRun:
    """Return a list of hubs that was tried."""
    run = try_table("hubs", SHEET, by=adam)
    outbox.drain()
    run.refresh_from_db()
    assert run.state == ImportState.TRIED
    return run


def test_columns_cannot_be_changed_while_a_list_is_written_or_after(desk: Client, adam: User) -> None:
    run = tried(adam)
    asking.ask_to_bring_in(run, by=adam)
    for _ in range(2):
        page = desk.post(reverse("imports:columns", args=[run.pk]), {"name": "0", "street": "2"}, follow=True)
        assert "Its columns can no longer be changed." in page.text
        run.refresh_from_db()
        assert run.columns == {"name": 0, "street": 1, "town": 2}
        outbox.drain()
    assert Hub.objects.get(name="Ash").street == "1 Ash Road"


def test_whoever_chooses_columns_late_is_refused_by_the_row_as_it_stands(adam: User) -> None:
    run = tried(adam)
    stale = ImportRun.objects.get(pk=run.pk)
    asking.ask_to_bring_in(run, by=adam)
    with pytest.raises(ValidationError, match="can no longer be changed"):
        asking.choose(run=stale, columns={"name": 1})


def test_columns_that_were_chosen_anew_are_tried_before_they_are_brought_in(adam: User) -> None:
    run = tried(adam)
    stale = ImportRun.objects.get(pk=run.pk)
    asking.choose(run=run, columns={"name": 0, "street": 2})
    with pytest.raises(ValidationError):
        asking.ask_to_bring_in(stale, by=adam)
    asking.ask_to_try(run)
    outbox.drain()
    asking.ask_to_bring_in(stale, by=adam)
    outbox.drain()
    assert Hub.objects.get(name="Ash").street == "Elmham"


def test_what_is_written_at_once_is_what_was_tried_last(adam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FEW", 100)
    run = tried(adam)
    stale = ImportRun.objects.get(pk=run.pk)
    asking.choose(run=run, columns={"name": 0, "street": 2})
    asking.ask_to_try(run)
    outbox.drain()
    bring_in(stale)
    assert Hub.objects.get(name="Ash").street == "Elmham"


def test_a_directory_has_no_columns_to_choose(desk: Client, adam: User) -> None:
    run = try_feed(service(1), by=adam)
    outbox.drain()
    desk.post(reverse("imports:columns", args=[run.pk]), {"name": "0"})
    run.refresh_from_db()
    assert (run.columns, run.state) == ({}, ImportState.TRIED)
