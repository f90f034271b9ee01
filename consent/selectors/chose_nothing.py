"""Who came by the public form and then decided nothing: nobody needs to know them any more, unless something else leads to them."""

from datetime import date
from typing import Any

from django.db.models import ForeignObjectRel, QuerySet

from consent.choices import Source
from consent.models import DoorCode, FamilyVisit, Person, SharedAbout

CODE = "chose_nothing"  # consent/choices/retention.py
# What leads to somebody only because they stood at the door; and what is kept of everybody, by an id alone, after they are forgotten.
AT_THE_DOOR = (DoorCode, FamilyVisit, SharedAbout)


def chose_nothing(until: date) -> "QuerySet[Person]":
    """Return who came by the form by a day, and to whom no row of Earshot leads: no decision, no request, no record joined to theirs.

    Whatever table of any app points at people is asked, so that a panel which takes somebody in keeps them here.
    """
    people = Person.objects.here().filter(source=Source.FORM, added_on__lte=until)
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.related_model not in AT_THE_DOOR:
            model: Any = relation.related_model
            name = relation.field.name
            people = people.exclude(pk__in=model._base_manager.filter(**{f"{name}__isnull": False}).values(name))
    return people.order_by("code")
