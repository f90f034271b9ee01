"""What is asked anew once two records of one person are one: who asks, and whatever rests on a yes that a no overcomes (decision 0047)."""

from datetime import date

from accounts.models import User
from consent.models import ConsentRecord, PartDecision, Person, RightsRequest
from consent.selectors.ledger_uses import in_use
from consent.selectors.people import ids_of
from consent.services import ledger_uses
from core import audit


def ask_anew_who_asks(person: Person, *, by: User, today: date) -> None:
    """Forget, of every request that waits, how we know who asks and what was decided for them: that was of one of the two records.

    What was carried out already stays as it is. Inside the asker's transaction.
    """
    mine = RightsRequest.objects.select_for_update(of=("self",)).filter(person__in=ids_of(person)).waiting()
    for row in mine.filter(erased_on=None, set_aside_on=None):
        row.joined_on, row.identified_how, row.identified_on = today, "", None
        if row.stopped_on is None:
            row.verdict, row.why_not_all, row.decided_on, row.decided_by = "", "", None, None
        row.save()
        PartDecision.objects.filter(request=row).delete()
        audit.record("consent.rights.ask_anew", row, by=by)


def stop_what_a_no_overcomes(person: Person, *, by: User, today: date) -> None:
    """Stop what rests on a yes of one record where the other said no, or agreed to fewer places. Inside the asker's transaction."""
    uses = in_use().filter(record__in=ConsentRecord.objects.of([person]))
    ledger_uses.stop_what_may_not_be_used(uses=uses, today=today, by=by)
