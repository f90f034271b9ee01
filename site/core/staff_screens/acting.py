"""What the screens about people share: one act for each button, its reasons shown when it is refused."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.admin import messages

from core.gate import StaffView


class PeopleView(StaffView):
    """A staff screen in the part "People"."""

    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here: home, People, this screen."""
        here = self.get_page_title()
        up = [] if here == "People" else [{"url": reverse("people"), "label": "People"}]
        return [*self.breadcrumbs_items, *up, {"url": "", "label": here}]

    def do(self, act: Callable[[], Any], says: str) -> bool:
        """Do one thing and say so; or show every reason why not."""
        try:
            act()
        except ValidationError as refused:
            for reason in refused.messages:
                messages.error(self.request, reason)
            return False
        messages.success(self.request, says)
        return True
