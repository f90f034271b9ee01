"""How long each kind of record is kept, what is past its time, and what is held back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min, QuerySet

from accounts.models import User
from consent.choices.retention import BY_CODE, KINDS, WARN_WEEKS, Kind
from consent.models import LegalHold, RetentionCheck, RetentionRule, RetentionRun
from consent.rules import retention as rules
from consent.selectors import retention_tables as tables
from core.models import OutboxItem
from core.questions import RetentionKind, retention_due, retention_kinds
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
    """One kind as it stands on a day. `is_kept` is false where no part of Earshot keeps any such record yet."""

    kind: Kind
    length: Length
    is_kept: bool
    number_due: int
    number_soon: int
    number_held: int
    whole_kind_is_held: bool
    run: RetentionRun | None

    @property
    def number_to_end(self) -> int:
        """How many an approval would end."""
        return self.number_due - self.number_held


def length_of(kind: Kind) -> Length:
    """Return how long a kind is kept now."""
    return _lengths([kind])[kind.code]


def _lengths(kinds: "list[Kind]") -> dict[str, Length]:
    """Return how long each kind is kept, in two queries: the newest decision, or what it begins with."""
    decided: dict[str, RetentionRule] = {}
    for one in RetentionRule.objects.filter(code__in=[kind.code for kind in kinds]).select_related("chosen_by").order_by("pk"):
        decided[one.code] = one
    begins = defaults.standing()
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


def holds_of(code: str) -> "QuerySet[LegalHold]":
    """Return the holds on a kind that nobody has lifted."""
    return LegalHold.objects.filter(code=code, lifted_on__isnull=True)


def held_back(code: str, due: list[str]) -> dict[str, str]:
    """Return, by id, which of the records due are held back."""
    records = list(holds_of(code).values_list("record", flat=True))
    return dict(rules.left_back(due, filter(None, records), whole_kind_is_held="" in records))


@dataclass(frozen=True)
class _Around:
    """What stands around the kinds, read once for all of them."""

    lengths: dict[str, Length]
    held: dict[str, list[str]]
    runs: dict[str, RetentionRun]


def _around(kinds: "list[Kind]") -> _Around:
    held: dict[str, list[str]] = {}
    for code, record in LegalHold.objects.filter(lifted_on__isnull=True).values_list("code", "record"):
        held.setdefault(code, []).append(record)
    running = RetentionRun.objects.filter(finished_at__isnull=True).select_related("approved_by")
    return _Around(_lengths(kinds), held, {run.code: run for run in running})


def _standing(kind: Kind, today: date, around: _Around) -> Standing:
    length, records = around.lengths[kind.code], around.held.get(kind.code, [])
    until = rules.counted_until(length.number, length.unit, today)
    soon = rules.counted_until(length.number, length.unit, today + timedelta(weeks=WARN_WEEKS))
    due = due_keys(kind, until or date.min)
    later = due_keys(kind, soon) if soon and due is not None else None
    return Standing(
        kind=kind,
        length=length,
        is_kept=due is not None,
        number_due=len(due or []),
        number_soon=max(0, len(later or []) - len(due or [])),
        number_held=len(rules.left_back(due or [], records, whole_kind_is_held="" in records)),
        whole_kind_is_held="" in records,
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


def under_way(code: str) -> RetentionRun | None:
    """Return the approved run of a kind that has not finished."""
    return RetentionRun.objects.filter(code=code, finished_at__isnull=True).select_related("approved_by").first()


def certificates() -> "QuerySet[RetentionRun]":
    """Return every finished run, newest first."""
    return RetentionRun.objects.filter(finished_at__isnull=False).select_related("approved_by")


def decisions(code: str) -> "QuerySet[RetentionRule]":
    """Return every decision about a kind, newest first."""
    return RetentionRule.objects.filter(code=code).select_related("chosen_by")


def holds() -> "QuerySet[LegalHold]":
    """Return every hold: those that stand first, then those that were lifted."""
    return LegalHold.objects.select_related("placed_by", "lifted_by").order_by("lifted_on", "-from_on", "name")


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


def names_of_holds(code: str) -> list[str]:
    """Return the names of the holds on a kind that stand."""
    return list(holds_of(code).order_by("name").values_list("name", flat=True))
