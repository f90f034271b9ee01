"""Somebody whose name, address, number and words nobody else has: written down everywhere, forgotten, and looked for.

Their own steps go through a phone and its pages, those of staff through the services behind the screens, letters through a mail server.
"""

import re
import sqlite3
import string
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from tests.prove.phone import Phone
from tests.prove.post_office import PostOffice
from tests.prove.served import Served

SURVEY, ANOTHER_WAY = "canary", "/another-way/survey/canary/"
PIECE, EVERY = 32, 1_000  # letters of a sealed value that are looked for, and how far apart: a page of SQLite holds 4,096


@dataclass(frozen=True)
class Canary:
    """One of them. What is looked for is `traces`, in small letters."""

    number: int

    @property
    def name(self) -> str:
        """Two words that no code, key or hash spells by chance."""
        letter = string.ascii_lowercase[self.number]
        return f"Quirinalia{letter} Zebrafinch{letter}"

    @property
    def email(self) -> str:
        """Where letters reach them."""
        return f"{self.name.replace(' ', '.').lower()}@family.example"

    @property
    def phone(self) -> str:
        """A number that nobody has (Ofcom keeps it for stories)."""
        return f"07700 900{700 + self.number}"

    @property
    def traces(self) -> list[str]:
        """What tells of them wherever it stands."""
        digits = self.phone.replace(" ", "")
        return [*self.name.lower().split(), self.email, self.phone, digits, digits[1:], f"{digits[1:5]} {digits[5:]}"]

    def staff(self, served: Served, *acts: str, **more: Any) -> list[Any]:
        """Let staff do acts of canary_staff.py, one after another, and return what each says."""
        said = {"name": self.name, "email": self.email, "phone": self.phone, "traces": self.traces, **more}
        done = "[getattr(canary_staff, act)(**said) for act in acts]"
        heard: list[Any] = served.tell(
            f"from tests.prove import canary_staff\nacts, said = {acts!r}, {said!r}\nheard = {done}\nprint(json.dumps(heard))"
        )
        return heard

    def is_in(self, stored: bytes) -> bool:
        """Return whether anything here tells of them."""
        small = stored.lower()
        return any(trace.encode() in small for trace in self.traces)

    # --- Their own steps --------------------------------------------------------------------------------------------------

    def opens_the_door(self, served: Served, office: PostOffice) -> Phone:
        """Ask for a code, read the letter, and stand inside."""
        phone = Phone(served.port)
        status, leads_to, body = phone.insist("POST", "/my-choices/", {"email": self.email})
        assert status == 302, body[:2000]
        work(served, office)
        [letter] = [one for one in office.letters if one["To"] == self.email]
        [code] = re.findall(r"^\d{6}\r?$", letter.as_string(), re.MULTILINE)
        _, _, body = phone.insist("GET", leads_to)
        phone.insist("POST", "/my-choices/code/", {"s": _hidden(body, "s"), "code": code.strip()})
        _, _, body = phone.insist("GET", "/my-choices/")
        assert self.name in body, "they stand inside, and read what we hold"
        return phone

    def asks(self, phone: Phone, kind: str) -> None:
        """Ask for something about their data, with their name in their words."""
        _, leads_to, _ = phone.insist("POST", "/my-choices/ask/", {"kind": kind})
        _, _, body = phone.insist("GET", leads_to)
        fields = {"kind": kind, "go": "send", "token": _hidden(body, "token"), "words": f"I am {self.name}."}
        status, leads_to, body = phone.insist("POST", "/my-choices/ask/", fields)
        assert (status, leads_to) == (302, "/my-choices/#asked"), body[:2000]

    def complains(self, served: Served) -> None:
        """Complain without the door."""
        phone = Phone(served.port)
        _, _, body = phone.insist("GET", "/my-choices/complain/")
        fields = {"token": _hidden(body, "token"), "words": f"You wrote to {self.email}.", "name": self.name, "reach": self.phone}
        status, _, body = phone.insist("POST", "/my-choices/complain/", fields)
        assert status == 302, body[:2000]

    def wants_large_print(self, served: Served) -> None:
        """Ask for the questions in another way, to be rung about them."""
        phone = Phone(served.port)
        _, _, body = phone.insist("GET", ANOTHER_WAY)
        said = {"contact_name": self.name, "words": f"Not to {self.email}", "best_time": "", "contact": self.phone, "which": ""}
        fields = {
            "token": _hidden(body, "token"),
            "way": "large_print",
            "how": "ring",
            "safe": "yes",
            **said,
            "step": "check",
            "go": "send",
        }
        status, _, body = phone.insist("POST", ANOTHER_WAY, fields)
        assert status == 302, body[:2000]

    def answers(self, served: Served, question: str) -> str:
        """Answer a survey with their name in the words; return the code of the answer."""
        phone = Phone(served.port)
        fields = phone.answer(SURVEY, [question], [f"I am {self.name}, {self.phone}."])
        return phone.send(SURVEY, fields)

    def deletes_the_answer(self, served: Served, code: str) -> None:
        """Delete what they said, by its code."""
        phone = Phone(served.port)
        _, leads_to, _ = phone.insist("POST", "/check-back/delete/", {"code": code, "sure": "yes"})
        _, _, body = phone.insist("GET", leads_to)
        assert "Your answer is deleted" in body, body[:2000]


