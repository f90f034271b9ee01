"""Setting somebody aside who asked to be forgotten while a hold forbids it: what we hold of them is kept, and used for nothing."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.choices import Decision
from consent.models import ConsentRecord, Person, RightsRequest
from consent.rules import rights as rules
from consent.selectors import holds
from consent.selectors.people import ids_of
from consent.services import information_ending, ledger_uses, visits
from core import audit

# What the letter says: that it is kept, and not what the hold is about, which may be secret.
KEPT = {
    "what": "What we hold about you",
    "why": "We must not delete it yet. Until we may, nobody looks it up, and nobody writes to you from it.",
    "until": "",
}


@transaction.atomic
def set_aside(*, request: RightsRequest, by: User, today: date) -> None:
    """Let nobody find or use what we hold of somebody until the hold is lifted and they are erased. Raises ValidationError with reasons.

    What their yeses allowed stops, as it would with an erasing.
    """
    row = RightsRequest.objects.select_for_update(of=("self",)).select_related("person__merged_into").get(pk=request.pk)
    held = holds.on_person(row.about) if row.about else []
    if reasons := rules.why_not_set_aside(row, held_since=held[0].from_on if held else None):
        raise ValidationError(reasons)
    assert row.about is not None, "nobody decides to erase nobody (rules.why_not_decide)"
    Person.objects.filter(pk__in=ids_of(row.about), erased_on=None).update(set_aside_on=today)
    for pk in ids_of(row.about):
        information_ending.forget_person(person_id=pk, today=today)
    visits.end_visits(row.about)
    yeses = ConsentRecord.objects.of([row.about]).filter(decision=Decision.GRANTED)
    stopped = ledger_uses.stop(yeses=yeses, today=today, by=by)
    row.set_aside_on, row.outcome = today, [KEPT, *RightsRequest.as_stopped(stopped)]
    row.save(update_fields=["set_aside_on", "outcome"])
    audit.record("consent.rights.set_aside", row, by=by, person=row.about.shown_code)


def bring_back(request: RightsRequest) -> None:
    """Find somebody again who took back what they asked, unless they asked twice. Inside the asker's transaction."""
    if request.person is None or request.set_aside_on is None:
        return
    others = RightsRequest.objects.filter(person__in=ids_of(request.person), set_aside_on__isnull=False, withdrawn_on=None, erased_on=None)
    if not others.exclude(pk=request.pk).exists():
        Person.objects.filter(pk__in=ids_of(request.person)).update(set_aside_on=None)
