"""A tag that says on a page that parents read it before everybody did."""

from datetime import date

from django import template
from wagtail.models import Page

from panels.selectors.readings import page_was_read_on

register = template.Library()


@register.simple_tag
def read_by_parents_on(page: Page) -> date | None:
    """Return when parents last read this page; None where they did not. From memory: no query."""
    return page_was_read_on(page.pk) if page.pk else None
