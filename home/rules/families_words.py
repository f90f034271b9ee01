"""What somebody means who looks for help in their own words. Pure: nothing typed is kept, and nothing is asked of a database."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from home.families_words import LINE_OF_TOPIC, LITTLE_WORDS, SAID, Said

BETWEEN = 3  # other words that may stand between two of a phrase: "scared of my own husband"
SHORTEST_OF_MANY = 3  # letters of a word that may be one of many
_ENDS_IN_ES = ("s", "x", "z", "ch", "sh")
_ODD_ONES = (("child", "children"), ("woman", "women"), ("man", "men"), ("tooth", "teeth"), ("midwife", "midwives"), ("foot", "feet"))
_OTHER_NUMBER = dict(_ODD_ONES) | {many: one for one, many in _ODD_ONES}
_APOSTROPHES = dict.fromkeys("'’‘ʼ`")
# What Unicode takes for one letter, and letters of Urdu and Arabic keyboards that people read as the same.
_AS_ONE = str.maketrans({**_APOSTROPHES, "ł": "l", "Ł": "l", "ی": "ي", "ى": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ة": "ه"})


@dataclass(frozen=True)
class Meant:
    """What was meant: topics of the national list and words of pages, the likeliest first, and whether somebody may not be safe."""

    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    help_now: bool = False

    def __bool__(self) -> bool:
        return bool(self.topics or self.help_now)


def bare(text: str) -> list[str]:
    """Return the words of a text without capitals, accents, apostrophes and signs: "Don’t" is "dont", "mąż" is "maz"."""
    apart = unicodedata.normalize("NFKD", text.translate(_AS_ONE).casefold())
    return "".join(_shown(letter) for letter in apart).split()


def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind[0] in "LN":
        return letter
    return "" if kind[0] == "M" or kind == "Cf" else " "


def meant_by(typed: str) -> Meant:
    """Return what is meant by what somebody typed; nothing for words that are no family's way of saying something else."""
    words = bare(typed)
    fitting = [said for said, phrases in _READY if any(_stands_in(phrase, words) for phrase in phrases)]
    fitting.sort(key=lambda said: not said.help_now)  # who may not be safe comes before what else was said
    return Meant(
        topics=tuple(dict.fromkeys(topic for said in fitting for topic in said.topics)),
        words=tuple(dict.fromkeys(words for said in fitting for words in said.words)),
        help_now=any(said.help_now for said in fitting),
    )


def place_among(meant: Meant, topic: str, lines: Collection[str]) -> int | None:
    """Return how near a service of a topic, answering some lines of the offer, is to what was meant: 0 is nearest; None when it is not."""
    fits = (place for place, wanted in enumerate(meant.topics) if wanted == topic or LINE_OF_TOPIC.get(wanted, wanted) in lines)
    return next(fits, None)


def _stands_in(phrase: Sequence[str], words: Sequence[str], *, since: int | None = None) -> bool:
    """Return whether the words of a phrase stand among others, in their order and close together."""
    if not phrase:
        return True
    places = range(len(words)) if since is None else range(since + 1, min(since + BETWEEN + 2, len(words)))
    return any(_is_word(phrase[0], words[place]) and _stands_in(phrase[1:], words, since=place) for place in places)


def _is_word(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def _ready(said: Said) -> tuple[tuple[str, ...], ...]:
    """Return the phrases as they are compared, stars kept."""
    split = ([part for part in phrase.split() if part.strip("*")] for phrase in said.phrases)
    return tuple(tuple("".join(bare(part)) + "*" * part.endswith("*") for part in parts) for parts in split)


_READY = tuple((said, _ready(said)) for said in SAID)


def telling(words: Sequence[str]) -> list[str]:
    """Return the words that tell something, each once; all of them, when none does."""
    once = list(dict.fromkeys(words))
    return [word for word in once if word.casefold() not in LITTLE_WORDS] or once


def forms_of(word: str) -> tuple[str, ...]:
    """Return a word, and the same word for one or for many, as English makes most of them: "baby" and "babies"."""
    low = word.casefold()
    if low in _OTHER_NUMBER:
        return word, _OTHER_NUMBER[low]
    if len(low) < SHORTEST_OF_MANY or not (low.isascii() and low.isalpha()):
        return (word,)
    if low.endswith("ies") and len(low) > len("ties"):
        return word, f"{low[:-3]}y", low[:-1]
    if low.endswith("es") and low[:-2].endswith(_ENDS_IN_ES):
        return word, low[:-2], low[:-1]
    if low.endswith("s") and not low.endswith("ss"):
        return word, low[:-1]
    if low.endswith("y") and low[-2] not in "aeiou":
        return word, f"{low[:-1]}ies"
    return word, low + ("es" if low.endswith(_ENDS_IN_ES) else "s")


def has_all(title: str, words: Collection[str]) -> bool:
    """Return whether a title holds every one of some words, be it for one or for many."""
    known = set(bare(title))
    return all(not known.isdisjoint(part for form in forms_of(word) for part in bare(form)) for word in words)
