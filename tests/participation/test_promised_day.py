"""The day families were told first stays what we are held to, whatever later day is given (DESIGN promises 10 and 14)."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.clocks import due_on
from core.models import AuditEntry, Hub, Post
from participation.choices import Stage
from participation.models import Engagement
from participation.services.engagements import open_engagement
from tests.builders import make_engagement, make_everyday_engagement, today
from tests.cast import sign_in
from tests.staff_forms import seen_on

FIRST, LATER = today() + timedelta(weeks=6), today() + timedelta(weeks=14)


@pytest.fixture
def desk(asha: User, elm_manager: Post) -> Client:
    return sign_in(asha)


def save(desk: Client, engagement: Engagement, **fields: object) -> None:
    """Save an engagement's form as it stands, with these fields changed."""
    hubs = list(engagement.hubs.values_list("pk", flat=True))
    kept = {"title": engagement.title, "question": "What?", "what_can_change": "All.", "who_acts": engagement.who_acts_id, "hubs": hubs}
    there = reverse("engagement:edit", args=(engagement.pk,))
    page = desk.post(there, kept | fields | {"seen": seen_on(desk, there)})
    assert page.status_code == 302, "the form was refused"
    engagement.refresh_from_db()


def test_opening_keeps_the_day_families_are_told(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm, stage=Stage.PLANNING, opened_on=None, answer_by_on=FIRST)

    open_engagement(engagement=engagement, by=asha)

    engagement.refresh_from_db()
    assert engagement.promises == [{"told_on": str(today()), "by_on": str(FIRST), "weeks": None}]
    assert json.loads(AuditEntry.objects.get(verb="participation.engagement.open").facts)["answer_by_on"] == str(FIRST)


def test_a_later_day_does_not_take_the_first_one_back(desk: Client, elm: Hub) -> None:
    engagement = make_engagement(elm, answer_by_on=FIRST)

    save(desk, engagement, answer_by_on=str(LATER))
    save(desk, engagement, answer_by_on=str(LATER + timedelta(days=7)))

    assert engagement.promised_on(today()) == FIRST
    assert engagement.expected_on(today()) == LATER + timedelta(days=7)
    moves = [json.loads(entry.facts)["moved"] for entry in AuditEntry.objects.filter(verb="participation.engagement.edit").order_by("pk")]
    assert [one for move in moves for one in move] == [
        f"answer_by_on: {FIRST} to {LATER}",
        f"answer_by_on: {LATER} to {LATER + timedelta(days=7)}",
    ]


def test_while_it_is_planned_the_day_moves_freely(desk: Client, elm: Hub) -> None:
    engagement = make_engagement(elm, stage=Stage.PLANNING, opened_on=None, answer_by_on=FIRST)

    save(desk, engagement, answer_by_on=str(LATER))

    assert engagement.promised_on(today()) == LATER


def test_more_weeks_hold_for_who_is_heard_later_and_not_for_who_was_heard_before(desk: Client, elm: Hub) -> None:
    engagement = make_everyday_engagement(elm, opened_on=date(2026, 1, 5))
    before, after = today() - timedelta(days=20), today() + timedelta(days=1)

    save(desk, engagement, answer_within_weeks=12)

    assert engagement.promised_on(before) == due_on(before, weeks=6)
    assert engagement.promised_on(today()) == due_on(today(), weeks=6)
    assert engagement.promised_on(after) == due_on(after, weeks=12)
    assert engagement.expected_on(before) == due_on(before, weeks=12)


def test_staff_see_both_days_and_how_late_it_is(desk: Client, elm: Hub) -> None:
    late_on = today() - timedelta(days=3)
    engagement = make_engagement(elm, answer_by_on=late_on)
    save(desk, engagement, answer_by_on=str(LATER))

    row = desk.get(reverse("engagement:index")).text
    form = desk.get(reverse("engagement:edit", args=(engagement.pk,))).text

    assert f"(families were told {late_on:%-d} {late_on:%b %Y}), 3 days late" in row
    assert f"Families were told {late_on:%-d %B %Y}. You may give a later day" in form
