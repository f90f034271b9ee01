"""The full names of those on a panel, to look for in words that everybody is about to read. They stand on no page."""

from panels.models import Membership, Panel


def full_names(panel: Panel) -> list[str]:
    """Return the name of each who is or was on a panel, where it has two parts: a first name is many people’s. One query."""
    people = Membership.objects.in_sight().filter(panel=panel).select_related("person")
    return [one.person.name for one in people if one.person and len(one.person.name.split()) > 1]
