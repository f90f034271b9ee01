"""What the privacy page says by itself, so that it is true whatever an editor writes around it."""

from typing import Any

from django import template
from wagtail.models import Page

from core import brand
from core.selectors import defaults

register = template.Library()


@register.simple_tag
def privacy_facts(page: Page) -> dict[str, Any] | None:
    """Return below how many people no number is shown, and how people reach the data protection officer.

    How long words are kept is said here when something deletes them by itself: until then nobody would keep that promise.
    None for every other page than the one at /privacy/.
    """
    if page.slug != "privacy" or page.depth != 3:
        return None
    begins = defaults.standing()
    return {"hidden_below": begins.hide_below_public, "officer": brand.current().officer_contact}
