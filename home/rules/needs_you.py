"""In which order things wait for somebody. Pure: the lines come in, and go out sorted."""

from collections.abc import Iterable, Sequence
from datetime import date

from core.questions import Attention, LawsClock

FEW = 5  # so many are taken in at a glance, without headings
BY_LAW, LATE, BY_A_DAY, WAITING = "By law, first of all", "Late", "Promised by a day", "Waiting for you"


def in_order(waiting: Iterable[Attention]) -> list[Attention]:
    """Return each line once: what the law counts in hours first, then in days; what is late; by the promised day; what waited longest."""
    once = {(one.text, one.href): one for one in waiting}.values()
    return sorted(once, key=lambda one: (-one.clock, not one.is_late, one.due_on or date.max, one.since_on or date.max))


def in_sight(ordered: Sequence[Attention], most: int) -> Sequence[Attention]:
    """Return as many lines as fit on the front page, and whatever has a clock of the law, however many there are."""
    return ordered[: max(most, sum(one.clock != LawsClock.NONE for one in ordered))]


def in_groups(ordered: Sequence[Attention]) -> list[tuple[str, list[Attention]]]:
    """Return lines that are in order under headings; a few stand together under none."""
    if len(ordered) <= FEW:
        return [("", list(ordered))] if ordered else []
    groups: dict[str, list[Attention]] = {}
    for one in ordered:
        groups.setdefault(_heading(one), []).append(one)
    return list(groups.items())


def _heading(one: Attention) -> str:
    if one.clock:
        return BY_LAW
    return LATE if one.is_late else BY_A_DAY if one.due_on else WAITING
