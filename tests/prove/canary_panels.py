"""A canary on a panel: what they and staff write there inside its Earshot (tests/prove/canary_staff.py)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.models import User
from consent.models import Person
from consent.services import introductions
from core.models import Hub
from panels.models import Claim
from tests.panels.joining import asked
from tests.panels.membering import make_entry, make_need, make_note
from tests.panels.paneling import make_member, make_panel
from tests.panels.paying import make_policy


def sit_on_a_panel(person: Person, said: Mapping[str, Any], *, hub: Hub, by: User, today: date) -> None:
    """Be on a panel with all that is written about a member, ask to join two more, and tell of themselves for something else.

    One of those who ask is known by now: their interest says whose it is by the number of the record alone.
    """
    name, email, phone = said["name"], said["email"], said["phone"]
    member = make_member(make_panel(hub), person, speaks_for=f"{name} and their twins", ring_first=f"{name}, {phone}")
    make_need(member, detail=f"{name} sits near the door")
    make_note(member, by=by, words=f"{name} is rung after four.")
    make_entry(member, by=by, words=f"{name} was upset.")
    policy = make_policy(member.panel, by)
    # A claim from before we knew that they are young: a child makes none.
    said_by_then = {"policy": policy, "payee_code": person.shown_code, "entered_on": today}
    Claim.objects.create(membership=member, note=f"For {name}", **said_by_then)
    asked(make_panel(hub), name=name, email=email, phone=phone, token=phone)
    known = asked(make_panel(hub), name=name, email=email, phone=phone, token=f"{phone}, known")
    told, known.introduction, known.person = known.introduction, None, person
    known.save()
    assert told
    told.delete()
    introductions.take_in(said={"name": name, "email": email, "phone": phone}, yeses=(), today=today)
