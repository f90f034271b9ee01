"""What the database refuses takes back with it all that was written beside it: an import then remembers no row that is gone."""

from typing import Any

import pytest
from django.db import IntegrityError, connection
from wagtail.models import Page

from accounts.models import User
from core.models import Hub, Locality, OpeningTime
from home.models import HomePage, ServicePage, ServiceTime, SourceRecord
from home.services.imports.hub_rows import HubRows
from home.services.imports.offered import OfferedServices
from tests.builders import make_hub
from tests.home.bringing_in import bring_in, codes, remarks, told, try_feed, try_table
from tests.home.feeds import at, service


@pytest.fixture(autouse=True)
def tree(front: HomePage) -> None:
    """The pages below which drafts are made."""


def refuse(monkeypatch: pytest.MonkeyPatch, *ids: str) -> None:
    """Let the database refuse the services with these ids."""
    page = OfferedServices._page

    def without_a_cost(self: OfferedServices, given: Any) -> ServicePage:
        made = page(self, given)
        if given.found.source_id in ids:
            made.cost = None  # type: ignore[assignment]  # what the database refuses
        return made

    monkeypatch.setattr(OfferedServices, "_page", without_a_cost)


def test_a_place_made_beside_a_refused_record_is_made_again_and_used(adam: User, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    run = try_feed(service(1), service(2), service(3), by=adam, places_of=str(elm.pk))
    refuse(monkeypatch, "s-2")
    bring_in(run)

    connection.check_constraints()  # PostgreSQL would say so at COMMIT, when it is too late
    assert told(run) == [(1, "made"), (2, "refused"), (3, "made")]
    hall = Hub.objects.get(name="Mill Hall")
    assert [time.hub for time in ServiceTime.objects.all()] == [hall, hall]
    assert SourceRecord.objects.get(kind="site").hub == hall
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_place_that_only_a_refused_record_named_is_not_there(adam: User, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = at(id="l-9", name="Weir House", address={"address_1": "9 Weir Lane", "postal_code": "EL9 9ZZ"})
    run = try_feed(
        service(1),
        service(2, service_at_locations=[elsewhere]),
        service(3, service_at_locations=[elsewhere]),
        by=adam,
        places_of=str(elm.pk),
    )
    refuse(monkeypatch, "s-2", "s-3")
    bring_in(run)

    connection.check_constraints()
    assert told(run) == [(1, "made"), (2, "refused"), (3, "refused")]
    assert set(Hub.objects.values_list("name", flat=True)) == {"Elm", "Mill Hall"}


def test_what_stands_twice_is_still_known_after_a_refusal_and_the_refused_one_counts_as_none(
    adam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = try_feed(service(1), service(2), service(1, name="Again"), service(2, name="Anew"), by=adam)
    refused: list[str] = []
    page = OfferedServices._page

    def first_of_two(self: OfferedServices, given: Any) -> ServicePage:
        made = page(self, given)
        if given.found.title == "Singing morning 2":
            refused.append(given.found.title)
            made.cost = None  # type: ignore[assignment]  # what the database refuses
        return made

    monkeypatch.setattr(OfferedServices, "_page", first_of_two)
    bring_in(run)

    assert refused
    assert told(run) == [(1, "made"), (2, "refused"), (3, "refused"), (4, "made")]
    assert codes(run) == {"not-written": 1, "doubled": 1}


HUBS = "Name,Kind,Part of,Locality,Opening times\nMill Hall,spoke,Ash,,\nAsh,,,South,Mon 9-5\nOak,,,North,Tue 9-5\nElm,,,East,Wed 9-5\n"


def refuse_times_on(weekday: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the database refuse opening times on a day of the week."""
    write = OpeningTime.objects.bulk_create

    def on_no_such_day(rows: Any) -> Any:
        many = list(rows)
        if any(one.weekday == weekday for one in many):
            raise IntegrityError("no such day")
        return write(many)

    monkeypatch.setattr(OpeningTime.objects, "bulk_create", on_no_such_day)


def test_a_hub_that_the_database_refuses_holds_up_no_other_and_leaves_nothing(adam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    run = try_table("hubs", HUBS, by=adam)
    refuse_times_on(1, monkeypatch)
    bring_in(run)

    connection.check_constraints()
    assert told(run) == [(2, "made"), (3, "made"), (4, "refused"), (5, "made")]
    assert "The database refused this record" in remarks(run, 4)
    assert Hub.objects.get(name="Mill Hall").parent == Hub.objects.get(name="Ash")
    assert set(Locality.objects.values_list("name", flat=True)) >= {"South", "East"}
    assert not Locality.objects.filter(name="North").exists(), "it was made for the hub that was refused"


def test_hubs_made_beside_an_account_that_failed_are_made_again(adam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    run = try_table("hubs", "Name,Kind,Part of\nAsh,,\nMill Hall,spoke,Ash\n", by=adam)
    write, turns = HubRows.write, []

    def fails_once(self: HubRows, plans: Any) -> None:
        write(self, plans)
        turns.append(1)
        if len(turns) == 1:
            raise IntegrityError("once")

    monkeypatch.setattr(HubRows, "write", fails_once)
    bring_in(run)

    connection.check_constraints()
    assert told(run) == [(2, "made"), (3, "made")]
    assert Hub.objects.get(name="Mill Hall").parent == Hub.objects.get(name="Ash")


def test_a_refused_change_of_a_hub_is_not_remembered(adam: User, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    make_hub("Oak")
    run = try_table("hubs", "Name,Part of,Opening times\nElm,Oak,Tue 9-5\nOak,Elm,\n", by=adam)
    refuse_times_on(1, monkeypatch)
    bring_in(run)

    assert told(run) == [(2, "refused"), (3, "changed")]
    assert Hub.objects.get(name="Oak").parent == elm
