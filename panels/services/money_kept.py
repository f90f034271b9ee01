"""Forgetting somebody who got money, and ending what is past its time (decision 0062)."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consent.models import Person
from consent.selectors import holds
from consent.services.holding import wait_for_holds
from core import audit
from core.answers import Erased, HeldBack, Kept, RowEnded
from panels.choices import ClaimState
from panels.choices.money import OVER, WERE_PAID
from panels.models import Claim, Membership, Payout
from panels.selectors import money_kept as selectors
from panels.selectors.money_held import is_held as is_held_money

WHAT = _("What we paid to you, when, and the receipts for it. Your name is not in it")
WHY = _("The law wants us to show what public money was spent on.")
NOT_PAID = _("You had asked for money that we had not paid yet. We cannot pay it now, because we no longer know who you are.")


@transaction.atomic
def forget(*, person_id: UUID, today: date) -> Erased:
    """Forget what somebody said about their claims, and every receipt of what was not paid.

    What was paid stays with its receipts, under their code: without them nobody can show where public money went. Memberships still point
    at the person here: whoever empties those is asked after this. Raises HeldBack where a hold keeps one of their claims, all money, or
    them: then nothing is erased anywhere.
    """
    locked = Claim.objects.select_for_update(of=("self",)).select_related("membership")
    rows = list(selectors.theirs(locked, person_id).order_by("pk"))
    telling = [row for row in rows if row.membership.person_id]  # of the others every word went when their time on the panel was over
    if is_held_money(rows) or any(holds.on_people(Person.objects.filter(pk=person_id)).values()):
        raise HeldBack
    was_owed = any(row.state not in OVER for row in telling)
    for row in telling:
        _forget_words(row, today)
    sums = selectors.theirs(Payout.objects.filter(was_refused=False), person_id)
    days = [row.ended_on for row in rows if row.state in WERE_PAID and row.ended_on] + list(sums.values_list("given_on", flat=True))
    kept = (Kept(str(WHAT), str(WHY), selectors.until_when(max(days))),) if days else ()
    return Erased(len(telling), kept, (str(NOT_PAID),) if was_owed else ())


def is_held(member: Membership) -> bool:
    """Return whether a hold keeps what somebody said about the claims of one membership."""
    return is_held_money(Claim.objects.filter(membership=member).select_related("membership"))


def forget_claims_of(member: Membership, today: date) -> None:
    """Forget what somebody said about the claims of one membership, as its time is over: nobody finds them by a person from then on."""
    for row in Claim.objects.select_for_update(of=("self",)).filter(membership=member).order_by("pk"):
        _forget_words(row, today)


def _forget_words(row: Claim, today: date) -> None:
    row.note = row.answer = ""
    if row.state not in OVER:
        row.state, row.ended_on = ClaimState.WITHDRAWN, today
    row.version += 1
    row.save(update_fields=["note", "answer", "state", "ended_on", "version"])
    receipts = row.receipts.all()
    if row.state not in WERE_PAID:
        receipts.delete()
    for receipt in receipts:
        receipt.note = ""
        receipt.save(update_fields=["note"])
    audit.record("panels.claim.erase", row, by=None)


@transaction.atomic
def end(code: str, key: str) -> RowEnded | None:
    """End one claim with its lines and receipts, or one small sum with its voucher; None for another kind.

    A sum that another took back goes with it. The month's sign-off stays: it has sums, and nobody's name or code. What a hold keeps stays
    too, also one on whose money it was.
    """
    if code != selectors.PAYMENTS:
        return None
    wait_for_holds()
    claims = Claim.objects.filter(pk=key)
    correcting, sums = Payout.objects.filter(corrects__pk=key), Payout.objects.filter(pk=key)
    if any(is_held_money(rows.select_related("membership")) for rows in (claims, correcting, sums)):
        return RowEnded("It is held back.")
    for rows in (claims, correcting, sums):
        rows.delete()
    return RowEnded()
