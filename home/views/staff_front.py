"""The staff front page below what waits: the quiet list of ways on."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse_lazy as to
from wagtail.admin.ui.components import Component

from core.querysets import may, reach


class Way(NamedTuple):
    """Something one can do here: the right it takes, its words, where it is done; `everywhere`: only who holds the right for all hubs."""

    right: str
    text: str
    href: Any
    everywhere: bool = False


# The order is the order of the work: hear, make sense, answer, ask, tell.
# Where two lead to the same screen, somebody who may do more reads the first.
WAYS = (
    Way("closure.say", "A hub is closed today", to("closed_today")),
    Way("turnout.edit", "Write down who came", to("turnout:index")),
    Way("voice.view", "Read what families said", to("comments:index")),
    Way("theme.edit", "Sort comments", to("themes:index")),
    Way("we_did.edit", "Answer families", to("you_said_board:index")),
    Way("you_said.view", "See what was answered", to("you_said_board:index")),
    Way("claim.pay", "Pay panel members back", to("claims:to_pay")),
    Way("panel.edit", "Look after panels", to("panel:index")),
    Way("format_request.edit", "Give it in another way", to("format_requests:index")),
    Way("survey.add", "Ask families something", to("survey:add")),
    Way("entry_point.add", "Put up a poster", to("entry_point:add")),
    Way("service.check", "Check that services are right", to("services_to_check")),
    Way("page.edit", "Put a service in", to("put_service_in"), everywhere=True),  # services of all hubs stand together
    Way("page.edit", "Keep our pages right", to("our_pages")),
    Way("alert.edit", "Put out an alert", to("alerts")),
    Way("closure.edit", "Holidays and closures", to("closures")),
    Way("hub.edit", "Hubs and opening times", to("hub:index")),
    Way("staff.invite", "Invite a colleague", to("invite")),
    Way("brand.edit", "Our look and words", to("wagtailsettings:edit", args=("core", "brandsettings"))),
    Way("person.view", "Find a family we know", to("families:index")),
    Way("rights.add", "Somebody asks about their data", to("rights:add")),
    Way("breach.view", "See what went wrong with data", to("breaches:index"), everywhere=True),
    Way("retention.edit", "How long we keep things", to("retention:index"), everywhere=True),
    Way("audit.view", "Read the audit trail", to("audit:index")),
    Way("audit.seals", "Check the audit trail", to("audit_seals")),
)


class WaysOn(Component):
    """Where somebody's roles lead, in one quiet line below everything else."""

    template_name = "home/staff/ways_on.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def ways(self) -> list[tuple[str, str]]:
        """Return what this person can do as [(text, href)]; each screen once."""
        mine: dict[str, str] = {}
        for way in WAYS:
            if reach(self.user, way.right) is None if way.everywhere else may(self.user, way.right):
                mine.setdefault(str(way.href), way.text)
        return [(text, href) for href, text in mine.items()]

    def is_shown(self) -> bool:
        """Return that it always is: whoever has nothing to do here yet reads that."""
        return True

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what the template shows."""
        return {"ways": self.ways()}
