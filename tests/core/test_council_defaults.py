"""What a council begins with: shown with its reasons, changed with a reason, never below a floor, and read from one place by every form."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from core import clocks
from core.council_defaults import DEFAULTS
from core.models import AuditEntry, CouncilDefaults, Hub
from core.selectors import defaults
from core.services.defaults import change_defaults
from feedback.models import Survey
from feedback.selectors.sources import first_guess
from feedback.services.ready_made import prepare_ready_made
from participation.models import Engagement
from tests.builders import make_post
from tests.cast import sign_in

pytestmark = pytest.mark.django_db
SCREEN = "/admin/what-we-begin-with/"
AS_BEGUN = {
    "mode": "code",
    "everyday_weeks": 4,
    "standard_weeks": 6,
    "keep_months": 12,
    "hide_below_public": 10,
    "hide_below_inside": 5,
}


@pytest.fixture
def desk(adam: User) -> Client:
    return sign_in(adam)


def change(adam: User, **other: object) -> CouncilDefaults:
    return change_defaults(by=adam, reason="Our hubs are small.", **other)


def test_a_new_council_begins_with_the_values_of_the_field() -> None:
    now = defaults.standing()

    assert {name: getattr(now, name) for name in AS_BEGUN} == AS_BEGUN


def test_the_screen_shows_each_value_with_its_reason(desk: Client) -> None:
    page = desk.get(SCREEN).text

    for one in DEFAULTS:
        assert f"{one.says}</dt><dd><strong>{one.begins_with} {one.unit}</strong>" in page
        assert one.why in page
    assert "Own code: families can come back with a code" in page


def test_a_change_stands_there_with_who_when_and_why_and_in_the_audit_trail(desk: Client, adam: User) -> None:
    page = desk.post(SCREEN, {**AS_BEGUN, "everyday_weeks": 3, "reason": "Our hubs are small."}, follow=True).text

    assert "<strong>3 weeks</strong>" in page
    assert f"Changed by {adam} on {clocks.today():%-d %B %Y}: Our hubs are small." in page
    entry = AuditEntry.objects.get(verb="core.defaults.change")
    assert "everyday_weeks: 4 to 3" in entry.facts
    assert "small" not in entry.facts


def test_a_later_decision_leaves_the_reason_of_an_earlier_one_where_it_belongs(adam: User) -> None:
    change(adam, everyday_weeks=3)
    change_defaults(by=adam, reason="Our schools asked.", hide_below_public=15)

    decided = {one.says: one.decision.reason if one.decision else "" for one in defaults.shown()}

    assert decided["Everyday listening is answered within"] == "Our hubs are small."
    assert decided["In public, numbers of people are hidden below"] == "Our schools asked."
    assert decided["What families write is kept for"] == ""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hide_below_public": 9}, "greater than or equal to 10"),
        ({"hide_below_inside": 4}, "greater than or equal to 5"),
        ({"hide_below_public": 12, "hide_below_inside": 13}, "raise the number for the public too"),
        ({"everyday_weeks": 0}, "greater than or equal to 1"),
        ({"keep_months": 5}, "greater than or equal to 6"),
        ({"keep_months": 99999999999}, "less than or equal to 36"),
        ({"mode": "named"}, "Select a valid choice"),
        ({"everyday_weeks": "\x00"}, "Enter a whole number"),
        ({"everyday_weeks": 3, "reason": " "}, "This field is required"),
        ({"reason": "No reason."}, "Nothing was changed, so nothing was saved."),
    ],
)
def test_what_will_not_do_is_refused_in_words_and_nothing_typed_is_lost(desk: Client, wrong: dict[str, object], said: str) -> None:
    page = desk.post(SCREEN, {**AS_BEGUN, "reason": "The statistics team asked.", **wrong}).text

    assert said in page
    assert str(wrong.get("reason", "The statistics team asked.")).strip() in page
    assert not CouncilDefaults.objects.exists()


@pytest.mark.parametrize("wrong", [{"hide_below_public": 9}, {"hide_below_inside": 4}, {"hide_below_inside": 11}, {"keep_months": 5}])
def test_the_database_itself_holds_the_floors(adam: User, wrong: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CouncilDefaults.objects.create(reason="x", chosen_by=adam, **wrong)
    with pytest.raises(ValidationError):
        change(adam, **wrong)


def test_only_who_sets_the_council_up_changes_them(asha: User) -> None:
    sign_in(asha).post(SCREEN, {**AS_BEGUN, "everyday_weeks": 3, "reason": "x"})

    assert not CouncilDefaults.objects.exists()


# --- Every form reads them there ------------------------------------------------------------------------------------------


def test_a_changed_number_of_weeks_stands_in_the_form_for_everyday_listening_and_in_a_hubs_own(asha: User, adam: User, elm: Hub) -> None:
    change(adam, everyday_weeks=3)
    make_post(hub=elm)

    assert 'name="weeks" value="3"' in sign_in(asha).get("/admin/engagement/everyday/").text
    prepare_ready_made(key="after-a-session", hub=elm, by=None)
    assert Engagement.objects.get().answer_within_weeks == 3


def test_a_changed_number_of_weeks_gives_a_new_question_its_day(adam: User, asha: User) -> None:
    lead = sign_in(asha)
    assert f'value="{clocks.due_on(clocks.today(), weeks=6)}"' in lead.get("/admin/engagement/new/").text

    change(adam, standard_weeks=9)

    page = lead.get("/admin/engagement/new/").text
    assert f'value="{clocks.due_on(clocks.today(), weeks=9)}"' in page
    assert "In 9 weeks, as your council begins with." in page


def test_a_you_said_without_a_promise_is_answered_within_them(adam: User, asha: User, elm: Hub) -> None:
    change(adam, standard_weeks=9)

    begins, _ = first_guess(asha, voices=[], themes=[], today=clocks.today())

    assert begins["answer_by_on"] == clocks.today() + timedelta(weeks=9)


def test_a_new_survey_begins_in_the_councils_own_mode(adam: User, asha: User, elm: Hub) -> None:
    lead = sign_in(asha)
    assert re.search('<input[^>]+value="code"[^>]+checked', lead.get("/admin/survey/new/").text)

    change(adam, mode="unlinkable")

    assert re.search('<input[^>]+value="unlinkable"[^>]+checked', lead.get("/admin/survey/new/").text)
    make_post(hub=elm)
    assert prepare_ready_made(key="after-a-session", hub=elm, by=None).mode == "unlinkable"
    assert Survey.objects.count() == 1
