"""Small sums: who got what at a meeting, what vouchers are left, and what each month came to."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from accounts.models import User
from consent.selectors.retention import kept_until
from panels.choices import MemberKind, MoneyKind
from panels.choices.agenda import TOOK_PART
from panels.models import Attendance, AttendanceSheet, Meeting, Membership, MonthlySignOff, Panel, Payout, Voucher
from panels.models.membership import FORGOTTEN
from panels.rules.payouts import month_of
from panels.selectors import payees
from panels.selectors.policies import versions_of
from panels.selectors.spending import financial_year_of


@dataclass(frozen=True)
class Got:
    """One member at a meeting, and what they got: the sums that stand, each with its voucher."""

    member: Membership
    code: str
    name: str
    sums: list[Payout] = field(default_factory=list)
    was_not_there: bool = False

    @property
    def called(self) -> str:
        """What staff read of them: their name and code, or their code alone."""
        return f"{self.name} ({self.code})" if self.name else self.code

    @property
    def first_name(self) -> str:
        """What goes on a sheet that others see: the first of their names, or their code."""
        return self.name.split()[0] if self.name else self.code

    @property
    def total(self) -> Decimal:
        """What it comes to, in pounds."""
        return sum((one.amount for one in self.sums), Decimal(0))


@dataclass(frozen=True)
class Month:
    """A month of a panel: its sums, what they come to by kind, and its sign-off. `is_as_signed` is False where a row is not as it was."""

    month: date
    sums: list[Payout]
    sign_off: MonthlySignOff | None

    @property
    def total(self) -> Decimal:
        """What the month came to, in pounds."""
        return sum((one.amount for one in self.sums), Decimal(0))

    @property
    def by_kind(self) -> list[tuple[str, Decimal]]:
        """What each kind came to, in words and pounds."""
        found = totals(self.sums)
        return [(str(kind.label), found[kind]) for kind in MoneyKind if kind in found]

    @property
    def is_as_signed(self) -> bool:
        """Whether the rows are those that were signed."""
        return self.sign_off is None or self.sign_off.digest == digest(self.sums)


def who_got_what(meeting: Meeting, user: User) -> list[Got]:
    """Return who is asked to this panel's meetings, and whoever got something at this one, in the order of their names.

    Where somebody wrote down who came, who was not there is marked: they may be paid for what they spent in vain.
    """
    got: dict[object, list[Payout]] = {}
    sums = Payout.objects.filter(meeting=meeting, corrects__isnull=True, was_taken_back=False)
    for one in sums.select_related("voucher").order_by("kind"):
        got.setdefault(one.membership_id, []).append(one)
    coming = Membership.objects.who_come().exclude(kind=MemberKind.PROFESSIONAL).filter(panel=meeting.panel_id)
    members = Membership.objects.filter(Q(pk__in=coming.order_by().values("pk")) | Q(pk__in=list(got)))
    rows = members.select_related("person__merged_into", "panel").order_by("pk")
    there = set(Attendance.objects.filter(meeting=meeting, came__in=TOOK_PART).values_list("membership", flat=True))
    is_known = AttendanceSheet.objects.filter(meeting=meeting).exists()
    found = [
        Got(row, payees.code_of(row) or FORGOTTEN, payees.name_for(user, row), got.get(row.pk, []), is_known and row.pk not in there)
        for row in rows
    ]
    return sorted(found, key=lambda one: (not one.name, one.name.casefold(), one.code))


def who_may_claim(panel: Panel, user: User) -> list[Got]:
    """Return who is or was on a panel and is known still, in the order of their names: who left may claim what they spent before."""
    members = Membership.objects.filter(panel=panel, person__isnull=False).exclude(kind=MemberKind.PROFESSIONAL)
    rows = members.select_related("person__merged_into", "panel").order_by("pk")
    found = [Got(row, payees.code_of(row), payees.name_for(user, row)) for row in rows]
    return sorted(found, key=lambda one: (not one.name, one.name.casefold(), one.code))


def standing_sums(meeting: Meeting, member: Membership) -> list[Payout]:
    """Return what a member got at a meeting and was not taken back."""
    return list(Payout.objects.filter(meeting=meeting, membership=member, corrects__isnull=True, was_taken_back=False))


def sheet_kept_until(meeting: Meeting) -> date | None:
    """Return until when the signed sheet of a meeting is kept: as long as what stands on it (domain reference 5.6)."""
    return kept_until("payments", financial_year_of(timezone.localdate(meeting.starts_at))[1])


def vouchers_left(panel: Panel) -> list[Voucher]:
    """Return the vouchers that nobody got yet, the oldest first, those of one day by their serials, as they lie in the drawer."""
    return sorted(Voucher.objects.filter(panel=panel).left(), key=lambda one: (one.bought_on, one.serial))


def sign_off_of(panel: Panel, day: date) -> MonthlySignOff | None:
    """Return the sign-off of the month that a day is in."""
    return MonthlySignOff.objects.filter(panel=panel, month=month_of(day)).select_related("signed_by").first()


def month_of_panel(panel: Panel, day: date) -> Month:
    """Return the month that a day is in."""
    rows = Payout.objects.of_month(panel, day).select_related("given_by", "meeting", "voucher")
    return Month(month_of(day), list(rows), sign_off_of(panel, day))


def months_of(panel: Panel) -> list[tuple[date, MonthlySignOff | None]]:
    """Return every month in which something was given or that was signed, the newest first, with its sign-off; two queries."""
    signed = {one.month: one for one in MonthlySignOff.objects.filter(panel=panel).select_related("signed_by")}
    given = Payout.objects.filter(membership__panel=panel).annotate(month=TruncMonth("given_on")).order_by().values_list("month", flat=True)
    return [(month, signed.get(month)) for month in sorted({*signed, *given.distinct()}, reverse=True)]


def by_cost_code(panel: Panel, sums: Iterable[Payout]) -> list[tuple[str, Decimal]]:
    """Return what each cost code came to, in pounds: of a sum it is that of the policy that held on its day."""
    found: dict[str, Decimal] = {}
    versions = [one for one in versions_of(panel) if one.in_force_from]
    for one in sums:
        held = next((version for version in versions if version.in_force_from and version.in_force_from <= one.given_on), None)
        code = held.cost_code if held else ""
        found[code] = found.get(code, Decimal(0)) + one.amount
    return sorted(found.items())


def totals(sums: Iterable[Payout]) -> dict[str, Decimal]:
    """Return what each kind came to, in pounds."""
    found: dict[str, Decimal] = {}
    for one in sums:
        found[one.kind] = found.get(one.kind, Decimal(0)) + one.amount
    return found


def digest(sums: Iterable[Payout]) -> str:
    """Return what shows whether sums are still as they were: who (by code) got what, how, when, for which meeting."""
    lines = sorted(
        [str(one.pk), str(one.meeting_id), one.payee_code, one.kind, f"{one.amount:.2f}", one.given_as, one.given_on.isoformat()]
        for one in sums
    )
    return hashlib.sha256(json.dumps(lines).encode()).hexdigest()
