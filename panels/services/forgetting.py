"""Four weeks after a meeting nobody needs to know any more who needed what: it is deleted, and what it came to stays as counts."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F, QuerySet

from consent.selectors import holds
from consent.selectors.people import led_on
from consent.services.holding import wait_for_holds
from core import audit, clocks
from panels.models import Meeting, MeetingNeed, NeedCount
from panels.selectors.needs import meetings_to_forget
from panels.services.panels import held


def forget_needs(*, now: datetime) -> int:
    """Delete what members needed at meetings that began 28 days ago or earlier; return at how many meetings.

    One transaction for each meeting: killed in the middle, what was done stays done and the next run does the rest. What is of somebody
    whom the data protection officer holds waits until the hold is lifted.
    """
    old = meetings_to_forget(clocks.today(now)).order_by("pk")
    return sum(_forget_at(meeting) for meeting in old.select_related("panel"))


@transaction.atomic
def _forget_at(meeting: Meeting) -> bool:
    panel = held(meeting.panel, None)
    wait_for_holds()
    needs = list(
        MeetingNeed.objects.select_for_update(of=("self",)).filter(meeting=meeting).select_related("membership__person__merged_into")
    )
    going = _not_held(needs)
    delete_needs(MeetingNeed.objects.filter(pk__in=[one.pk for one in going]))
    if going:
        audit.record("panels.need.forget", meeting, by=None, hub_id=panel.hub_id, number=len(going))
    return bool(going)


def _not_held(needs: list[MeetingNeed]) -> list[MeetingNeed]:
    people = {one.pk: led_on(one.membership.person) for one in needs if one.membership.person}
    found = holds.on_people(people.values()) if people and holds.standing().exists() else {}
    return [one for one in needs if not (one.pk in people and found.get(people[one.pk].pk))]


def delete_needs(needs: "QuerySet[MeetingNeed]") -> None:
    """Delete what was arranged at meetings; how many were asked for and booked, and what it cost, stays counted (`NeedCount`).

    Inside the asker's transaction, and on top of what was counted before.
    """
    rows = list(needs.select_for_update(of=("self",)).order_by("pk"))
    for meeting_id, kind in sorted({(one.meeting_id, one.kind) for one in rows}):
        _count(meeting_id, kind, [one for one in rows if (one.meeting_id, one.kind) == (meeting_id, kind)])
    MeetingNeed.objects.filter(pk__in=[one.pk for one in rows]).delete()


def _count(meeting_id: int, kind: str, needs: list[MeetingNeed]) -> None:
    count, _new = NeedCount.objects.get_or_create(meeting_id=meeting_id, kind=kind, defaults={"number_asked": 0, "number_booked": 0})
    NeedCount.objects.filter(pk=count.pk).update(
        number_asked=F("number_asked") + len(needs),
        number_booked=F("number_booked") + sum(one.booked_on is not None for one in needs),
        spent=F("spent") + sum((one.spent or Decimal(0) for one in needs), Decimal(0)),
    )