def work(served: Served, office: PostOffice) -> str:
    """Let a worker do what waits; its letters leave by a real mail server. Return everything that it logged."""
    return served.work(EMAIL_URL=f"smtp://127.0.0.1:{office.port}?notls")


def _hidden(body: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', body)
    assert found, body[:2000]
    return found[1]


@contextmanager
def somebody_reads(served: Served) -> Iterator[None]:
    """Let another process stand at an SQLite database, as in a busy house: else whoever leaves it last tidies it up by themselves."""
    if not served.database_url.startswith("sqlite"):
        yield
        return
    lines = (
        "import sqlite3, sys; at = sqlite3.connect(sys.argv[1]); at.execute('SELECT * FROM consent_person').fetchall(); print(); input()"
    )
    command = [sys.executable, "-c", lines, served.database_url.removeprefix("sqlite:///")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()  # it stands there
        try:
            yield
        finally:
            reader.kill()


# --- Looking --------------------------------------------------------------------------------------------------------------


def tables(served: Served) -> dict[str, bytes]:
    """Return every table as the database itself writes it out."""
    return dict(_sqlite_tables(served) if served.database_url.startswith("sqlite") else _postgresql_tables(served))


def _sqlite_tables(served: Served) -> Iterator[tuple[str, bytes]]:
    # Closed before `files` reads the same file: closing a file lets go of every lock that its process holds on it.
    with closing(sqlite3.connect(served.database_url.removeprefix("sqlite:///"))) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            yield name, repr(database.execute(f'SELECT * FROM "{name}"').fetchall()).encode()


def _postgresql_tables(served: Served) -> Iterator[tuple[str, bytes]]:
    with psycopg.connect(served.database_url) as database:
        names = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (name,) in names:
            with database.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))) as copy:
                yield name, b"".join(bytes(block) for block in copy)


def files(served: Served) -> dict[str, bytes]:
    """Return every file of the Earshot: its log, uploads, and on SQLite the database with what lies beside it. Not the gathered statics."""
    root = served.folder
    found = [file for file in root.rglob("*") if file.is_file() and root / "static" not in file.parents]
    return {str(file.relative_to(root)): f"{file.name}\n".encode() + file.read_bytes() for file in found}


def pieces(stored: str) -> list[bytes]:
    """Return what to look for of a sealed value in files that cut it into pages: any one of these would be found whole."""
    inside = stored.rpartition(":")[2]
    return [inside[at : at + PIECE].encode() for at in range(0, max(1, len(inside) - PIECE), EVERY)]


def places_of(wanted: list[bytes], *stores: dict[str, bytes]) -> set[str]:
    """Return the names of the tables and files where any of this stands."""
    return {name for store in stores for name, stored in store.items() if any(one in stored for one in wanted)}
