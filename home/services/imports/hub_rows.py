"""Hubs from a spreadsheet: found again by name, so that a second list updates. An empty cell changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from core import audit
from core.choices import HubKind, RunBy
from core.imports.choices import Outcome
from core.imports.records import REFUSED_BY_DATABASE, Column, Plan, Record, Remark
from core.models import Hub, ImportLine, ImportRun, Locality, OpeningTime
from core.sync import sync_roles
from home.models import HubIndexPage, HubPage
from home.rules.feeds import values
from home.rules.feeds.places import NearlyNamed
from home.rules.spoken_times import Stretches, read_opening_times
from home.services import free_slugs
from home.services.imports.hub_facts import as_rows, put_back, standing
from home.services.imports.offered import digest_of

PAGES = "pages"  # the option: make draft pages for new hubs
WHOLE_AREA = "The whole area"
COLUMNS = (
    Column("name", "Name", "Elm Road", ("hub", "hub name", "public name", "centre"), is_needed=True),
    Column("kind", "Kind", "hub", ("type", "site type")),
    Column("part_of", "Part of", "", ("parent", "parent hub", "belongs to")),
    Column("locality", "Locality", "North", ("area", "district", "patch")),
    Column("street", "Street", "14 Elm Road", ("address", "address line 1", "address 1")),
    Column("town", "Town", "Elmham", ("city", "address line 2")),
    Column("postcode", "Postcode", "EL1 2MH", ("post code", "zip")),
    Column("phone", "Phone", "01632 960001", ("telephone", "tel", "phone number")),
    Column("run_by", "Run by", "council", ("who runs it",)),
    Column("provider", "Provider", "", ("provider name", "organisation", "delivered by")),
    Column("opening_times", "Opening times", "Mon-Fri 9-17; Sat 10-13", ("opening hours", "hours", "open")),
)
_KINDS = {"network": HubKind.NETWORK_SITE, "spoke": HubKind.SPOKE, "outreach": HubKind.OUTREACH, "venue": HubKind.OUTREACH}
_LENGTHS = (("street", 120), ("town", 80))
_IS_USED = "It is used by now: a place, a post, a role, a survey or a service belongs to it. Close it instead: “Now: closed for good”."


@dataclass
class _Given:
    """What writing a row needs. `fields` hold only what the row says."""

    fields: dict[str, Any]
    locality: str = ""
    part_of: str = ""
    stretches: Stretches | None = None
    hub: Hub | None = None
    remarks: list[Remark] = field(default_factory=list)


class HubRows:
    """Reads the rows of a spreadsheet of hubs."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.hubs = {hub.name.casefold(): hub for hub in Hub.objects.prefetch_related("opening_times").select_related("locality", "parent")}
        self.localities = {one.name.casefold(): one for one in Locality.objects.all()}
        self.near = NearlyNamed(hub.name for hub in self.hubs.values())
        self.seen: dict[str, int] = {}
        self.has_written = False

    def hold(self) -> None:
        """Hold nothing: a list of hubs is written in one go."""

    # --- Planning ---------------------------------------------------------------------------------------------------------

    def plan(self, records: Sequence[Record]) -> list[Plan]:
        """Return what would become of each row. A row may be part of another row of the list."""
        named = {values.words(record.values.get("name")).casefold() for record in records}
        return [self._plan(record, named) for record in records]

    def _plan(self, record: Record, named: set[str]) -> Plan:
        name = values.words(record.values.get("name"))
        given = _Given({"name": name})
        plan = Plan(record.number, name, Outcome.MADE, given.remarks, given)
        if reason := self._why_not(record.number, name):
            plan.outcome = Outcome.REFUSED
            given.remarks.append(reason)
            return plan
        self.seen[name.casefold()] = record.number
        given.hub = self.hubs.get(name.casefold())
        if given.hub is None and (near := self.near.to(name)) and near.casefold() not in named:
            words = f"“{near}” is here already. Is it the same place? Then write its name so; else this makes a new one."
            given.remarks.append(Remark("near-name", words))
        self._read(given, record.values)
        part_of = given.part_of.casefold()
        if given.part_of and (part_of == name.casefold() or part_of not in named | self.hubs.keys()):
            meant = f" Do you mean “{near}”?" if (near := self.near.to(given.part_of)) and near.casefold() != name.casefold() else ""
            words = f"There is no hub “{values.shown(given.part_of)}” to be part of: neither here nor in the list.{meant}"
            given.remarks.append(Remark("row", words))
            given.part_of = ""
        has_parent = given.part_of or (given.hub and given.hub.parent_id)
        if given.fields.get("kind", given.hub.kind if given.hub else HubKind.HUB) != HubKind.HUB and not has_parent:
            plan.outcome = Outcome.REFUSED
            given.remarks.append(Remark("row", "Only a family hub stands alone. Say under “Part of” which hub this place belongs to."))
        elif given.hub:
            plan.outcome = Outcome.CHANGED if self._changes(given) else Outcome.SAME
        return plan

    def _why_not(self, number: int, name: str) -> Remark | None:
        if not name:
            return Remark("no-name", "This row has no name, so it is left out.")
        if len(name) > 80:
            return Remark("row", "The name is longer than 80 letters. Shorten it.")
        first = self.seen.get(name.casefold(), number)
        return Remark("doubled", f"Row {first} has the same name. That one was taken, this one is left out.") if first != number else None

    def _read(self, given: _Given, row: dict[str, str]) -> None:
        for name, most in _LENGTHS:
            if text := values.words(row.get(name)):
                given.fields[name] = text[:most]
        for name, called, read in (("postcode", "postcode", values.postcode), ("phone", "phone number", values.phone)):
            try:
                if row.get(name):
                    given.fields[name] = read(row[name])
            except ValueError:
                given.remarks.append(Remark(name, f"“{values.shown(row[name])}” is no {called}, so it is left out."))
        given.locality, given.part_of = values.words(row.get("locality"))[:80], values.words(row.get("part_of"))
        if kind := values.words(row.get("kind")).lower():
            given.fields["kind"] = next((ours for word, ours in _KINDS.items() if word in kind), HubKind.HUB)
        provider, run_by = values.words(row.get("provider"))[:120], values.words(row.get("run_by"))
        if not provider and run_by and "council" not in run_by.lower():
            provider = run_by[:120]
        if provider:
            given.fields |= {"run_by": RunBy.PROVIDER, "provider_name": provider}
        elif run_by:
            given.fields |= {"run_by": RunBy.COUNCIL, "provider_name": ""}
        if text := row.get("opening_times", ""):
            given.stretches, unread = read_opening_times(text)
            if unread:
                words = f"Of the opening times we did not understand “{values.shown(unread)}”. Write them as Mon-Fri 9-17; Sat 10-13."
                given.remarks.append(Remark("times", words))
            given.stretches = given.stretches or None

    def _changes(self, given: _Given) -> bool:
        hub = given.hub
        assert hub is not None
        now = standing(hub)
        wanted = {name: str(value) for name, value in given.fields.items() if name != "name"}
        if any(str(now[name]) != value for name, value in wanted.items()):
            return True
        if given.locality and given.locality.casefold() != hub.locality.name.casefold():
            return True
        if given.part_of and (hub.parent is None or given.part_of.casefold() != hub.parent.name.casefold()):
            return True
        return given.stretches is not None and [list(one) for one in as_rows(given.stretches)] != now["opening_times"]

    # --- Writing ----------------------------------------------------------------------------------------------------------

    def write(self, plans: Sequence[Plan]) -> None:
        """Write hubs before the places that are part of them."""
        self.has_written = bool(plans)
        waiting = list(plans)
        while waiting:
            ready: list[Plan] = []
            later: list[Plan] = []
            for one in waiting:
                (later if one.given.part_of and one.given.part_of.casefold() not in self.hubs else ready).append(one)
            if not ready:  # two that are part of each other
                ready, later = later, []
            for plan in ready:
                self._write(plan)
            waiting = later

    def _write(self, plan: Plan) -> None:
        """Write a row. A refused one leaves nothing: neither a row of its own, nor a change of what is remembered."""
        given: _Given = plan.given
        plan.before = standing(given.hub) if given.hub else {}
        try:
            with transaction.atomic():
                stored = self._store(given)
                if given.hub is None and self.run.options.get(PAGES):
                    _draft_page(stored)
        except ValidationError as error:
            plan.outcome = Outcome.REFUSED
            plan.remarks.append(Remark("row", f"{' '.join(error.messages)} So this row is left out."[:400]))
        except (IntegrityError, DataError):
            plan.outcome = Outcome.REFUSED
            plan.remarks.append(REFUSED_BY_DATABASE)
        else:
            hub = Hub.objects.prefetch_related("opening_times").select_related("locality", "parent").get(pk=stored.pk)
            self.hubs[hub.name.casefold()] = hub
            self.localities[hub.locality.name.casefold()] = hub.locality
            audit.record("core.hub.edit" if given.hub else "core.hub.add", hub, by=self.run.by, hub_id=hub.pk)
            plan.subject, plan.after = f"core.hub:{hub.pk}", digest_of(standing(hub))

    def _store(self, given: _Given) -> Hub:
        hub = _as_stored(given.hub) if given.hub else Hub(slug=free_slugs.for_hub(given.fields["name"]))
        for name, value in given.fields.items():
            if name != "name" or given.hub is None:
                setattr(hub, name, value)
        if given.locality or given.hub is None:
            hub.locality = self._locality(given.locality)
        if given.part_of:
            hub.parent = self.hubs.get(given.part_of.casefold())
        hub.full_clean()
        hub.save()
        if given.stretches is not None:
            hub.opening_times.all().delete()
            OpeningTime.objects.bulk_create(OpeningTime(hub=hub, weekday=day, opens_at=a, closes_at=b) for day, a, b in given.stretches)
        return hub

    def _locality(self, name: str) -> Locality:
        """Return a locality by name, made where there is none; without a name the first there is."""
        found = self.localities.get(name.casefold()) if name else next(iter(self.localities.values()), None)
        if found is None:
            found = Locality.objects.create(name=name or WHOLE_AREA, slug=slugify(name or WHOLE_AREA)[:80] or "area")
            audit.record("core.locality.add", found, by=self.run.by)
        return found

    def finish(self) -> None:
        """Give every new hub its shelf and its page to its staff."""
        sync_roles()

    # --- Taking back ------------------------------------------------------------------------------------------------------

    def take_back(self, lines: Sequence[ImportLine]) -> dict[int, str]:
        """Delete hubs that were made and put back those that were changed, as long as they stand as the import left them.

        What the others hold is asked for again, until a turn takes nothing back: a list may name a hub before or after its places.
        """
        waiting, reasons = list(lines), {}
        while waiting:
            reasons = {line.pk: reason for line in waiting if (reason := self._take_back(line))}
            if len(reasons) == len(waiting):
                break
            waiting = [line for line in waiting if line.pk in reasons]
        return reasons

    def _take_back(self, line: ImportLine) -> str:
        hub = Hub.objects.prefetch_related("opening_times").filter(pk=line.subject.partition(":")[2]).first()
        if hub is None:
            return ""
        if digest_of(standing(hub)) != line.after:
            return "Somebody has changed this hub since. Look at it by hand."
        if line.outcome == Outcome.CHANGED:
            put_back(hub, line.before)
            audit.record("core.hub.edit", hub, by=self.run.by, hub_id=hub.pk)
            return ""
        page = HubPage.objects.filter(hub=hub).first()
        if page and (page.live or page.first_published_at):
            return "Its page has been published. Close the hub instead: “Now: closed for good”."
        try:
            with transaction.atomic():
                if page:
                    page.delete()
                audit.record("core.hub.delete", hub, by=self.run.by)
                hub.delete()
        except ProtectedError:
            return _IS_USED
        return ""


def _as_stored(hub: Hub) -> Hub:
    """Return a hub as it stands, apart from the one that is remembered. Raises ValidationError when somebody has just deleted it."""
    found = Hub.objects.filter(pk=hub.pk).first()
    if found is None:
        raise ValidationError("Somebody has just deleted this hub.")
    return found


def _draft_page(hub: Hub) -> None:
    """Make a hub's page as a draft below the page of all hubs."""
    parent = HubIndexPage.objects.first()
    if parent is None or HubPage.objects.filter(hub=hub).exists():
        return
    page = HubPage(hub=hub, title=hub.name, slug=free_slugs.below(parent, hub.slug), live=False)
    parent.add_child(instance=page)
    page.save_revision()
