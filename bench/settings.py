"""Settings of the benchmarks: the tests', with the floors' addresses and their one table."""

import os

os.environ.setdefault("LOG_LEVEL", "WARNING")

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "bench.floors"
INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "tests.flushing"] + ["bench"]  # noqa: F405
TEMPLATES[0]["DIRS"].append(ROOT / "bench" / "templates")  # type: ignore[attr-defined]  # noqa: F405
