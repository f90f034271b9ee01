"""The members of a panel, as far as somebody's roles let them be seen. Names are opened and sorted in Python: no database can."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from accounts.models import User
from consent.models import Person
from consent.selectors.ledger import as_now
from core.text import folded
from panels.choices import Stage
from panels.choices.members import ON_THE_PANEL
from panels.models import Membership, Panel, Terms
from panels.selectors import terms
from panels.selectors.member_waits import OF_NEEDS, what_waits, with_what_waits
from panels.selectors.names import name_of
from panels.selectors.panels import may_for

VIEW, EDIT = "member.view", "member.edit"
JOINED = ("panel__hub", "person__hub", "person__merged_into__hub", "knows_best")
READ_LOG, ADD_LOG = "support_log.view", "support_log.add"


@dataclass(frozen=True)
class Asked:
    """What a list of members is narrowed to; empty is everybody who is on the panel."""

    stage: str = ""
    kind: str = ""
    hub_id: int | None = None
    waits: str = ""


@dataclass(frozen=True)
class Line:
    """One member in a list. `name` is empty where the reader may not read it; `person` is the record they stand under now."""

    member: Membership
    person: Person
    name: str
    needs_since: date | None
    today: date

    @property
    def called(self) -> str:
        """Their name with their code, or their code alone."""
        return f"{self.name} ({self.person.shown_code})" if self.name else self.person.shown_code

    @property
    def language(self) -> str:
        """The language that they read."""
        return str(dict(settings.LANGUAGES).get(self.person.language, self.person.language))

    @property
    def waits(self) -> list[str]:
        """What waits about them."""
        return what_waits(self.member, self.today)


def reads_needs(user: User, panel: Panel) -> bool:
    """Return whether somebody looks after the members of a panel, and so reads what to arrange for each and whether it is safe to write."""
    return may_for(user, EDIT, panel)


def lines(user: User, panel: Panel, asked: Asked, *, today: date) -> list[Line]:
    """Return the members of a panel that fit, those with a name first and in the order of their names; two queries.

    Who does not look after them is not told who needs something, and narrows nothing by it.
    """
    rows = Membership.objects.in_sight().filter(panel=panel).select_related(*JOINED)
    if not (needs := reads_needs(user, panel)) and asked.waits in OF_NEEDS:
        asked = replace(asked, waits="")
    found = [_line(user, row, today) for row in with_what_waits(_narrowed(rows, asked), needs=needs)]
    found = [one for one in found if _fits(one, asked)]
    return sorted(found, key=lambda one: (not one.name, folded(one.name), one.person.code, str(one.member.pk)))


def _narrowed(rows: "QuerySet[Membership]", asked: Asked) -> "QuerySet[Membership]":
    rows = rows.filter(stage=asked.stage) if asked.stage in Stage.values else rows.filter(stage__in=ON_THE_PANEL)
    return rows.filter(kind=asked.kind) if asked.kind else rows


def _line(user: User, row: Any, today: date) -> Line:
    person = as_now(row.person)
    return Line(row, person, name_of(user, person), getattr(row, "needs_since", None), today)


def _fits(one: Line, asked: Asked) -> bool:
    """Return whether a line is asked for, by what is known once its person is: a hub may be the one that they know best, too."""
    hubs = {one.person.hub_id, one.member.knows_best_id}
    return (asked.hub_id is None or asked.hub_id in hubs) and (not asked.waits or asked.waits in one.waits)


def number_active(panel: Panel, day: date) -> int:
    """Return how many parents and carers are on a panel on a day: no slip more than that is counted (domain reference 3.8, SPCP07)."""
    return Membership.objects.filter(panel=panel).active_on(day).count()


def terms_to_agree(member: Membership) -> Terms | None:
    """Return how the panel works now, where a member has not agreed to it yet; None where they have, or nothing is adopted."""
    newest = terms.in_force(member.panel)
    return None if newest is None or newest.agreements.filter(membership=member).exists() else newest
