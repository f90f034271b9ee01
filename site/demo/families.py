"""Sixty people of Ashmere whom its hubs know by name. Nobody here exists; their numbers and addresses belong to nobody.

Who they are, how they like to be reached and whether it is safe are dealt out in turns that do not keep step with each other, so that every
mixture occurs and each start gives the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from consent.choices import Channel, SafeThere, Source
from consent.models import Person
from consent.services import people as services
from core.models import Hub
from demo import days
from demo.people import Staff

FIRST = (
    *("Aaliyah", "Abena", "Agnieszka", "Aisha", "Alisha", "Amira", "Andrei", "Beth", "Callum", "Carys"),
    *("Chidi", "Daniel", "Deepa", "Ela", "Elif", "Esther", "Farah", "Fatima", "Gemma", "Hamza"),
)
LAST = (
    *("Ahmed", "Baker", "Chaudhry", "Davies", "Evans", "Farrow", "Green", "Hassan", "Iqbal", "Jankowska"),
    *("Kowalczyk", "Lungu"),
)
HUBS = ("maple-road", "millbank", "harbour-street", "maple-road", "beacon-hill", "maple-road", "millbank")
SAFE = (*(SafeThere.YES,) * 6, SafeThere.NOT_ASKED, SafeThere.ONLY_RING, SafeThere.YES, SafeThere.YES, SafeThere.IN_PERSON)
CHANNELS = (Channel.EMAIL, Channel.TEXT, Channel.EMAIL, Channel.PHONE, Channel.EMAIL, Channel.POST, "", Channel.TEXT, Channel.IN_PERSON)
LANGUAGES = ("en-gb",) * 5 + ("pl", "en-gb", "ur", "en-gb", "ro", "en-gb", "ar", "en-gb")
NUMBER = 60
YOUNG = {14: "Gemma, their mother", 35: "Sunil, their father", 52: ""}  # by their turn; the last one decides themselves
FROM_A_LIST = range(40, 48)  # the panel that was here before Earshot


@dataclass(frozen=True)
class Known:
    """The people by their turn, for the rest of the demonstration to give consent, join panels and ask for their rights."""

    people: tuple[Person, ...]


def write_people_down(hubs: Mapping[str, Hub], staff: Staff, today: date) -> Known:
    """Write them down over the months gone by; one of them twice, and joined again."""
    cora = staff.users["cora.panel"]
    turns = zip(range(NUMBER), cycle(HUBS), cycle(SAFE), cycle(CHANNELS), cycle(LANGUAGES), strict=False)
    people = []
    for turn, hub, safe, channel, language in turns:
        said = _said(turn) | {"hub": hubs[hub], "safe": safe, "channel": channel, "language": language} | _of_the_young(turn, today)
        source = Source.LIST if turn in FROM_A_LIST else Source.FORM if turn % 3 == 0 else Source.STAFF
        person = services.add_person(said=said, by=None if source == Source.FORM else cora, source=source)
        Person.objects.filter(pk=person.pk).update(added_on=days.ago(today, days=200 - 3 * turn))
        people.append(person)
    twice = services.add_person(said=_said(0) | {"email": "", "hub": hubs["maple-road"], "safe": SafeThere.NOT_ASKED}, by=cora)
    services.merge_people(stays=people[0], goes=twice, by=cora)
    return Known(tuple(people))


def _said(turn: int) -> dict[str, object]:
    first, last = FIRST[turn % len(FIRST)], LAST[(turn * 5 + turn // len(LAST)) % len(LAST)]
    said: dict[str, object] = {"name": f"{first} {last}"}
    if turn % 9 != 4:
        said["email"] = f"{first}.{last}{turn}@family.example".lower()
    if turn % 4 != 3:
        said["phone"] = f"07700 900{turn + 100}"
    if turn % 5 == 0:
        said["post_address"] = f"{turn + 3} Quay Lane\nAshmere AS1 2ZZ"
    return said


def _of_the_young(turn: int, today: date) -> dict[str, object]:
    if turn not in YOUNG:
        return {}
    decides = YOUNG[turn]
    month = today.replace(day=1) if turn == min(YOUNG) else today.replace(year=today.year + 1, month=9, day=1)
    return {"is_young": True, "decided_by": decides, "says_may_decide": bool(decides), "ask_again_from": month if decides else None}
