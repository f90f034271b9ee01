"""What tests about reading before others do are made of."""

from datetime import timedelta
from typing import Any

from accounts.models import User
from panels.models import Panel, Reading
from tests.builders import today

LEAFLET = "We moved the group to ten.\n\nThe bus stops at the door. You pay nothing."


def make_reading(panel: Panel, title: str = "The summer leaflet", *, by: User, **fields: Any) -> Reading:
    """Ask a panel to read a leaflet of two paragraphs for a week."""
    facts = {"words": LEAFLET, "asked_on": today(), "until_on": today() + timedelta(days=7), "asked_by": by}
    return Reading.objects.create(panel=panel, title=title, **(facts | fields))
