"""The staff front page, thin: what waits for you, what you can do here, and which pages want looking at."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy as to
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component

from core.clocks import today
from core.gate import signed_in
from core.querysets import may, reach
from core.questions import Attention, attention
from home import selectors

MOST_SHOWN = 10
_LOOK_AND_WORDS = to("wagtailsettings:edit", args=("core", "brandsettings"))

# (right, what it lets you do, what that is for, where). The order is the order of the work: hear, make sense, answer, ask, tell.
# Where two lead to the same screen, somebody who may do more reads the first.
WAYS: tuple[tuple[str, str, str, Any], ...] = (
    ("voice.view", "Read what families said", "Comments of your hubs, newest first.", to("comments:index")),
    ("theme.edit", "Sort comments", "Put what belongs together under one heading.", to("themes:index")),
    ("we_did.edit", "Answer families", "You said, we did: say what came of it.", to("you_said_board:index")),
    ("you_said.view", "See what was answered", "What families said, what came of it, and what is late.", to("you_said_board:index")),
    ("survey.add", "Ask families something", "Write the questions, try them on a phone, open them.", to("survey:add")),
    ("entry_point.add", "Put up a poster", "From “after a session” to a printed sheet in four choices.", to("entry_point:add")),
    ("page.edit", "Keep our pages right", "Hubs, services and plain pages.", to("wagtailadmin_explore_root")),
    ("hub.edit", "Hubs and opening times", "Addresses, phones and when you are open.", to("hub:index")),
    ("staff.invite", "Invite a colleague", "They get a letter with a link that works once.", to("invite")),
    ("brand.edit", "Our look and words", "Names, colours, logo and phone numbers.", _LOOK_AND_WORDS),
    ("audit.view", "Read the audit trail", "Who did what, and when.", to("audit:index")),
    ("audit.seals", "Check the audit trail", "Whether anybody touched what was written down.", to("audit_seals")),
)


class WhatWaitsForYou(Component):
    """A panel of what waits for this person today, from every floor that has something (the question "attention")."""

    name, order = "what-waits-for-you", 5
    template_name = "home/staff/what_waits_for_you.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user = signed_in(request)

    @cached_property
    def found(self) -> list[Attention]:
        """Everything, what is late first."""
        said = [one for some in attention.answers(user=self.user, today=today()) for one in some]
        return sorted(said, key=lambda one: not one.is_late)

    def is_shown(self) -> bool:
        """Return whether anything waits."""
        return bool(self.found)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what the template shows: no more than a screen of it."""
        return {"waiting": self.found[:MOST_SHOWN], "number_more": len(self.found[MOST_SHOWN:])}


class WhatYouCanDo(Component):
    """A panel that lists what somebody's roles let them do, each with the way there."""

    name, order = "what-you-can-do", 10
    template_name = "home/staff/what_you_can_do.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def ways(self) -> list[dict[str, str]]:
        """Return what this person can do as [{text, why, href}]; each screen once."""
        mine: dict[str, dict[str, str]] = {}
        for right, text, why, href in WAYS:
            if may(self.user, right):
                mine.setdefault(str(href), {"text": text, "why": why, "href": str(href)})
        return list(mine.values())

    def is_shown(self) -> bool:
        """Return that it always is: whoever has nothing to do here yet reads that."""
        return True

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
