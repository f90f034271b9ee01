"""Posters go up and come down."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks
from core.codes import short_code
from core.models import Hub
from core.querysets import may
from feedback.choices import EntryKind
from feedback.models import EntryPoint, Survey
from feedback.rules.entry_points import why_not_put_up


@transaction.atomic
def put_up_poster(*, survey: Survey, hub: Hub, by: User | None, kind: str = EntryKind.POSTER, label: str = "") -> EntryPoint:
    """Make a poster (or a session's sheet) that leads to an open survey at a hub, with a short code nobody else has.

    Raises PermissionDenied without the right at the hub, and ValidationError with every reason (rules/entry_points.py).
    """
    if by is not None and not may(by, "entry_point.add", hub_id=hub.pk):
        raise PermissionDenied
    today = clocks.today()
    if reasons := why_not_put_up(survey, hub=hub, hubs=list(survey.hubs.all()), today=today, kind=kind):
        raise ValidationError(reasons)
    poster = EntryPoint.objects.create(survey=survey, hub=hub, kind=kind, label=label.strip(), code=_free_code(), made_on=today)
    audit.record("feedback.entry_point.put_up", poster, by=by, hub_id=hub.pk, survey=survey.pk, kind=str(kind))
    return poster


@transaction.atomic
def take_down_poster(*, poster: EntryPoint, by: User) -> None:
    """Say that a poster came down. Its address goes on leading to the survey: somebody may have a photo of it."""
    if not may(by, "entry_point.edit", hub_id=poster.hub_id):
        raise PermissionDenied
    poster = EntryPoint.objects.select_for_update().get(pk=poster.pk)
    if poster.taken_down_on is None:
        poster.taken_down_on = clocks.today()
        poster.save(update_fields=["taken_down_on"])
        audit.record("feedback.entry_point.take_down", poster, by=by, hub_id=poster.hub_id)


def _free_code() -> str:
    """Return a code no poster has. Two at once with the same of 64 million are stopped by the database's own constraint."""
    code = short_code()
    while EntryPoint.objects.filter(code=code).exists():
        code = short_code()
    return code
