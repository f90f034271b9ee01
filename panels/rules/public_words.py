"""Words that families are about to read: what in them could tell of one person, and what somebody else said in them."""

import re
from collections.abc import Iterable

from django.utils.text import Truncator

from core.private_details import private_details_in

SHORT = 15  # letters: “It was good.” is everybody's, and whoever sums up may say it too


def plain(text: str) -> str:
    """Return a text as its words alone, in small letters, so that a comma or the end of a line hides nothing."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def stands_in(words: str, text: str) -> bool:
    """Return whether these words stand in a text one after the other, whatever stands between them."""
    return bool(plain(words)) and f" {plain(words)} " in f" {plain(text)} "


def what_tells(text: str, names: Iterable[str]) -> list[str]:
    """Return what in a text could point at one person, such as ["a phone number"]. `names` are the full names of those on the panel."""
    hints = private_details_in(text)
    return [*hints, "the name of somebody who is or was on the panel"] if any(stands_in(one, text) for one in names) else hints


def why_not_public(text: str, names: Iterable[str]) -> list[str]:
    """Return why families do not read a text as it is."""
    return [f"This seems to hold {hint}. Take it out: everybody can read this." for hint in what_tells(text, names)]


def why_not_own_words(text: str, raised: Iterable[str]) -> list[str]:
    """Return why a text is not one for families: something stands in it as somebody said it, without a yes (decision 0065)."""
    theirs = (one for one in raised if len(plain(one)) > SHORT and stands_in(one, text))
    return [
        f"“{shown(one)}” stands there as it was said. Say it in your own words: nobody was asked whether families may read theirs."
        for one in theirs
    ]


def shown(words: str) -> str:
    """Return the beginning of some words, to say which are meant."""
    return Truncator(" ".join(words.split())).chars(60)
