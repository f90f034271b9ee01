"""Made-up families for tests, as somebody of the staff would write them down."""

from typing import Any

from consent.choices import SafeThere
from consent.models import Person
from consent.services.people import add_person
from core.models import Hub


def make_person(hub: Hub | None, name: str = "Ola Nowak", **said: Any) -> Person:
    """Write somebody down whom it is safe to write to; `said` holds more words and facts by field."""
    return add_person(said={"name": name, "hub": hub, "safe": SafeThere.YES, **said}, by=None)
