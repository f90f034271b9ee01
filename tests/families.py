"""Made-up families for tests, as somebody of the staff would write them down."""

from typing import Any

from consent.choices import HowReceived, RightKind, SafeThere
from consent.models import Person, RightsRequest
from consent.services.people import add_person
from consent.services.rights import receive
from core.models import Hub
from tests import builders


def make_person(hub: Hub | None, name: str = "Ola Nowak", **said: Any) -> Person:
    """Write somebody down whom it is safe to write to; `said` holds more words and facts by field."""
    return add_person(said={"name": name, "hub": hub, "safe": SafeThere.YES, **said}, by=None)


def make_rights_request(person: Person | None, kind: str = RightKind.ACCESS, **said: Any) -> RightsRequest:
    """Take in what somebody asks about their data, on the phone today unless `said` says otherwise."""
    today = builders.today()
    return receive(**{"kind": kind, "how": HowReceived.PHONE, "received_on": today, "today": today, "person": person, **said})
