"""What families told the council about a subject already, as far as this floor knows; and the same from every floor, by kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import questions
from core.answers import Evidence
from core.subject import MOST_READ, Subject
from participation.choices import Stage
from participation.models import Engagement, PastFinding, PastReport
from participation.selectors.learning import lessons
from participation.selectors.past import VIEW

MOST_FOUND = 40  # lines of a kind on the page
PAST, ASKED = "What past reports found", "What we asked before"


@dataclass(frozen=True)
class Known:
    """Everything of one kind that was found: the newest lines, and how many more there were."""

    kind: str
    lines: tuple[Evidence, ...]
    number_left_off: int = 0


def known_about(user: User, words: str, *, hub_ids: "frozenset[int] | None" = None, but: Engagement | None = None) -> list[Known]:
    """Return what every floor knows about a subject and this user may read, grouped by kind, newest first (`engagement.known_already`).

    `but` is the engagement that is being planned, which is no news to who plans it. The number of queries does not grow with what is kept.
    """
    if not Subject(words).terms:
        return []
    found = questions.engagement_known_already.answers(user=user, words=words, hub_ids=hub_ids)
    own = reverse("engagement:edit", args=[but.pk]) if but else None
    by_kind: dict[str, list[Evidence]] = {}
    for line in (line for lines in found for line in lines):
        if line.href != own or own is None:
            by_kind.setdefault(line.kind or line.source, []).append(line)
    return [_of_a_kind(kind, lines) for kind, lines in by_kind.items()]


def _of_a_kind(kind: str, lines: list[Evidence]) -> Known:
    lines = sorted(lines, key=lambda line: line.heard_until_on, reverse=True)
    return Known(kind, tuple(lines[:MOST_FOUND]), max(0, len(lines) - MOST_FOUND))


def known_here(user: User, subject: Subject, hub_ids: "frozenset[int] | None") -> list[Evidence]:
    """Return what this floor knows. Each of PARTS is one kind of record."""
    return [line for part in PARTS for line in part(user, subject, hub_ids)]


def _past_findings(user: User, subject: Subject, hub_ids: "frozenset[int] | None") -> Iterable[Evidence]:
    """Look through the findings of past reports; the report's title and who was asked count too (one query)."""
    reports = PastReport.objects.visible_to(user, VIEW).at(hub_ids).order_by().values("pk")
    rows = PastFinding.objects.filter(report__in=reports).select_related("report").order_by("-report__heard_year", "-report__pk", "number")
    for row in rows[:MOST_READ]:
        report = row.report
        if subject.fits(row.text, report.title, report.who_was_asked):
            source = f"{report.title}, {report.heard_in_words}"
            yield Evidence(
                row.text, source, min(report.heard_until_on, timezone.localdate()), reverse("past_reports:one", args=[report.pk]), kind=PAST
            )


def _engagements(user: User, subject: Subject, hub_ids: "frozenset[int] | None") -> Iterable[Evidence]:
    """Look through what was asked before, with what was known then (one query). What is only planned was asked of nobody."""
    rows = Engagement.objects.visible_to(user, "engagement.view").exclude(stage=Stage.PLANNING)
    if hub_ids is not None:
        rows = rows.filter(pk__in=Engagement.objects.filter(hubs__in=hub_ids).order_by().values("pk"))
    for row in rows.order_by("-opened_on", "-pk")[:MOST_READ]:
        if subject.fits(row.title, row.question, row.what_can_change, row.known_already, row.you_told_us):
            until = row.closed_on or row.opened_on or timezone.localdate()
            href = reverse("engagement:edit", args=[row.pk])
            yield Evidence(
                f"We asked: {row.question or row.title}", f"{row.title} ({row.get_stage_display().lower()})", until, href, kind=ASKED
            )


Part = Callable[[User, Subject, "frozenset[int] | None"], Iterable[Evidence]]
# A selector of another kind of record joins here: it takes who asks, the subject and the hubs, and yields lines.
PARTS: tuple[Part, ...] = (_past_findings, _engagements, lessons)


def stands_now(engagement: Engagement, names: Iterable[str]) -> dict[str, Any]:
    """Return what the database holds of some words of an engagement."""
    return dict(Engagement.objects.values(*names).get(pk=engagement.pk))
