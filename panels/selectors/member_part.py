"""What a panel's page says of the people on it."""

from dataclasses import dataclass

from accounts.models import User
from core import clocks
from core.querysets import reach
from panels.models import Membership, Panel
from panels.rules.joining import is_joined_by_form
from panels.selectors import joining
from panels.selectors.makeup import Makeup, makeup_of
from panels.selectors.members import READ_LOG, VIEW
from panels.selectors.panels import may_for

BRING_IN = "person.import"


@dataclass(frozen=True)
class MembersPart:
    """What this reader may open, how many are on the panel (for who may see them), and who they are in numbers."""

    may_see: bool
    may_log: bool
    number: int
    makeup: Makeup | None


def members_part(user: User, panel: Panel) -> MembersPart:
    """Return what the page of a panel shows to somebody who sees it."""
    rows = Membership.objects.filter(panel=panel).on_the_panel()
    may_see = may_for(user, VIEW, panel)
    may_log = may_for(user, READ_LOG, panel)
    return MembersPart(may_see, may_log, rows.count() if may_see else 0, makeup_of(panel, user))


@dataclass(frozen=True)
class WaysIn:
    """How this reader may bring somebody on a panel: by writing down that they asked, by a list."""

    by_hand: bool
    by_list: bool


def ways_in(user: User, panel: Panel) -> WaysIn:
    """Return the ways on a panel that are open to somebody; none where it has ended. A list is brought in for the whole council alone."""
    if panel.ended_on:
        return WaysIn(by_hand=False, by_list=False)
    by_hand = is_joined_by_form(panel, clocks.today()) and may_for(user, joining.EDIT, panel)
    return WaysIn(by_hand, reach(user, BRING_IN) is None)
