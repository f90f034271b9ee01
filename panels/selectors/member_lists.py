"""What a list of members is compared with: panels and hubs by name, people by address, and who is on which panel. Read once a list."""

from collections.abc import Sequence
from typing import Any

from consent.models import Person
from core import clocks
from core.models import Hub
from core.text import folded
from panels.models import Membership, Panel


def panels_by_name() -> dict[str, Panel]:
    """Return the panels that go on, by their title as it is compared, and by their address."""
    found: dict[str, Panel] = {}
    for panel in Panel.objects.going_on(clocks.today()).select_related("hub").order_by("pk"):
        found.setdefault(folded(panel.title), panel)
        found.setdefault(panel.slug, panel)
    return found


def hubs_by_name() -> dict[str, Hub]:
    """Return every hub by its name as it is compared."""
    return {folded(hub.name): hub for hub in Hub.objects.all()}


def panels_to_name() -> Sequence[tuple[str, str]]:
    """Return the panels of which a list can be, to choose one for the whole list."""
    rows = Panel.objects.going_on(clocks.today()).order_by("title", "pk")
    return [("", "No panel: each row names its own"), *((str(panel.pk), panel.title) for panel in rows)]


def people_by_address() -> dict[str, list[Person]]:
    """Return everybody who is here by the blind index of their e-mail address and of their number."""
    found: dict[str, list[Person]] = {}
    for person in Person.objects.here().order_by("code"):
        for mark in filter(None, (person.email_index, person.phone_index)):
            found.setdefault(mark, []).append(person)
    return found


def who_is_on_which() -> set[tuple[int, Any]]:
    """Return who is on which panel now: the panel's id and that of the record under which they are found, also where theirs was joined."""
    rows = Membership.objects.on_the_panel().filter(person__isnull=False)
    return {(panel, into or person) for panel, person, into in rows.values_list("panel", "person", "person__merged_into")}
