"""A two-way table with its totals as a circulation: how far a hidden number can be more or less than it is, for who reads the rest.

Source to row, row to column, column to sink, sink to source: each number of the table, and each total, is what flows along one arc. What is
shown is fixed. What is hidden may change as long as as much flows into each node as out of it, and nothing falls below nought: so a number
can be as much more as can flow back from its head to its tail along the other hidden arcs, and as much less as can flow the other way.
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

TOTAL = -1  # stands for the row of totals, or the column


class Cell(NamedTuple):
    """Where a number stands; (TOTAL, TOTAL) is everybody."""

    row: int
    column: int


class Circulation:
    """The numbers of a table by where they stand (`value`), and which of them are `hidden` so far.

    `cost` says of each how much is lost when it is hidden. Raises ValueError for rows of different lengths and numbers below nought.
    """

    def __init__(self, rows: Sequence[Sequence[int]], *, below: int) -> None:
        across = len(rows[0]) if rows else 0
        if any(len(row) != across for row in rows) or any(number < 0 for row in rows for number in row):
            raise ValueError("A table has rows of one length, and counts people from nought.")
        self.value = {Cell(r, c): number for r, row in enumerate(rows) for c, number in enumerate(row)}
        self.value |= {Cell(r, TOTAL): sum(row) for r, row in enumerate(rows)}
        self.value |= {Cell(TOTAL, c): sum(row[c] for row in rows) for c in range(across)}
        self.value[Cell(TOTAL, TOTAL)] = sum(map(sum, rows))
        # Totals are kept as long as anything else will do. That nobody stands somewhere is often known: it hides badly.
        lost = 1 + self.value[Cell(TOTAL, TOTAL)]
        self.cost = {one: max(number, below) + (lost if TOTAL in one else 0) for one, number in self.value.items()}
        self.hidden: set[Cell] = set()
        self._ends = {one: self._ends_of(one, len(rows), across) for one in self.value}
        self._ways: dict[int, list[tuple[Cell, int, int]]] = {node: [] for node in range(len(rows) + across + 2)}
        for one, (tail, head) in self._ends.items():
            self._ways[tail].append((one, head, +1))
            self._ways[head].append((one, tail, -1))

    @staticmethod
    def _ends_of(cell: Cell, down: int, across: int) -> tuple[int, int]:
        source, sink = down + across, down + across + 1
        if cell == (TOTAL, TOTAL):
            return sink, source
        if cell.row == TOTAL:
            return down + cell.column, sink
        return (source, cell.row) if cell.column == TOTAL else (cell.row, down + cell.column)

    def freedom(self, cell: Cell, *, more: bool, enough: int, hide_more: bool = False) -> int:
        """Return how much more (or less) a hidden number could be, and stop counting at `enough`.

        With `hide_more`, whatever costs least is hidden beside it until it is enough; for more it always can be.
        """
        return abs(self.another_table(cell, more=more, enough=enough, hide_more=hide_more)[cell] - self.value[cell])

    def another_table(self, cell: Cell, *, more: bool, enough: int, hide_more: bool = False) -> dict[Cell, int]:
        """Return a table that who reads what is shown cannot tell from this one, and in which a hidden number differs by `enough`, or as
        much as it can: the proof that nobody can conclude what it is.
        """
        tail, head = self._ends[cell]
        start, end = (head, tail) if more else (tail, head)
        changed, free, limit = dict.fromkeys(self.value, 0), 0, enough if more else min(enough, self.value[cell])
        while free < limit and (way := self._cheapest(start, end, cell, changed, hide_more)):
            room = min([self.value[one] + changed[one] for one, turn in way if turn < 0] + [limit - free])
            for one, turn in way:
                changed[one] += turn * room
                self.hidden.add(one)
            free += room
        changed[cell] = free if more else -free
        return {one: number + changed[one] for one, number in self.value.items()}

    def _cheapest(self, start: int, end: int, but: Cell, changed: dict[Cell, int], hide_more: bool) -> list[tuple[Cell, int]]:
        """Return the way from one node to another that hides least anew, as cells and whether they grow; empty where there is none."""
        best, came, queue = {start: 0}, dict[int, tuple[int, Cell, int]](), [(0, start)]
        while queue:
            so_far, node = heappop(queue)
            if node == end:
                break
            if so_far > best[node]:
                continue
            for one, to, turn in self._ways[node]:
                is_hidden = one in self.hidden
                if one == but or not (is_hidden or hide_more) or (turn < 0 and self.value[one] + changed[one] == 0):
                    continue
                cost = so_far + (0 if is_hidden else self.cost[one])
                if to not in best or cost < best[to]:
                    best[to], came[to] = cost, (node, one, turn)
                    heappush(queue, (cost, to))
        if end not in came:
            return []
        way, node = [], end
        while node != start:
            node, one, turn = came[node]
            way.append((one, turn))
        return way
