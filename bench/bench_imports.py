"""Bringing in a directory beside its floor: the same services as bare rows. Run it with `make bench`.

The floor decodes the same file and inserts a page row and a service row for each record in batches: no report, no draft, no history.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="earshot-bench-"))

import django

django.setup()

from django.db import connection, transaction
from django.test.utils import setup_test_environment, teardown_test_environment

from bench.measure import database_cpu
from core.imports import asking
from core.imports.batches import in_batches
from home.models import ServicePage
from home.services.imports import drafts
from home.services.imports.kinds import DIRECTORY
from home.services.pages import build_page_tree
from tests.home.feeds import service

SERVICES, TEXT = 2_000, "We meet, play and talk. " * 25
GOAL_SECONDS = 60  # for 5,000
MEGABYTE = 1024


def directory(first: int) -> bytes:
    """Return a directory of services with ids of their own."""
    return json.dumps({"contents": [service(first + at, description=TEXT) for at in range(SERVICES)]}).encode()


def ours(body: bytes) -> None:
    """Try it, and bring it in."""
    run = asking.begin(kind=DIRECTORY, by=None, name="bench.json", chunks=[body], source="Bench")
    asking.ask_to_try(run, here=True)
    asking.ask_to_bring_in(run, by=None, here=True)


def floor(body: bytes) -> None:
    """Insert the bare rows."""
    for batch in in_batches(json.loads(body)["contents"], 100):
        with transaction.atomic():
            parent = drafts.hold_the_offer()
            pages = [ServicePage(title=one["name"], what_it_is=one["description"][:400]) for one in batch]
            drafts.store_bare(pages, parent=parent, by=None)


def measured(act: Callable[[bytes], None], body: bytes) -> tuple[float, float]:
    """Return CPU seconds, of server and database, and by how many megabytes the most memory ever held grew."""
    held, database, server = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, database_cpu(), time.process_time()
    act(body)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held
    return time.process_time() - server + database_cpu() - database, grown / MEGABYTE


def main() -> None:
    """Print the ratio, the seconds for 5,000 services, and the memory."""
    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        build_page_tree()
        ours(json.dumps({"contents": [service("warm")]}).encode())
        least, _ = measured(floor, directory(0))
        mine, grown = measured(ours, directory(SERVICES))
        whole = mine / SERVICES * 5_000
        verdict = "meets" if whole <= GOAL_SECONDS else "MISSES"
        print(
            f"{'a directory of services':<28} {least / mine:5.2f} of rows {verdict} {GOAL_SECONDS} s for 5,000: {whole:.1f} s CPU, "
            f"floor {least / SERVICES * 5_000:.1f} s; memory grew by {grown:.0f} MB; {connection.vendor}"
        )
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


if __name__ == "__main__":
    main()
