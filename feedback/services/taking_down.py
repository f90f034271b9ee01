"""Taking an answer off the public pages at once: when a family could be known by it, nobody waits for a second look (decision 0018)."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from consent.services import information_ending
from core import audit
from feedback.models import TakenDown, WeDid, YouSaid
from feedback.rules import answering_back as rules

RIGHT = "you_said.take_down"


@transaction.atomic
def take_down(*, you_said: YouSaid, reason: str, by: User, today: date) -> YouSaid:
    """Take one You said with all its answers off every public page. It comes back when a corrected answer is published.

    Who holds the right at one of its hubs may: better one page too few for an afternoon than a family named. Raises PermissionDenied,
    and ValidationError with every reason against it.
    """
    row = YouSaid.objects.select_for_update().get(pk=you_said.pk)
    if not YouSaid.objects.visible_to(by, RIGHT).filter(pk=row.pk).exists():
        raise PermissionDenied
    if reasons := rules.why_not_take_down(row, reason=reason):
        raise ValidationError(reasons)
    answers = list(WeDid.objects.readable().filter(you_said=row))
    information_ending.came_down(keys={("you_said", str(row.pk)), *(("we_did", str(answer.pk)) for answer in answers)})
    TakenDown.objects.bulk_create(TakenDown(answer=answer, reason=reason, taken_down_on=today, by=by) for answer in answers)
    row.taken_down_on = today
    row.save(update_fields=["taken_down_on"])
    audit.record("feedback.you_said.take_down", row, by=by, reference=row.reference, reason=reason)
    return row
