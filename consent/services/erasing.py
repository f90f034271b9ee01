"""Emptying the records of this room when somebody is forgotten. What we must be able to prove stays, without saying who it was."""

from datetime import date
from uuid import UUID

from django.db import transaction

from consent.models import Person, RightsRequest
from consent.services import door
from consent.services.people import WORDS
from core import clocks
from core.questions import Erased, Kept

PROOF_MONTHS = 36  # so that the regulator and the person can still ask; the council may decide otherwise with a reason
REQUESTS = "That you asked us about your data, the days, and our letter"
WHY_REQUESTS = "We must be able to show that we did what you asked."


@transaction.atomic
def forget_person(*, person_id: UUID, today: date) -> Erased:
    """Empty somebody's record, end their visits, and say what stays. Running it again changes nothing."""
    person = Person.objects.select_for_update(of=("self",)).filter(pk=person_id).first()
    if person is None:
        return Erased(0)
    is_first = person.erased_on is None
    for name in WORDS:
        setattr(person, name, "")
    person.is_young, person.says_may_decide, person.ask_again_from = False, False, None
    person.language, person.channel, person.safe, person.hub = "", "", "", None
    person.erased_on = person.erased_on or today
    person.save()
    door.end_visits(person)
    kept = []
    if RightsRequest.objects.filter(person=person).exists():
        kept.append(Kept(REQUESTS, WHY_REQUESTS, clocks.months_after(today, PROOF_MONTHS)))
    return Erased(int(is_first), tuple(kept))
