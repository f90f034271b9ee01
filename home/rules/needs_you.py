"""In which order things wait for somebody. Pure: the lines come in, and go out sorted."""

from collections.abc import Iterable, Sequence
from datetime import date

from core.questions import Attention

FEW = 5  # so many are taken in at a glance, without headings
LATE, BY_A_DAY, WAITING = "Late", "Promised by a day", "Waiting for you"


def in_order(waiting: Iterable[Attention]) -> list[Attention]:
    """Return each line once: what is late first, then by the day it is promised, then what has waited longest."""
    once = {(one.text, one.href): one for one in waiting}.values()
    return sorted(once, key=lambda one: (not one.is_late, one.due_on or date.max, one.since_on or date.max))


def in_groups(ordered: Sequence[Attention]) -> list[tuple[str, list[Attention]]]:
    """Return lines that are in order under headings; a few stand together under none."""
    if len(ordered) <= FEW:
        return [("", list(ordered))] if ordered else []
    groups: dict[str, list[Attention]] = {}
    for one in ordered:
        groups.setdefault(LATE if one.is_late else BY_A_DAY if one.due_on else WAITING, []).append(one)
    return list(groups.items())
