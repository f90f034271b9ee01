"""Information page, question page and submission beside their floors. Run it with `make bench`."""

import json
import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="earshot-bench-"))

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment
from wagtail.models import Page

from bench.measure import Act, compare
from feedback.models import Draft, Survey
from feedback.services import answering
from feedback.views import phone
from home.models import HomePage, InfoPage
from home.services.pages import build_page_tree
from tests.builders import long_text, make_hub, make_open_survey, one_choice

OURS = {"Sec-Fetch-Site": "same-origin"}
TEXT = "The singing, and that there is always somebody who has time for you and the little one, even at noon."
FORM = "application/x-www-form-urlencoded"
PAGES, SUBMISSIONS = 150, 80


def prepare() -> Survey:
    """Make the page tree and an open survey of twelve questions."""
    home = build_page_tree()
    HomePage.objects.get().add_child(instance=Page(title="Bare", slug="bare", live=True))
    home.refresh_from_db()
    choices = [one_choice(f"Question {n}?", "Yes", "Perhaps", "No") for n in range(10)]
    return make_open_survey(make_hub("Elm"), slug="bench", questions=[*choices, long_text("What did you like?"), long_text("What next?")])


def answers(survey: Survey) -> dict[str, str]:
    """Return an answer to every question."""
    given = {}
    for block in survey.questions.get_prep_value():
        rows = block["value"].get("options")
        given[block["id"]] = rows[0]["id"] if rows else TEXT
    return given


def getting(address: str, cookies: dict[str, str] | None = None) -> Act:
    """Return the act of opening an address again and again."""
    client = Client()
    for name, value in (cookies or {}).items():
        client.cookies[name] = value

    def act(turn: int) -> None:
        assert client.get(address).status_code == 200, address

    return act


def question_page(survey: Survey) -> tuple[Act, Act]:
    """Return the question page and its floor."""
    client = Client()
    client.post(f"/have-your-say/{survey.slug}/", headers=OURS)
    address = f"/have-your-say/{survey.slug}/{next(iter(answers(survey)))}/"
    length = len(client.get(address).content)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    draft = Draft.objects.latest("expires_at")
    return getting(address, cookies), getting(f"/floor/page/{draft.pk}/{length}/", cookies)


def submitting(survey: Survey) -> Act:
    """Prepare a run's drafts, finished to the last question, and return the act of sending one of them."""
    ready = []
    for _ in range(SUBMISSIONS):
        key = answering.new_key(survey)
        draft = answering.start_draft(survey=survey, key=key, hub=survey.hubs.first())
        draft.answers = json.dumps(answers(survey))
        draft.save()
        ready.append({"token": key.token, "seen": answering.digest(key, draft)})
    client, cookie = Client(), phone.cookie_name(survey.slug)

    def act(turn: int) -> None:
        client.cookies[cookie] = f"d.{ready[turn]['token']}"
        reply = client.post(f"/have-your-say/{survey.slug}/check/", urlencode(ready[turn]), FORM, headers=OURS)
        assert reply.status_code == 302

    return act


def inserting(survey: Survey) -> Act:
    """Return the act of sending the same answers to the floor."""
    body, client = urlencode(answers(survey)), Client()

    def act(turn: int) -> None:
        assert client.post("/floor/submission/", body, FORM).status_code == 302

    return act


def main() -> None:
    """Print the ratios."""
    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        survey = prepare()
        information = InfoPage.objects.live().first()
        assert information is not None
        compare("information page", lambda: getting(information.url), lambda: getting("/bare/"), number=PAGES, goal=0.6, floor_name="F1w")
        page, floor = question_page(survey)
        compare("survey question page", lambda: page, lambda: floor, number=PAGES, goal=0.5, floor_name="F1 ")
        compare(
            "submission of 12 questions",
            lambda: submitting(survey),
            lambda: inserting(survey),
            number=SUBMISSIONS,
            goal=0.6,
            floor_name="F2 ",
        )
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


if __name__ == "__main__":
    main()
