"""Where a service is: places with addresses. Names of people that an address may hold are not read."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from home.rules.feeds import values
from home.rules.feeds.found import FoundService, FoundSite

ONLINE = "Online"
HERE = {"", "GB", "GBR", "UK", "UNITED KINGDOM", "GREAT BRITAIN", "ENGLAND", "WALES", "SCOTLAND", "NORTHERN IRELAND"}
_SAY_NOTHING = {"the", "family", "hub", "hubs", "centre", "center", "children", "s", "and", "of"}
_IN_FULL = {"rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "dr": "drive", "cl": "close", "cres": "crescent", "sq": "square"}
_NEARLY = 0.85
_ADDRESSES = ("addresses", "physical_addresses", "address")


def read_place(found: FoundService, location: dict[str, Any]) -> FoundSite | None:
    """Return the place of a location; None for one that is only a post box, or says nothing. Remarks what cannot be."""
    kind = values.words(location.get("location_type")).lower()
    name = values.words(location.get("name"))[:80]
    source_id = values.words(location.get("id"))[:200]
    if kind == "postal":
        return None
    if kind == "virtual":
        return FoundSite(source_id, ONLINE)
    _check_position(found, location, name)
    address = next(values.rows(location, *_ADDRESSES), None)
    if address is None:
        if not name:
            return None
        found.remark("no-address", f"The place “{name}” has no address. The draft names it in words.")
        return FoundSite(source_id, name)
    return _with_address(found, source_id, name, address)


def _with_address(found: FoundService, source_id: str, name: str, address: dict[str, Any]) -> FoundSite | None:
    street, town = values.words(address.get("address_1"))[:120], values.words(address.get("city"))[:80]
    country = values.words(address.get("country"))
    is_here = country.upper() in HERE
    if not is_here:
        found.remark("country", f"“{name or street}” is in the country “{country[:20]}”. Check that it is in your area. It stays in words.")
    postcode = ""
    try:
        postcode = values.postcode(address["postal_code"]) if values.words(address.get("postal_code")) else ""
    except ValueError:
        shown = values.shown(address.get("postal_code"))
        found.remark("postcode", f"“{shown}” is no postcode, so it is left out. Look up the right one for “{name or street}”.")
    name = name or street
    return FoundSite(source_id, name, street, town, postcode, bool(is_here and postcode and source_id)) if name else None


def _check_position(found: FoundService, location: dict[str, Any], name: str) -> None:
    for key, most in (("latitude", 90), ("longitude", 180)):
        value = location.get(key)
        try:
            degrees = values.number(value)
        except ValueError:
            degrees = most + 1.0
        if degrees is not None and abs(degrees) > most:
            found.remark("position", f"The {key} {values.shown(value)} of “{name}” cannot be. We go by the address; tell the directory.")


def is_same_place(ours: str, theirs: str) -> bool:
    """Return whether two names at one postcode are one place: the words of the shorter are all in the longer."""
    first, second = ({*re.findall(r"\w+", name.casefold())} - _SAY_NOTHING for name in (ours, theirs))
    return bool(first and second) and (first <= second or second <= first)


class NearlyNamed:
    """Names of ours, to ask which of them somebody may have meant. It is asked of the person, never guessed."""

    def __init__(self, names: Iterable[str]) -> None:
        self.ours = {key: name for name in names if (key := _telling(name))}
        self.asked: dict[str, str] = {}

    def to(self, theirs: str) -> str:
        """Return the name of ours that is nearly this one, such as “Maple Road Family Hub” for “Maple Rd Hub”; nothing when none is."""
        key = _telling(theirs)
        if key not in self.asked:
            self.asked[key] = next((self.ours[one] for one in get_close_matches(key, self.ours, n=1, cutoff=_NEARLY)), "") if key else ""
        return self.asked[key]


def _telling(name: str) -> str:
    """Return the words of a name that tell it from others, written in full."""
    words = (_IN_FULL.get(word, word) for word in re.findall(r"\w+", name.casefold()))
    return " ".join(word for word in words if word not in _SAY_NOTHING)
