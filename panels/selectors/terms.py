"""How a panel works: what holds, what is drafted, and who agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from panels.models import Membership, Panel, Terms, TermsAgreement
from panels.terms_template import HEADINGS

MOST_VERSIONS = 32_767  # what its column holds: a longer number in an address is no version


def in_force(panel: Panel) -> Terms | None:
    """Return the version that a panel adopted last; None while it has adopted nothing."""
    return Terms.objects.filter(panel=panel).adopted().first()


def draft_of(panel: Panel) -> Terms | None:
    """Return the version that is being written; None where nobody writes one."""
    return Terms.objects.filter(panel=panel, adopted_on__isnull=True).first()


def versions_of(panel: Panel) -> "QuerySet[Terms]":
    """Return every version, the newest first."""
    return Terms.objects.filter(panel=panel).select_related("adopted_by").order_by("-number")


def version_of(panel: Panel, number: int | None) -> Terms | None:
    """Return one version by its number; None where there is none."""
    return Terms.objects.filter(panel=panel, number=number).first() if number and number <= MOST_VERSIONS else None


def said_in(words: dict[str, str]) -> list[tuple[str, str]]:
    """Return (what families read as its heading, words) of each heading that says something, in order."""
    return [(str(one.heading), words[one.key]) for one in HEADINGS if words.get(one.key)]


@dataclass(frozen=True)
class Agreed:
    """A member, and what they agreed to: the newest version they said yes to, and whether that is the one that holds."""

    member: Membership
    number: int | None
    on: date | None
    is_current: bool


def who_agreed(panel: Panel, terms: Terms | None) -> list[Agreed]:
    """Return everybody on a panel with the version they agreed to last; two queries."""
    members = list(Membership.objects.filter(panel=panel).on_the_panel().select_related("person"))
    newest = _newest_of(members)
    found = []
    for one in members:
        said = newest.get(one.pk)
        is_current = bool(said and terms and said.terms_id == terms.pk)
        found.append(Agreed(one, said.terms.number if said else None, said.agreed_on if said else None, is_current))
    return found


def _newest_of(members: Iterable[Membership]) -> dict[object, TermsAgreement]:
    said = TermsAgreement.objects.filter(membership__in=members).select_related("terms").order_by("terms__number")
    return {one.membership_id: one for one in said}


def reviews_due(user: User, right: str, today: date) -> "QuerySet[Terms]":
    """Return the words in force of panels that go on, whose day to be looked at again has come; for who reaches them."""
    mine = Panel.objects.visible_to(user, right).going_on(today).order_by().values("pk")
    newer = Terms.objects.adopted().filter(panel=OuterRef("panel"), number__gt=OuterRef("number")).order_by()
    due = Terms.objects.filter(~Exists(newer), panel__in=mine, adopted_on__isnull=False, review_on__lt=today)
    return due.select_related("panel__coordinator__hub").order_by("review_on", "pk")
