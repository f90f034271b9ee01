"""How long each kind of record is kept, what is past its time, and what is held back."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min, QuerySet

from accounts.models import User
from consent.choices.retention import BY_CODE, KINDS, WARN_WEEKS, Kind, Unit
from consent.models import LegalHold, RetentionCheck, RetentionRule, RetentionRun
from consent.rules import retention as rules
from consent.selectors import holds, references
from consent.selectors import retention_tables as tables
from core.models import CouncilDefaults, OutboxItem
from core.questions import OldRecords, RetentionKind, retention_due, retention_kinds, retention_which
from core.selectors import defaults

VIEW, EDIT, APPROVE = "retention.view", "retention.edit", "retention.approve"
CHORE = "consent.check_retention"
SILENT_AFTER = timedelta(hours=26)


@dataclass(frozen=True)
class Length:
    """How long a kind is kept now, and the officer's decision about it, if there was one."""

    number: int
    unit: str
    decision: RetentionRule | None

    @property
    def in_words(self) -> str:
        """The length in words."""
        return rules.in_words(self.number, self.unit)


@dataclass(frozen=True)
class Standing:
    """One kind as it stands on a day: the ids that are due, and which of them are held back. `is_kept` is false where no part of Earshot
    keeps any such record yet.
    """

    kind: Kind
    length: Length
    is_kept: bool
    due: list[str]
    held: list[str]
    number_soon: int
    whole_kind_is_held: bool
    run: RetentionRun | None

    @property
    def number_due(self) -> int:
        """How many are due, those held back among them."""
        return len(self.due)

    @property
    def number_held(self) -> int:
        """How many of those that are due are held back."""
        return len(self.held)

    @property
    def digest(self) -> str:
        """What shows which records are due, and which of them are held back: as many others have another one."""
        return hashlib.sha256(json.dumps([sorted(self.due), sorted(self.held)]).encode()).hexdigest()

    @property
    def number_to_end(self) -> int:
        """How many an approval would end."""
        return self.number_due - self.number_held


def length_of(kind: Kind) -> Length:
    """Return how long a kind is kept now."""
    return lengths_of([kind])[kind.code]


def kept_until(code: str, today: date) -> date | None:
    """Return until when a record of a kind is kept whose time begins today, as the officer decided; None for good."""
    length = length_of(BY_CODE[code])
    return rules.kept_until(length.number, length.unit, today)


def lengths_of(kinds: "list[Kind]", *, begins: CouncilDefaults | None = None) -> dict[str, Length]:
    """Return how long each kind is kept, by its code, in two queries: the newest decision, or what it begins with.

    One query for who has read what the council begins with already.
    """
    decided: dict[str, RetentionRule] = {}
    for one in RetentionRule.objects.filter(code__in=[kind.code for kind in kinds]).select_related("chosen_by").order_by("pk"):
        decided[one.code] = one
    begins = begins or defaults.standing()
    found = {}
    for kind in kinds:
        rule: RetentionRule | None = decided.get(kind.code)
        number = getattr(begins, kind.begins_from) if kind.begins_from else kind.number
        found[kind.code] = Length(rule.number, rule.unit, rule) if rule else Length(number, kind.unit, None)
    return found


def due_keys(kind: Kind, counted_until: date) -> list[str] | None:
    """Return the ids of the records of a kind whose time began on this day or before; None where nobody keeps such records."""
    if kind.by_command:
        return tables.due_keys(kind.code, counted_until)
    answers = retention_due.answers(code=kind.code, counted_until=counted_until)
    found = [keys for keys in answers if keys is not None]
    return [key for keys in found for key in keys] if found else None


@dataclass(frozen=True)
class _Around:
    """What stands around the kinds, read once for all of them."""

    lengths: dict[str, Length]
    holds: list[LegalHold]
    runs: dict[str, RetentionRun]


def _around(kinds: "list[Kind]") -> _Around:
    running = RetentionRun.objects.filter(finished_at__isnull=True).select_related("approved_by")
    return _Around(lengths_of(kinds), list(holds.standing()), {run.code: run for run in running})


