"""The walk over every address of a viewset with another hub's rows: whoever adds a screen adds it here and nowhere else.

complaints = walk(sign_in(cara), viewset, foreign=[survey_of_elm], canaries=["Elm"], post={"title": "x", "hubs": [elm.pk]})
assert complaints == []
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import models
from django.test import Client
from django.urls import URLPattern, reverse
from django.urls.converters import UUIDConverter
from wagtail.admin.viewsets import viewsets as registry

from core.viewsets import HubScoped
from tests.chance import without_chance

# Query strings that made a stock list say more than its page.
ASKED = ["", "?export=csv", "?export=xlsx", "?p=2", "?_w_filter_fragment=1", "?multiple=1"]


def registered() -> list[Any]:
    """Return every viewset that stands in the staff menu or behind it."""
    return list(registry.viewsets)


def ungated(viewsets: Iterable[Any]) -> list[str]:
    """Return the viewsets over models of ours that are not behind the gate."""
    ours = ("core.", "consent.", "participation.", "feedback.", "panels.", "home.", "demo.")
    return [
        type(viewset).__name__
        for viewset in viewsets
        if type(viewset).__module__.startswith(ours) and getattr(viewset, "model", None) and not isinstance(viewset, HubScoped)
    ]


def addresses(viewset: Any, row: models.Model | None) -> Iterator[tuple[str, bool]]:
    """Yield each address of a viewset, and whether it names the row."""
    for pattern in viewset.get_urlpatterns():
        assert isinstance(pattern, URLPattern), "A viewset's addresses are plain paths."
        names = pattern.pattern.converters
        if names and row is None:
            continue
        # Whatever a converter is called, it is tried with the row of the other hub.
        kwargs = {name: _as_asked(converter, row.pk) for name, converter in names.items()} if row else {}
        yield reverse(viewset.get_url_name(pattern.name), kwargs=kwargs), bool(names)


def _as_asked(converter: Any, pk: Any) -> Any:
    """Return a row's key as an address takes it: where one below the row has a long key, a made-up one, since the row is judged first."""
    return UUID(int=pk) if isinstance(converter, UUIDConverter) and isinstance(pk, int) else pk


def walk(
    client: Client,
    viewset: Any,
    *,
    foreign: Iterable[models.Model],
    canaries: Iterable[str],
    post: dict[str, Any] | None = None,
) -> list[str]:
    """Visit every address with rows that are not this person's, by GET and by POST, and return what went wrong, in words.

    `post` is what a form would send to make or change a row over there; after the walk no row and no number of rows has changed.
    """
    foreign, canaries, complaints = list(foreign), list(canaries), []
    before = _all_rows(viewset.model)
    for row in [None, *foreign]:
        for address, names_the_row in addresses(viewset, row):
            if not names_the_row and row is not None:
                continue
            for asked in ASKED:
                complaints += _judge("GET", address + asked, client.get(address + asked), names_the_row, canaries)
            for body in ({}, post or {}):
                said = client.post(address, body)
                complaints += _judge("POST", address, said, names_the_row, canaries)
    if _all_rows(viewset.model) != before:
        complaints.append(f"{viewset.model.__name__}: rows were made, changed or deleted during the walk")
    return complaints


def _judge(method: str, address: str, said: Any, names_the_row: bool, canaries: list[str]) -> list[str]:
    wrong = []
    if names_the_row and said.status_code != 404:
        wrong.append(f"{method} {address} answered {said.status_code} for a row of another hub")
    if said.status_code >= 500:
        wrong.append(f"{method} {address} broke")
    body = (b"".join(said.streaming_content) if said.streaming else said.content).decode(errors="replace")
    body = without_chance(body)
    wrong += [f"{method} {address} shows {canary!r}" for canary in canaries if canary in body]
    if any(kind in said.headers.get("Content-Type", "") for kind in ("csv", "spreadsheet")):
        wrong.append(f"{method} {address} gives a spreadsheet")
    return wrong


def _all_rows(model: type[models.Model]) -> list[dict[str, Any]]:
    return list(model._default_manager.order_by("pk").values())
