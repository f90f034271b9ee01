"""Getting ready: the panel on the staff front page, the whole list, and its buttons."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from accounts.models import User
from core import brand
from core.gate import StaffView, signed_in
from core.querysets import may
from home import selectors
from home.rules import Item, next_item
from home.services import getting_ready as services
from home.services.beginning import let_hubs_listen
from home.views.where import address_of, paste_hubs


def _shown(item: Item, person: User, *, is_something_left: bool) -> dict[str, Any]:
    """Return an item with the addresses that this person may open."""
    return {
        "item": item,
        "gaps": [(gap, address_of(gap.where, person)) for gap in item.gaps],
        "look_again": address_of(item.task.where, person),
        "paste": paste_hubs(person) if item.task.key == "hubs" else "",
        "can_open": item.task.key == "open" and bool(item.gaps) and not is_something_left,
        "can_listen": any(gap.where == "listen" for gap in item.gaps),
    }


class GettingReady(StaffView):
    """Everything a council does in its first days: what must be done before families see the site, and what can wait."""

    right = services.RIGHT
    template_name = "home/staff/getting_ready.html"
    page_title = "Getting ready"
    header_icon = "tasks"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the list in its two parts."""
        found = selectors.getting_ready()
        is_left = any(item.gaps for item in found if item.task.is_must and item.task.key != "open")
        shown = [_shown(item, self.me, is_something_left=is_left) for item in found]
        first, later = ([one for one in shown if one["item"].task.is_must is must] for must in (True, False))
        groups = [("Must be done before families see the site", first), ("Can wait", later)]
        context = {"groups": groups, "next": next_item(found), "number_done": sum(item.is_done for item in found), "number": len(found)}
        return super().get_context_data(**context, **kwargs)


class ReadyAct(StaffView):
    """One button of the list. `key` in the post says of what."""

    right = services.RIGHT
    http_method_names = ("post",)
    done = ""

    def act(self, key: str) -> str:
        """Do it, and return what to say. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, and lead back to the list."""
        key = request.POST.get("key", "")
        try:
            messages.success(request, self.act(key))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("getting_ready")


class SayItIsSo(ReadyAct):
    """What no fact can tell is so."""

    def act(self, key: str) -> str:
        """Note it."""
        services.say_so(key=key, by=self.me)
        return "Noted."


class NotNow(ReadyAct):
    """Something can wait."""

    def act(self, key: str) -> str:
        """Put it off."""
        services.put_off(key=key, by=self.me)
        return "Put off. It stays on this list: bring it back whenever you like."


class BringBack(ReadyAct):
    """Something is on the list again."""

    def act(self, key: str) -> str:
        """Bring it back."""
        services.bring_back(key=key, by=self.me)
        return "It is on the list again."


class LetHubsListen(ReadyAct):
    """Hubs that were added later get what the first one began with."""

    def act(self, key: str) -> str:
        """Let them listen."""
        hubs = let_hubs_listen(by=self.me)
        if not hubs:
            return "Every hub has its page and listens already."
        return f"Done for {', '.join(hub.name for hub in hubs)}: a page, everyday listening, and the questions after a session."


class ReadyPanel(Component):
    """The first thing on the front page of whoever sets the council up, until all is done or put off: how far it is, and what is next."""

    name, order = "getting-ready", 1
    template_name = "home/staff/getting_ready_panel.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    @cached_property
    def found(self) -> list[Item]:
        """The whole list."""
        return selectors.getting_ready()

    def is_shown(self) -> bool:
        """Return whether this person may set things up, and anything asks to be done."""
        return may(self.user, services.RIGHT) and next_item(self.found) is not None

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what the template shows."""
        item = next_item(self.found)
        assert item is not None, "the panel is shown only while something asks to be done"
        person = signed_in(parent_context["request"])
        return {
            "next": item,
            "href": next((href for gap in item.gaps if (href := address_of(gap.where, person))), reverse("getting_ready")),
            "number_done": sum(one.is_done for one in self.found),
            "number": len(self.found),
            "is_held_back": brand.stored().held_back_since is not None,
            "number_left": sum(len(one.gaps) for one in self.found if one.task.is_must and one.task.key != "open"),
            "everything": reverse("getting_ready"),
        }
