"""Which money a legal hold keeps: one claim or small sum, all of them, or whatever is about one person."""

from collections.abc import Iterable

from django.db.models import Q

from consent.models import Person
from consent.selectors import holds
from panels.models import Claim, Payout
from panels.selectors.money_kept import PAYMENTS


def is_held(rows: Iterable[Claim | Payout]) -> bool:
    """Return whether a hold that stands keeps any of these claims or small sums.

    Whose they are stands in the membership; where that was emptied they are found by their code, as money is kept for longer. Whoever is
    about to delete waits for who places a hold before they ask. Join `membership` beforehand.
    """
    rows = list(rows)
    if not rows:
        return False
    known = [row.membership.person_id for row in rows if row.membership.person_id]
    codes = [row.payee_code.removeprefix("P-") for row in rows if not row.membership.person_id]
    people = Person.objects.filter(Q(pk__in=known) | Q(code__in=codes))
    return holds.is_held({PAYMENTS: [str(row.pk) for row in rows]}) or any(holds.on_people(people).values())
