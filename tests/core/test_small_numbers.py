"""A few people are never shown as a number, nor can anybody work them out from the numbers beside them."""

import random
from collections.abc import Iterator

import pytest

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from core.services.defaults import change_defaults
from core.small_numbers import numbers
from core.small_numbers.circulation import TOTAL, Cell, Circulation
from core.small_numbers.tables import Hidden, hide
from tests.cast import give_role, make_user

LINE = 10


# --- One number -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "words", "known"),
    [(0, "0", 0), (1, "fewer than 10", None), (9, "fewer than 10", None), (10, "10", 10), (1234, "1,234", 1234)],
)
def test_a_few_people_are_said_to_be_few_and_nothing_else(number: int, words: str, known: int | None) -> None:
    shown = numbers.people(number, below=LINE)
    assert (str(shown), shown.number) == (words, known)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nobody"),
        (3, "fewer than 10"),
        (10, "10 to 19"),
        (19, "10 to 19"),
        (20, "20 to 49"),
        (999, "500 to 999"),
        (5000, "1,000 or more"),
    ],
)
def test_a_band_says_about_how_many(number: int, words: str) -> None:
    shown = numbers.band(number, below=LINE)
    assert (shown.words, shown.number) == (words, None)


def test_a_band_begins_at_the_line_wherever_the_council_drew_it() -> None:
    assert [numbers.band(number, below=30).words for number in (29, 30, 50)] == ["fewer than 30", "30 to 49", "50 to 99"]
    assert [numbers.band(number, below=numbers.ALL_SHOWN).words for number in (1, 9, 10)] == ["1 to 9", "1 to 9", "10 to 19"]


def test_a_share_never_says_that_nobody_or_everybody_did() -> None:
    for whole in (20, 33, 400):
        for part in range(whole + 1):
            shown = numbers.share(part, whole, below=LINE)
            expected = (
                "hardly anybody" if part < LINE else "almost everybody" if whole - part < LINE else f"{round(100 * part / whole)} in 100"
            )
            assert shown.words == expected
            assert shown.number not in {0, 100}


def test_of_few_people_no_share_is_said() -> None:
    assert numbers.share(6, 19, below=5).words == "too few people to say"
    assert numbers.share(25, 45, below=50).words == "too few people to say"


def test_a_part_is_shown_beside_the_whole_only_where_subtraction_tells_of_no_few() -> None:
    assert numbers.may_narrow(20, 40, below=LINE)
    assert numbers.may_narrow(0, 40, below=LINE)
    assert numbers.may_narrow(40, 40, below=LINE)
    assert not numbers.may_narrow(3, 40, below=LINE)
    assert not numbers.may_narrow(37, 40, below=LINE), "the other three could be worked out"


def test_what_the_council_did_is_never_hidden() -> None:
    assert [str(numbers.of_the_council(number)) for number in (0, 1, 4, 2000)] == ["0", "1", "4", "2,000"]


def test_who_reads_what_families_wrote_there_sees_every_number_others_inside_fewer_and_the_public_fewest(
    asha: User, adam: User, elm: Hub, oak: Hub
) -> None:
    analyst = make_user("Ana")
    give_role(analyst, RoleKind.ANALYST)
    assert numbers.line_for(asha, hub_id=elm.pk) == numbers.ALL_SHOWN
    assert numbers.line_for(asha, hub_id=oak.pk) == 5
    assert numbers.line_for(analyst, hub_id=elm.pk) == 5
    assert numbers.line_for(None) == 10
    change_defaults(by=adam, reason="Our hubs are small.", hide_below_public=15, hide_below_inside=8)
    assert [numbers.line_for(user, hub_id=elm.pk) for user in (asha, analyst, None)] == [1, 8, 15]


# --- A table --------------------------------------------------------------------------------------------------------------


def tables(number: int) -> Iterator[tuple[list[list[int]], int]]:
    """Yield tables of two to seven rows and columns, thin and full ones, each with its line."""
    chance = random.Random(20_261_129)
    for _ in range(number):
        down, across, line = chance.randint(1, 7), chance.randint(1, 6), chance.choice([5, 10])
        full = chance.choice([[0, 0, 0, 1, 2, 14], [0, 1, 2, 3, 5, 8, 14, 30], [4, 40, 60, 90]])
        yield [[chance.choice(full) for _ in range(across)] for _ in range(down)], line


