"""Settings of the benchmarks: the tests', with the floors' addresses and their one table."""

import os

os.environ.setdefault("LOG_LEVEL", "WARNING")

from tests.settings import *

ROOT_URLCONF = "bench.floors"
INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "tests.flushing"] + ["bench"]
TEMPLATES[0]["DIRS"].append(ROOT / "bench" / "templates")  # type: ignore[attr-defined]  # a list of folders
