"""Who was heard in a year: 100,000 answers to 200 surveys at 16 hubs, as the council's grid counts them. Run it with `make bench`.

The floor is F3: one pass over the same answers that writes them as CSV.
"""

import csv
import io
import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="earshot-bench-"))

import django

django.setup()

from django.db import connection
from django.test.utils import setup_test_environment, teardown_test_environment

from bench.bench_people import seconds
from bench.measure import as_served
from core import clocks
from feedback.models import Response, Survey
from feedback.rules.weeks import week_of
from feedback.selectors.heard import who_answered
from tests.builders import about_family, faces, make_engagement, make_hub, make_open_survey, several_choices

ANSWERS, SURVEYS, HUBS = 100_000, 200, 16
GROUPS = ("fathers", "send", "english-not-first", "young-parents", "no-internet", "")
GOAL = 1.0


def ask() -> list[Survey]:
    """Open two hundred surveys, each of an engagement of its own, that ask who answers and what for."""
    hubs = [make_hub(f"Hub {number}") for number in range(HUBS)]
    who = tuple({"text": group or "None of these", "group": group} for group in GROUPS)
    return [
        make_open_survey(
            *hubs,
            title=f"Survey {number}",
            engagement=make_engagement(*hubs, title=f"Question {number}"),
            questions=[faces(), several_choices("What for?"), several_choices("What is in the way?"), about_family("Who?", *who)],
        )
        for number in range(SURVEYS)
    ]


def answer(surveys: list[Survey]) -> None:
    """Store the answers of most of a year; every third family skips who it is, some tick two groups."""
    hubs = list(surveys[0].hubs.values_list("pk", flat=True))
    asked = [survey.current_version.definition["questions"] for survey in surveys if survey.current_version]
    ids = [(face["id"], [(one["id"], [row["id"] for row in one["options"]]) for one in several]) for face, *several in asked]
    rows = []
    for number in range(ANSWERS):
        face, several = ids[number % SURVEYS]
        answers: dict[str, object] = {face: str(1 + number % 5)} | {one: [rows_of[number % 3]] for one, rows_of in several[:-1]}
        question, groups = several[-1]
        if number % 3:
            answers[question] = sorted({groups[number % 6], groups[number // 7 % 6]})
        week, survey = week_of(clocks.today() - timedelta(weeks=1 + number % 40)), surveys[number % SURVEYS]
        rows.append(Response(survey=survey, version=survey.current_version, hub_id=hubs[number % HUBS], week=week, answers=answers))
    Response.objects.bulk_create(rows, batch_size=500)


def floor() -> None:
    """Write the same answers as CSV."""
    rows = Response.objects.order_by().values_list("survey", "hub", "week", "answers")
    csv.writer(io.StringIO()).writerows(rows.iterator(chunk_size=2_000))


def main() -> None:
    """Print the ratio."""
    setup_test_environment()
    as_served()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        surveys = ask()
        answer(surveys)
        ids, today = [survey.engagement_id or 0 for survey in surveys], clocks.today()
        found = who_answered(ids, since=None, until=None, today=today)
        assert sum(one.number_of_people for one in found) > ANSWERS // 3
        mine, least = seconds(lambda: who_answered(ids, since=None, until=None, today=today)), seconds(floor)
        verdict = "meets" if least / mine >= GOAL else "MISSES"
        said = f"{mine:.2f} s CPU, floor {least:.2f} s; {connection.vendor}"
        print(f"{'100,000 answers, who was heard':<28} {least / mine:5.2f} of F3 {verdict} {GOAL}: {said}")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


if __name__ == "__main__":
    main()
