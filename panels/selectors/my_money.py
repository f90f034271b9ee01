"""What a member asked for to be paid back, and what came of it; behind the families' door. Theirs alone, also after they left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from core import clocks
from panels.choices import ClaimState, MeetingState, MemberKind, MoneyKind
from panels.choices.agenda import TOOK_PART
from panels.choices.money import IN_HAND, TO_ANSWER, WERE_PAID
from panels.models import Attendance, Claim, ExpensePolicy, Meeting, Membership
from panels.rules.policy import pounds
from panels.selectors import policies
from panels.selectors.meetings import day_of
from panels.selectors.my_parts import Mine, Part

MOST = 10
MONEY_FOR = timedelta(days=200)  # how long ago a meeting may be for which somebody asks for money; on paper it may be longer


@dataclass(frozen=True)
class Asked:
    """One sum that somebody asked for. `pay_by` is the day by which it is paid, `is_late` that this day has gone by."""

    claim: Claim
    sum: str
    on: date | None
    pay_by: date | None
    is_late: bool

    @property
    def is_draft(self) -> bool:
        """Whether it was begun and not sent yet."""
        return self.claim.state == ClaimState.DRAFT

    @property
    def is_looked_at(self) -> bool:
        """Whether somebody looked at it and agreed: before that, the day by which it is paid is only meant."""
        return self.claim.state == ClaimState.CHECKED

    @property
    def may_change(self) -> bool:
        """Whether it is theirs to change."""
        return self.claim.state in IN_HAND

    @property
    def may_take_back(self) -> bool:
        """Whether it can be taken back."""
        return self.claim.state in IN_HAND | {ClaimState.SENT}

    @property
    def is_paid(self) -> bool:
        """Whether the money was paid, wholly or in part."""
        return self.claim.state in WERE_PAID

    @property
    def may_refuse_thanks(self) -> bool:
        """Whether there is a thank-you in it to which they can still say no."""
        return self.may_take_back and any(line.kind == MoneyKind.THANK_YOU for line in self.claim.lines.all())


@dataclass(frozen=True)
class Money:
    """What somebody asked for, the newest first, and whether they can ask for more."""

    asked: list[Asked]
    may_ask: bool


def policy_for(member: Membership, today: date) -> ExpensePolicy | None:
    """Return under what somebody may ask for money now; None where nothing is paid, or their work pays them back."""
    return None if member.kind == MemberKind.PROFESSIONAL else policies.in_force(member.panel, today)


def money(mine: Mine) -> Part | None:
    """Return what they asked for; nothing where nothing is paid and nothing was asked. Three queries."""
    today = clocks.today(mine.now)
    rows = Claim.objects.filter(membership__in=[mine.member, *mine.before]).select_related("meeting").prefetch_related("lines")[:MOST]
    asked = [asked_for(one, today) for one in rows]
    may_ask = policy_for(mine.member, today) is not None
    return Part("money", Money(asked, may_ask)) if asked or may_ask else None


def asked_for(claim: Claim, today: date) -> Asked:
    """Return one of them as its member reads it: what was agreed to, once somebody looked."""
    agreed = claim.state in WERE_PAID | {ClaimState.CHECKED}
    due = claim.pay_by_on if claim.state in TO_ANSWER else None
    on = day_of(claim.meeting) if claim.meeting else None
    return Asked(claim, pounds(claim.agreed if agreed else claim.asked), on, due, bool(due and clocks.is_late(due, today)))


def own_claim(member: Membership, pk: UUID) -> Claim | None:
    """Return one that is this member's; None for anybody else's."""
    rows = Claim.objects.filter(membership=member).select_related("meeting", "policy", "membership__panel")
    return rows.prefetch_related("lines").filter(pk=pk).first()


def came_last(member: Membership, meetings: Sequence[Meeting]) -> Meeting | None:
    """Return the last of these meetings, given the newest first, at which somebody took part; None where none is written down."""
    came = set(Attendance.objects.filter(membership=member, came__in=TOOK_PART, meeting__in=meetings).values_list("meeting", flat=True))
    return next((one for one in meetings if one.pk in came), None)


def sums_of(claim: Claim) -> list[tuple[str, str]]:
    """Return what each line is for, and its pounds: of what was agreed to in part, both."""
    return [(str(line.get_kind_display()), _sum_of(line.amount, line.agreed)) for line in claim.lines.all()]


def _sum_of(amount: Decimal, agreed: Decimal | None) -> str:
    return pounds(amount) if agreed is None or agreed == amount else f"{pounds(agreed)} / {pounds(amount)}"


def meetings_for_money(member: Membership, today: date, *, claim: Claim | None = None) -> list[Meeting]:
    """Return the meetings for which somebody may ask for money: from the last half year to the next week, the newest first.

    That of a `claim` which is being changed is always there, however long ago it was: else it would be lost with a press of the button.
    """
    rows = Meeting.objects.filter(panel=member.panel_id).exclude(state=MeetingState.CALLED_OFF).order_by("-starts_at", "-pk")
    found = [one for one in rows if today - MONEY_FOR <= day_of(one) <= today + timedelta(days=7)]
    return [*found, claim.meeting] if claim and claim.meeting and claim.meeting not in found else found
