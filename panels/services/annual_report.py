"""Writing a panel's yearly report, publishing it, and taking it off its page again."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.overtaken import refuse_if_overtaken
from core.text import normalise
from panels.models import AnnualReport, Panel
from panels.report_template import REPORT
from panels.rules import annual_report as rules
from panels.selectors import annual_report as selectors
from panels.selectors.annual_report import Year
from panels.selectors.public import is_public
from panels.services.panels import held

PUBLISHED = "It is published. Take it off its page first, and then put it right."
NONE_YET = "Nobody has written this report yet."


@transaction.atomic
def write_report(*, panel: Panel, year: Year, words: Mapping[str, str], by: User, seen: int | None = None) -> AnnualReport:
    """Keep the draft of a year's report. Nothing needs to be complete.

    `words` is by the keys of `report_template.REPORT`; `seen` is the version that the page showed, 0 for none. Raises Overtaken, and
    ValidationError by heading, or where it is published.
    """
    panel = held(panel, by)
    row = selectors.report_of(panel, year)
    if row and row.published_on:
        raise ValidationError([PUBLISHED])
    refuse_if_overtaken(seen=seen, now=row.version if row else 0, theirs=row)
    kept = {one.key: normalise(words.get(one.key, "")).strip() for one in REPORT}
    if problems := rules.why_too_long(kept):
        raise ValidationError(problems)
    row = row or AnnualReport(panel=panel, begins_on=year.first, version=0)
    row.words, row.written_by, row.version = {key: said for key, said in kept.items() if said}, by, row.version + 1
    row.save()
    audit.record("panels.report.write", row, by=by, hub_id=panel.hub_id, year=year.begins)
    return row


@transaction.atomic
def publish(*, panel: Panel, year: Year, seen: int, by: User, today: date) -> AnnualReport:
    """Let everybody read a report, with its numbers as they are now. Raises Overtaken, and ValidationError with every reason why not."""
    row = _report(panel, year, by)
    refuse_if_overtaken(seen=seen, now=row.version, theirs=row)
    text = "\n".join(row.words.values())
    facts = {"is_published": row.published_on is not None, "page_is_public": is_public(row.panel)}
    names_somebody = selectors.names_in(row.panel, text)
    if reasons := rules.why_not_publish(row.words, last_on=year.last, today=today, names_somebody=names_somebody, **facts):
        raise ValidationError(reasons)
    row.figures, row.published_on, row.published_by = selectors.counted(row.panel, year, today=today), today, by
    row.save(update_fields=["figures", "published_on", "published_by"])
    audit.record("panels.report.publish", row, by=by, hub_id=row.panel.hub_id, year=year.begins)
    return row


@transaction.atomic
def take_down(*, panel: Panel, year: Year, by: User) -> AnnualReport:
    """Take a report off its page at once: it is a draft again. Raises ValidationError where it is one."""
    row = _report(panel, year, by)
    if row.published_on is None:
        raise ValidationError(["It is a draft already."])
    row.figures, row.published_on, row.published_by = {}, None, None
    row.save(update_fields=["figures", "published_on", "published_by"])
    audit.record("panels.report.take_down", row, by=by, hub_id=row.panel.hub_id, year=year.begins)
    return row


def _report(panel: Panel, year: Year, by: User) -> AnnualReport:
    panel = held(panel, by)
    row = selectors.report_of(panel, year)
    if row is None:
        raise ValidationError([NONE_YET])
    row.panel = panel
    return row
