"""The people we know, as far as somebody's roles let them be seen. Names are opened and sorted in Python: no database can."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext

from accounts.models import User
from consent.choices import Channel, SafeThere
from consent.models import Person, PersonQuerySet, index_of
from consent.models.person import INDEXED
from core import clocks, contact
from core.codes import POSTER_ALPHABET, tidy
from core.crypto import open_stored
from core.querysets import reach
from core.questions import Held
from core.text import folded

VIEW, NAMES, CONTACT, OPEN, ADD, EDIT, MERGE = (f"person.{act}" for act in ("view", "names", "contact", "open", "add", "edit", "merge"))
FEWEST_DIGITS = 4  # of a part of a phone number: fewer would find half of the list
MOST_WORDS = 200


@dataclass(frozen=True)
class Found:
    """One person in a list, of thousands: no row is made of them yet. `name` is empty where the reader may not read it."""

    pk: UUID
    code: str
    name: str


def may_for(user: User, right: str, person: Person) -> bool:
    """Return whether a right is held where this person is known. Who is known to the whole council is nobody's at a hub."""
    hubs = reach(user, right)
    return hubs is None or person.hub_id in hubs


def people_of(user: User, right: str = VIEW) -> PersonQuerySet:
    """Return the people whom somebody may see."""
    return Person.objects.here().visible_to(user, right)


def people_found(user: User, *, words: str = "", hub_id: int | None = None, by_name: bool = False) -> list[Found]:
    """Return the people of somebody's hubs whom these words fit, those with a name first and in the order of their names; one query.

    Every word must be found: in the code, the hub's name, the name, or the e-mail address or number. Parts of a name only where names may
    be read, parts of an address or number only where those may be, so that nobody finds out letter by letter what they may not read; a
    whole one finds its person for everybody who may look. `by_name`: who may open a record for a reason gave one
    (`services.people.look_for`), and finds by whole words of a name whom a letter is from; no name is shown for it.
    """
    rows = people_of(user).order_by()
    if hub_id is not None:
        rows = rows.filter(hub_id=hub_id)
    seen = _Seen(user, normal(words), by_name)
    found = [one for row in rows.values_list(*_Row._fields) if (one := seen.found(_Row(*row)))]
    return sorted(found, key=lambda one: (not one.name, folded(one.name), one.code))


def people_on(page: Iterable[Found]) -> list[tuple[Person, str]]:
    """Return the people of one page of a list, each with the name that may be read; one query."""
    found = list(page)
    rows = Person.objects.select_related("hub").in_bulk([one.pk for one in found])
    return [(rows[one.pk], one.name) for one in found if one.pk in rows]


def normal(words: str) -> str:
    """Return words as they are searched, at most as many as anybody types."""
    return " ".join(words[:MOST_WORDS].split())


class _Row(NamedTuple):
    """What is read of each person to search them: sealed values as they are stored, opened only as far as they are needed."""

    pk: UUID
    code: str
    hub_id: int | None
    hub__name: str | None
    name: str
    email: str
    phone: str
    email_index: str
    phone_index: str


class _Seen:
    """What one reader may search in, and for what."""

    def __init__(self, user: User, words: str, by_name: bool = False) -> None:
        self.names, self.contacts = reach(user, NAMES), reach(user, CONTACT)
        self.opens: set[int] | frozenset[int] | None = reach(user, OPEN) if by_name else frozenset()
        self.terms = folded(words).split()
        self.email, self.phone = index_of("email", words), index_of("phone", words)
        digits = tidy(words)
        self.digits = digits.lstrip("+0") if digits.lstrip("+").isdecimal() and len(digits) >= FEWEST_DIGITS else ""

    def found(self, row: _Row) -> Found | None:
        """Return somebody of whom every word fits somewhere that the reader may search."""
        name = open_stored(Person, "name", row.pk, row.name) if self.names is None or row.hub_id in self.names else ""
        one = Found(row.pk, row.code, name)
        if not self.terms or (self.email and row.email_index == self.email) or (self.phone and row.phone_index == self.phone):
            return one
        if self.opens is None or row.hub_id in self.opens:
            whole = set(folded(open_stored(Person, "name", row.pk, row.name)).split())
            if whole.issuperset(self.terms):
                return one
        parts = [f"p-{row.code.lower()}", folded(row.hub__name or ""), folded(name)]
        if self.contacts is None or row.hub_id in self.contacts:
            if self.digits and self.digits in open_stored(Person, "phone", row.pk, row.phone):
                return one
            parts.append(folded(open_stored(Person, "email", row.pk, row.email)))
        text = "\n".join(parts)
        return one if all(term in text for term in self.terms) else None


