"""Is there a Chromium? Journeys run where there is one, and are named at the end where there is none.

REQUIRE_BROWSER=1 makes its absence a failure. CHROMIUM=/path/to/chromium names one that stands elsewhere.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter
from playwright.sync_api import Browser, sync_playwright

NO_BROWSER = "no Chromium on this machine (Debian: apt install chromium-headless-shell; elsewhere: CHROMIUM=/path/to/it)"
_QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"]
# The shell first: it draws pages and nothing of a browser around them, in half the time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    if named := os.environ.get("CHROMIUM"):
        return named if Path(named).exists() else None
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def is_required() -> bool:
    """Return whether journeys must run here."""
    return os.environ.get("REQUIRE_BROWSER", "") not in {"", "0", "off", "no"}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave a journey out, or fail it, where there is no browser."""
    if item.get_closest_marker("journey") and chromium() is None:
        if is_required():
            pytest.fail(f"REQUIRE_BROWSER is set and there is {NO_BROWSER}", pytrace=False)
        pytest.skip(NO_BROWSER)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Name every journey that was left out."""
    left_out = [report.nodeid for report in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(report.longrepr)]
    if left_out:
        terminalreporter.section("journeys left out")
        for nodeid in sorted(left_out):
            terminalreporter.line(nodeid)
        terminalreporter.line(f"{len(left_out)} left out: {NO_BROWSER}. REQUIRE_BROWSER=1 makes this a failure.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for each process."""
    # Playwright's loop runs in the test's own thread; Django would refuse the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=_QUIET)
        yield started
        started.close()
