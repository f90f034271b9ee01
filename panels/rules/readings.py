"""What must hold before members are asked to read something, and before it is closed."""

import re
from datetime import date, timedelta

LONGEST_TITLE, LONGEST_WORDS, LONGEST_NOTE, LONGEST_CHANGED = 160, 12_000, 600, 600
MOST_PARAGRAPHS = 40
LONGEST_TIME = timedelta(weeks=12)
FEWEST_DAYS = timedelta(days=2)  # so that nobody has to read in the night
PAGE_WAITS = timedelta(weeks=2)  # how long after its last day a page waits to hear what changed: then it goes on to the look
_GAP = re.compile(r"\n[ \t]*\n\s*")


def paragraphs_of(words: str) -> list[str]:
    """Return the paragraphs of what is read: an empty line stands between two."""
    return [one.strip() for one in _GAP.split(words.strip()) if one.strip()]


def why_not_ask(*, title: str, words: str, until: date | None, today: date, has_ended: bool) -> dict[str, str]:
    """Return why members are not asked to read something, by field."""
    problems: dict[str, str] = {}
    if has_ended:
        problems["title"] = "This panel has ended."
    elif not title:
        problems["title"] = "Say what it is called."
    if not words:
        problems["words"] = "Put in what members read."
    elif len(words) > LONGEST_WORDS or len(paragraphs_of(words)) > MOST_PARAGRAPHS:
        problems["words"] = f"{LONGEST_WORDS:,} letters in {MOST_PARAGRAPHS} paragraphs are the most. Give it out in two parts."
    if until is None or not today + FEWEST_DAYS <= until <= today + LONGEST_TIME:
        problems["until_on"] = "Give them two days at least, and twelve weeks at most."
    return problems


def is_open(*, until: date, closed_on: date | None, today: date) -> bool:
    """Return whether members can still say something: the last day counts."""
    return closed_on is None and today <= until


def why_not_close(*, changed: str, closed_on: date | None, has_readers: bool) -> list[str]:
    """Return why a reading is not closed with these words."""
    if closed_on is not None:
        return ["It is closed already."]
    if not has_readers:
        return ["Nobody has read it yet. Ask at the next meeting, or take it back."]
    if not changed:
        return ["Say what changed because of it, or why nothing did. Members read it."]
    return [f"Use {LONGEST_CHANGED} letters or fewer."] if len(changed) > LONGEST_CHANGED else []
