"""Taking in what a family says is wrong on a page, once; looking at it; and forgetting the words."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from accounts.models import User
from core import audit, brand, clocks, outbox
from core.crypto import keyed_hash
from core.text import normalise
from core.write_lock import writing
from home import rules
from home.choices import WrongSaidBy, WrongState
from home.models import ServicePage, WrongReport
from home.selectors import kept_true as selectors

LATELY = timedelta(days=7)


def family_says_wrong(*, service: ServicePage, words: str, token: str, language: str, today: date) -> WrongReport:
    """Take a report in, once, however often it is sent: the same token gives the same report.

    Nothing is written into the audit trail: its moment could lie beside an answer (decision 0024). Raises ValidationError without words
    or with too many.
    """
    key_hash = keyed_hash("wrong-report", token)
    return _take_in(service, words, said_by=WrongSaidBy.FAMILY, today=today, key_hash=key_hash, language=language)


def provider_says_wrong(*, service: ServicePage, words: str, today: date) -> WrongReport:
    """Take in what who runs a service says is not right any more. Raises ValidationError without words or with too many."""
    return _take_in(service, words, said_by=WrongSaidBy.PROVIDER, today=today)


def _take_in(
    service: ServicePage, words: str, *, said_by: str, today: date, key_hash: str | None = None, language: str = "en-gb"
) -> WrongReport:
    words = normalise(words).strip()
    if problem := rules.why_not_say_wrong(words):
        raise ValidationError({"words": problem})
    due_on = clocks.working_days_after(today, brand.stored().format_days)
    facts = {"page": service, "words": words, "said_by": said_by, "language": language, "said_on": today, "due_on": due_on}
    with writing():
        if key_hash is None:
            report = WrongReport.objects.create(**facts)
        else:
            report, is_new = WrongReport.objects.get_or_create(key_hash=key_hash, defaults=facts)
            if not is_new and report.state == WrongState.WAITING and report.words != words:
                report.words = words  # gone back, written better, sent again
                report.save(update_fields=["words"])
    return report


@transaction.atomic
def tell_keepers(today: date) -> None:
    """Have whoever keeps a page written to about what was said since the last turn; on their front page it stood at once."""
    untold = WrongReport.objects.select_for_update(of=("self",)).filter(state=WrongState.WAITING, told_on__isnull=True)
    reports = list(untold.select_related("page__kept_by"))
    for person in {person.pk for report in reports for person in _who_acts(report, today)}:
        outbox.put("home.write_about_wrong", person, key=str(person))
    WrongReport.objects.filter(pk__in=[report.pk for report in reports]).update(told_on=today)


def _who_acts(report: WrongReport, today: date) -> list[User]:
    return selectors.keepers_of_all_pages() if report.is_for_editors else selectors.keepers_of(report.page, today)


@transaction.atomic
def end_report(*, report: WrongReport, becomes: str, by: User, today: date) -> None:
    """Say what came of a report: put right, or the page was right. Raises ValidationError with every reason why not."""
    row = WrongReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    unseen = row.page.live and row.page.has_unpublished_changes  # a page that was taken down has put it right: nobody reads it any more
    if reasons := rules.why_not_end_report(row.state, becomes, has_unseen_change=unseen):
        raise ValidationError(reasons)
    row.state, row.ended_on = becomes, today
    row.save(update_fields=["state", "ended_on"])
    audit.record("home.wrong_report.end", row, by=by, state=becomes)


@transaction.atomic
def pass_on(*, report: WrongReport, by: User) -> None:
    """Give a report to whoever keeps all pages: who keeps this one may not change it. Raises ValidationError when it has ended."""
    row = WrongReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if row.state != WrongState.WAITING:
        raise ValidationError(["A colleague has looked at this already."])
    row.is_for_editors, row.told_on = True, None
    row.save(update_fields=["is_for_editors", "told_on"])
    audit.record("home.wrong_report.pass_on", row, by=by)


def forget_reports(today: date) -> int:
    """Delete the words of reports that ended long enough ago; return how many. The counts stay."""
    with writing():
        rows = list(selectors.reports_to_forget(today).select_for_update(of=("self",)))
        for row in rows:
            row.words, row.key_hash, row.forgotten_on = "", None, today
            row.save(update_fields=["words", "key_hash", "forgotten_on"])
            audit.record("home.wrong_report.forget", row, by=None)
    return len(rows)


def forget_the_moment(today: date) -> None:
    """Write the reports of this week once more, all in one transaction, so that no row tells its moment by its neighbours (promise 4)."""
    with writing():
        WrongReport.objects.filter(said_on__gte=today - LATELY).update(said_on=F("said_on"))
