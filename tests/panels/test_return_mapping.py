"""The form of the return is data: which file holds when, and that every file can be read."""

from datetime import date
from pathlib import Path

import pytest

from panels import return_mapping as mapping
from panels.choices import Asked
from panels.choices.monitoring import ANSWERS
from panels.selectors.quarter_counts import COUNTERS
from participation.choices import Method

VERSIONS = mapping.versions()
FILE = 'version = "{name}"\nholds_from = {day}\nmembers = "A1"\n[[question]]\ncode = "A1"\nasks = "?"\nkind = "number"\n'
FILE += 'how = "h"\ntrap = "t"\n'


@pytest.mark.parametrize("one", VERSIONS, ids=lambda one: one.version)
def test_every_question_says_how_it_is_counted_and_what_to_look_out_for(one: mapping.Mapping) -> None:
    codes = [asks.code for asks in one.questions]
    assert len(codes) == len(set(codes))
    assert one.members in codes
    for asks in one.questions:
        assert asks.asks, asks.code
        assert asks.how.endswith("."), asks.code
        assert asks.trap.endswith("."), asks.code
        assert asks.counted_by in {"", *COUNTERS}, asks.code
        assert not asks.needed_after or asks.needed_after in codes, asks.code
        assert {way for option in asks.options for way in option.methods} <= set(Method.values), asks.code


@pytest.mark.parametrize("one", VERSIONS, ids=lambda one: one.version)
def test_every_answer_on_a_slip_goes_into_one_part_of_its_breakdown(one: mapping.Mapping) -> None:
    for asks in one.questions:
        if asks.kind == mapping.PARTS:
            taken = [answer for option in asks.options for answer in option.takes]
            assert sorted(taken) == sorted(code for code, _ in ANSWERS[Asked(asks.of)]), asks.code


def test_the_nineteen_groups_of_the_census_are_each_in_one_of_the_five() -> None:
    asks = VERSIONS[-1].question("SPCP10a")
    assert asks is not None
    groups = [group for option in asks.options for group in option.groups]
    assert len(groups) == len(set(groups)) == 19


def test_a_new_form_holds_from_its_day_on(tmp_path: Path) -> None:
    for name, day in (("one", "2026-04-01"), ("two", "2027-04-01")):
        (tmp_path / f"{name}.toml").write_text(FILE.format(name=name, day=day), encoding="utf-8")

    def held_on(day: date) -> str:
        found = mapping.version_on(day, tmp_path)
        return found.version if found else ""

    assert [held_on(date(year, 3, 31)) for year in (2026, 2027, 2028)] == ["", "one", "two"]


def test_a_word_that_no_question_has_stops_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_text(FILE.format(name="odd", day="2026-04-01") + 'trick = "x"\n', encoding="utf-8")
    with pytest.raises(TypeError):
        mapping.read(path)