def total_up(rows: list[list[int]]) -> dict[Cell, int]:
    """Return a table with its totals, added up here and not by the code that is tried."""
    found = {Cell(r, c): number for r, row in enumerate(rows) for c, number in enumerate(row)}
    found |= {Cell(r, TOTAL): sum(row) for r, row in enumerate(rows)}
    found |= {Cell(TOTAL, c): sum(column) for c, column in enumerate(zip(*rows, strict=True))}
    return found | {Cell(TOTAL, TOTAL): sum(sum(row) for row in rows)}


def reads_the_same(rows: list[list[int]], other: dict[Cell, int], hidden: Hidden) -> bool:
    """Return whether another table adds up, counts people, and shows what this one shows."""
    again = [[other[Cell(r, c)] for c in range(len(row))] for r, row in enumerate(rows)]
    adds_up = total_up(again) == other and min(other.values()) >= 0
    return adds_up and all(other[cell] == number for cell, number in total_up(rows).items() if cell not in hidden)


def test_of_every_small_number_there_is_a_table_that_reads_the_same_and_in_which_it_is_not_small() -> None:
    for rows, line in tables(400):
        hidden = hide(rows, below=line)
        table = Circulation(rows, below=line)
        table.hidden |= hidden.cells
        for cell, number in total_up(rows).items():
            if 0 < number < line:
                assert cell in hidden
                other = table.another_table(cell, more=True, enough=line - 1)
                assert other[cell] >= number + line - 1, (rows, cell)
                assert reads_the_same(rows, other, hidden), (rows, cell)


def test_where_all_of_a_row_answered_the_same_there_is_a_table_that_reads_the_same_and_in_which_many_did_not() -> None:
    for rows, line in [*tables(400), ([[2, 0], [45, 1], [0, 45]], 10)]:  # the last: a way to one other person is not enough
        if len(rows[0]) == 1:
            continue  # there was one answer only
        hidden = hide(rows, below=line, columns_are_answers=True)
        table = Circulation(rows, below=line)
        table.hidden |= hidden.cells
        numbers_of = total_up(rows)
        for cell, number in numbers_of.items():
            if cell.column != TOTAL and 0 < number == numbers_of[Cell(cell.row, TOTAL)]:
                other = table.another_table(cell, more=False, enough=min(number, line))
                assert number - other[cell] >= min(number, line), (rows, cell)
                assert reads_the_same(rows, other, hidden), (rows, cell)


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert hide([[20, 30], [40, 0]], below=LINE).cells == frozenset()


def test_a_small_number_alone_takes_three_others_with_it_and_no_total() -> None:
    hidden = hide([[3, 40, 50], [60, 70, 80], [90, 95, 99]], below=LINE)
    assert hidden.for_its_own_sake == {Cell(0, 0)}
    assert hidden.cells == {Cell(0, 0), Cell(0, 1), Cell(1, 0), Cell(1, 1)}, "the least that will do"


def test_what_was_hidden_for_nothing_is_shown_again() -> None:
    assert Cell(0, 1) not in hide([[12, 0], [10, 40], [3, 3]], below=LINE)


def test_a_total_that_is_small_is_hidden_too_and_a_table_of_few_people_altogether_says_nothing() -> None:
    assert Cell(0, TOTAL) in hide([[3, 4], [60, 70]], below=LINE)
    few = hide([[1, 2], [3, 0]], below=LINE)
    assert {cell for cell, number in total_up([[1, 2], [3, 0]]).items() if number} <= few.cells


def test_a_row_and_a_column_alone_are_tables_too() -> None:
    assert hide([[3, 40, 50]], below=LINE).cells > {Cell(0, 0)}
    assert hide([[3], [40], [50]], below=LINE).cells > {Cell(0, 0)}
    assert hide([], below=LINE).cells == frozenset()


@pytest.mark.parametrize("rows", [[[1, 2], [3]], [[1, -1]]])
def test_what_is_no_table_of_people_is_refused(rows: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="rows of one length"):
        hide(rows, below=LINE)
