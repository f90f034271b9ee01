"""Who gets money: by name for who may read it, by code for everybody else."""

from accounts.models import User
from consent.selectors.ledger import as_now
from core.crypto import blind_index
from panels.models import Membership
from panels.selectors.names import name_of


def name_for(user: User, member: Membership, *, who_pays: bool = False) -> str:
    """Return what somebody reads of a payee: the name where they may read names, or pay this claim (`who_pays`); else nothing.

    Join `person__merged_into` and `person__hub` beforehand.
    """
    if member.person is None:
        return ""
    person = as_now(member.person)
    if not person.is_here:
        return ""
    return person.name if who_pays else name_of(user, person)


def code_of(member: Membership) -> str:
    """Return the code by which a payee stands in records: P-7K3F. Empty for who was forgotten."""
    return as_now(member.person).shown_code if member.person else ""


def is_claimant(user: User, member: Membership) -> bool:
    """Return whether a member of staff is that member, as far as their e-mail addresses tell."""
    person = as_now(member.person) if member.person else None
    return bool(person and person.email and user.email and _same(person.email, user.email))


def _same(one: str, other: str) -> bool:
    return blind_index("payee", one) == blind_index("payee", other)
