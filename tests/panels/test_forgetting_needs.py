"""Four weeks after a meeting nobody reads any more who needed what; how much was asked for, booked and spent stays."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import LegalHold
from core.models import AuditEntry, Hub
from core.outbox.registry import CHORES
from panels.models import Meeting, MeetingNeed, NeedCount, Panel
from panels.provides.meetings import kept_for_a_time
from panels.services import forgetting
from panels.tasks import forget_needs
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.meeting import make_need, words
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel


@pytest.fixture
def panel(elm: Hub) -> Panel:
    return make_panel(elm)


def old(panel: Panel, days: int = 28, **fields: Any) -> Meeting:
    return make_meeting(panel, starts_at=in_days(-days), state="held", **fields)


def counts(meeting: Meeting) -> list[tuple[str, int, int, Decimal]]:
    return list(NeedCount.objects.filter(meeting=meeting).values_list("kind", "number_asked", "number_booked", "spent"))


def test_after_28_days_it_is_deleted_and_counts_stay(panel: Panel, petra: User) -> None:
    meeting, member = old(panel), make_member(panel)
    make_need(meeting, member, booked_on=today(), booked_by=petra, spent=Decimal("12.50"))
    make_need(meeting, member, detail="A baby.")
    make_need(meeting, member, "food", detail="No nuts.")

    assert kept_for_a_time(today=today())[0].number_due == 1
    forget_needs()

    assert kept_for_a_time(today=today())[0].number_due == 0
    assert not MeetingNeed.objects.exists()
    assert counts(meeting) == [("childcare", 2, 1, Decimal("12.50")), ("food", 1, 0, Decimal(0))]
    assert AuditEntry.objects.get(verb="panels.need.forget").actor == "system"
    assert "2 asked for, 1 booked, £12.50" in words(sign_in(petra).get(reverse("meeting:one", args=[meeting.pk])))


def test_the_day_before_nothing_is_deleted(panel: Panel) -> None:
    make_need(old(panel, 27), make_member(panel))
    make_need(make_meeting(panel), make_member(panel, make_person(panel.hub, "Sam")))

    forget_needs()

    assert MeetingNeed.objects.count() == 2
    assert not NeedCount.objects.exists()


def test_a_meeting_that_was_called_off_is_no_reason_to_remember(panel: Panel) -> None:
    make_need(old(panel, 40, called_off_because="Snow."), make_member(panel))
    Meeting.objects.update(state="off")

    forget_needs()

    assert not MeetingNeed.objects.exists()


def test_again_counts_nothing_twice_and_what_came_late_is_added(panel: Panel) -> None:
    meeting, member = old(panel), make_member(panel)
    make_need(meeting, member, "food")
    forget_needs()
    forget_needs()
    assert counts(meeting) == [("food", 1, 0, Decimal(0))]

    make_need(meeting, member, "food")
    forget_needs()

    assert counts(meeting) == [("food", 2, 0, Decimal(0))]


@pytest.fixture
def killed_at_the_second() -> Iterator[None]:
    """The worker dies while it counts the second meeting, after something of it was written."""
    real, calls = forgetting._count, list[int]()

    def dies(*args: Any) -> None:
        calls.append(1)
        real(*args)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with patch.object(forgetting, "_count", dies):
        yield


def test_killed_in_the_middle_it_goes_on_where_it_was(panel: Panel, killed_at_the_second: None) -> None:
    member = make_member(panel)
    first, second = old(panel, 60), old(panel, 30)
    for meeting in (first, second):
        make_need(meeting, member, "food")

    with pytest.raises(KeyboardInterrupt):
        forgetting.forget_needs(now=timezone.now())

    assert counts(first) == [("food", 1, 0, Decimal(0))]
    assert list(MeetingNeed.objects.values_list("meeting", flat=True)) == [second.pk]
    assert counts(second) == [], "its counts went back with the rest of it"
    forgetting.forget_needs(now=timezone.now())
    assert counts(second) == [("food", 1, 0, Decimal(0))]
    assert not MeetingNeed.objects.exists()


def test_of_somebody_who_is_held_it_waits_until_the_hold_is_lifted(panel: Panel, priya: User) -> None:
    meeting, member = old(panel), make_member(panel)
    make_need(meeting, member, "food")
    make_need(meeting, make_member(panel, make_person(panel.hub, "Sam")), "food")
    facts = {"name": "A court", "because": "A claim.", "review_on": today(), "placed_by": priya}
    names = {field.name for field in LegalHold._meta.concrete_fields}
    hold = LegalHold.objects.create(person=member.person, from_on=today(), **{key: value for key, value in facts.items() if key in names})

    forget_needs()

    assert MeetingNeed.objects.get().membership == member
    assert counts(meeting) == [("food", 1, 0, Decimal(0))]
    LegalHold.objects.filter(pk=hold.pk).delete()
    forget_needs()
    assert counts(meeting) == [("food", 2, 0, Decimal(0))]


def test_the_worker_does_it_every_hour() -> None:
    assert CHORES["panels.forget_needs"].every == timedelta(hours=1)
