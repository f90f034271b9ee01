"""Which numbers of a two-way table of people may be shown with its totals, so that nobody can work out a small one.

A number that is hidden alone can be worked out from its row, its column and the totals. So others are hidden beside it, until what a reader
can conclude leaves it wide open (secondary suppression: domain reference 6.6). What they can conclude is exact (`circulation`).

It holds against who has this one table. Who stands in it themselves knows of one person more. Two tables of the same people, or one that
splits them in a third way, can say together what neither says alone. No page of today shows a part of the people beside the whole by
choice (a filter): the results of surveys will, and ask `numbers.may_narrow` first. It, `numbers.share` and `columns_are_answers` wait for
them. What calls `hide` today is reach alone: the hubs of one group by the ways it was heard (decision 0052).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.small_numbers.circulation import TOTAL, Cell, Circulation

MOST_TRIES = 3_000  # of giving back what was hidden for nothing: a table that is very large hides a little more instead


@dataclass(frozen=True)
class Need:
    """How far a number must be open: it could be so much more, or so much less, than it is."""

    cell: Cell
    more: int = 0
    less: int = 0


@dataclass(frozen=True)
class Hidden:
    """What is not shown of a table, totals among it. `for_its_own_sake` are the small ones; how they are shown must not differ."""

    cells: frozenset[Cell]
    for_its_own_sake: frozenset[Cell]

    def __contains__(self, cell: object) -> bool:
        return cell in self.cells


def hide(rows: Sequence[Sequence[int]], *, below: int, columns_are_answers: bool = False) -> Hidden:
    """Return what to hide of a table of counts of people: a list for each row, all of one length. Totals are added up here.

    Hidden for its own sake is each number from 1 to under `below`: nobody can conclude that it is under the line, nor what it is to within
    `below` less one. Where the columns are what people answered, one that holds everybody of its row is hidden too, and nobody can conclude
    that fewer than `below` of them answered something else: "all of them said no" says it of each (a 100 % that discloses, as a 0 % does).
    """
    table = Circulation(rows, below=below)
    needs = list(_needs(table, below, columns_are_answers))
    table.hidden |= {need.cell for need in needs}
    own = frozenset(table.hidden)
    for need in sorted(needs, key=lambda one: table.value[one.cell]):
        table.freedom(need.cell, more=True, enough=need.more, hide_more=True)
        table.freedom(need.cell, more=False, enough=need.less, hide_more=True)
    _give_back(table, needs, own)
    return Hidden(frozenset(table.hidden), own)


def _needs(table: Circulation, below: int, columns_are_answers: bool) -> Iterator[Need]:
    for cell, number in table.value.items():
        if 0 < number < below:
            yield Need(cell, more=below - 1)
        if columns_are_answers and cell.column != TOTAL and 0 < number == table.value[Cell(cell.row, TOTAL)]:
            yield Need(cell, less=min(number, below))


def _is_met(table: Circulation, need: Need) -> bool:
    more, less = (table.freedom(need.cell, more=way, enough=enough) for way, enough in ((True, need.more), (False, need.less)))
    return more >= need.more and less >= need.less


def _give_back(table: Circulation, needs: Sequence[Need], own: frozenset[Cell]) -> None:
    """Show again what was hidden before others made it needless, what is worth most first."""
    beside = sorted(table.hidden - own, key=lambda one: (-table.cost[one], one))
    for cell in beside if len(beside) * len(needs) <= MOST_TRIES else []:
        table.hidden.discard(cell)
        if not all(_is_met(table, need) for need in needs):
            table.hidden.add(cell)
