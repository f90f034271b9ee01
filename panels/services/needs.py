"""What is arranged for members at meetings: carried from what they always need, added by hand, booked."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.services.holding import wait_for_holds
from core import audit
from core.overtaken import refuse_if_overtaken
from core.text import normalise
from panels.choices import MeetingState, NeedKind
from panels.models import Invitation, Meeting, MeetingNeed, Membership, StandingNeed
from panels.rules import needs as rules
from panels.selectors.meetings import EDIT, day_of
from panels.selectors.needs import comes_at_all, is_away, mark_of_need
from panels.services.holding_members import refuse_if_held
from panels.services.panels import held


@transaction.atomic
def carry_standing(meeting: Meeting, membership: Membership, *, kinds: Collection[str] = NeedKind.values) -> int:
    """Put what a member always needs on the list of a meeting that is to come; return how many were put. Again adds nothing.

    Called when somebody is asked to a meeting or says that they come; `kinds` are those that they need this time. The same thing is known
    by its kind and its words.
    """
    held(meeting.panel, None)
    if not Meeting.objects.filter(pk=meeting.pk, state=MeetingState.PLANNED).exists():
        return 0
    there = [(one.kind, one.detail) for one in MeetingNeed.objects.filter(meeting=meeting, membership=membership)]
    number = 0
    for one in StandingNeed.objects.filter(membership=membership, kind__in=kinds):
        if (one.kind, one.detail) in there:
            there.remove((one.kind, one.detail))
        else:
            MeetingNeed.objects.create(meeting=meeting, membership=membership, kind=one.kind, detail=one.detail)
            number += 1
    return number


@transaction.atomic
def carry_one(standing: StandingNeed, *, now: datetime) -> int:
    """Put something that a member always needs, and told us today, on the list of each meeting called already; return of how many.

    Not where they said that they do not come, or rest on that day and did not say that they come. What they need less of at one of these
    meetings stays as they said it.
    """
    member = standing.membership
    said = dict(Invitation.objects.filter(membership=member).values_list("meeting", "reply"))
    to_come = Meeting.objects.filter(panel=member.panel_id, state=MeetingState.PLANNED, starts_at__gte=now)
    coming = [one for one in to_come if not is_away(member, said.get(one.pk), on=day_of(one))] if comes_at_all(member) else []
    same = MeetingNeed.objects.filter(membership=member, kind=standing.kind, meeting__in=coming)
    there = {need.meeting_id for need in same if need.detail == standing.detail}
    missing = [one for one in coming if one.pk not in there]
    for one in missing:
        MeetingNeed.objects.create(meeting=one, membership=member, kind=standing.kind, detail=standing.detail)
    return len(missing)


@transaction.atomic
def add_need(*, meeting: Meeting, membership: Membership, kind: str, detail: str, by: User) -> MeetingNeed:
    """Add something to arrange, as a member said it. Raises ValidationError with every reason why not."""
    panel, detail = held(meeting.panel, by, EDIT), normalise(detail).strip()
    meeting = Meeting.objects.get(pk=meeting.pk)
    is_there = Membership.objects.filter(pk=membership.pk, panel=panel).on_the_panel().exists()
    if reasons := rules.why_not_add(meeting, detail=detail, is_on_the_panel=is_there):
        raise ValidationError(reasons)
    need = MeetingNeed.objects.create(meeting=meeting, membership=membership, kind=kind, detail=detail)
    audit.record("panels.need.add", meeting, by=by, hub_id=panel.hub_id, kind=kind)
    return need


@transaction.atomic
def remove_need(*, need: MeetingNeed, by: User) -> None:
    """Take something off the list of a meeting: it is not needed. What was booked is cancelled by whoever booked it.

    Raises ValidationError where a legal hold keeps it.
    """
    row = _held(need, by, deletes=True)
    refuse_if_held(row.membership)
    audit.record("panels.need.remove", row.meeting, by=by, hub_id=row.meeting.panel.hub_id, kind=row.kind, was_booked=bool(row.booked_on))
    row.delete()


@transaction.atomic
def book(*, need: MeetingNeed, spent: Decimal | None, by: User, on: date, seen: str | None = None) -> None:
    """Say that something is booked, and what it cost where that is known. Again puts the cost right.

    `seen` is the mark of what stood on the page. Raises Overtaken when a colleague booked it meanwhile and something else stands there.
    """
    row = _held(need, by)
    refuse_if_overtaken(seen=seen, now=mark_of_need(row))
    if row.booked_on is None:
        row.booked_on, row.booked_by = on, by
    row.spent = spent
    row.save(update_fields=["booked_on", "booked_by", "spent"])
    audit.record("panels.need.book", row.meeting, by=by, hub_id=row.meeting.panel.hub_id, kind=row.kind)


@transaction.atomic
def unbook(*, need: MeetingNeed, by: User) -> None:
    """Take back that something is booked."""
    row = _held(need, by)
    row.booked_on = row.booked_by = row.spent = None
    row.save(update_fields=["booked_on", "booked_by", "spent"])
    audit.record("panels.need.unbook", row.meeting, by=by, hub_id=row.meeting.panel.hub_id, kind=row.kind)


def _held(need: MeetingNeed, by: User, *, deletes: bool = False) -> MeetingNeed:
    """Return a need anew, its panel held. Raises ValidationError where a colleague took it off the list."""
    panel = held(need.meeting.panel, by, EDIT)
    if deletes:
        wait_for_holds()
    row = MeetingNeed.objects.select_for_update(of=("self",)).select_related("meeting").filter(pk=need.pk).first()
    if row is None:
        raise ValidationError(["It is not on the list any more."])
    row.meeting.panel = panel
    return row
