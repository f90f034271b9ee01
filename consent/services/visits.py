"""Ending what stands open behind the families' door."""

from consent.models import Beginning, DoorCode, FamilyVisit, Person


def end_visits(person: Person) -> None:
    """End every visit of somebody, and every code they asked for: they are erased, or said that it was not them."""
    FamilyVisit.objects.filter(person=person).delete()
    Beginning.objects.filter(code__person=person).delete()
    DoorCode.objects.filter(person=person).delete()
