"""The council's list of groups that it looks for, and the figures of how many there are."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from accounts.models import User
from core import audit, clocks
from core.models import Hub
from core.querysets import reach
from participation.models import Population, PriorityGroup
from participation.rules import groups as rules
from participation.selectors.groups import is_name_taken
from participation.services.activities import by_field
from participation.starter_groups import BEGINS_WITH, STARTER_SET, Starter

RIGHT = "priority_group.edit"


@transaction.atomic
def begin() -> int:
    """Give a council that looks for nobody yet the first five groups of the set; return how many. What it chose itself stays."""
    if PriorityGroup.objects.exists():
        return 0
    return len(PriorityGroup.objects.bulk_create(_of_the_set(one, place) for place, one in enumerate(STARTER_SET[:BEGINS_WITH], 1)))


@transaction.atomic
def take_from_the_set(*, key: str, by: User) -> PriorityGroup:
    """Look for a group of the shipped set too. Raises ValidationError for one that is not in it, or that the council has already."""
    _may_edit(by)
    found = next((one for one in STARTER_SET if one.key == key), None)
    if found is None:
        raise ValidationError("That group is not in the set.")
    if PriorityGroup.objects.filter(key=key).exists() or is_name_taken(found.name, but=None):
        raise ValidationError(f"“{found.name}” is in your list already.")
    group = _of_the_set(found, _last_place() + 1)
    group.save()
    audit.record("participation.priority_group.add", group, by=by, key=key)
    return group


@transaction.atomic
def keep_group(*, group: PriorityGroup, by: User) -> PriorityGroup:
    """Keep a group as its form has it; a new one gets a key of its own, which stays. Raises ValidationError with every reason."""
    _may_edit(by)
    problems = rules.why_not_keep_group(name=group.name, meaning=group.meaning, is_taken=is_name_taken(group.name, but=group.pk))
    if problems:
        raise ValidationError(by_field(problems))
    is_new = group.pk is None
    if is_new:
        group.key = _free_key(group.name)
        group.order = group.order or _last_place() + 1
    group.save()
    audit.record(f"participation.priority_group.{'add' if is_new else 'edit'}", group, by=by, key=group.key, is_active=group.is_active)
    return group


@transaction.atomic
def keep_figure(*, group: PriorityGroup, hub: Hub, number: int, source: str, counted_on: date, by: User) -> Population:
    """Keep about how many of a group live around a hub, in place of an older figure. Raises ValidationError with every reason."""
    _may_edit(by)
    if problems := rules.why_not_keep_figure(source=source, counted_on=counted_on, today=clocks.today()):
        raise ValidationError(by_field(problems))
    said = {"number_of_people": number, "source": source, "counted_on": counted_on}
    figure, _ = Population.objects.update_or_create(group=group, hub=hub, defaults=said)
    audit.record("participation.priority_group.figure", group, by=by, hub_id=hub.pk, counted_on=counted_on.isoformat())
    return figure


def _of_the_set(one: Starter, place: int) -> PriorityGroup:
    return PriorityGroup(key=one.key, name=one.name, meaning=one.meaning, order=place)


def _last_place() -> int:
    return PriorityGroup.objects.aggregate(last=Max("order"))["last"] or 0


def _free_key(name: str) -> str:
    """Return a key of this name; one that no group has, nor the shipped set: a council's own words are not what the set means."""
    plain = slugify(name)[:50] or "group"
    taken = {*PriorityGroup.objects.filter(key__startswith=plain).values_list("key", flat=True), *(one.key for one in STARTER_SET)}
    return next(key for key in (plain, *(f"{plain}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def _may_edit(by: User) -> None:
    """Raise PermissionDenied for who does not hold the right for the whole council: the list is everybody's."""
    if reach(by, RIGHT) is not None:
        raise PermissionDenied
