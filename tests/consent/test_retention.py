"""How long things are kept: the officer decides and approves, records end one by one, holds are heeded, a certificate stays."""

import re
from collections import deque
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from consent.choices.retention import BY_CODE, KINDS, Left, Unit
from consent.models import Partner, RetentionRule, RetentionRun
from consent.rules import retention as rules
from consent.selectors import retention as selectors
from consent.services import retention as services
from core import outbox
from core.models import AuditEntry, CouncilDefaults
from tests import builders
from tests.cast import sign_in
from tests.consent.retention_people import CODE, answer, approve, ended, looked_at, prospect, prospects
from tests.feedback.desk import words

__all__ = ["prospects"]
pytestmark = pytest.mark.django_db
KIND = BY_CODE[CODE]
ONE = reverse("retention:one", args=[CODE])


# --- Counting days --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "unit", "today", "until"),
    [
        (6, Unit.MONTHS, date(2026, 8, 31), date(2026, 2, 28)),
        (6, Unit.MONTHS, date(2026, 3, 1), date(2025, 9, 1)),
        (1, Unit.YEARS, date(2028, 2, 29), date(2027, 2, 28)),
        (30, Unit.DAYS, date(2026, 3, 1), date(2026, 1, 30)),
        (0, Unit.DAYS, date(2026, 3, 1), date(2026, 3, 1)),
        (0, Unit.FOR_GOOD, date(2026, 3, 1), None),
    ],
)
def test_a_length_is_counted_back_to_a_day(number: int, unit: str, today: date, until: date | None) -> None:
    assert rules.counted_until(number, unit, today) == until


def test_nothing_is_due_a_day_too_soon(settings: Settings) -> None:
    answer(settings)
    today = builders.today()
    prospect("Just due", ended_on=rules.months_before(today, 6))
    prospect("Tomorrow", ended_on=rules.months_before(today, 6) + timedelta(days=1))

    standing = selectors.standing_of(KIND, today)

    assert (standing.number_due, standing.number_soon) == (1, 1)


def test_every_kind_says_where_it_is_counted_from_and_why() -> None:
    assert all(kind.counted_from and kind.why and kind.unit in Unit.values for kind in KINDS)
    assert len(BY_CODE) == len(KINDS)


# --- Deciding -------------------------------------------------------------------------------------------------------------


def test_the_officer_changes_a_length_with_a_reason_and_the_old_one_stays_as_history(priya: User) -> None:
    desk = sign_in(priya)
    for number, why in ((9, "The new round is in nine months."), (3, "A member asked us to be quicker.")):
        desk.post(reverse("retention:change", args=[CODE]), {"number": number, "unit": "months", "reason": why})

    page = words(desk.get(ONE))

    assert "Kept for 3 months" in page
    assert "The new round is in nine months." in page
    assert RetentionRule.objects.count() == 2
    assert AuditEntry.objects.filter(verb="consent.retention.change").count() == 2


@pytest.mark.parametrize(
    ("said", "answer_is"),
    [
        ({"number": "9", "unit": "months", "reason": ""}, "Say why."),
        ({"number": "9", "unit": "months", "reason": "a" * 100_000}, "99,700 letters too long"),
        ({"number": "6", "unit": "months", "reason": "Again."}, "Nothing was changed"),
        ({"number": "", "unit": "years", "reason": "An empty box is not at once."}, "Say how long."),
        ({"number": "999", "unit": "months", "reason": "Long."}, "Give at most 240 months"),
        ({"number": "-1", "unit": "months", "reason": "Odd."}, "greater than or equal to 0"),
        ({"number": "many", "unit": "months", "reason": "Odd."}, "Enter a whole number"),
        ({"number": "9", "unit": "weeks", "reason": "Odd."}, "Select a valid choice"),
    ],
)
def test_a_length_that_makes_no_sense_is_refused_and_what_was_typed_stays(priya: User, said: dict[str, str], answer_is: str) -> None:
    page = sign_in(priya).post(reverse("retention:change", args=[CODE]), said)

    assert answer_is in words(page)
    assert said["reason"] in page.content.decode()
    assert not RetentionRule.objects.exists()


def test_what_the_law_wants_kept_is_not_made_shorter(priya: User) -> None:
    page = sign_in(priya).post(reverse("retention:change", args=["payments"]), {"number": 1, "unit": "years", "reason": "Tidy."})
    assert "at least 6 years" in words(page)


