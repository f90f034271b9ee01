"""What is done to pages, in our audit trail as well: Wagtail's own log can be emptied, ours cannot be edited unseen (DESIGN promise 14).

Every way to a page's public face ends in Wagtail's log: the editor, several pages at once, the worker on the day. So this listens there,
in the act's own transaction where Wagtail has one.
"""

from typing import Any, ClassVar

from wagtail.models import Page, PageLogEntry, PageLogEntryManager

from core import audit
from home.models.hub_page import HubPage

# What families see change: Wagtail's word for the act, and ours. A draft that is saved is not among them.
ACTS = {
    "wagtail.delete": "home.page.delete",
    "wagtail.move": "home.page.move",
    "wagtail.publish": "home.page.publish",
    "wagtail.publish.schedule": "home.page.plan_publishing",
    "wagtail.publish.scheduled": "home.page.publish",
    "wagtail.schedule.cancel": "home.page.cancel_publishing",
    "wagtail.unpublish": "home.page.take_down",
    "wagtail.unpublish.scheduled": "home.page.take_down",
    "wagtail.view_restriction.create": "home.page.close_to_public",
    "wagtail.view_restriction.delete": "home.page.open_to_public",
    "wagtail.view_restriction.edit": "home.page.close_to_public",
}


class PageTrailManager(PageLogEntryManager):
    """Writes Wagtail's log, and ours beside it."""

    def log_action(self, instance: Page, action: str, **kwargs: Any) -> Any:
        """Write down an act on a page: who, which page, which version. No word of the page."""
        entry = super().log_action(instance, action, **kwargs)
        if action in ACTS:
            page, version = instance.specific_deferred, kwargs.get("revision")
            hub_id = page.hub_id if isinstance(page, HubPage) else None
            facts: dict[str, audit.Fact] = {"version": version.pk} if version else {}
            audit.record(ACTS[action], page, by=kwargs.get("user"), hub_id=hub_id, **facts)
        return entry


class PageTrail(PageLogEntry):
    """Wagtail's log of pages, by the manager that writes ours too."""

    objects: ClassVar[PageTrailManager] = PageTrailManager()
    wagtail_reference_index_ignore = True

    class Meta:
        proxy = True
