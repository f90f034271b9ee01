"""The officer sees a breach through, against a clock of 72 hours, and what was done is never changed."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent import provides
from consent.choices.retention import BY_CODE
from consent.models import Breach, BreachStep, BreachStepWords
from consent.rules import breaches as rules
from consent.services import breaches as services
from consent.services import retention, retention_tables
from core.models import AuditEntry
from core.rotation import rotate
from tests import builders
from tests.cast import sign_in
from tests.consent.breach_people import LIST, act, reported, typed
from tests.consent.retention_people import looked_at
from tests.feedback.desk import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(priya: User) -> Client:
    """The data protection officer's desk."""
    return sign_in(priya)


@pytest.fixture
def breach(ben: User) -> Breach:
    """What Ben reported, found an hour and a half ago."""
    return reported(ben, hours_ago=1.5)


# --- The clock ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "says", "late"),
    [(0.5, "71 hours left", False), (34, "38 hours left", False), (71.5, "30 minutes left", False), (75, "late by 3 hours", True)],
)
def test_the_clock_counts_hours_from_when_it_was_found(ben: User, hours: float, says: str, late: bool) -> None:
    now = timezone.now()
    breach = Breach(found_at=now - timedelta(hours=hours), reported_at=now, reported_by=ben)
    assert (rules.clock(breach, now), rules.is_late(breach, now)) == (says, late)


def test_the_clock_stops_when_the_regulator_was_told_or_need_not_be(ben: User) -> None:
    found_at = timezone.now() - timedelta(hours=100)
    told = Breach(found_at=found_at, told_regulator_at=found_at + timedelta(hours=30), regulator="must")
    late = Breach(found_at=found_at, told_regulator_at=found_at + timedelta(hours=73), regulator="must")
    need_not = Breach(found_at=found_at, regulator="need_not")
    now = timezone.now()
    assert [rules.clock(one, now) for one in (told, late, need_not)] == ["told after 30 hours", "told 1 hour late", "need not be told"]
    assert [rules.is_late(one, now) for one in (told, late, need_not)] == [False, True, False]


def test_hours_count_true_over_the_night_when_the_clocks_change() -> None:
    found_at = datetime.fromisoformat("2026-10-24T12:00:00+01:00")
    breach = Breach(found_at=found_at)
    assert rules.clock(breach, datetime.fromisoformat("2026-10-25T12:00:00+00:00")) == "47 hours left"


# --- Seeing it through ----------------------------------------------------------------------------------------------------


def test_the_officer_judges_decides_tells_learns_and_closes(desk: Client, priya: User, breach: Breach) -> None:
    refused = words(act(desk, breach, "close", lessons=""))
    for missing in ("judged the risk", "whether the regulator", "whether the people", "at least one thing", "what you learned"):
        assert missing in refused

    act(desk, breach, "judge", likelihood="2", severity="3", reasons="It lay there for an hour.")
    act(desk, breach, "regulator", must="must", reasons="Addresses were on it.")
    act(desk, breach, "told", told_at=typed(timezone.now()), reference="IC-1", late_reasons="")
    act(desk, breach, "people", must="must", reasons="By phone, where that is safe.", told_on=str(builders.today()))
    act(desk, breach, "step", kind="got_back", text="The driver brought it.", done_at=typed(timezone.now()))
    page = words(act(desk, breach, "close", lessons="No lists on paper."))

    breach.refresh_from_db()
    assert (breach.closed_by, breach.closed_on, breach.risk) == (priya, builders.today(), 6)
    for shown in ("6 of 9", "IC-1", "The driver brought it.", "No lists on paper.", "told after 1 hour"):
        assert shown in page
    assert breach.reference in words(desk.get(LIST, {"state": "closed"}))
    assert provides.what_went_wrong(user=priya, today=builders.today()) == []
    verbs = AuditEntry.objects.filter(verb__startswith="consent.breach.").order_by("pk").values_list("verb", flat=True)
    assert [verb.rpartition(".")[2] for verb in verbs] == ["report", "judge", "decide", "tell_regulator", "decide", "step", "close"]


@pytest.mark.parametrize(
    ("name", "fields", "answer"),
    [
        ("judge", {"likelihood": "", "severity": "3", "reasons": "Kept in the box."}, "Say how likely"),
        ("judge", {"likelihood": "9", "severity": "3", "reasons": "Kept in the box."}, "Select a valid choice"),
        ("judge", {"likelihood": "1", "severity": "1", "reasons": "b" * 100_000}, "at most 10000 characters"),
        ("regulator", {"must": "", "reasons": "Kept in the box."}, "Say whether they must be told"),
        ("regulator", {"must": "must", "reasons": "Kept in the box."}, "Judge the risk first"),
        ("told", {"told_at": "2999-01-01T10:00", "reference": "IC", "late_reasons": "Kept in the box."}, "later than now"),
        ("told", {"told_at": "2001-01-01T10:00", "reference": "IC", "late_reasons": "Kept in the box."}, "before it was found"),
        ("people", {"must": "must", "reasons": "Kept in the box.", "told_on": "2001-01-01"}, "between the day it was found and today"),
        ("step", {"kind": "stopped", "text": "Kept in the box.", "done_at": "2999-01-01T10:00"}, "not what will be"),
        ("step", {"kind": "magic", "text": "Kept in the box.", "done_at": "2026-01-01T10:00"}, "Select a valid choice"),
    ],
)
def test_a_refusal_says_what_to_do_and_keeps_what_was_typed(
    desk: Client, breach: Breach, name: str, fields: dict[str, str], answer: str
) -> None:
    page = act(desk, breach, name, **fields)
    assert answer in words(page)
    assert next(text for text in fields.values() if (len(text) > 10 and "T" not in text[:11]) or text == "Kept in the box.") in page.text


