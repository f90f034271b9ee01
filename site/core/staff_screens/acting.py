"""What the screens about people share: one act for each button, its reasons shown when it is refused."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.admin import messages

from accounts.models import User
from core import clocks
from core.gate import StaffView
from core.models import Post
from core.selectors.acting import out_of_reach


class PeopleView(StaffView):
    """A staff screen in the part "People"."""

    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here: home, People, this screen."""
        here = self.get_page_title()
        up = [] if here == "People" else [{"url": reverse("people"), "label": "People"}]
        return [*self.breadcrumbs_items, *up, {"url": "", "label": here}]

    def say_where_a_role_is_missing(self, person: User, posts: Iterable[Post]) -> None:
        """A post gives no rights: who has no role there finds nothing of what waits, or may not act on it."""
        lacking = out_of_reach({post: [person.pk] for post in posts}, today=clocks.today(), always="you_said.view")
        if lacking:
            named = ", ".join(post.at_hub for post in lacking)
            messages.warning(self.request, f"{person} has no role yet to act on what waits for {named}. Give one, so that nothing is lost.")

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
