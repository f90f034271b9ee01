"""What a panel's page says of the people on it."""

from dataclasses import dataclass

from accounts.models import User
from panels.models import Membership, Panel
from panels.selectors.makeup import Makeup, makeup_of
from panels.selectors.members import READ_LOG, VIEW
from panels.selectors.panels import may_for


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