def test_later_than_72_hours_has_a_reason(desk: Client, ben: User) -> None:
    late = reported(ben, hours_ago=80.5)
    act(desk, late, "judge", likelihood="2", severity="3", reasons="It lay there.")
    act(desk, late, "regulator", must="must", reasons="Addresses.")
    now = typed(timezone.now())
    assert "That was later than 72 hours." in words(act(desk, late, "told", told_at=now, reference="IC-2", late_reasons=""))

    page = words(act(desk, late, "told", told_at=now, reference="IC-2", late_reasons="The officer was ill."))

    assert "8 hours late" in page
    assert "The officer was ill." in page


def test_a_need_not_is_written_down_with_its_reason(desk: Client, breach: Breach) -> None:
    act(desk, breach, "judge", likelihood="1", severity="1", reasons="Nobody saw it.")
    act(desk, breach, "regulator", must="need_not", reasons="Nobody saw it.")
    assert "Regulator: need not be told" in words(desk.get(reverse("breaches:one", args=[breach.pk])))


def test_what_is_closed_takes_nothing_more(desk: Client, priya: User, breach: Breach) -> None:
    facts = {
        "likelihood": 1,
        "severity": 1,
        "regulator": "need_not",
        "people": "need_not",
        "closed_on": builders.today(),
        "closed_by": priya,
    }
    Breach.objects.filter(pk=breach.pk).update(**facts)
    for name, fields in (
        ("judge", {"likelihood": "1", "severity": "1", "reasons": "Again."}),
        ("step", {"kind": "stopped", "text": "Again.", "done_at": typed(timezone.now())}),
        ("close", {"lessons": "Again."}),
    ):
        act(desk, breach, name, **fields)
    breach.refresh_from_db()
    assert (breach.risk_reasons, breach.lessons, breach.steps.count()) == ("", "", 0)


# --- What must always hold ------------------------------------------------------------------------------------------------


@pytest.fixture
def step(priya: User, breach: Breach) -> BreachStep:
    """Something that was done."""
    return services.add_step(breach=breach, kind="stopped", text="The list was taken back.", done_at=timezone.now(), by=priya)


def test_a_step_is_never_changed_or_deleted(step: BreachStep) -> None:
    def raw(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    for refused in (
        step.save,
        lambda: BreachStep.objects.update(kind="other"),
        lambda: raw("UPDATE consent_breachstep SET kind = 'other'"),
        lambda: (
            raw("DELETE FROM consent_breachstepwords; DELETE FROM consent_breachstep")
            if connection.vendor == "postgresql"
            else step.delete()
        ),
    ):
        with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
            refused()


def test_words_of_a_step_that_somebody_changed_are_found_out(desk: Client, step: BreachStep) -> None:
    one = reverse("breaches:one", args=[step.breach_id])
    assert "not the words that were written down" not in words(desk.get(one))
    step.words.text = "Nothing was done."
    step.words.save()
    assert "not the words that were written down" in words(desk.get(one))


def test_a_new_key_seals_the_words_of_a_step_anew(step: BreachStep) -> None:
    rotate(BreachStepWords)
    assert BreachStepWords.objects.get().text == "The list was taken back."


@pytest.mark.parametrize(
    "wrong",
    [
        {"closed_on": "2026-11-01"},
        {"told_regulator_at": "2001-01-01T10:00Z", "regulator": "must"},
        {"reported_at": "2001-01-01T10:00Z"},
    ],
)
def test_the_database_refuses_what_must_never_be(breach: Breach, wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Breach.objects.filter(pk=breach.pk).update(**wrong)


def test_a_closed_breach_past_its_time_goes_with_its_steps_when_the_officer_approves(priya: User, step: BreachStep, ben: User) -> None:
    old = builders.today().replace(year=builders.today().year - 7, day=1)
    facts = {"likelihood": 1, "severity": 1, "regulator": "need_not", "people": "need_not", "closed_on": old, "closed_by": priya}
    Breach.objects.filter(pk=step.breach_id).update(**facts)
    stays = reported(ben)
    run = retention.approve(kind=BY_CODE["breaches"], seen=looked_at("breaches", 1), by=priya, today=builders.today())

    run = retention_tables.carry_out(run, builders.today())

    assert (run.number_done, list(Breach.objects.all())) == (1, [stays])
    assert not BreachStepWords.objects.exists()


def test_the_list_costs_the_same_for_one_and_for_many(desk: Client, ben: User, django_assert_max_num_queries: Any) -> None:
    for _ in range(30):
        reported(ben)
    desk.get(LIST)
    with django_assert_max_num_queries(14):
        desk.get(LIST)


def test_each_form_has_boxes_of_its_own(desk: Client, breach: Breach) -> None:
    page = desk.get(reverse("breaches:one", args=[breach.pk])).text
    ids = re.findall(r'<[^>]*?\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    people = page.partition('id="people"')[2]
    assert re.search(r'<label for="id_peopleform_must_0">\s*<input type="radio" name="must" value="must" id="id_peopleform_must_0"', people)
