"""Tags of a panel's public page."""

from django import template
from django.utils import timezone

from panels.models import Panel
from panels.selectors import public

register = template.Library()


@register.simple_tag
def shown_address(panel: Panel) -> str:
    """Return where a panel's page stands; empty while it is not on show."""
    return public.shown_address(panel)


@register.simple_tag
def as_families_read(panel: Panel) -> public.PublicPanel:
    """Return what families read of a panel now."""
    return public.as_families_read(panel, now=timezone.now())
