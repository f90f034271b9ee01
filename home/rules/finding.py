"""What a family may choose when they look for a service, and what is made of an address that says something else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext

from home.choices import Category, ForWhom
from home.topics import CATEGORY_OF

PREGNANT, OLDEST_BAND = "pregnant", 19
AGES = (PREGNANT, *(str(age) for age in range(OLDEST_BAND + 1)))
_UNTIL = {OLDEST_BAND: 25}  # with special needs help goes on until 25: one choice for those years


@dataclass(frozen=True)
class Asked:
    """What a family chose; empty is "all of them". `carried` are the words as the address holds them (core/sealed_words.py)."""

    about: str = ""
    topic: str = ""
    age: str = ""
    hub: str = ""
    kind: str = ""
    day: str = ""
    words: str = ""
    carried: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    @property
    def months(self) -> tuple[int, int]:
        """Return the first and the last month of life that the chosen age means; only where it is no pregnancy."""
        age = int(self.age)
        return age * 12, _UNTIL.get(age, age) * 12 + 11

    def chosen(self) -> dict[str, str]:
        """Return what was chosen, by the names it has in an address and in the form, the words left out."""
        names = ("about", "topic", "age", "hub", "kind", "day")
        return {name: value for name in names if (value := getattr(self, name))}

    def query(self) -> str:
        """Return all of it as the query of an address, without the question mark."""
        return urlencode(self.chosen() | ({"s": self.carried} if self.carried else {}))

    def without(self, name: str) -> "Asked":
        """Return what is left when one choice is taken back."""
        return replace(self, words="", carried="") if name == "words" else replace(self, **{name: ""})


def asked_in(address: Mapping[str, Any], *, hubs: Collection[str], words: str = "") -> Asked:
    """Return what was chosen. What is no choice of ours is as if it had not been said: an old link never fails."""
    known = {
        "about": Category.values,
        "topic": CATEGORY_OF,
        "age": AGES,
        "hub": hubs,
        "kind": ForWhom.values,
        "day": [str(day) for day in range(7)],
    }
    chosen = {name: str(address.get(name, "")) for name in known}
    return Asked(
        **{name: value for name, value in chosen.items() if value in known[name]},
        words=words,
        carried=str(address.get("s", "")) if words else "",
    )


def age_in_words(age: str) -> str:
    """Return a choice of age as it is read."""
    if age == PREGNANT:
        return gettext("Before birth")
    if age == "0":
        return gettext("Under 1 year")
    number = int(age)
    if number in _UNTIL:
        return gettext("%(begin)d to %(end)d years") % {"begin": number, "end": _UNTIL[number]}
    return ngettext("%(number)d year", "%(number)d years", number) % {"number": number}
