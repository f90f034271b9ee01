"""Claims, for who enters them, who looks at them and who pays them. Who pays reads sums and names, never what was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Case, F, IntegerField, Q, When

from accounts.models import User
from core import clocks
from core.querysets import may
from panels.choices import ClaimState
from panels.choices.money import TO_ANSWER
from panels.models import Claim, Payout
from panels.models.claim import ClaimQuerySet
from panels.selectors import payees

VIEW, EDIT, APPROVE, PAY = (f"claim.{act}" for act in ("view", "edit", "approve", "pay"))
SOON = timedelta(days=3)
FOR_WHO_PAYS = (ClaimState.CHECKED, ClaimState.PAID, ClaimState.PART_PAID)
NOT_FOR_READERS = (ClaimState.DRAFT, ClaimState.REFUSED)  # who said no to a thank-you is nobody's business who decides nothing


@dataclass(frozen=True)
class Listed:
    """One claim in a list. `name` is empty for who may not read it."""

    claim: Claim
    name: str
    today: date

    @property
    def is_late(self) -> bool:
        """Whether it should have been paid by now."""
        due = self.claim.pay_by_on
        return self.claim.state in TO_ANSWER and due is not None and clocks.is_late(due, self.today)

    @property
    def to_pay(self) -> Decimal:
        """The pounds that are agreed, or asked for as long as nobody looked."""
        return self.claim.agreed or self.claim.asked


def with_all(rows: ClaimQuerySet) -> ClaimQuerySet:
    """Join what a list or a page reads of claims."""
    joined = rows.select_related(
        "membership__person__merged_into", "membership__panel__hub", "meeting", "policy", "checked_by", "entered_by"
    )
    return joined.prefetch_related("lines")


def may_for(user: User, right: str, claim: Claim) -> bool:
    """Return whether somebody holds a right over a claim."""
    return may(user, right) and Claim.objects.visible_to(user, right).filter(pk=claim.pk).exists()


def shown_to(user: User) -> ClaimQuerySet:
    """Return the claims that somebody reads, asked panel by panel: who enters them all; who checks them no drafts; who only pays what is
    agreed and what was paid; whoever else reads them nothing of `NOT_FOR_READERS`."""
    rows = Claim.objects.visible_to(user, VIEW)
    enters, checks, pays = (Q(pk__in=_over(user, right).values("pk")) for right in (EDIT, APPROVE, PAY))
    return rows.filter(
        enters
        | checks & ~Q(state=ClaimState.DRAFT)
        | pays & Q(state__in=FOR_WHO_PAYS)
        | ~enters & ~checks & ~pays & ~Q(state__in=NOT_FOR_READERS)
    )


def claims_for(user: User, today: date, *, show: str = "", panel_id: int = 0) -> ClaimQuerySet:
    """Return the claims that somebody may see, late ones first, then open ones by the day they are due; see `shown_to`.

    `show` is a state, or "late"; `panel_id` that of one panel, 0 for all. A page of them is shown by `listed`.
    """
    rows = shown_to(user)
    if panel_id:
        rows = rows.filter(membership__panel=panel_id)
    if show == "late":
        rows = rows.late(today)
    elif show in ClaimState.values:
        rows = rows.filter(state=show)
    is_open = Q(state__in=sorted(TO_ANSWER))
    rank = Case(When(is_open & Q(pay_by_on__lt=today), then=0), When(is_open, then=1), default=2, output_field=IntegerField())
    due = Case(When(is_open, then=F("pay_by_on")))
    return with_all(rows).order_by(rank, due.asc(nulls_last=True), "-entered_on", "-written_at", "pk")


def listed(user: User, claims: Iterable[Claim], today: date) -> list[Listed]:
    """Return these claims as a list shows them, each with the name for who may read it."""
    rows = list(claims)
    paid_here = set(_over(user, PAY).to_pay().filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True))
    return [Listed(one, payees.name_for(user, one.membership, who_pays=one.pk in paid_here), today) for one in rows]


def to_pay(user: User, today: date) -> list[Listed]:
    """Return all that somebody has to pay, what is due first at the top: what is left out of the file is not paid."""
    rows = with_all(Claim.objects.visible_to(user, PAY).to_pay()).order_by("pay_by_on", "written_at", "pk")
    return [Listed(one, payees.name_for(user, one.membership, who_pays=True), today) for one in rows]


def name_on(user: User, claim: Claim) -> str:
    """Return the claimant's name for who may read it: who pays it, while it waits to be paid, and who may read names."""
    who_pays = claim.state == ClaimState.CHECKED and may_for(user, PAY, claim)
    return payees.name_for(user, claim.membership, who_pays=who_pays)


def may_read_words(user: User, claim: Claim) -> bool:
    """Return whether somebody reads what a member said about a claim, and its receipts: who enters or checks, never who only pays."""
    return may_for(user, EDIT, claim) or may_for(user, APPROVE, claim)


def has_another(claim: Claim) -> bool:
    """Return whether the same member has another claim, or got a small sum, for the same meeting."""
    if claim.meeting_id is None:
        return False
    others = Claim.objects.filter(membership=claim.membership_id, meeting=claim.meeting_id).exclude(pk=claim.pk)
    sums = Payout.objects.filter(membership=claim.membership_id, meeting=claim.meeting_id, amount__gt=0, was_taken_back=False)
    others = others.exclude(state__in=[ClaimState.WITHDRAWN, ClaimState.REFUSED])
    return others.exists() or sums.exists()


def _over(user: User, right: str) -> ClaimQuerySet:
    """Return the claims of the panels over which somebody holds a right."""
    return Claim.objects.visible_to(user, right).order_by()
