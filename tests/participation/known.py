"""What these tests build: a past report, an equality record as far as it has come, and what is found about a subject."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from accounts.models import User
from core.models import Hub, Post, PostHolder
from participation.choices import Effect, EqualityOutcome
from participation.equality import KEYS
from participation.models import EqualityRecord, PastReport
from participation.selectors import known
from participation.selectors.equality import lines_of
from participation.services.equality import LineSaid, save_record, sign_record, start_record
from participation.services.past import save_report
from tests import builders

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
A_YEAR = timedelta(days=365)
TIRED = "Families are tired of telling their story to each new worker."


def make_past_report(
    *hubs: Hub, findings: tuple[str, ...] = (TIRED,), title: str = "Listening before the hubs opened", **fields: Any
) -> PastReport:
    """Make a past report of these hubs, or of the whole council, as whoever may do so everywhere."""
    facts: dict[str, Any] = {"heard_year": builders.today().year - 1, "who_was_asked": "Parents of under-twos at four baby groups"}
    report = PastReport(title=title, **(facts | fields))
    return save_report(report=report, hubs=hubs, findings=findings, by=_everywhere())


def _everywhere() -> User:
    return User.objects.get_or_create(email="council@ashmere.example", defaults={"is_superuser": True})[0]


def make_equality(*hubs: Hub, title: str = "Where the baby clinic goes", by: User | None = None, **fields: Any) -> EqualityRecord:
    """Begin an equality record: every group waits to be looked at."""
    return start_record(record=EqualityRecord(title=title, **fields), hubs=hubs, by=by or _everywhere())


def fill_in(
    record: EqualityRecord, *, by: User | None = None, lines: Mapping[str, LineSaid] | None = None, **fields: Any
) -> EqualityRecord:
    """Fill a record in so that nothing is missing: no group is touched differently, but for `lines`."""
    neutral = {key: LineSaid(effect=Effect.NEUTRAL) for key in KEYS}
    owner = record.owner or Post.objects.get_or_create(title="Head of early help", hub=None)[0]
    head: dict[str, Any] = {
        "decision": "The clinic moves to Maple Road.",
        "owner": owner,
        "baseline": "Most who come live within a mile.",
        "families_said": "The bus matters more than the building.",
        "cumulative": "The library moved last year.",
        "outcome": EqualityOutcome.NO_CHANGE,
        "review_on": builders.today() + A_YEAR,
    }
    typed = EqualityRecord.objects.get(pk=record.pk)
    for name, value in (head | fields).items():
        setattr(typed, name, value)
    return save_record(record=typed, hubs=record.hubs.all(), lines={**neutral, **(lines or {})}, by=by or _everywhere())


def hold(person: User, post: Post) -> Post:
    """Let somebody hold a post since long ago."""
    PostHolder.objects.get_or_create(post=post, user=person, defaults={"from_on": builders.today() - A_YEAR})
    return post


def sign(record: EqualityRecord, *, by: User, on: Any = None) -> EqualityRecord:
    """Sign a record as the head of early help."""
    post = hold(by, Post.objects.get_or_create(title="Head of early help", hub=None)[0])
    return sign_record(record=record, signed_as=post, by=by, today=on or builders.today())


def effects_of(record: EqualityRecord) -> dict[str, str]:
    """Return what a record says of each group."""
    return {line.characteristic: line.effect for line in lines_of(record)}


def found(user: User, words: str, **asked: Any) -> dict[str, list[str]]:
    """Return what somebody finds about a subject: the lines by kind."""
    return {one.kind: [line.text for line in one.lines] for one in known.known_about(user, words, **asked)}


# What stands in an address, for tests/access_records.py.
RECORDS: dict[str, Callable[[Hub, User], dict[str, Any]]] = {
    "past_report": lambda elm, asha: {"pk": make_past_report(elm).pk},
    "equality": lambda elm, asha: {"pk": make_equality(elm).pk},
    "equality_line": lambda elm, asha: {"pk": (row := make_equality(elm)).pk, "line": row.lines.all()[0].pk},
}
