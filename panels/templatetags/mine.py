"""Tags that lead members to “My panel”."""

from django import template

from consent.models import Person
from panels.selectors import my_panel

register = template.Library()


@register.simple_tag
def is_on_a_panel(person: Person) -> bool:
    """Return whether somebody is on a panel, or was: then “My panel” has something to show them. One query."""
    return my_panel.has_panels(person)
