"""The group "The offer" of the staff menu, and what of Wagtail's own menu stands elsewhere or nowhere.

A screen about the offer joins the group by the hook `register_offer_menu_item`.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem, settings_menu

from core.querysets import may

IN_OUR_GROUPS_OR_NOT_HERE = {"explorer", "images", "documents", "help"}
REPORTS_NOT_HERE = {"workflows", "workflow-tasks", "locked-pages", "page-types-usage", "site-history", "aging-pages"}


class ForARight(MenuItem):
    """A menu item for whoever holds a right of core/role_table.py."""

    def __init__(self, label: str, url: Any, *, right: str, **kwargs: str | int) -> None:
        super().__init__(label, url, **kwargs)
        self.right = right

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this person holds it."""
        return may(request.user, self.right)


PAGES = ForARight("Pages", reverse_lazy("our_pages"), right="page.edit", name="pages", icon_name="doc-empty", order=10)
PICTURES = ForARight("Images", reverse_lazy("wagtailimages:index"), right="image.edit", name="pictures", icon_name="image", order=20)
DOCUMENTS = ForARight("Documents", reverse_lazy("wagtaildocs:index"), right="document.edit", name="files", icon_name="doc-full", order=30)
OFFER_MENU = Menu(register_hook_name="register_offer_menu_item", construct_hook_name="construct_offer_menu")
THE_OFFER = SubmenuMenuItem("The offer", OFFER_MENU, name="the-offer", icon_name="folder-open-inverse", order=140)
SETTINGS = SubmenuMenuItem("Settings", settings_menu, name="settings", icon_name="cogs", order=10000)


def ours(items: list[MenuItem]) -> list[MenuItem]:
    """Return a main menu without what stands in our groups or is not here, and with settings that do not name the toolkit."""
    return [SETTINGS if item.name == SETTINGS.name else item for item in items if item.name not in IN_OUR_GROUPS_OR_NOT_HERE]
