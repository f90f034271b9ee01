"""Ten thousand people: a list, a search by part of a name, and a copy of ten thousand rows, beside their floors. Run it with `make bench`.

The floor of the list reads the same rows and opens nothing; the floor of the copy writes the same rows as CSV.
"""

import csv
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="earshot-bench-"))

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment
from django.urls import reverse

from bench.measure import as_served, database_cpu
from consent.models import Person, RightsRequest
from consent.models.person import LETTERS
from consent.selectors.around_a_copy import what_goes_with
from consent.selectors.rights import everything_held
from consent.viewsets.rights_copy import as_data
from core.choices import RoleKind
from core.questions import Held
from core.sealed_words import sealed
from tests.builders import make_hub
from tests.cast import give_role, make_user, sign_in

PEOPLE, ROWS = 10_000, 10_000
GOAL_LIST, GOAL_COPY = 0.5, 120
FIRST, LAST = ("Ada", "Bela", "Chidi", "Dana", "Elif"), ("Nowak", "Khan", "Green", "Ionescu")


def seconds(act: Callable[[], object], *, turns: int = 3) -> float:
    """Return CPU seconds of server and database, the middle of some turns."""
    found = []
    for _ in range(turns):
        database, server = database_cpu(), time.process_time()
        act()
        found.append(time.process_time() - server + database_cpu() - database)
    return sorted(found)[turns // 2]


def write_people() -> Client:
    """Write ten thousand people down, and return the browser of who looks after them."""
    hub, coordinator = make_hub("Elm"), make_user("Cora")
    give_role(coordinator, RoleKind.PANEL_COORDINATOR)
    codes = map("".join, product(LETTERS, repeat=4))
    Person.objects.bulk_create(
        (
            Person(
                code=next(codes),
                name=f"{FIRST[number % 5]} {LAST[number % 4]} {number}",
                email=f"person{number}@family.example",
                phone=f"+4477009{number:05d}",
                hub=hub,
            )
            for number in range(PEOPLE)
        ),
        batch_size=500,
    )
    return sign_in(coordinator)


def held_rows(**_: object) -> list[Held]:
    """Answer person.export with ten thousand rows."""
    return [Held(f"Comment {number}", (("What you said", "The door is heavy. " * 8), ("When", "May 2026"))) for number in range(ROWS // 2)]


def copy_of(person: Person) -> None:
    """Gather everything and make both files."""
    held = everything_held(person)
    about = what_goes_with(RightsRequest(person=person))
    facts = {"reference": "R-BENCH", "made_on": person.added_on, "number_held_back": 0}
    render_to_string("consent/letters/copy.html", {**facts, "held": held, "about": about, "council": {"council_name": "Ashmere"}})
    json.dumps(as_data(facts, held, about), ensure_ascii=False, indent=2)


def copy_floor() -> None:
    """Write the same rows as CSV."""
    csv.writer(io.StringIO()).writerows(row for held in held_rows() for row in held.rows)


def said(name: str, mine: float, floor: float, goal: float) -> None:
    """Print one line."""
    verdict = "meets" if mine <= goal else "MISSES"
    print(f"{name:<28} {floor / mine:5.2f} of rows {verdict} {goal} s: {mine:.2f} s CPU, floor {floor:.2f} s; {connection.vendor}")


def main() -> None:
    """Print the seconds beside their floors."""
    setup_test_environment()
    as_served()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        browser, address = write_people(), reverse("families:index")
        browser.get(address)
        floor = seconds(lambda: list(Person.objects.here().values_list("pk", "code", "name", "email", "phone", "hub__name")))
        said("10,000 people, a list", seconds(lambda: browser.get(address)), floor, GOAL_LIST)
        part = {"s": sealed("iones 77", of="consent.people")}
        said("10,000 people, part of a name", seconds(lambda: browser.get(address, part)), floor, GOAL_LIST)
        settings.PROVIDERS = {**settings.PROVIDERS, "person.export": ["bench.bench_people.held_rows"]}
        person = Person.objects.all()[0]
        said("a copy of 10,000 rows", seconds(lambda: copy_of(person)), seconds(copy_floor), GOAL_COPY)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


if __name__ == "__main__":
    main()
