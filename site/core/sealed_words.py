"""Words in an address that nobody can read, and that opens for a quarter of an hour: what a family typed to find help, what they just sent.

"Leaving my husband" must not stay readable in the history of a shared phone or the log of a proxy (security row 46).
"""

import json
import time
from collections.abc import Mapping

from core.crypto import CannotOpen, seal, unseal

SECONDS = 15 * 60  # how long an address opens: Back and the languages work, a look into yesterday's history does not
LONGEST = 3_000  # of what is sealed: servers and proxies take no line of more than 4,094 letters
SEARCH = "home.search"


def sealed(words: str, *, of: str = SEARCH) -> str:
    """Return words as they may stand in an address. `of` says what they are: an address of one thing opens nothing of another."""
    return seal(f"{time.time():.0f} {words}", where=_where(of))


def opened(carried: str, *, of: str = SEARCH) -> str:
    """Return the words of an address; nothing when it is too old, or not ours."""
    age, words = _read(carried, of)
    return words if age is not None and age < SECONDS else ""


def sealed_fields(said: Mapping[str, str] | Mapping[str, list[str]], *, of: str) -> str:
    """Return what stands in the boxes of a form as it may stand in an address; empty when it is longer than an address may be.

    Where several answers have one name, give a list for each: `opened_lists` opens those.
    """
    carried = sealed(json.dumps(dict(said), ensure_ascii=False, separators=(",", ":")), of=of)
    return carried if len(carried) <= LONGEST else ""


def opened_fields(carried: str, *, of: str) -> dict[str, str]:
    """Return what stood in the boxes; nothing when the address is too old, or not ours."""
    words = opened(carried, of=of)
    return dict(json.loads(words)) if words else {}


def opened_lists(carried: str, *, of: str) -> dict[str, list[str]]:
    """Return the same of a form in which several answers have one name."""
    words = opened(carried, of=of)
    return dict(json.loads(words)) if words else {}


def has_grown_old(carried: str, *, of: str = SEARCH) -> bool:
    """Return whether an address is ours and opened something once."""
    age, _ = _read(carried, of)
    return age is not None and age >= SECONDS


def _read(carried: str, of: str) -> tuple[float | None, str]:
    """Return how many seconds old an address is, None when it is not ours, and its words."""
    try:
        moment, _, words = unseal(carried, where=_where(of)).partition(" ")
    except CannotOpen:
        return None, ""
    return time.time() - int(moment), words


def _where(of: str) -> str:
    return f"{of}|words|address"
