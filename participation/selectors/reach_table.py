"""Who was heard of whom as a table for a spreadsheet: the very words that the screen shows, so that it tells no more than the screen."""

from collections.abc import Iterator
from typing import Any

from core.imports.report import as_table
from participation.rules.reach import NOBODY_YET, called
from participation.selectors.reach import AimLine, Grid, Place

COLUMNS = (
    *("Group", "Hub", "By which way", "Heard from", "There are about", "Where that figure comes from", "Counted on"),
    *("Engagement", "We aim to hear", "How we reach them", "How far we are", "What we do about the gap", "Who sees to it", "By when"),
)


def as_csv(grid: Grid) -> Iterator[str]:
    """Return a grid as a table.

    A line for each group, hub and way; then one for each aim there. The numbers are those of the screen: in bands, or not shown.
    """
    return as_table(COLUMNS, (line for place in grid.places for line in _lines(place)))


def _lines(place: Place) -> Iterator[list[Any]]:
    figure = place.figure
    about = [place.about or "", figure.source if figure else "", figure.counted_on.isoformat() if figure else ""]
    heard = [("", NOBODY_YET)] if place.is_missing else [(one.how, one.number_in_words) for one in place.heard]
    for how, number in heard:
        yield [called(place.group), place.hub, how, number, *about, *[""] * 7]
    for line in place.aims:
        yield [called(place.group), place.hub, "", "", *about, *_aim(line)]


def _aim(line: AimLine) -> list[Any]:
    aim = line.aim
    who = aim.owner.with_hub if aim.owner else ""
    by_when = aim.due_on.isoformat() if aim.due_on else ""
    title = f"{aim.engagement} (has closed)" if line.has_ended else aim.engagement
    return [title, line.in_words, aim.approach, line.gap, aim.plan, who, by_when]
