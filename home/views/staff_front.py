"""The staff front page, thin: what you can do here, and which pages want looking at."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from core.clocks import today
from core.querysets import may, reach
from home import selectors

# (right, what it lets you do, what that is for, where). The order is the order of the work: hear, make sense, answer, ask, tell.
WAYS = (
    ("voice.view", "Read what families said", "Comments of your hubs, newest first.", "comments:index"),
    ("theme.edit", "Sort comments", "Put what belongs together under one heading.", "themes:index"),
    ("we_did.edit", "Answer families", "You said, we did: say what came of it.", "you_said_board:index"),
    ("survey.add", "Ask families something", "From “after a session” to a poster in four choices.", "survey:add"),
    ("entry_point.add", "Put up a poster", "A sheet with a code that opens the questions.", "entry_point:add"),
    ("page.edit", "Keep our pages right", "Hubs, services and plain pages.", "wagtailadmin_explore_root"),
    ("hub.edit", "Hubs and opening times", "Addresses, phones and when you are open.", "hub:index"),
    ("staff.invite", "Invite a colleague", "They get a letter with a link that works once.", "invite"),
    ("audit.view", "Read the audit trail", "Who did what, and when.", "audit:index"),
)


class WhatYouCanDo(Component):
    """A panel that lists what somebody's roles let them do, each with the way there."""

    name, order = "what-you-can-do", 10
    template_name = "home/staff/what_you_can_do.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def ways(self) -> list[dict[str, str]]:
        """Return what this person can do as [{text, why, href}]."""
        return [{"text": text, "why": why, "href": reverse(name)} for right, text, why, name in WAYS if may(self.user, right)]

    def is_shown(self) -> bool:
        """Return whether there is anything to list."""
        return bool(self.ways())

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what the template shows."""
        return {"ways": self.ways()}


class PagesToLookAt(Component):
    """A panel for whoever keeps the council's pages: services nobody checked for half a year, and the accessibility statement."""

    name, order = "pages-to-look-at", 20
    template_name = "home/staff/pages_to_look_at.html"

    def __init__(self, request: HttpRequest) -> None:
        self.keeps_all_pages = reach(request.user, "page.edit") is None

    def found(self) -> dict[str, Any]:
        """Return the services to check, oldest check first, and the statement when its review is due."""
        return {
            "services": selectors.services_to_check(today()),
            "statements": selectors.statements_to_review(today()),
        }

    def is_shown(self) -> bool:
        """Return whether this person keeps all pages and any wants looking at."""
        return self.keeps_all_pages and any(self.found().values())

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what the template shows."""
        return self.found()
