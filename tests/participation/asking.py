"""What we ask about, as records that the table of addresses opens (tests/access_records.py)."""

from collections.abc import Callable
from typing import Any

from accounts.models import User
from core.models import Hub
from tests import builders
from tests.participation import listening, reaching

RECORDS: dict[str, Callable[[Hub, User], dict[str, Any]]] = {
    "activity_held": lambda elm, asha: {"pk": reaching.make_activity(elm).pk},
    "checklist": lambda elm, asha: {"pk": builders.make_engagement(elm).pk, "element": "audience"},
    "council_item": lambda elm, asha: {"pk": listening.make_council_item("Is Elm warm?").pk},
    "everyday": lambda elm, asha: {"pk": builders.make_everyday_engagement(elm).pk},
    "asked_about": lambda elm, asha: {"slug": builders.make_engagement(elm).slug},
    "engagement": lambda elm, asha: {"pk": builders.make_engagement(elm).pk},
    "engagement_at_a_gate": lambda elm, asha: {"pk": builders.make_engagement(elm).pk, "gate": "closing"},
    "engagement_in_sense": lambda elm, asha: {"pk": builders.make_engagement(elm, stage="sense").pk},
    "exception": lambda elm, asha: {"pk": builders.make_exception(elm, by=asha).pk},
    "group_looked_for": lambda elm, asha: {"pk": reaching.group().pk, "POST": {"key": "rural"}},
}
