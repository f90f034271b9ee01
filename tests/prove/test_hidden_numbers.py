"""A solver that knows nothing of how numbers are hidden tries to work them out again, in a thousand tables, and cannot (decision 0050).

What a reader knows of a table is a set of equations: what is shown, that rows and columns add up, that people are not fewer than nobody. A
linear solver of others' making finds the least and the most that each hidden number can be.
"""

import numpy as np
import pytest
from scipy.optimize import linprog

from core.small_numbers.circulation import TOTAL, Cell
from core.small_numbers.tables import hide
from tests.core.test_small_numbers import tables, total_up

pytestmark = pytest.mark.prove
TABLES = 1_000


def equations(rows: list[list[int]]) -> tuple[list[Cell], "np.ndarray"]:
    """Return the cells of a table, totals among them, and what every reader knows of them: that each sum less its parts is nought."""
    down, across = range(len(rows)), range(len(rows[0]))
    cells = [Cell(r, c) for r in [*down, TOTAL] for c in [*across, TOTAL]]
    place = {cell: number for number, cell in enumerate(cells)}
    sums = [[Cell(r, TOTAL), *(Cell(r, c) for c in across)] for r in [*down, TOTAL]]
    sums += [[Cell(TOTAL, c), *(Cell(r, c) for r in down)] for c in [*across, TOTAL]]
    known = np.zeros((len(sums), len(cells)))
    for line, (whole, *parts) in enumerate(sums):
        known[line, place[whole]] = 1
        known[line, [place[part] for part in parts]] = -1
    return cells, known


def range_of(cell: Cell, rows: list[list[int]], hidden: "frozenset[Cell]") -> tuple[float, float]:
    """Return the least and the most that a hidden number can be for who reads the rest."""
    cells, known = equations(rows)
    shown = total_up(rows)
    bounds = [(0, None) if one in hidden else (shown[one], shown[one]) for one in cells]
    aim = np.zeros(len(cells))
    aim[cells.index(cell)] = 1
    least, most = (linprog(way * aim, A_eq=known, b_eq=np.zeros(len(known)), bounds=bounds, method="highs") for way in (1, -1))
    assert least.status == 0, "the table itself is a solution"
    return least.fun, np.inf if most.status == 3 else -most.fun  # 3: it may be as many as you like


def test_a_solver_works_out_no_hidden_number_of_a_thousand_tables() -> None:
    looked_at = 0
    for rows, line in tables(TABLES):
        hidden = hide(rows, below=line)
        values = total_up(rows)
        for cell in hidden.cells:
            least, most = range_of(cell, rows, hidden.cells)
            assert most - least > 0.5, (rows, cell, "it can be one number only")
            if cell in hidden.for_its_own_sake:
                looked_at += 1
                assert most >= values[cell] + line - 1 - 1e-6, (rows, cell, "that it is small can be concluded")
    assert looked_at > TABLES


def test_the_same_solver_works_them_out_where_only_small_ones_are_hidden() -> None:
    found = 0
    for rows, line in tables(100):
        small = frozenset(cell for cell, number in total_up(rows).items() if 0 < number < line)
        ranges = [range_of(cell, rows, small) for cell in small]
        found += any(most - least < 0.5 for least, most in ranges)
    assert found > 50, "the solver must be able to find what is there to find"
