"""Forgetting who came by the public form and decided nothing."""

from datetime import date
from uuid import UUID

from django.db import transaction

from consent.models import Person
from consent.selectors import chose_nothing as selectors
from consent.services import erasing
from core.answers import HeldBack
from core.questions import RowEnded


@transaction.atomic
def forget(*, person_id: UUID, today: date) -> RowEnded:
    """Empty the record of one of them, unless something leads to them by now. Who is gone already counts as ended."""
    person = Person.objects.select_for_update(of=("self",)).filter(pk=person_id).first()
    if person is None or not person.is_here:
        return RowEnded()
    if not selectors.chose_nothing(today).filter(pk=person.pk).exists():
        return RowEnded(why_kept="They decided something since, or something of ours leads to them.")
    try:
        erasing.erase_everywhere(person, today)  # and so from what waits to be given to somebody, and from a restored copy
    except HeldBack:
        return RowEnded(why_kept="They are held back.")
    return RowEnded()
