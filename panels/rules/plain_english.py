"""What may be hard to read in a paper: long sentences, and words that a plainer one stands for. A hint, never a gate.

Twenty-five words is where most plain-English guides draw the line; we say so from one more on.
"""

import re
from dataclasses import dataclass

LONGEST_SENTENCE = 25  # words
MOST_HINTS = 8
_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")

# Words of offices, by the plain ones. In the order in which they are looked for; the longest of a family first.
PLAINER: dict[str, str] = {
    "accordingly": "so",
    "additional": "more",
    "ascertain": "find out",
    "assist": "help",
    "assistance": "help",
    "attendees": "people who come",
    "commence": "start",
    "commission": "pay for, or ask somebody to run",
    "commissioning": "deciding what to pay for",
    "co-production": "deciding together",
    "deliverables": "what we will do",
    "demographic": "who lives here",
    "endeavour": "try",
    "engagement": "talking with families",
    "facilitate": "help, or run",
    "going forward": "from now on",
    "implement": "do, or start",
    "in accordance with": "as … says",
    "in order to": "to",
    "in relation to": "about",
    "in respect of": "about",
    "key stakeholders": "the people it touches",
    "multi-agency": "the council, the NHS and others together",
    "outcomes": "what changes for families",
    "participate": "take part",
    "pathway": "steps to get help",
    "prior to": "before",
    "provision": "services",
    "pursuant to": "under",
    "regarding": "about",
    "remuneration": "pay",
    "service users": "families",
    "signpost": "show where to go",
    "signposting": "showing where to go",
    "stakeholders": "the people it touches",
    "subsequently": "later",
    "terminate": "end",
    "terms of reference": "how the panel works",
    "utilise": "use",
    "whilst": "while",
    "with regard to": "about",
}
_HARD = re.compile(r"\b(" + "|".join(map(re.escape, sorted(PLAINER, key=len, reverse=True))) + r")\b", re.IGNORECASE)


@dataclass(frozen=True)
class Hint:
    """One thing that may be hard: what stands there, and what would be easier."""

    quoted: str
    says: str


def hints_on(text: str) -> list[Hint]:
    """Return what may be hard to read in a text, long sentences first, at most eight; each hard word once."""
    long = [_too_long(one) for one in _ENDS.split(text) if len(_WORD.findall(one)) > LONGEST_SENTENCE]
    hard = {found.lower(): PLAINER[found.lower()] for found in _HARD.findall(text)}
    return [*long, *(Hint(word, f"Plainer: {plain}.") for word, plain in hard.items())][:MOST_HINTS]


def _too_long(sentence: str) -> Hint:
    words = _WORD.findall(sentence)
    return Hint(f"{' '.join(words[:6])} …", f"{len(words)} words in one sentence. Make two of it.")
