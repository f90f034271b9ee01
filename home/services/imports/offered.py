"""Services from any list into drafts: new ones in bulk, changed ones as a new draft, and never over what an editor wrote."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from wagtail.models import Page

from core.imports.choices import Outcome
from core.imports.records import Plan, Remark
from core.models import ImportLine, ImportRun
from home.models import ServiceIndexPage, ServicePage, ServiceTime, SourceRecord
from home.rules.feeds import FoundService, FoundTime, values
from home.rules.left_open import in_words, left_open
from home.services.imports import drafts
from home.services.imports.sites import Sites

SERVICE = "service"
_FIELDS = {field.name for field in ServicePage._meta.local_fields}
Said = dict[str, Any]


@dataclass
class _Given:
    """What writing a plan needs: what was found, what it says field by field, and the record and page that are there already."""

    found: FoundService
    said: Said
    digest: str
    record: SourceRecord | None


def digest_of(values: object) -> str:
    """Return a mark that is the same for the same record."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()


class OfferedServices:
    """Plans and writes the services of one source. Made anew for each reading of a list."""

    def __init__(self, run: ImportRun, *, source: str, adopts: bool) -> None:
        self.run, self.source, self.adopts = run, source, adopts
        self.seen: dict[str, int] = {}
        self.sites = Sites(run, source)

    # --- Planning ---------------------------------------------------------------------------------------------------------

    def plan(self, batch: Sequence[tuple[int, FoundService, str]]) -> list[Plan]:
        """Return what would become of each of these: (number in the list, what was found, digest of it)."""
        known = self._known(found.source_id for _, found, _ in batch)
        same_name = self._named(found.title for _, found, _ in batch)
        plans = []
        for number, found, digest in batch:
            plan = Plan(number, found.title or found.source_id, Outcome.MADE, found.remarks)
            plan.given = _Given(found, self._said(found), digest, known.get(found.source_id))
            self._decide(plan, same_name.get(found.title.casefold()))
            plans.append(plan)
        self.sites.plan([one for plan in plans if self._stands_anew(plan) for one in plan.given.found.times])
        return plans

    def unchanged(self, digests: dict[str, str]) -> set[str]:
        """Return those digests, by id, that are the same as last time: these records need no reading."""
        records = SourceRecord.objects.filter(source=self.source, kind=SERVICE, source_id__in=digests, page__isnull=False)
        return {digest for source_id, digest in records.values_list("source_id", "digest") if digests[source_id] == digest}

    def pass_by(self, number: int, record: Said) -> Plan:
        """Return the plan for a record that is as it was."""
        name, source_id = values.words(record.get("name")), values.words(record.get("id"))
        first = self.seen.setdefault(source_id, number)
        return Plan(number, name, Outcome.SAME, [] if first == number else [_doubled(first)])

    def _decide(self, plan: Plan, same_name: ServicePage | None) -> None:
        given: _Given = plan.given
        found, record = given.found, given.record
        if reason := self._why_not(plan.number, found):
            plan.outcome, plan.remarks = Outcome.REFUSED, [reason, *found.remarks]
            return
        self.seen[found.source_id] = plan.number
        if record is None and self.adopts and same_name:
            record = given.record = SourceRecord(source=self.source, kind=SERVICE, source_id=found.source_id, page=same_name)
            record.version = None if same_name.has_unpublished_changes else same_name.latest_revision_id
        if record is None:
            self._decide_new(plan, same_name)
        elif record.page is None:
            plan.outcome = Outcome.SAME
            found.remark("deleted", "An editor deleted its page here, so it does not come back. Add it by hand if families need it again.")
        elif record.digest == given.digest or not self._news(given):
            plan.outcome = Outcome.SAME
        elif self._is_in_work(record):
            plan.outcome = Outcome.SAME
            found.remark(
                "edited", "An editor has changed its draft since. We left that alone: compare the two, and publish or drop it first."
            )
        else:
            plan.outcome = Outcome.CHANGED

    def _decide_new(self, plan: Plan, same_name: ServicePage | None) -> None:
        found: FoundService = plan.given.found
        if found.has_ended:
            plan.outcome = Outcome.REFUSED
            return
        open_fields = left_open(plan.given.said)
        if not self.adopts:
            open_fields.pop("for_whom", None)  # no directory has a word for it: beside each record it would hide the rest. The editor asks
        if unsaid := in_words(open_fields):
            found.remark("not-said", f"The list does not say {unsaid}. The draft leaves it open: fill it in before you publish.")
        if same_name:
            found.remark("same-name", f"A page called “{same_name.title[:60]}” is here already. Publish only one of the two.")

    def _why_not(self, number: int, found: FoundService) -> Remark | None:
        if self.adopts and not found.title:
            return Remark("no-name", "This row has no name, so it is left out.")
        if not found.source_id:
            return Remark("no-id", "It has no id, so we could not find it again next time. It is left out: ask the directory.")
        if not found.title:
            return Remark("no-name", f"The record “{found.source_id[:60]}” has no name. It is left out: ask the directory for one.")
        first = self.seen.get(found.source_id, number)
        if first != number:
            return _doubled(first)
        return None

    def _known(self, ids: Iterable[str]) -> dict[str, SourceRecord]:
        records = SourceRecord.objects.filter(source=self.source, kind=SERVICE, source_id__in=set(ids)).select_related("page")
        return {record.source_id: record for record in records}

    def _named(self, titles: Iterable[str]) -> dict[str, ServicePage]:
        """Return pages that have one of these titles."""
        wanted = {title.casefold() for title in titles} - {""}
        found = ServicePage.objects.annotate(small=Lower("title")).filter(small__in=wanted)
        return {page.title.casefold(): page for page in found}

    def _said(self, found: FoundService) -> Said:
        """Return what a list says, field by field, as JSON keeps it; a value that our page would refuse is remarked and left out."""
        fields = {name: value for name, value in found.fields.items() if name in _FIELDS}
        for name, value in list(fields.items()):
            try:
                ServicePage._meta.get_field(name).clean(value, None)
            except ValidationError as error:
                found.remark("row", f"{name.replace('_', ' ')}: {' '.join(error.messages)} It is left out.")
                del fields[name]
        said = {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}
        times = [[one.when, one.place, one.weekday, one.site.source_id if one.site else ""] for one in found.times]
        return {"title": found.title, **said, **({"times": times} if times else {})}

    def _news(self, given: _Given) -> set[str]:
        """Return the names of what a list says otherwise than last time. A check before the last that we know of is no news."""
        before = given.record.said if given.record else {}
        news = {name for name, value in given.said.items() if before.get(name) != value}
        page = given.record.page if given.record else None
        known = (before.get("checked_on"), page.checked_on.isoformat() if page and page.checked_on else None)
        if "checked_on" in news and given.said["checked_on"] <= max(filter(None, known), default=""):
            news.discard("checked_on")
        return news

    def _stands_anew(self, plan: Plan) -> bool:
        """Return whether a draft will be written with the times and places of the list: for others no place is made."""
        return plan.outcome == Outcome.MADE or (plan.outcome == Outcome.CHANGED and "times" in self._news(plan.given))

    def _is_in_work(self, record: SourceRecord) -> bool:
        """Return whether an editor wrote a draft since ours that is not published yet."""
        page = record.page
        return page is not None and page.has_unpublished_changes and page.latest_revision_id != record.version

    # --- Writing ----------------------------------------------------------------------------------------------------------

    def write(self, plans: Sequence[Plan], parent: ServiceIndexPage) -> None:
        """Write what was planned."""
        self.sites.write()
        fresh = [plan for plan in plans if plan.outcome == Outcome.MADE]
        pages = [self._page(plan.given) for plan in fresh]
        drafts.make_drafts(pages, [self._times(plan.given.found.times) for plan in fresh], parent=parent, by=self.run.by)
        records = []
        for plan, page in zip(fresh, pages, strict=True):
            self._fill_in(plan, page)
            records.append(self._record(plan.given, page))
        SourceRecord.objects.bulk_create(records)
        for plan in plans:
            if plan.outcome == Outcome.CHANGED:
                self._change(plan)

    def _page(self, given: _Given) -> ServicePage:
        fields = {name: value for name, value in given.found.fields.items() if name in given.said}
        return ServicePage(title=given.found.title, **fields, **left_open(given.said))

    def _times(self, found: Sequence[FoundTime]) -> list[ServiceTime]:
        times = []
        for one in found:
            hub = self.sites.hub_of(one.site)
            times.append(ServiceTime(when=one.when, hub=hub, place="" if hub else one.place, weekday=one.weekday))
        return times

    def _record(self, given: _Given, page: ServicePage) -> SourceRecord:
        return SourceRecord(
            source=self.source,
            kind=SERVICE,
            source_id=given.found.source_id,
            page=page,
            run=self.run,
            digest=given.digest,
            said=given.said,
            version=page.latest_revision_id,
        )

    def _fill_in(self, plan: Plan, page: ServicePage) -> None:
        plan.subject, plan.after = f"home.servicepage:{page.pk}", str(page.latest_revision_id)

    def _change(self, plan: Plan) -> None:
        given: _Given = plan.given
        record = given.record
        assert record is not None
        assert record.page is not None
        news = self._news(given)
        plan.before = {
            "version": record.page.latest_revision_id,
            "record": None if record.pk is None else {name: getattr(record, name) for name in ("digest", "said", "version", "run_id")},
        }
        values = {**given.found.fields, "title": given.found.title}
        times = self._times(given.found.times) if "times" in news else None
        draft = drafts.write_version(record.page, {name: values[name] for name in news - {"times"}}, times, by=self.run.by)
        record.digest, record.said, record.run, record.version = given.digest, given.said, self.run, draft.latest_revision_id
        record.save()
        self._fill_in(plan, draft)

    # --- Taking back ------------------------------------------------------------------------------------------------------

    def take_back(self, lines: Sequence[ImportLine]) -> dict[int, str]:
        """Delete the drafts that were made, and put back the drafts before those that were changed. Return why some must stay."""
        by_page = {int(line.subject.partition(":")[2]): line for line in lines}
        pages = {page.pk: page for page in ServicePage.objects.select_for_update(of=("self",)).filter(pk__in=by_page)}
        reasons: dict[int, str] = {}
        gone: list[int] = []
        for pk, line in by_page.items():
            page = pages.get(pk)
            if page is None:
                continue  # somebody deleted it: there is nothing left to take back
            if reason := _why_not_take_back(page, line):
                reasons[line.pk] = reason
            elif line.outcome == Outcome.MADE:
                gone.append(pk)
            else:
                self._put_back(page, line)
        SourceRecord.objects.filter(page__in=gone).delete()
        Page.objects.filter(pk__in=gone).delete()
        return reasons

    def _put_back(self, page: ServicePage, line: ImportLine) -> None:
        drafts.go_back(page, to=line.before["version"])
        records = SourceRecord.objects.filter(source=self.source, kind=SERVICE, page=page)
        if line.before["record"] is None:
            records.delete()
        else:
            records.update(**line.before["record"])


def _doubled(first: int) -> Remark:
    return Remark("doubled", f"Number {first} has the same id. The first was taken, this one is left out: ask which is right.")


def _why_not_take_back(page: ServicePage, line: ImportLine) -> str:
    if str(page.latest_revision_id) != line.after:
        return "Somebody has changed or published this page since. Unpublish or delete it by hand if it should go."
    if page.live and page.live_revision_id == page.latest_revision_id:
        return "This page is published. Unpublish it first, or change it by hand."
    return ""
