"""Logs that could be read aloud: one request is one line, and nothing in it tells who asked or what was typed."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as real_settings
from django.core import mail
from django.test import Client, RequestFactory
from django.views.debug import ExceptionReporter

from accounts.models import User
from core import outbox
from core.choices import OutboxState
from core.logs import NothingTyped, OneLine
from core.models import Hub, OutboxItem
from core.outbox import registry
from home.services.pages import build_page_tree
from tests.builders import make_open_survey
from tests.cast import sign_in
from tests.core.forced_urls import CANARY

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.forced_urls")]
ADDRESS = "198.51.100.77"
STRANGE = f'Mozilla\r\n{{"level": "INFO", "says": "forged"}}\n{CANARY}'


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """What the one handler of the settings writes."""
    ours = next(handler for handler in logging.getLogger().handlers if isinstance(handler.formatter, OneLine))
    assert isinstance(ours, logging.StreamHandler)
    written = StringIO()
    before = ours.setStream(written)
    yield written
    ours.setStream(before)


@pytest.fixture
def stranger() -> Client:
    """A client whose browser says strange things of itself, and which gets our error pages."""
    return Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=STRANGE, HTTP_REFERER=f"https://x.example/{CANARY}")


def read(lines: StringIO) -> list[dict[str, Any]]:
    """Return the lines, each as the JSON it must be."""
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_one_request_is_one_line_that_tells_the_route_and_not_the_address(lines: StringIO, stranger: Client) -> None:
    stranger.get("/health/")

    (line,) = read(lines)
    assert line["route"] == "health"
    assert (line["method"], line["status"]) == ("GET", 200)
    assert set(line) == {"at", "level", "logger", "says", "route", "method", "status", "milliseconds"}


def test_a_strange_browser_forges_no_line(lines: StringIO, stranger: Client) -> None:
    for _ in range(3):
        stranger.get("/health/", HTTP_X_FORWARDED_FOR=f"9.9.9.9\n{CANARY}", HTTP_ACCEPT_LANGUAGE=f"en\r\n{CANARY}")

    assert len(read(lines)) == 3
    assert "forged" not in lines.getvalue()
    assert CANARY not in lines.getvalue()


def test_the_family_road_leaves_no_path_query_body_cookie_or_address(lines: StringIO, stranger: Client, elm: Hub) -> None:
    survey = make_open_survey(elm, slug=f"s-{CANARY}")
    stranger.cookies["answer"] = CANARY

    stranger.get(f"/have-your-say/{survey.slug}/?from={CANARY}")
    stranger.post(f"/have-your-say/{survey.slug}/", {"poster": CANARY, "go": "start"}, HTTP_SEC_FETCH_SITE="same-origin")
    stranger.post("/check-back/", {"code": CANARY})
    stranger.get(f"/have-your-say/p/{CANARY}/")
    stranger.get(f"/{CANARY}/nothing/here/?{CANARY}")
    stranger.get("/", HTTP_HOST=f"{CANARY}.example")
    stranger.post("/health/", CANARY * 300_000, content_type="application/x-www-form-urlencoded")

    build_page_tree()
    for worked in (f"/another-way/survey/{make_open_survey(elm).slug}/", "/search/"):
        assert stranger.get(worked).status_code == 200
    # A page that worked leaves no line where families answer, ask or look for help: two of the seven, check-back's, and the last two.
    assert [line["status"] for line in read(lines) if line["logger"] == "earshot.request"] == [404, 404, 400, 200]
    assert CANARY not in lines.getvalue()
    assert ADDRESS not in lines.getvalue()
    assert survey.slug not in lines.getvalue()


@pytest.mark.parametrize("where", ["view", "template", "chain"])
def test_a_forced_error_tells_where_it_broke_and_not_on_what(lines: StringIO, stranger: Client, where: str) -> None:
    page = stranger.post(f"/try/{where}/?q={CANARY}", {"text": CANARY})

    assert page.status_code == 500
    assert CANARY not in page.text
    assert CANARY not in lines.getvalue()
    broken = [line for line in read(lines) if "error" in line]
    assert len(broken) == 1
    assert broken[0]["says"] == "Internal Server Error"
    assert any("forced_urls.py" in str(frame) for frame in broken[0]["where"])
    assert mail.outbox == []


def test_a_forced_error_in_the_worker_tells_its_kind_only(lines: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(number: int) -> None:
        raise ValueError(f"{CANARY} {number}")

    monkeypatch.setitem(registry.HANDLERS, "core.explode", explode)
    outbox.put("core.explode", 7)

    outbox.drain()

    item = OutboxItem.objects.get(name="core.explode")
    assert item.state != OutboxState.DONE
    assert CANARY not in item.last_error
    assert CANARY not in lines.getvalue()
    assert "ValueError" in lines.getvalue()


def test_a_signed_in_person_leaves_no_name_either(lines: StringIO, asha: User) -> None:
    sign_in(asha).get("/admin/")

    assert lines.getvalue()
    assert asha.email not in lines.getvalue()
    assert "Asha" not in lines.getvalue()


def test_an_error_report_would_hold_nothing_typed(rf: RequestFactory) -> None:
    request = rf.post(f"/x/?q={CANARY}", {"text": CANARY}, HTTP_COOKIE=f"a={CANARY}", REMOTE_ADDR=ADDRESS)
    try:
        typed = CANARY
        raise ValueError
    except ValueError as error:
        told = ExceptionReporter(request, type(error), error, error.__traceback__).get_traceback_data()
        del typed

    assert real_settings.DEFAULT_EXCEPTION_REPORTER_FILTER == "core.logs.NothingTyped"
    for part in ("request_meta", "request_COOKIES_items", "filtered_POST_items"):
        assert CANARY not in str(told[part])
        assert ADDRESS not in str(told[part])
    assert all(not frame.get("vars") for frame in told["frames"])
    assert NothingTyped().get_post_parameters(request) == {}


def test_no_logger_mails_error_reports() -> None:
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]

    assert not any("AdminEmail" in type(handler).__name__ for logger in loggers for handler in logger.handlers)


def test_odd_characters_stay_on_their_line() -> None:
    record = logging.LogRecord("x", logging.INFO, "f.py", 1, "a\nb\u2028c\ud800 %s", ("\r\n",), None)

    (line,) = OneLine().format(record).splitlines()

    assert json.loads(line)["says"] == "a\nb\u2028c\ud800 \r\n"
