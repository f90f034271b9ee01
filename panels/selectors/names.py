"""What a member is called on a staff screen: by name for who may read names where they are known, by code for everybody else."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from accounts.models import User
from consent.models import Person
from consent.selectors.people import NAMES, may_for
from core.text import folded
from panels.models import Membership
from panels.models.membership import FORGOTTEN


class Line(Protocol):
    """One member on a staff screen. `name` is empty where it may not be read; `called` is then their code."""

    @property
    def name(self) -> str:
        """Their name."""

    @property
    def called(self) -> str:
        """What stands on the screen."""


L = TypeVar("L", bound=Line)


def in_order(lines: Iterable[L]) -> list[L]:
    """Return lines by name, those without one last."""
    return sorted(lines, key=lambda line: (not line.name, folded(line.called), line.called))


def name_of(user: User, person: Person | None) -> str:
    """Return somebody's name where this reader may read it; empty elsewhere, and of who is set aside: nobody looks them up.

    No query beyond the reader's roles.
    """
    return person.name if person and person.is_here and may_for(user, NAMES, person) else ""


def called(members: Iterable[Membership], user: User) -> dict[object, str]:
    """Return what each member is called for somebody, by their id: "Ola Nowak, P-7K3F", or the code alone. Members come with their person.

    A name is read where that person is known, whoever looks after the panel: of a panel of many hubs, who reads names at one of them reads
    the codes of everybody else. The rights are asked once (`core.querysets.reach` remembers), not once a member.
    """
    return {one.pk: _called(one, user) for one in members}


def by_code(members: Iterable[Membership]) -> dict[object, str]:
    """Return each member by code alone, for whoever reads what they said and need not know who said it. Members come with their person."""
    return {one.pk: _living(one.person).shown_code if one.person else FORGOTTEN for one in members}


def _living(person: Person) -> Person:
    return person.merged_into or person


def _called(member: Membership, user: User) -> str:
    if member.person is None:
        return FORGOTTEN
    living = _living(member.person)
    name = name_of(user, living)
    return f"{name}, {living.shown_code}" if name else living.shown_code
