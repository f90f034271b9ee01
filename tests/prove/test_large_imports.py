"""A directory of 50 MB, and one of 5,000 services: memory that does not grow with the file, and a minute of one core."""

import json
import resource
import time
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from wagtail.models import Page

from core.imports import asking, report
from core.imports.choices import ImportState
from core.imports.feeds import STOPPED
from home.models import ServicePage
from home.services.imports.kinds import DIRECTORY
from home.services.pages import build_page_tree
from tests.home.feeds import service

pytestmark = [pytest.mark.prove, pytest.mark.alone, pytest.mark.django_db]
MEGABYTE = 1024 * 1024


def directory(number: int, *, letters: int) -> Iterator[bytes]:
    """Yield a directory of so many services, each with a description of so many letters; every tenth is hostile."""
    yield b'{"contents": ['
    for at in range(number):
        text = ("<p>We meet, play and talk.</p> " * (letters // 31 + 1))[:letters]
        evil = {"description": f"<script>x()</script>{text}", "minimum_age": 9, "maximum_age": 1} if at % 10 == 0 else {"description": text}
        yield json.dumps(service(at, **evil)).encode() + (b",\n" if at + 1 < number else b"")
    yield b"]}"


def peak() -> int:
    """Return the most memory this process ever held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_fifty_megabytes_are_tried_in_memory_that_does_not_grow() -> None:
    build_page_tree()
    small = asking.begin(kind=DIRECTORY, by=None, name="small.json", chunks=directory(200, letters=4_000), source="Small")
    asking.ask_to_try(small, here=True)
    before = peak()
    run = asking.begin(kind=DIRECTORY, by=None, name="large.json", chunks=directory(3_000, letters=17_000), source="Large")
    asking.ask_to_try(run, here=True)

    assert run.size > 50 * MEGABYTE
    assert (run.state, report.outcomes(run)) == (ImportState.TRIED, {"made": 3_000})
    assert dict(report.problems(run))["markup"] >= 300
    assert peak() - before < 60 * MEGABYTE
    assert not ServicePage.objects.exists()


def test_fifty_megabytes_of_records_without_an_end_are_given_up_within_seconds() -> None:
    line = b'{"id": "1", "name": "A group for babies"\n'
    run = asking.begin(kind=DIRECTORY, by=None, name="cut.json", chunks=(line * 10_000 for _ in range(120)), source="Cut")
    begun = time.process_time()
    asking.ask_to_try(run, here=True)

    assert time.process_time() - begun < 20
    assert run.lines.order_by("-number")[0].remarks.get().words == STOPPED


def test_five_thousand_services_come_in_within_a_minute_of_one_core(tmp_path: object) -> None:
    build_page_tree()
    file = f"{tmp_path}/feed.json"
    with open(file, "wb") as out:
        out.writelines(directory(5_000, letters=600))
    begun = time.process_time()
    call_command("import_services", file, "--source", "County", verbosity=0)

    assert time.process_time() - begun < 60
    assert ServicePage.objects.filter(live=False).count() == 5_000
    assert Page.find_problems() == ([], [], [], [], [])
