"""Writing down who took part in a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks
from core.overtaken import refuse_if_overtaken
from panels.choices import Came
from panels.models import Attendance, AttendanceSheet, Meeting, Membership
from panels.rules import meetings as rules
from panels.services.meetings import held_meeting, mark_held

MOST = 500


@dataclass(frozen=True)
class Sheet:
    """What was ticked: `members` is what stands for each by membership, and nothing for who was not there."""

    members: Mapping[UUID, str] = field(default_factory=dict)
    staff: int = 0
    guests: int = 0


@transaction.atomic
def keep(*, meeting: Meeting, sheet: Sheet, by: User, now: datetime, seen: int = 0) -> AttendanceSheet:
    """Keep who took part, in place of what was written down before, and that the meeting was held. `seen` is 0 where nothing stood.

    Members who do not stand in `sheet.members` keep what stood of them: a page shows who may be ticked today, and who left since stays
    counted. Raises Overtaken when a colleague wrote meanwhile, and ValidationError with every reason.
    """
    row = held_meeting(meeting, by)
    stands = AttendanceSheet.objects.filter(meeting=row).first()
    refuse_if_overtaken(seen=seen, now=stands.version if stands else 0)
    of_panel = set(Membership.objects.filter(panel=row.panel, pk__in=sheet.members).values_list("pk", flat=True))
    if reasons := [*rules.why_not_held(row, now=now), *_wrong(sheet, of_panel)]:
        raise ValidationError(reasons)
    Attendance.objects.filter(meeting=row, membership__in=sheet.members).delete()
    ticked = [(pk, came) for pk, came in sheet.members.items() if came]
    Attendance.objects.bulk_create(Attendance(meeting=row, membership_id=pk, came=came) for pk, came in ticked)
    facts = {
        "number_of_staff": sheet.staff,
        "number_of_guests": sheet.guests,
        "kept_by": by,
        "kept_on": clocks.today(now),
        "version": seen + 1,
    }
    kept, _new = AttendanceSheet.objects.update_or_create(meeting=row, defaults=facts)
    mark_held(meeting=row, by=by, now=now)
    audit.record("panels.attendance.keep", row, by=by, hub_id=row.panel.hub_id)
    return kept


def _wrong(sheet: Sheet, of_panel: set[UUID]) -> list[str]:
    reasons = []
    if set(sheet.members) - of_panel or set(sheet.members.values()) - {"", *Came.values}:
        reasons.append("Somebody on this page is not on this panel. Open the page again.")
    if not all(0 <= number <= MOST for number in (sheet.staff, sheet.guests)):
        reasons.append(f"Staff and guests: a number between 0 and {MOST} each.")
    return reasons
