"""What is held back from deletion; the officer's warning; the daily count; the dry run."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from consent.choices.retention import BY_CODE, Left
from consent.models import LegalHold, Partner, RetentionCheck
from consent.provides import endings
from consent.rules import retention as rules
from consent.selectors import retention as selectors
from consent.services import retention as services
from core import outbox
from tests import builders
from tests.cast import sign_in
from tests.consent.retention_people import CODE, answer, approve, ended, looked_at, prospect, prospects
from tests.feedback.desk import words

__all__ = ["prospects"]
pytestmark = pytest.mark.django_db
KIND = BY_CODE[CODE]
ONE = reverse("retention:one", args=[CODE])


# --- Holding back ---------------------------------------------------------------------------------------------------------


def hold(officer: User, record: str = "", name: str = "Court case 2026/14") -> LegalHold:
    said = {"name": name, "code": CODE, "record": record, "reason": "The court asked for Kit’s papers."}
    sign_in(officer).post(reverse("retention:hold"), said)
    return LegalHold.objects.get(name=name)


def test_one_record_held_back_is_left_and_counted(priya: User, prospects: list[Partner]) -> None:
    ola = prospects[0]
    hold(priya, str(ola.pk))

    run = ended(priya, 3)

    assert list(Partner.objects.all()) == [ola]
    assert (run.number_done, run.left) == (2, {str(ola.pk): Left.HELD})
    assert "Held back by a legal hold: 1" in words(sign_in(priya).get(reverse("retention:certificate", args=[run.pk])))


def test_a_whole_kind_held_back_cannot_be_approved_until_the_hold_is_lifted(priya: User, prospects: list[Partner]) -> None:
    held = hold(priya)
    desk = sign_in(priya)
    assert "All of it is held back." in words(desk.post(reverse("retention:approve", args=[CODE]), {"seen": looked_at(CODE, 3)}))

    over = {"hold": str(held.pk), "reason": "The court is done."}
    desk.post(reverse("retention:lift"), over)

    held.refresh_from_db()
    assert (held.lifted_by, held.lifted_on) == (priya, builders.today())
    assert ended(priya, 3).number_done == 3
    assert "lifted already" in words(desk.post(reverse("retention:lift"), over, follow=True))


def test_a_hold_placed_after_the_approval_is_heeded(priya: User, prospects: list[Partner]) -> None:
    run = approve(priya, 3)
    hold(priya)

    outbox.drain()

    run.refresh_from_db()
    assert (run.number_done, run.number_left(Left.HELD), Partner.objects.count()) == (0, 3, 3)


def test_a_hold_needs_a_name_a_kind_and_a_reason(priya: User) -> None:
    page = sign_in(priya).post(reverse("retention:hold"), {"name": "", "code": "", "record": "", "reason": "Kept in the box."})
    assert "Give the hold a name" in words(page)
    assert "Choose which kind" in words(page)
    assert "Kept in the box." in words(page)
    assert not LegalHold.objects.exists()


def test_the_reason_of_a_hold_is_sealed(priya: User, adam: User) -> None:
    held = hold(priya)
    stored = LegalHold.objects.filter(pk=held.pk).values_list("reason", flat=True).get()
    assert "court" not in stored
    assert "asked for Kit" in words(sign_in(priya).get(reverse("retention:index")))
    assert "asked for Kit" not in words(sign_in(adam).get(reverse("retention:index")))


def test_no_hold_is_lifted_that_is_not_there(priya: User) -> None:
    for made_up in ("", "7", "none", "2f0d4f10-0000-4000-8000-000000000000"):
        assert sign_in(priya).post(reverse("retention:lift"), {"hold": made_up}).status_code == 404


# --- Warning, heartbeat, dry run ------------------------------------------------------------------------------------------


def test_the_officer_is_warned_weeks_before_and_told_when_it_is_time(priya: User, adam: User, settings: Settings) -> None:
    answer(settings)
    soon = prospect("Soon", ended_on=rules.months_before(builders.today(), 6) + timedelta(days=9))
    services.look_at_what_is_due(builders.today())
    (line,) = endings.what_is_past_its_time(user=priya, today=builders.today())
    assert "1 will be past their time within four weeks" in line.text
    assert line.href == ONE
    assert endings.what_is_past_its_time(user=adam, today=builders.today()) == []

    Partner.objects.filter(pk=soon.pk).update(ended_on=date(2020, 1, 1))
    services.look_at_what_is_due(builders.today())

    (line,) = endings.what_is_past_its_time(user=priya, today=builders.today())
    assert "1 past their time" in line.text
    approve(priya, 1)
    assert endings.what_is_past_its_time(user=priya, today=builders.today()) == []


def test_a_dry_run_by_command_says_what_is_due_and_changes_nothing(prospects: list[Partner]) -> None:
    said = StringIO()
    call_command("what_is_due", stdout=said)
    assert f"{KIND.name} (6 months): 3 due" in said.getvalue()
    assert "What we hold about somebody as a panel member (2 years): nothing of this kind is kept yet" in said.getvalue()
    assert Partner.objects.count() == 3
    assert not RetentionCheck.objects.exists()


def test_the_daily_count_says_that_somebody_looked_and_forgets_old_counts(db: None) -> None:
    RetentionCheck.objects.create(ran_at=timezone.now() - timedelta(days=91))
    outbox.put("consent.check_retention")
    outbox.drain()
    assert [check.ran_at.date() for check in RetentionCheck.objects.all()] == [timezone.now().date()]


def test_the_daily_count_is_one_of_the_chores() -> None:
    outbox.put_chores()
    assert selectors.CHORE in set(outbox.registry.CHORES)
