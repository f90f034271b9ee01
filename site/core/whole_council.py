"""Screens about what belongs to no hub, such as how long things are kept: a role at one hub opens nothing here."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from wagtail.admin.menu import MenuItem

from core.gate import StaffView
from core.policy import HubPolicy
from core.querysets import reach
from core.viewsets import Workbench


class WholeCouncilView(StaffView):
    """A screen for who holds its right for the whole council. For anybody else what is named in the address is not there."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Ask for the right, then whether it is held for every hub."""
        super().setup(request, *args, **kwargs)
        if reach(self.me, self.right_now()) is not None:
            if kwargs:
                raise Http404
            raise PermissionDenied

    def may(self, right: str, *, hub_id: int | None = None) -> bool:
        """Return whether the user holds another right for the whole council."""
        return reach(self.me, right) is None


class WholeCouncilWorkbench(Workbench):
    """Such screens in the menu, for who may look at them; `right_to_see` is the right behind the menu's entry."""

    right_to_see = ""

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Return the menu entry, hidden from who holds the right at some hubs only."""
        right = self.right_to_see or HubPolicy(self.model, self.resource).right("view")

        class Entry(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return reach(request.user, right) is None

        return Entry(self.menu_label, self.menu_url, name=self.name, icon_name=self.menu_icon, order=order or self.menu_order)
