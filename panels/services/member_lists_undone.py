"""Taking a list of members back: who came with it goes again, unless somebody has worked with them since."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from consent.models import Person
from consent.services.holding import wait_for_holds
from consent.services.people import lock_all
from consent.services.people import mark_of as mark_of_person
from core.marks import mark_of
from core.models import ImportLine
from panels.models import Membership
from panels.services.holding_members import is_held

MARKED = ("kind", "stage", "capacity", "joined_on", "left_on", "version")


def lock_people(lines: Sequence[ImportLine]) -> None:
    """Lock whom these lines are about before their memberships, as an erasing does: in the other order each would wait for the other."""
    lock_all(Membership.objects.filter(pk__in=[line.subject.partition(":")[2] for line in lines]).values("person"))
    wait_for_holds()


def taken_back(line: ImportLine) -> str:
    """Take one off again; return why it must stay, or nothing."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("person__merged_into")
    row = rows.filter(pk=line.subject.partition(":")[2]).first()
    if row is None:
        return "They are on the panel no more under this entry."
    if mark_of(row, MARKED) != line.after:
        return "Somebody worked with this member since, so they stay. Look at it by hand."
    if is_held(row):
        return "They are held back: a legal hold keeps what we hold of them."
    if _has_more(row):
        return "Something was written down about this member since, so they stay."
    row.delete()
    return _forgotten(line)


def _has_more(row: Membership) -> bool:
    """Return whether anything hangs on a membership, whatever part of panels put it there: a list brings nothing of it, so others did."""
    links: Any = Membership._meta.related_objects
    return any(link.related_model._base_manager.filter(**{link.field.name: row}).exists() for link in links)


def _forgotten(line: ImportLine) -> str:
    """Delete who was new with the list, unless something leads to them by now; then they stay as somebody we know."""
    made = line.before.get("made")
    person = Person.objects.select_for_update(of=("self",)).filter(pk=made).first() if made else None
    if person is None or not person.is_here or person.merged_here.exists() or mark_of_person(person) != line.before.get("mark"):
        return ""
    try:
        with transaction.atomic():
            person.delete()
    except ProtectedError:
        return ""
    return ""
