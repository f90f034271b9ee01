"""A list never moves the day back on which somebody made sure that a service is right, whatever is published afterwards."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from core.clocks import today
from home.models import HomePage, ServicePage
from home.services import kept_true
from home.services.imports import drafts
from home.services.pages import make_service
from tests.home.bringing_in import bring_in, take_back, told, try_feed, try_table
from tests.home.feeds import service

LONG_AGO, ONCE, LATELY = date(2026, 1, 5), date(2026, 3, 1), date(2026, 6, 1)


@pytest.fixture(autouse=True)
def tree(front: HomePage) -> None:
    """The pages below which drafts are made."""


@pytest.fixture
def bumps(front: HomePage) -> ServicePage:
    """A published service that was checked lately."""
    return make_service("Bumps", what_it_is="Meet other parents.", checked_on=LATELY)


def draft_of(page: ServicePage) -> Any:
    return ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def published(page: ServicePage) -> date | None:
    """Publish the newest draft as it is, without the editor's form, and return the day that families read."""
    ServicePage.objects.get(pk=page.pk).get_latest_revision().publish()
    day: date | None = ServicePage.objects.get(pk=page.pk).checked_on
    return day


def listed(checked_on: date, phone: str = "") -> str:
    return f"Name,Phone,Last checked on\nBumps,{phone},{checked_on}\n"


def test_an_older_day_in_a_list_leaves_the_newer_one_of_the_page(adam: User, bumps: ServicePage) -> None:
    run = bring_in(try_table("services", listed(ONCE, "01632 960002"), by=adam))

    assert told(run) == [(2, "changed")]
    assert draft_of(bumps).phone == "01632 960002"
    assert published(bumps) == LATELY


def test_a_newer_day_in_a_list_is_taken(adam: User, bumps: ServicePage) -> None:
    assert told(bring_in(try_table("services", listed(date(2026, 8, 1)), by=adam))) == [(2, "changed")]
    assert published(bumps) == date(2026, 8, 1)


def test_a_list_that_says_nothing_new_but_an_older_day_writes_no_draft(adam: User, bumps: ServicePage) -> None:
    bring_in(try_table("services", "Name\nBumps\n", by=adam))
    published(bumps)
    run = bring_in(try_table("services", listed(ONCE), by=adam))

    assert told(run) == [(2, "same")]
    assert not ServicePage.objects.get(pk=bumps.pk).has_unpublished_changes


def test_a_day_that_only_a_draft_says_is_not_moved_back_either(adam: User) -> None:
    bring_in(try_feed(service(1, assured_date=str(ONCE)), by=adam))
    page = ServicePage.objects.get()
    draft = draft_of(page)
    draft.for_whom = "everyone"
    draft.save_revision().publish()
    bring_in(try_feed(service(1, assured_date=str(LATELY)), by=adam))
    older = bring_in(try_feed(service(1, assured_date=str(LONG_AGO)), by=adam))
    assert told(older) == [(1, "same")]

    bring_in(try_feed(service(1, assured_date=str(LONG_AGO), fees="£2"), by=adam))
    assert ServicePage.objects.get().checked_on == ONCE
    assert published(page) == LATELY


def test_a_check_made_while_a_list_is_written_is_not_lost(adam: User, bumps: ServicePage, monkeypatch: pytest.MonkeyPatch) -> None:
    run = try_table("services", listed(date(2026, 8, 1), "01632 960002"), by=adam)
    write = drafts.write_version

    def a_colleague_is_faster(page: ServicePage, *args: Any, **kwargs: Any) -> ServicePage:
        kept_true.still_right(service=ServicePage.objects.get(pk=page.pk), by=adam, today=today())
        return write(page, *args, **kwargs)

    monkeypatch.setattr(drafts, "write_version", a_colleague_is_faster)
    bring_in(run)
    assert published(bumps) == today()


def test_a_check_made_since_outlives_taking_the_list_back(adam: User, bumps: ServicePage) -> None:
    run = bring_in(try_table("services", listed(ONCE, "01632 960002"), by=adam))
    kept_true.still_right(service=ServicePage.objects.get(pk=bumps.pk), by=adam, today=today())
    take_back(run)

    assert told(run) == [(2, "undone")]
    assert draft_of(bumps).phone == ""
    assert published(bumps) == today()
