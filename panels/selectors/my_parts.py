"""What each part of “My panel” is given, and what it returns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from panels.models import Membership


@dataclass(frozen=True)
class Mine:
    """One of somebody's panels, as it stands when they look. `before` are the times that they were on it earlier, and left."""

    member: Membership
    now: datetime
    before: tuple[Membership, ...] = ()

    @property
    def is_on_it(self) -> bool:
        """Whether they have not left."""
        return self.member.left_on is None


@dataclass(frozen=True)
class Part:
    """One part of the page: `name` is its template's, `shown` what that shows."""

    name: str
    shown: Any

    @property
    def template(self) -> str:
        """Where its template stands."""
        return f"panels/public/mine/{self.name}.html"
