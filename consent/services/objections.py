"""An objection that is upheld holds: what the officer names is used no more, from that moment (UK GDPR Article 21)."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.choices import HowReceived, Method
from consent.models import RightsRequest, UseStopped
from consent.rules import rights as rules
from consent.selectors import objections as selectors
from consent.selectors.ledger import locked_person
from consent.services import ledger
from core import audit

# How somebody objected, as the ledger calls it: a no needs no proof.
SAID_BY = {
    HowReceived.DOOR: Method.WEB,
    HowReceived.FORM: Method.WEB,
    HowReceived.EMAIL: Method.REPLY,
    HowReceived.PHONE: Method.SPOKEN,
    HowReceived.LETTER: Method.PAPER,
    HowReceived.IN_PERSON: Method.SPOKEN,
}


@transaction.atomic
def stop_for(*, request: RightsRequest, chosen: Collection[str], by: User, today: date) -> list[str]:
    """Stop using somebody's for what was chosen (`selectors.objections.Stoppable.key`), and keep for the letter what it was, and what of it
    is out and cannot be called back. More can be stopped until they have the letter, which lists all of it.

    A yes is taken back; anything else is stopped until they let us again. Raises ValidationError with every reason why not.
    """
    row = RightsRequest.objects.select_for_update(of=("self",)).select_related("person__merged_into").get(pk=request.pk)
    if reasons := rules.why_not_stop_for(row, number_chosen=len(chosen)):
        raise ValidationError(reasons)
    assert row.about is not None, "nobody decides to stop for nobody (rules.why_not_decide)"
    person = locked_person(row.about.pk)
    offered = {one.key: one for one in selectors.stoppable(person, today)}
    if not set(chosen) <= set(offered):
        raise ValidationError(["One of these cannot be stopped any more. Look at the list again."])
    stopped = [offered[key] for key in offered if key in set(chosen)]
    called_back = list[str]()
    for one in stopped:
        if one.purpose.is_asked:
            how = SAID_BY[HowReceived(row.how)]
            done = ledger.change_mind(person=person, purpose=one.purpose, partner=one.partner, today=today, by=by, method=how)
            called_back += done.stopped
        else:
            facts = {"hub": person.hub, "taken_in_by": by, "stopped_on": today, "because": row}
            UseStopped.objects.get_or_create(person=person, purpose=one.purpose, lifted_on=None, defaults=facts)
    row.stopped_on = row.stopped_on or today
    before = [one for one in row.outcome if not one.get("is_stopped")]
    now = [{"what": one.title, "why": "", "until": ""} for one in stopped]
    row.outcome = before + now + RightsRequest.as_stopped([*row.what_stopped, *called_back])
    row.save(update_fields=["stopped_on", "outcome"])
    audit.record("consent.rights.stop_using", row, by=by, number=len(stopped))
    return [one.title for one in stopped]
