"""What a past report must say before it is kept."""

from collections.abc import Sequence
from datetime import date

from core.private_details import private_details_in
from core.text import too_long
from participation.models.past import EARLIEST_YEAR, PastFinding, PastReport

MOST_FINDINGS = 60
_LONGEST: int = PastFinding._meta.get_field("text").max_length or 0


def why_not_keep_report(report: PastReport, *, findings: Sequence[str], today: date) -> dict[str, list[str]]:
    """Return, by field, why a report cannot be kept; nothing when it can. What it found is read widely, so it names nobody."""
    reasons = {"heard_year": _about_the_year(report, today), "heard_on": _about_the_day(report, today)}
    reasons["findings"] = _about_findings(findings)
    for name in ("title", "who_was_asked", "method"):
        reasons[name] = [f"This seems to hold {hint}. Take it out: name nobody here." for hint in private_details_in(getattr(report, name))]
    return {name: found for name, found in reasons.items() if found}


def _about_the_year(report: PastReport, today: date) -> list[str]:
    if not EARLIEST_YEAR <= (report.heard_year or 0) <= today.year:
        return [f"Write the year with four figures, from {EARLIEST_YEAR} to {today.year}."]
    return []


def _about_the_day(report: PastReport, today: date) -> list[str]:
    if report.heard_on is None:
        return []
    if report.heard_on > today:
        return ["This day is still to come. Choose the last day on which families were heard."]
    if report.heard_on.year != report.heard_year:
        return ["The day is of another year. Mend the day or the year, or leave the day empty."]
    return []


def _about_findings(findings: Sequence[str]) -> list[str]:
    if not findings:
        return ["Write at least one thing that families told you, one plain sentence to a line."]
    reasons = []
    if len(findings) > MOST_FINDINGS:
        reasons.append(f"That is {len(findings)} lines; {MOST_FINDINGS} fit. Keep what matters most.")
    for number, text in enumerate(findings, 1):
        if over := too_long(text, _LONGEST):
            reasons.append(f"Line {number}: {over}")
        reasons += [f"Line {number} seems to hold {hint}. Take it out: name nobody here." for hint in private_details_in(text)]
    return reasons
