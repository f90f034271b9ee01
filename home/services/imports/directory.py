"""A directory's feed (Open Referral UK) into draft services."""

from collections.abc import Sequence

from core.clocks import today
from core.imports.choices import ImportState, Outcome
from core.imports.records import Plan, Record, Remark
from core.models import ImportLine, ImportRun
from home.rules.feeds import read_service, services_in, values
from home.services.imports import drafts
from home.services.imports.offered import OfferedServices, digest_of

NOT_A_SERVICE = Remark("not-a-service", "This is no service (perhaps an organisation, a place or a term), so it is left out.")
_RULES = 1  # a number higher when the rules read more: an unchanged record is then read anew


class Directory:
    """Reads the records of a feed."""

    def __init__(self, run: ImportRun) -> None:
        self.run, self.today = run, today()
        self.services = OfferedServices(run, source=run.source or "directory", adopts=False)

    @property
    def seen(self) -> dict[str, int]:
        """Where each id stood first in the list."""
        return self.services.seen

    def hold(self) -> None:
        """Hold the page above all services."""
        self.parent = drafts.hold_the_offer()

    def plan(self, records: Sequence[Record]) -> list[Plan]:
        """Return what would become of each record; one of several services has a line for each."""
        plans, found = [], []
        for record in records:
            services = list(services_in(record.values))
            if not services:
                plans.append(Plan(record.number, values.words(record.values.get("name")), Outcome.REFUSED, [NOT_A_SERVICE]))
            found += [(record.number, one, digest_of([_RULES, one])) for one in services]
        unchanged = self.services.unchanged({values.words(one.get("id")): digest for _, one, digest in found})
        for number, one, digest in found:
            if digest in unchanged:
                plans.append(self.services.pass_by(number, one))
        fresh = [(number, read_service(one, self.today), digest) for number, one, digest in found if digest not in unchanged]
        return [*plans, *self.services.plan(fresh)]

    def write(self, plans: Sequence[Plan]) -> None:
        """Write the drafts."""
        self.services.write(plans, self.parent)

    def finish(self) -> None:
        """Take back places that nobody uses, where the import was taken back."""
        if self.run.state == ImportState.UNDOING:
            self.services.sites.take_back()

    def take_back(self, lines: Sequence[ImportLine]) -> dict[int, str]:
        """Take drafts back."""
        return self.services.take_back(lines)
