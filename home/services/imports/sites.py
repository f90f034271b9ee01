"""The places of a directory: matched with ours, and, where the person who brings the list in says so, kept as planned places of a hub."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError

from core import audit
from core.choices import HubKind, HubStatus
from core.models import Hub, ImportRun
from home.models import SourceRecord
from home.rules.feeds import FoundSite, FoundTime
from home.rules.feeds.places import is_same_place
from home.services import free_slugs
from home.services.imports.hub_facts import standing

SITE = "site"
PLACES_OF = "places_of"  # the option: the hub to which new places belong


class Sites:
    """Knows which of our hubs a place of the list is. A hub's own facts are the council's: a list never changes them."""

    def __init__(self, run: ImportRun, source: str) -> None:
        self.run, self.source = run, source
        self.known: dict[str, Hub] = {}
        self.wanted: dict[str, FoundSite] = {}
        number = str((run.options or {}).get(PLACES_OF) or "")
        self.parent = Hub.objects.filter(pk=int(number)).first() if number.isdigit() else None

    def plan(self, times: Sequence[FoundTime]) -> None:
        """Look up the places of a batch: by their id in this list, then by postcode and name."""
        sites = {one.site.source_id or one.site.in_words: one.site for one in times if one.site}
        unknown = {key: site for key, site in sites.items() if key not in self.known}
        if not unknown:
            return
        records = SourceRecord.objects.filter(source=self.source, kind=SITE, source_id__in=unknown).select_related("hub")
        self.known |= {record.source_id: record.hub for record in records if record.hub}
        postcodes = {site.postcode for site in unknown.values() if site.postcode}
        near = list(Hub.objects.filter(postcode__in=postcodes)) if postcodes else []
        for key, site in unknown.items():
            match = next((hub for hub in near if hub.postcode == site.postcode and is_same_place(hub.name, site.name)), None)
            if key not in self.known and match:
                self.known[key] = match
            elif key not in self.known and site.may_be_ours and self.parent:
                self.wanted[key] = site

    def write(self) -> None:
        """Make the planned places that the last batch wants, and remember the ids of all that are ours."""
        for key, site in self.wanted.items():
            self.known[key] = hub = self._make(site)
            SourceRecord.objects.update_or_create(
                source=self.source, kind=SITE, source_id=key, defaults={"hub": hub, "run": self.run, "digest": "", "said": standing(hub)}
            )
        self.wanted = {}

    def take_back(self) -> None:
        """Delete the planned places that this import made, as far as nobody uses them or has changed anything of them since."""
        for record in SourceRecord.objects.filter(kind=SITE, run=self.run, hub__status=HubStatus.PLANNED).select_related("hub"):
            assert record.hub is not None
            if standing(record.hub) != record.said:
                continue
            try:
                with transaction.atomic():
                    audit.record("core.hub.delete", record.hub, by=self.run.by)
                    record.hub.delete()
                    record.delete()
            except ProtectedError:
                continue

    def _make(self, site: FoundSite) -> Hub:
        assert self.parent is not None
        name = site.name if not Hub.objects.filter(name__iexact=site.name).exists() else f"{site.name[:60]} ({site.postcode})"
        hub = Hub.objects.create(
            name=name,
            slug=free_slugs.for_hub(site.name, otherwise="place"),
            kind=HubKind.NETWORK_SITE,
            status=HubStatus.PLANNED,
            parent=self.parent,
            locality=self.parent.locality,
            street=site.street,
            town=site.town,
            postcode=site.postcode,
        )
        audit.record("core.hub.add", hub, by=self.run.by, hub_id=hub.pk)
        return hub

    def hub_of(self, site: FoundSite | None) -> Hub | None:
        """Return which hub of ours a place is; None when it stays words."""
        return self.known.get(site.source_id or site.in_words) if site else None
