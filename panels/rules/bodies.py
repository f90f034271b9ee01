"""What must hold of something that goes to another body, and of what comes back."""

from collections.abc import Sequence
from datetime import date

from panels.rules.public_words import why_not_public

IN_MINUTES = "It stands in minutes that families read. Write a correction below them, or take them off the page first."
ANSWERED = "They have answered it, so what they answered stays as it was. Write down anew what you send them now."


def why_not_send(*, what: str, sent_on: date, answer_by_on: date | None, today: date) -> dict[str, str]:
    """Return what is wrong by field; empty when it may be kept."""
    problems: dict[str, str] = {}
    if not what:
        problems["what"] = "Say what you sent them."
    if sent_on > today:
        problems["sent_on"] = "That day is still to come. Write it down when it was sent."
    if answer_by_on and answer_by_on < sent_on:
        problems["answer_by_on"] = "An answer cannot be due before it was sent."
    return problems


def why_not_come_back(*, words: str, on: date, sent_on: date, today: date, names: Sequence[str] | None = None) -> dict[str, str]:
    """Return what is wrong with an answer by field; "noted" alone is no answer (DESIGN promise 8).

    `names` are the full names of those on the panel where families will read it; None where nobody but staff does.
    """
    problems: dict[str, str] = {}
    if not words:
        problems["came_back"] = "Say what came back: what they decided, or why not."
    elif words.strip(" .!").casefold() in {"noted", "it was noted", "they noted it"}:
        problems["came_back"] = "“Noted” is not an answer. Say what they decided, or ask them."
    elif names is not None and (reasons := why_not_public(words, names)):
        problems["came_back"] = " ".join(reasons)
    if on > today:
        problems["came_back_on"] = "That day is still to come."
    elif on < sent_on:
        problems["came_back_on"] = "It cannot have come back before it was sent."
    return problems
