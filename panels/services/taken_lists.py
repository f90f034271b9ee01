"""Taking out a list of members: the list itself is made by `selectors.member_table`, and the trail says who took it."""

from accounts.models import User
from core import audit
from panels.models import Panel


def note_taken(*, panel: Panel, how: str, number: int, by: User) -> None:
    """Write down that somebody took out a list: `how` is "print" or "table", `number` how many stood on it."""
    audit.record(f"panels.members.{how}", panel, by=by, hub_id=panel.hub_id, number=number)