def test_odd_letters_in_a_reason_break_nothing(priya: User) -> None:
    said = {"number": 9, "unit": "months", "reason": "Nine \x00months ‮are enough."}
    sign_in(priya).post(reverse("retention:change", args=[CODE]), said)
    assert RetentionRule.objects.get().reason == "Nine months are enough."


def test_words_of_families_are_kept_as_long_as_the_council_began_with(priya: User) -> None:
    CouncilDefaults.objects.create(keep_months=18, reason="Long enough.", chosen_by=priya)
    assert selectors.length_of(BY_CODE["comment_words"]).in_words == "18 months"


def test_a_decision_is_never_changed_or_deleted(priya: User) -> None:
    rule = services.change_rule(kind=KIND, number=9, unit="months", reason="Because.", by=priya, today=builders.today())
    for act in (rule.save, rule.delete, lambda: RetentionRule.objects.update(number=1)):
        with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
            act()


def test_something_can_be_kept_for_good(priya: User) -> None:
    said = {"number": "", "unit": "for_good", "reason": "The archive asked."}
    assert "Kept for good" in words(sign_in(priya).post(reverse("retention:change", args=[CODE]), said, follow=True))
    assert selectors.standing_of(KIND, builders.today()).number_due == 0


# --- The list -------------------------------------------------------------------------------------------------------------


def test_the_list_tells_apart_what_waits_what_is_done_by_itself_and_what_nobody_keeps_yet(priya: User, prospects: list[Partner]) -> None:
    page = words(sign_in(priya).get(reverse("retention:index")))

    waits, by_itself, not_yet = (
        page.index(part) for part in ("What waits for approval", "Done by itself", "Nothing of this kind is kept yet")
    )
    assert waits < page.index(KIND.name) < by_itself < page.index("How to reach families who asked for something") < not_yet
    assert page.index("What we hold about somebody as a panel member") > not_yet
    assert "What families say is wrong on a page" in page


def test_what_families_said_and_showed_is_not_called_nothing(priya: User) -> None:
    page = words(sign_in(priya).get(reverse("retention:index")))

    not_yet = page.index("Nothing of this kind is kept yet")
    for name in ("What families wrote in their own words", "Answers without a name", "Photos of people"):
        assert page.index(name) < not_yet, name


def test_the_list_costs_the_same_for_one_and_for_many(priya: User, settings: Settings, django_assert_max_num_queries: object) -> None:
    answer(settings)
    for number in range(40):
        prospect(f"Somebody {number}")
    desk = sign_in(priya)
    desk.get(reverse("retention:index"))
    with django_assert_max_num_queries(33):  # type: ignore[operator]  # pytest-django's fixture
        desk.get(reverse("retention:index"))


def test_a_kind_that_nobody_knows_is_not_there(priya: User) -> None:
    desk = sign_in(priya)
    assert desk.get(reverse("retention:one", args=["gossip"])).status_code == 404
    assert desk.get(reverse("retention:certificate", args=[99])).status_code == 404
    assert desk.get(reverse("retention:certificate", args=[10**30])).status_code == 404


# --- Approving and ending -------------------------------------------------------------------------------------------------


def test_nothing_is_deleted_before_the_officer_approves_it(priya: User, prospects: list[Partner]) -> None:
    outbox.drain()
    services.look_at_what_is_due(builders.today())
    outbox.drain()
    assert Partner.objects.count() == 3

    page = sign_in(priya).post(reverse("retention:approve", args=[CODE]), {"seen": looked_at(CODE, 3)}, follow=True)
    assert "Approved: 3." in words(page)
    outbox.drain()

    assert not Partner.objects.exists()
    run = RetentionRun.objects.get()
    assert (run.number_due, run.number_done, run.left, run.approved_by) == (3, 3, {}, priya)


def test_what_is_approved_is_what_the_officer_saw(priya: User, prospects: list[Partner]) -> None:
    for seen in ("2", "", "x", "9" * 40):
        page = sign_in(priya).post(reverse("retention:approve", args=[CODE]), {"seen": seen})
        assert "There are 3 now" in words(page)
    assert not RetentionRun.objects.exists()


