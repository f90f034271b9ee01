"""What must hold of anything that members are asked by a letter each: until when it is answered, and whether letters leave at all."""

from datetime import date
from typing import Any

from core import clocks


def why_not_answer(row: Any, *, has_ended: str, today: date) -> list[str]:
    """Return why no answer is taken any more. `has_ended` says what came of it."""
    if row.ended_on is not None:
        return [has_ended]
    return ["The last day to answer has gone by."] if clocks.is_late(row.closes_on, today) else []


def why_nobody_is_asked(row: Any, *, why_closed: list[str], never_for_children: str, reply_to: str) -> list[str]:
    """Return why no letters leave at all: it is over, its panel is of under-18s, or nobody would read an answer."""
    if row.panel.is_of_under_18s:
        return [*why_closed, never_for_children]
    if not reply_to:
        return [*why_closed, "Nobody would read an answer to the letter. Write an office’s e-mail address on the panel’s page first."]
    return why_closed
