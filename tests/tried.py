"""Trying something too often: requests of phones, a clock that stands still, and which try is the first that is refused."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django_ratelimit import core as ratelimit

from core import limits


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the clock still, so that no test crosses from one hour into the next."""
    monkeypatch.setattr(ratelimit.time, "time", lambda: 1_800_000_000.0)


def phone(name: str, address: str = "203.0.113.7") -> HttpRequest:
    """Return a request of a phone that calls itself so, from an address."""
    return RequestFactory().post("/", REMOTE_ADDR=address, HTTP_USER_AGENT=name)


def first_refused(act: Callable[[int], limits.Tried], most: int) -> int:
    """Return which try of so many is the first that is refused; 0 when none is."""
    return next((number for number in range(1, most + 1) if not act(number)), 0)
