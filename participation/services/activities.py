"""Writing down who came to an activity, and that one did not happen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks
from core.overtaken import refuse_if_overtaken
from core.text import normalise
from participation.models import Activity, PriorityGroup, Turnout, TurnoutCount
from participation.rules import activities as rules
from participation.rules.gates import Problem
from participation.selectors.activities import RIGHT, may_see_as_typed


@dataclass(frozen=True)
class Counted:
    """What somebody counted at the end of a session, and what they learnt. A group that is not in `groups` was not counted."""

    people: int
    practitioners: int = 0
    groups: Mapping[PriorityGroup, int] = field(default_factory=dict)
    went_well: str = ""
    to_change: str = ""


@transaction.atomic
def write_down_who_came(*, activity: Activity, counted: Counted, by: User, seen: int = 0) -> Turnout:
    """Keep who came, in place of what was written down before. `seen` is the version that stood on the page, 0 where there was none.

    What was counted of a group that nobody looks for any more stays. Who may not read what a colleague
    counted does not write over it: it would be lost unseen. Raises PermissionDenied without the right at its hub, Overtaken when a
    colleague wrote meanwhile, and ValidationError with every reason by its field (rules.why_not_count).
    """
    activity, today = _held(activity, by), clocks.today()
    before = Turnout.objects.filter(activity=activity).select_related("entered_by").first()
    if before and not may_see_as_typed(before, by, hub_id=activity.hub_id):
        raise ValidationError(rules.why_not_write_over(typed_by=before.entered_by, hub=activity.hub))
    refuse_if_overtaken(seen=seen, now=before.version if before else 0)
    numbers = {"people": counted.people, "practitioners": counted.practitioners}
    if problems := rules.why_not_count(activity, **numbers, counts=counted.groups, today=today):
        raise ValidationError(by_field(problems))
    kept: dict[str, Any] = {"number_of_people": counted.people, "number_of_practitioners": counted.practitioners}
    kept |= {"went_well": counted.went_well, "to_change": counted.to_change, "entered_by": by, "entered_on": today, "version": seen + 1}
    turnout, is_new = Turnout.objects.update_or_create(activity=activity, defaults=kept)
    turnout.counts.filter(group__is_active=True).delete()
    TurnoutCount.objects.bulk_create(
        TurnoutCount(turnout=turnout, group=group, number_of_people=number) for group, number in counted.groups.items()
    )
    verb = "participation.turnout.count" if is_new else "participation.turnout.count_again"
    audit.record(verb, activity, by=by, hub_id=activity.hub_id)
    return turnout


def held_with_turnout(activity: Activity) -> tuple[Activity, bool]:
    """Return an activity as it stands, locked until the transaction ends, and whether somebody wrote down who came.

    Who changes where or when it was and who writes down who came wait for each other.
    """
    row = Activity.objects.select_for_update().get(pk=activity.pk)
    return row, Turnout.objects.filter(activity=row).exists()


@transaction.atomic
def call_off(*, activity: Activity, because: str, by: User) -> None:
    """Say that an activity did not happen. Raises ValidationError where somebody wrote down who came, or without a reason."""
    activity, because = _held(activity, by), normalise(because).strip()
    if problems := rules.why_not_call_off(activity, because=because, has_turnout=Turnout.objects.filter(activity=activity).exists()):
        raise ValidationError([problem.text for problem in problems])
    activity.called_off_because = because
    activity.save(update_fields=["called_off_because"])
    audit.record("participation.turnout.call_off", activity, by=by, hub_id=activity.hub_id, is_off=True)


@transaction.atomic
def call_on_again(*, activity: Activity, by: User) -> None:
    """Take back that an activity did not happen."""
    activity = _held(activity, by)
    activity.called_off_because = ""
    activity.save(update_fields=["called_off_because"])
    audit.record("participation.turnout.call_off", activity, by=by, hub_id=activity.hub_id, is_off=False)


def by_field(problems: Sequence[Problem]) -> dict[str, list[str]]:
    """Return problems as a form takes them: the words by the field they are about, and the rest by `__all__`."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        found.setdefault(problem.where or "__all__", []).append(problem.text)
    return found


def _held(activity: Activity, by: User) -> Activity:
    held = Activity.objects.select_for_update().get(pk=activity.pk)
    if not Activity.objects.wholly_within(by, RIGHT).filter(pk=held.pk).exists():
        raise PermissionDenied
    return held
