"""What tests about panels are made of: panels, people on them and meetings. Each with sensible defaults."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from consent.models import Person
from core.models import Hub
from home.models import HomePage
from home.services.pages import build_page_tree
from home.services.panel_pages import make_panel_page
from panels.choices import Stage
from panels.models import Meeting, Membership, Panel
from tests.builders import today
from tests.families import make_person


def make_panel(hub: Hub | None, title: str = "", **fields: Any) -> Panel:
    """Make a parent carer panel of a hub, or of the whole council, that nobody is on yet."""
    title = title or f"Parents at {hub.name if hub else 'Ashmere'}"
    slug = fields.pop("slug", f"{slugify(title)}-{Panel.objects.count() + 1}")
    facts = {"about": "Parents and carers who help us make things better.", "started_on": today() - timedelta(days=400)}
    return Panel.objects.create(title=title, hub=hub, slug=slug, **(facts | fields))


def open_to_families(panel: Panel) -> Panel:
    """Publish its page, below which families find the form to join, the flyer and how it works; with the page tree where there is none."""
    if not HomePage.objects.exists():
        build_page_tree()
    make_panel_page(panel, live=True)
    return panel


def make_member(panel: Panel, person: Person | None = None, **fields: Any) -> Membership:
    """Put somebody on a panel: Ola Nowak, known at its hub, who joined a month ago, unless you say else."""
    facts = {"stage": Stage.ON, "joined_on": today() - timedelta(days=30)}
    return Membership.objects.create(panel=panel, person=person or make_person(panel.hub), **(facts | fields))


def in_days(number: int, *, hour: int = 10) -> datetime:
    """Return a moment so many days from today, by the council's clock."""
    day = today() + timedelta(days=number)
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


def make_meeting(panel: Panel, **fields: Any) -> Meeting:
    """Call a meeting of a panel, in a week at ten in the morning, in its hub's hall."""
    facts = {"starts_at": in_days(7), "place": "The hall, Elm family hub"}
    return Meeting.objects.create(panel=panel, **(facts | fields))
