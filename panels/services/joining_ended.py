"""Forgetting who would like to join: at their own word, when their time is over, and when they are erased everywhere."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.selectors import holds
from consent.services import introductions
from consent.services.holding import wait_for_holds
from core import audit
from core.answers import Erased, HeldBack, RowEnded
from panels.models import Interest, Panel
from panels.selectors import joining as selectors
from panels.services.panels import held

HELD_BACK = "This is held back: nothing of it may be deleted now. Ask the data protection officer."
KNOWN_BY_NOW = "They are known by now. Write down under “Questions about data” that they ask to be forgotten."


@transaction.atomic
def forget(*, interest: Interest, by: User, also_the_same: bool = False) -> int:
    """Delete at once what somebody told us who is no person of ours, because they ask; return how many forms that were.

    `also_the_same`: with it go the other forms for this panel that gave the same number or address. Raises ValidationError where one of
    them is held back, and then nothing goes. Where a colleague deleted it meanwhile, that is 0.
    """
    panel = held(interest.panel, by, selectors.EDIT)
    wait_for_holds()
    row = Interest.objects.select_for_update(of=("self",)).filter(pk=interest.pk).first()
    if row is None:
        return 0
    if row.introduction is None:
        raise ValidationError([KNOWN_BY_NOW])
    rows = [row, *(selectors.with_the_same(row) if also_the_same else ())]
    if any(_is_held(one) for one in rows):
        raise ValidationError([HELD_BACK])
    for one in rows:
        audit.record("panels.interest.forget", one, by=by, hub_id=panel.hub_id)
        _delete(one)
    return len(rows)


@transaction.atomic
def end_kept(*, key: str) -> RowEnded:
    """Delete one whose time is over, inside the asker's transaction. Who joined meanwhile stays; who is gone already counts as ended."""
    panel = Panel.objects.filter(interests__pk=key).first()
    if panel is None:
        return RowEnded()
    held(panel, None)
    row = selectors.prospects().select_for_update(of=("self",)).filter(pk=key).first()
    if row is None:
        joined = Interest.objects.filter(pk=key).exists()
        return RowEnded("They joined meanwhile.") if joined else RowEnded()
    if _is_held(row):
        return RowEnded("They are held back.")
    _delete(row)
    return RowEnded()


def _is_held(row: Interest) -> bool:
    people = selectors.people_behind(row)
    return holds.is_held({selectors.CODE: [str(row.pk)]}) or any(holds.on_people(people).values())


def _delete(row: Interest) -> None:
    found = row.introduction
    row.delete()
    if found:
        introductions.forget([found])


@transaction.atomic
def erase(*, person_id: UUID, today: date) -> Erased:
    """Delete what hangs on somebody who is forgotten. That they joined stays with their membership, which says no more who it is.

    Raises HeldBack where a hold keeps one of these, all of their kind, or somebody else whose address was given: nothing is erased then.
    """
    theirs = selectors.about(person_id).filter(membership__isnull=True)
    rows = list(theirs.select_related("introduction", "person"))
    if any(_is_held(row) for row in rows):
        raise HeldBack
    for row in rows:
        _delete(row)
    return Erased(len(rows))
