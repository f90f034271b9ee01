"""Whom a message is posted to, as a table for mail merge in Word: its headings stand in the first line, as Word wants them."""

from collections.abc import Iterable, Iterator
from datetime import date

from accounts.models import User
from consent.models import Person
from consent.selectors.people import CONTACT, may_for
from core.clocks import day_in_words
from core.imports.report import as_table
from panels.choices import Way
from panels.models import Message
from panels.rules.needs import destroy_by
from panels.selectors.messages_sent import Sent

ADDRESS_LINES = 5
HEADS = ("Name", *(f"Address {number}" for number in range(1, ADDRESS_LINES + 1)), "Code", "Language", "Heading", "Message", "Destroy")


def to_post(sent: Iterable[Sent], user: User) -> list[Person]:
    """Return who gets it on paper and does not have it yet, as far as this reader may read their address."""
    waits = [one.person for one in sent if one.row.way == Way.PAPER and one.is_to_tell]
    return [person for person in waits if person and may_for(user, CONTACT, person)]


def as_csv(message: Message, people: Iterable[Person], *, today: date) -> Iterator[str]:
    """Return the table. Each line says when it was taken out and by when it is destroyed: a line above the headings would stop Word."""
    marked = f"Taken out on {day_in_words(today)}, destroy by {day_in_words(destroy_by(today))}"
    rows = ([one.name, *_address(one), one.shown_code, one.language, message.heading, message.words, marked] for one in people)
    yield from as_table(HEADS, rows)


def _address(person: Person) -> list[str]:
    """Return an address in as many lines as the table has; what is over stands in the last."""
    lines = [line.strip() for line in person.post_address.splitlines() if line.strip()]
    first, rest = lines[: ADDRESS_LINES - 1], lines[ADDRESS_LINES - 1 :]
    filled = [*first, ", ".join(rest)]
    return [*filled, *[""] * (ADDRESS_LINES - len(filled))]
