"""Who may give and take which role. Pure: the facts come in, reasons go out, in words for staff."""

from collections.abc import Collection
from dataclasses import dataclass

from core.choices import RoleKind
from core.role_table import CONFLICTS, EVERYBODYS, RIGHTS, WHOLE_COUNCIL_ONLY


@dataclass(frozen=True)
class Giver:
    """What somebody who gives roles holds at the place in question.

    `everywhere` is true for who may change staff of the whole council (an administrator): they give roles that they do not hold.
    """

    rights_there: frozenset[str]
    everywhere: bool = False


def may_give_kind(giver: Giver, kind: str, *, whole_council: bool) -> bool:
    """Return whether the giver may give this kind of role at this place.

    Away from the administrator: nothing above one's hub, nothing one does not hold, nothing that lets others invite in turn.
    """
    if giver.everywhere:
        return whole_council or kind not in WHOLE_COUNCIL_ONLY
    rights = RIGHTS[kind] - EVERYBODYS
    return not whole_council and bool(rights) and rights <= giver.rights_there and "staff.invite" not in rights


def why_not_give(giver: Giver, kinds: Collection[str], *, whole_council: bool, to_oneself: bool = False) -> list[str]:
    """Return why these roles may not be given: an empty list when they may."""
    if to_oneself:
        return ["Nobody gives themselves a role. Ask another administrator."]
    if unknown := [kind for kind in kinds if kind not in RIGHTS]:
        return [f"There is no kind of role called {one}." for one in unknown]
    reasons = []
    for kind in kinds:
        name = RoleKind(kind).label
        if may_give_kind(giver, kind, whole_council=whole_council):
            continue
        if kind in WHOLE_COUNCIL_ONLY and giver.everywhere:
            reasons.append(f"{name} is a role for the whole council. Choose the whole council, or leave it out.")
        elif whole_council:
            reasons.append(f"You may give roles at your hub only: {name} would be for the whole council.")
        else:
            reasons.append(f"You may not give the role {name}: it may do more than you may yourself. Ask an administrator.")
    return reasons or ([] if kinds else ["Choose at least one role."])


def why_not_take(giver: Giver, kind: str, *, whole_council: bool, is_own: bool, number_of_other_administrators: int) -> list[str]:
    """Return why this role may not be taken away. Everybody may lay down a role of their own, but the last administrator stays."""
    if kind == RoleKind.ADMINISTRATOR and whole_council and number_of_other_administrators == 0:
        return ["This is the last administrator. Make somebody else one first."]
    if is_own or may_give_kind(giver, kind, whole_council=whole_council):
        return []
    return ["This role was given above you. Ask an administrator."]


def why_not_close_account(*, is_own: bool, is_administrator: bool, number_of_other_administrators: int) -> list[str]:
    """Return why an account may not be closed."""
    if is_own:
        return ["You cannot close your own account. Ask another administrator."]
    if is_administrator and number_of_other_administrators == 0:
        return ["This is the last administrator. Make somebody else one first."]
    return []


def what_clashes(kinds: Collection[str]) -> list[str]:
    """Return what it costs when one person holds these roles together: to read, not to forbid (role_table.CONFLICTS)."""
    return [
        f"{RoleKind(one).label} and {RoleKind(other).label}: {price}" for one, other, price in CONFLICTS if one in kinds and other in kinds
    ]