def test_as_many_others_are_not_what_the_officer_saw(priya: User, settings: Settings) -> None:
    answer(settings)
    ola = prospect("Ola")
    desk = sign_in(priya)
    seen = re.findall(r'name="seen" value="(\w+)"', desk.get(ONE).text)[0]
    Partner.objects.filter(pk=ola.pk).update(ended_on=None)
    mo = prospect("Mo")

    page = words(desk.post(reverse("retention:approve", args=[CODE]), {"seen": seen}))

    assert "The list changed since you looked, so nothing is approved. There are 1 now: look again, then approve." in page
    outbox.drain()
    assert Partner.objects.filter(pk=mo.pk).exists(), "nobody saw Mo"
    again = re.findall(r'name="seen" value="(\w+)"', desk.get(ONE).text)[0]
    desk.post(reverse("retention:approve", args=[CODE]), {"seen": again})
    outbox.drain()
    assert not Partner.objects.filter(pk=mo.pk).exists()


def test_a_hold_lifted_since_the_officer_looked_needs_another_look(priya: User, prospects: list[Partner]) -> None:
    about = str(prospects[0].pk)
    hold = services.place_hold(name="Court", reason="Asked.", code=CODE, record=about, by=priya, today=builders.today())
    seen = looked_at(CODE, 3)
    services.lift_hold(hold=hold, reason="It is over.", by=priya, today=builders.today())
    with pytest.raises(ValidationError, match="The list changed since you looked"):
        services.approve(kind=KIND, seen=seen, by=priya, today=builders.today())


def test_what_comes_due_after_the_approval_waits_for_the_next(priya: User, prospects: list[Partner]) -> None:
    run = approve(priya, 3)
    late = prospect("Later", ended_on=rules.months_before(builders.today(), 6) + timedelta(days=1))

    services.carry_out(run, builders.today() + timedelta(days=10))

    assert list(Partner.objects.all()) == [late]


def test_one_that_fails_is_reported_and_the_rest_go_on(priya: User, prospects: list[Partner]) -> None:
    broken, needed = prospect("Breaks"), prospect("Needed")

    run = ended(priya, 5)

    assert set(Partner.objects.all()) == {broken, needed}, "what failed was undone in its own savepoint"
    assert (run.number_done, run.left) == (3, {str(broken.pk): Left.FAILED, str(needed.pk): Left.KEPT})
    page = words(sign_in(priya).get(reverse("retention:certificate", args=[run.pk])))
    assert "Something still needs it: 1" in page
    assert "It could not be done: 1" in page
    assert "Breaks" not in page, "a certificate holds no copy of the data"


def test_a_run_cut_off_in_the_middle_goes_on_where_it_stopped(
    priya: User, prospects: list[Partner], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 2)
    run = approve(priya, 3)
    services._carry_out_some(run.pk, builders.today(), deque(services.due_now(run, builders.today())))
    assert Partner.objects.count() == 1

    outbox.drain()

    run.refresh_from_db()
    assert (run.number_done, Partner.objects.count()) == (3, 0)


def test_two_officers_at_once_start_one_run(priya: User, prospects: list[Partner]) -> None:
    approve(priya, 3)
    with pytest.raises(ValidationError, match="was approved already"):
        approve(priya, 3)
    with pytest.raises(ValidationError, match="at the same moment"):
        services._approved(by=priya, code=CODE, number=6, unit="months", becomes="deleted", counted_until=builders.today(), number_due=3)


def test_a_time_made_longer_after_the_approval_is_heeded(priya: User, prospects: list[Partner]) -> None:
    run = approve(priya, 3)
    services.change_rule(kind=KIND, number=20, unit="years", reason="A court asked.", by=priya, today=builders.today())

    outbox.drain()

    run.refresh_from_db()
    assert (run.number_done, Partner.objects.count()) == (0, 3)


def test_a_certificate_cannot_be_changed(priya: User, prospects: list[Partner]) -> None:
    run = ended(priya, 3)
    for act in (run.delete, lambda: RetentionRun.objects.update(number_done=0)):
        with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
            act()


def test_every_step_is_in_the_trail_without_a_name(priya: User, prospects: list[Partner]) -> None:
    ended(priya, 3)
    entries = AuditEntry.objects.filter(verb__startswith="consent.retention.").order_by("pk")
    assert [entry.verb.rpartition(".")[2] for entry in entries] == ["approve", "end"]
    assert "Ola" not in "".join(entry.facts for entry in entries)
