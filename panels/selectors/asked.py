"""Who of a panel is asked something by letter, whatever it is: how they are called, whether a letter may go, and what they said."""

from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from consent.models import Person
from panels.choices.members import ON_THE_PANEL
from panels.models import Membership, Panel
from panels.rules import invitations as rules
from panels.selectors.invitations import why_no_letters
from panels.selectors.letters import on_their_way, why_it_did_not_leave
from panels.selectors.names import in_order, name_of
from panels.selectors.reply_links import person_of


@dataclass
class AskedLine:
    """One member beside what is asked. `said` is what they said, by the choice's id; `name` is empty where the reader may not read it."""

    member: Membership
    person: Person | None
    name: str
    why_no_letter: list[str]
    asked: Any = None
    said: dict[Any, str] = field(default_factory=dict)
    on_its_way: set[str] = field(default_factory=set)

    @property
    def called(self) -> str:
        """How they are called on the screen: by name where that may be read, else by code."""
        return self.name or str(self.member)

    @property
    def may_have_letter(self) -> bool:
        """Whether a letter can be sent to them now: none is on its way, and none left."""
        return not self.why_no_letter and not self.on_its_way and (self.asked is None or not self.asked.asked_at)

    @property
    def did_not_leave(self) -> str:
        """Why the last letter did not leave; empty when it did, or waits."""
        return why_it_did_not_leave(self.asked, self.on_its_way)

    @property
    def mark(self) -> str:
        """What stands beside them, for a page to carry along, so that nobody writes over what came in meanwhile."""
        return mark_of(self.said)


L = TypeVar("L", bound=AskedLine)


def mark_of(said: dict[Any, str]) -> str:
    """Return what somebody said as one word."""
    return "-".join(f"{pk}{what}" for pk, what in sorted(said.items()))


def lines_among(
    panel: Panel, user: User, *, asked: dict[UUID, Any], said: dict[UUID, dict[Any, str]], letter: str, line: type[L]
) -> list[L]:
    """Return who comes to meetings of a panel, and who was asked, by name; as many queries however many they are.

    `asked` and `said` are what stands of each by membership.
    """
    members = Membership.objects.filter(Q(panel=panel) & (Q(stage__in=ON_THE_PANEL) | Q(pk__in=list(asked))))
    rows = list(members.select_related("panel", "person__merged_into__merged_into"))
    rows = [one for one in rows if not rules.why_not_among(one) or one.pk in asked]
    why_not, waiting = why_no_letters(rows, letter), on_their_way(asked.values())
    found = []
    for one in rows:
        person, beside = person_of(one), asked.get(one.pk)
        on_its_way = waiting[beside.pk] if beside else set()
        found.append(line(one, person, name_of(user, person), why_not[one.pk], beside, said.get(one.pk, {}), on_its_way))
    return in_order(found)
