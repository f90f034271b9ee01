"""Keeping the register of what the council does with people's data."""

from dataclasses import asdict

from django.db import transaction

from accounts.models import User
from consent.models import ProcessingActivity
from consent.selectors import activities as selectors
from core import audit


@transaction.atomic
def begin(*, by: User) -> int:
    """Put what Earshot does into the register, where it is not there yet; return how many rows. What was changed stays as it is."""
    rows = selectors.not_begun()
    for row in rows:
        activity = ProcessingActivity.objects.create(**asdict(row))
        audit.record("consent.activity.begin", activity, by=by, code=row.code)
    return len(rows)


@transaction.atomic
def save_activity(*, activity: ProcessingActivity, by: User) -> ProcessingActivity:
    """Keep a row of the register as its form has it."""
    is_new = activity.pk is None
    activity.save()
    audit.record("consent.activity.add" if is_new else "consent.activity.edit", activity, by=by)
    return activity


@transaction.atomic
def delete_activity(*, activity: ProcessingActivity, by: User) -> None:
    """Take a row off the register: the council does this no more."""
    audit.record("consent.activity.delete", activity, by=by, code=activity.code)
    activity.delete()


def note_export(*, by: User) -> None:
    """Write down that somebody took the register out."""
    audit.record("consent.activity.export", by, by=by)
