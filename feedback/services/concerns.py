"""Raising a worry, opening it, saying that one acts on it, and handing it over."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from consent.selectors import holds
from consent.services.holding import wait_for_holds
from core import audit, outbox
from core.models import Hub
from core.overtaken import USED_BEFORE
from core.querysets import may
from core.questions import RowEnded
from core.text import normalise
from feedback.models import Concern
from feedback.rules import concerns as rules
from feedback.selectors import concerns as selectors

ALERT = "feedback.alert_about_worry"


@transaction.atomic
def raise_concern(*, key: UUID, words: str, source: str, hub: Hub | None, by: User) -> Concern:
    """Take in a worry, once however often it is sent, and have the lead and the deputy alerted: the letter says nothing of it.

    `key` is made with the form. Raises ValidationError with every reason why not, PermissionDenied for who works here no more.
    """
    if not may(by, selectors.ADD):
        raise PermissionDenied
    words = normalise(words).strip()
    if reasons := rules.why_not_raise(words):
        raise ValidationError(reasons)
    if found := Concern.objects.filter(pk=key).first():
        if found.raised_by_id != by.pk:
            raise ValidationError([USED_BEFORE])
        return found
    row = Concern.objects.create(pk=key, words=words, source=source, hub=hub, raised_by=by, raised_at=timezone.now())
    audit.record("feedback.concern.raise", row, by=by, hub_id=row.hub_id, source=source)
    outbox.put(ALERT, str(row.pk))
    return row


@transaction.atomic
def open_concern(*, concern: Concern, by: User) -> Concern:
    """Return a worry with its words, and write down who read it. Opening it says nothing of acting on it: see `act_on`."""
    row = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    acts = may(by, selectors.VIEW) and selectors.visible_to_who_acts(by).filter(pk=row.pk).exists()
    if not acts and row.raised_by_id != by.pk:
        raise PermissionDenied
    audit.record("feedback.concern.open", row, by=by, hub_id=row.hub_id)
    return row


@transaction.atomic
def act_on(*, concern: Concern, by: User) -> Concern:
    """Write down that the first of those who act has read a worry and acts on it: only from now on nobody is asked to ring.

    Said twice it is the first one's. Raises ValidationError where it was handed over or is theirs, PermissionDenied for who does not act.
    """
    if not selectors.visible_to_who_acts(by).filter(pk=concern.pk).exists() or not may(by, selectors.EDIT):
        raise PermissionDenied
    row = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    if reasons := rules.why_not_act_on(row, by=by):
        raise ValidationError(reasons)
    if row.seen_at is None:
        row.seen_at, row.seen_by = timezone.now(), by
        row.save(update_fields=["seen_at", "seen_by"])
        audit.record("feedback.concern.act_on", row, by=by, hub_id=row.hub_id)
    return row


@transaction.atomic
def hand_over(*, concern: Concern, end: str, reference: str, by: User) -> Concern:
    """Record that a worry was handed over, or is none: its words go at once, unless a hold keeps them. Raises ValidationError."""
    wait_for_holds()
    if not selectors.visible_to_who_acts(by).filter(pk=concern.pk).exists() or not may(by, selectors.EDIT):
        raise PermissionDenied
    row = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    reference = " ".join(normalise(reference).split())[:60]
    if reasons := rules.why_not_end(row, end=end, reference=reference, by=by):
        raise ValidationError(reasons)
    row.end, row.reference, row.ended_by, row.ended_at = end, reference, by, timezone.now()
    if not holds.held_back(selectors.KIND, [str(row.pk)]):
        row.words = None  # type: ignore[assignment]  # the column may be empty: see the model
    row.save()
    audit.record("feedback.concern.hand_over", row, by=by, hub_id=row.hub_id, end=end)
    return row


def end_words(pk: UUID) -> RowEnded:
    """Delete the words of a worry that was handed over and that a hold had kept."""
    Concern.objects.filter(pk=pk, ended_at__isnull=False).update(words=None)
    return RowEnded()