def _standing(kind: Kind, today: date, around: _Around) -> Standing:
    length = around.lengths[kind.code]
    until = rules.counted_until(length.number, length.unit, today)
    soon = rules.counted_until(length.number, length.unit, today + timedelta(weeks=WARN_WEEKS))
    later = due_keys(kind, soon or date.min)  # what is due now is among it
    due = due_keys(kind, until or date.min) if later else later
    return Standing(
        kind=kind,
        length=length,
        is_kept=due is not None,
        due=due or [],
        held=list(holds.held_back(kind.code, due or [], around.holds)),
        number_soon=max(0, len(later or []) - len(due or [])),
        whole_kind_is_held=any(hold.code == kind.code and not hold.record for hold in around.holds),
        run=around.runs.get(kind.code),
    )


def standing_of(kind: Kind, today: date) -> Standing:
    """Return how one kind stands today, counted now."""
    return _standing(kind, today, _around([kind]))


def standings(today: date) -> list[Standing]:
    """Return how every kind stands today, in the order of the list: the same number of queries however many records."""
    around = _around([*KINDS])
    return [_standing(kind, today, around) for kind in KINDS]


def done_by_itself(today: date) -> list[RetentionKind]:
    """Return the kinds that are forgotten without anybody's approval."""
    return [kind for kinds in retention_kinds.answers(today=today) for kind in kinds]


def certificates() -> "QuerySet[RetentionRun]":
    """Return every finished run, newest first."""
    return RetentionRun.objects.filter(finished_at__isnull=False).select_related("approved_by")


def decisions(code: str) -> "QuerySet[RetentionRule]":
    """Return every decision about a kind, newest first."""
    return RetentionRule.objects.filter(code=code).select_related("chosen_by")


def every_hold() -> "QuerySet[LegalHold]":
    """Return every hold: those that stand first, then those that were lifted."""
    return LegalHold.objects.select_related("person", "placed_by", "lifted_by").order_by("lifted_on", "-from_on", "name")


def warnings() -> list[tuple[Kind, int, int, datetime]]:
    """Return (kind, number due, number soon, when counted) as the last daily count found them, without those under way (two queries)."""
    check = RetentionCheck.objects.first()
    if check is None:
        return []
    running = set(RetentionRun.objects.filter(finished_at__isnull=True).values_list("code", flat=True))
    return [
        (BY_CODE[code], due, soon, check.ran_at) for code, (due, soon) in check.counts.items() if code in BY_CODE and code not in running
    ]


def last_looked(now: datetime) -> datetime | None:
    """Return since when nobody looked at what is past its time; None for a council that has not begun.

    The last daily count; before the first one, when a worker first promised one, or when the council's first member of staff came.
    """
    if check := RetentionCheck.objects.first():
        return check.ran_at
    promised = OutboxItem.objects.filter(name=CHORE).aggregate(first=Min("due_at"))["first"]
    if isinstance(promised, datetime):
        return min(promised - timedelta(days=1), now)
    first: datetime | None = User.objects.aggregate(first=Min("date_joined"))["first"]
    return first


def holds_on(code: str) -> list[tuple[LegalHold, str]]:
    """Return the holds on a kind that stand, each with the one record that it is about; empty where it is about all of them."""
    standing = list(holds.standing().filter(code=code).order_by("name"))
    records = references.of_holds(standing)
    return [(hold, records[hold.pk]) for hold in standing]


def what_would_end(standing: Standing) -> list[OldRecords]:
    """Return at which hubs, and from when to when, the records are that an approval would end."""
    held = set(standing.held)
    answers = retention_which.answers(code=standing.kind.code, keys=[key for key in standing.due if key not in held])
    return [one for found in answers if found for one in found]


def newly_due(kind: Kind, *, number: int, unit: str, today: date) -> int:
    """Return how many more records would be past their time at once, were the kind kept for this long from now on."""
    if unit not in Unit.values or not 0 <= number <= rules.LONGEST[Unit(unit)]:
        return 0  # nobody can choose it
    length = length_of(kind)
    now, then = (rules.counted_until(*one, today) for one in ((length.number, length.unit), (number, unit)))
    return max(0, len(due_keys(kind, then or date.min) or []) - len(due_keys(kind, now or date.min) or []))