def with_code(user: User, typed: str, right: str = VIEW) -> Person | None:
    """Return the person with a code, however it is typed (`P-7K3F`, `7k3f`); only of one's own hubs. One joined to another leads on."""
    code = tidy(typed).upper().removeprefix("P")
    if not code or not set(code) <= set(POSTER_ALPHABET):
        return None
    row = Person.objects.visible_to(user, right).select_related("merged_into").filter(code=code).first()
    return people_of(user, right).filter(pk=led_on(row).pk).first() if row else None


def with_code_anywhere(typed: str, *, also_set_aside: bool = False) -> Person | None:
    """Return the person with a code, whoever looks: to take in what they ask about their data. It tells only that they are here.

    `also_set_aside` is for the data protection officer alone.
    """
    code = tidy(typed).upper().removeprefix("P")
    row = Person.objects.select_related("merged_into").filter(code=code).first() if code and set(code) <= set(POSTER_ALPHABET) else None
    person = led_on(row) if row else None
    return person if person and (person.is_here or (also_set_aside and person.is_known)) else None


def alike(user: User, *, email: str, phone: str, name: str, but: Person | None = None) -> list[Person]:
    """Return the people of somebody's hubs who may be the same: by e-mail address, number, or a name that may be read; two queries."""
    rows = people_of(user).exclude(pk=but.pk) if but else people_of(user)
    same = Q(pk__in=[])
    for name_of, value in (("email", email), ("phone", phone)):
        if index := index_of(name_of, value):
            same |= Q(**{INDEXED[name_of]: index})
    found = {person.pk: person for person in rows.filter(same)}
    names = reach(user, NAMES)
    if (wanted := folded(normal(name))) and names != set():
        mine = rows if names is None else rows.filter(hub_id__in=names)
        found |= {person.pk: person for person in mine if folded(normal(person.name)) == wanted}
    return sorted(found.values(), key=lambda person: person.code)


def ids_of(person: Person) -> list[Any]:
    """Return the ids under which records about somebody stand, the living record's first, whichever of their records is given."""
    living = led_on(person)
    return [living.pk, *Person.objects.filter(merged_into=living).order_by("pk").values_list("pk", flat=True)]


def held_about(person_id: UUID) -> list[Held]:
    """Return what stands in somebody's own record, in the words of the page's language, also of who is set aside: a copy lists it."""
    person = Person.objects.known().select_related("hub").filter(pk=person_id).first()
    if person is None:
        return []
    rows = (
        (gettext("Name"), person.name),
        (gettext("E-mail address"), person.email),
        (gettext("Phone number"), contact.phone_as_read(person.phone)),
        (gettext("Address for letters"), person.post_address),
        (gettext("Your hub"), person.hub.name if person.hub else ""),
        (gettext("You read"), str(dict(settings.LANGUAGES).get(person.language, person.language))),
        (gettext("How you like to be reached"), str(Channel(person.channel).said_to_families) if person.channel else ""),
        (gettext("Is it safe to write to you there?"), str(SafeThere(person.safe).said_to_families)),
        (gettext("Who decides for you"), person.decided_by),
        (gettext("We ask you yourself from"), clocks.day_in_words(person.ask_again_from) if person.ask_again_from else ""),
        (gettext("Here since"), clocks.day_in_words(person.added_on)),
    )
    return [Held(gettext("Who you are and how to reach you"), tuple((label, value) for label, value in rows if value))]


def led_on(person: Person) -> Person:
    """Return the record that this one was joined to, or itself. Joining keeps the way one step long."""
    return person.merged_into or person


def to_ask_themselves(user: User, today: date) -> Iterable[Person]:
    """Return the young people who are to be asked themselves from this month on."""
    return people_of(user, EDIT).filter(is_young=True, ask_again_from__lte=today).select_related("hub").order_by("ask_again_from", "code")
