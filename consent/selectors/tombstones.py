"""What was erased for good, as it is remembered outside of the database: a restored copy of it knows nothing of later erasings.

A tombstone is one small file of the private store. Its name says what and when, and no more: the id of a person, which is random, or the
keyed hash of a family's code. It holds a seal that only our keys make, so nobody has somebody erased by putting a file there.
"""

import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.files.storage import Storage, storages

from consent.models import Person
from core import memory
from core.crypto import keyed_hash
from core.questions import receipt_known

PEOPLE, ANSWERS = "people", "answers"
SECONDS = 60


@dataclass(frozen=True)
class Tombstone:
    """One person, or one answer by its code's hash, and the day on which it was erased."""

    what: str
    key: str
    on: date

    @property
    def name(self) -> str:
        """Where it lies."""
        return f"erased/{self.what}/{self.on.isoformat()}_{self.key}"

    @property
    def seal(self) -> str:
        """What it must hold."""
        return keyed_hash("tombstone", f"{self.what}|{self.key}|{self.on.isoformat()}")


def store() -> Storage:
    """Return the private store, which no backup of the database holds."""
    return storages["private"]


def every() -> list[Tombstone]:
    """Return every tombstone, the oldest first, by their names alone. Raises whatever the store raises when it is away."""
    return sorted((stone for what in (PEOPLE, ANSWERS) for stone in _of(what)), key=lambda stone: (stone.on, stone.what, stone.key))


@dataclass(frozen=True)
class Listed:
    """What lies in the private store; or, where it is away, by which kind of error that was told."""

    stones: tuple[Tombstone, ...] = ()
    away: str = ""


def lately() -> Listed:
    """Return what lay there within the last minute: whoever watches looks each few seconds, and asking a bucket goes over the network.

    The database is asked anew each time (`came_back`), so that an older copy of it is noticed at the next look all the same.
    """
    return memory.recall("consent.tombstones", _listed, when_away=Listed(), seconds=SECONDS)


def _listed() -> Listed:
    try:
        return Listed(tuple(every()))
    except Exception as error:  # each kind of store has its own
        return Listed(away=type(error).__name__)


def _of(what: str) -> Iterable[Tombstone]:
    try:
        _, names = store().listdir(f"erased/{what}")
    except FileNotFoundError:  # nothing was ever erased
        return
    for name in names:
        day, _, key = name.partition("_")
        try:
            stone = Tombstone(what, str(UUID(key)) if what == PEOPLE else key, date.fromisoformat(day))
        except ValueError:  # a file that is none of ours
            continue
        yield stone


def is_sealed(stone: Tombstone) -> bool:
    """Return whether we made it."""
    with store().open(stone.name) as file:
        return hmac.compare_digest(file.read().strip(), stone.seal.encode())


def came_back(stones: Collection[Tombstone]) -> list[Tombstone]:
    """Return what was erased and is there all the same: an older copy of the database was put back. Two queries at most."""
    back = _people_back([stone.key for stone in stones if stone.what == PEOPLE])
    back |= _answers_back(frozenset(stone.key for stone in stones if stone.what == ANSWERS))
    return [stone for stone in stones if stone.key in back]


def _people_back(keys: list[str]) -> set[str]:
    return {str(pk) for pk in Person.objects.filter(pk__in=keys, erased_on=None).values_list("pk", flat=True)} if keys else set()


def _answers_back(keys: frozenset[str]) -> set[str]:
    return {key for found in receipt_known.answers(receipt_hashes=keys) for key in found} if keys else set()
