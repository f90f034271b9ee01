"""Guessing is stopped; thirty families on one wifi are not."""

from typing import Any

import pytest
from django.core.cache import caches
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django_ratelimit import core as ratelimit
from pytest_django import DjangoAssertNumQueries, Settings

from core import codes, limits
from core.models import Hub, LimitCount
from core.views.errors import too_many

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]
Patch = pytest.MonkeyPatch


def a_phone(name: str = "Phone", address: str = "203.0.113.7", **more: Any) -> HttpRequest:
    """Return a request of a phone that calls itself something."""
    return RequestFactory().post("/", REMOTE_ADDR=address, HTTP_USER_AGENT=name, **more)


@pytest.fixture
def still(monkeypatch: Patch) -> None:
    """Keep the clock still, so that no test crosses from one hour into the next."""
    monkeypatch.setattr(ratelimit.time, "time", lambda: 1_800_000_000.0)


@pytest.fixture
def broken(monkeypatch: Patch) -> None:
    """Let the store of counts fail."""

    def fail(*_: Any, **__: Any) -> None:
        raise OperationalError("canary: the database is away")

    for act in ("add", "incr", "get"):
        monkeypatch.setattr(type(caches["limits"]), act, fail)


def test_a_phone_may_fail_twenty_times_an_hour() -> None:
    for _ in range(20):
        assert limits.try_code(a_phone())
        limits.code_failed(a_phone())

    tried = limits.try_code(a_phone())

    assert not tried
    assert 1 <= tried.minutes <= 60


def test_a_neighbour_on_the_same_wifi_is_not_stopped() -> None:
    for _ in range(25):
        limits.code_failed(a_phone("A script"))

    assert not limits.try_code(a_phone("A script"))
    assert limits.try_code(a_phone("A mother’s phone"))


def test_a_script_with_a_new_name_for_every_guess_is_stopped_and_the_council_is_not() -> None:
    for number in range(300):
        limits.code_failed(a_phone(f"Script {number}", HTTP_ACCEPT_LANGUAGE=f"x-{number}"))

    assert not limits.try_code(a_phone("Another name"))
    assert limits.try_code(a_phone("A mother’s phone", address="192.0.2.1"))


def test_where_no_address_is_known_a_script_does_not_stop_everybody() -> None:
    for number in range(300):
        limits.code_failed(a_phone(f"Script {number}", address=""))

    assert limits.try_code(a_phone("A mother’s phone", address=""))


def test_guessing_from_a_thousand_addresses_is_stopped_for_everybody(monkeypatch: Patch) -> None:
    assert limits.GUESSES.rate == "3000/h"
    monkeypatch.setattr(limits, "GUESSES", limits.Limit("code.guesses", "30/h", passes_when_broken=False))
    for number in range(30):
        limits.code_failed(a_phone(address=f"198.51.100.{number}"))

    assert not limits.try_code(a_phone("Another", address="192.0.2.1"))


def test_trying_counts_nothing_so_a_right_code_never_tires() -> None:
    for _ in range(500):
        assert limits.try_code(a_phone())


def test_a_new_hour_begins_a_new_count(monkeypatch: Patch) -> None:
    for _ in range(20):
        limits.code_failed(a_phone())
    monkeypatch.setattr(ratelimit.time, "time", lambda: 1_800_000_000.0 + 3_700)

    assert limits.try_code(a_phone())


def test_three_hundred_families_on_one_wifi_all_get_through() -> None:
    assert all(limits.try_start(a_phone(f"Phone {number % 30}")) for number in range(300))


def test_a_script_that_begins_thousands_is_stopped_and_its_neighbours_are_not(monkeypatch: Patch) -> None:
    assert limits.STARTS.rate == "3000/10m"
    monkeypatch.setattr(limits, "STARTS", limits.Limit("survey.start", "30/10m", passes_when_broken=True))

    began = [bool(limits.try_start(a_phone("A script"))) for _ in range(31)]

    assert began == [True] * 30 + [False]
    assert limits.try_start(a_phone("A mother’s phone"))


@pytest.mark.usefixtures("broken")
def test_an_answer_gets_through_when_counting_breaks_down_and_a_guess_does_not(caplog: pytest.LogCaptureFixture) -> None:
    assert limits.try_start(a_phone())
    tried = limits.try_code(a_phone())

    assert not tried
    assert tried.minutes == 5
    assert "could not be counted" in caplog.text
    assert "canary" not in caplog.text


def test_a_count_that_ends_between_two_steps_lets_an_answer_through(monkeypatch: Patch) -> None:
    def gone(*_: Any, **__: Any) -> int:
        raise ValueError("No such count is running.")

    limits.try_start(a_phone())
    monkeypatch.setattr(type(caches["limits"]), "incr", gone)

    assert limits.try_start(a_phone())


def test_the_store_tells_no_address_and_no_phone() -> None:
    limits.code_failed(a_phone("Canary phone", address="203.0.113.99"))

    kept = str(list(LimitCount.objects.values()))

    assert "203.0.113" not in kept
    assert "Canary" not in kept


def test_a_try_costs_few_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    limits.try_start(a_phone())
    with django_assert_num_queries(2):
        limits.try_start(a_phone())


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "found"),
    [
        (0, "1.2.3.4", "203.0.113.7", "203.0.113.7"),  # nobody we trust wrote that header
        (1, "1.2.3.4", "10.0.0.1", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "10.0.0.1", "1.2.3.4"),  # a made-up beginning does not count
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.9", "10.0.0.1", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1", "10.0.0.1"),
        (1, "nonsense", "10.0.0.1", "unknown"),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (0, "", "::ffff:203.0.113.7", "203.0.113.7"),
        (0, "", "::1", "::"),
        (0, "", "", "unknown"),
    ],
)
def test_the_address_is_the_one_our_own_proxy_saw(settings: Settings, proxies: int, forwarded: str, remote: str, found: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    assert limits.address(a_phone(address=remote, HTTP_X_FORWARDED_FOR=forwarded)) == found


def test_a_made_up_forwarding_header_does_not_dodge_the_limit() -> None:
    for number in range(25):
        limits.code_failed(a_phone(HTTP_X_FORWARDED_FOR=f"9.9.9.{number}"))

    assert not limits.try_code(a_phone(HTTP_X_FORWARDED_FOR="8.8.8.8"))


def test_the_page_for_too_many_tries_helps_and_says_when(rf: RequestFactory) -> None:
    page = too_many(rf.get("/"), minutes=7)

    assert page.status_code == 429
    assert page.headers["Retry-After"] == "420"
    assert "7 minutes" in page.text


def test_guessing_through_the_page_is_stopped_and_slips_are_not(client: Client, elm: Hub) -> None:
    slips = [client.post("/check-back/", {"code": "1234 5678 9012 3456"}).status_code for _ in range(5)]
    guesses = [client.post("/check-back/", {"code": codes.code_from(f"guess {number}")}) for number in range(22)]

    assert set(slips) == {200}
    assert [page.status_code for page in guesses] == [200] * 20 + [429] * 2
    assert "Retry-After" in guesses[-1].headers
