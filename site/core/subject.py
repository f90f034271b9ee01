"""What somebody looks for by its subject: whatever the capitals and accents, the order of the words, and "hall" or "halls".

Fewer tools on purpose: no synonyms and no guessing, so that staff can tell why a line was found, and why one was not.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from core.text import folded

_WORD = re.compile(r"\w+")
_ALL_OF_THEM_UP_TO = 2  # so few words must all be there; of more, two in three
SHORTEST_PLURAL = 4  # "bus" and "gas" are no plurals
MOST_WORDS = 12


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: folded, and without the s of a plural."""
    return [_without_plural(word) for word in _WORD.findall(folded(text))]


def _without_plural(word: str) -> str:
    if len(word) < SHORTEST_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > SHORTEST_PLURAL else word[:-1]


# Words that say nothing of a subject. A subject of these alone is looked for as it stands.
_FILLING = frozenset(
    words_of(
        "a about an and are as at be by can do does for from has have how i in is it its my of on or our so that the their them they this "
        "to us was we what when where which who why will with you your"
    )
)
MOST_READ = 2_000  # rows of a kind that are looked through, the newest first


@dataclass(frozen=True)
class Subject:
    """A subject as it was typed. `fits` says whether a text is about it."""

    words: str

    @cached_property
    def terms(self) -> frozenset[str]:
        """The words to look for, the first dozen that say something."""
        said = [word for word in words_of(self.words) if len(word) > 1] or words_of(self.words)
        telling = [word for word in said if word not in _FILLING] or said
        return frozenset(list(dict.fromkeys(telling))[:MOST_WORDS])

    @property
    def number_needed(self) -> int:
        """How many of the words a text must have: all of one or two, two in three of more."""
        number = len(self.terms)
        return number if number <= _ALL_OF_THEM_UP_TO else -(-number * 2 // 3)

    def fits(self, *texts: str) -> bool:
        """Return whether these texts together have enough of the words."""
        return bool(self.terms) and len(self.terms.intersection(words_of(" ".join(texts)))) >= self.number_needed
