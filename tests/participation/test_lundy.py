"""The 57 items of the checklist: their ids are printed in papers, so they never move."""

import re

import pytest

from participation import lundy
from participation.choices import Element, When

# The domain reference, section 1.2: how many items stand under each element for each time.
NUMBERS = {
    ("SP", "P"): 12,
    ("SP", "D"): 4,
    ("SP", "A"): 3,
    ("VO", "P"): 8,
    ("VO", "D"): 4,
    ("VO", "A"): 3,
    ("AU", "P"): 6,
    ("AU", "D"): 2,
    ("AU", "A"): 3,
    ("IN", "P"): 4,
    ("IN", "D"): 2,
    ("IN", "A"): 6,
}
BY_LETTERS = {
    "SP": Element.SPACE,
    "VO": Element.VOICE,
    "AU": Element.AUDIENCE,
    "IN": Element.INFLUENCE,
    "P": When.PLANNING,
    "D": When.DURING,
    "A": When.AFTER,
}
# Which items come from Norfolk's published checklist and which from the sector's own sources, as the reference marks them.
FROM_NORFOLK = "SP-P1 SP-P3 SP-P4 SP-P5 SP-P8 SP-P9 SP-A1 VO-P1 VO-P4 VO-D1 AU-P1 AU-P3 AU-P4 IN-A1"
FROM_THE_SECTOR = "SP-P2 SP-P3 SP-P5 SP-P6 SP-P7 SP-P9 SP-P10 SP-P12 SP-D1 VO-P3 VO-P4 VO-P6 VO-D4 AU-A3 IN-P1 IN-P4 IN-D1 IN-A2"


def test_the_ids_are_those_of_the_reference() -> None:
    wanted = [f"{element}-{when}{n}" for (element, when), number in NUMBERS.items() for n in range(1, number + 1)]

    assert [one.id for one in lundy.ITEMS] == wanted
    assert len(wanted) == 57


@pytest.mark.parametrize("letters", NUMBERS, ids="-".join)
def test_each_element_and_time_has_its_items(letters: tuple[str, str]) -> None:
    element, when = (BY_LETTERS[one] for one in letters)

    found = lundy.items(element=element, when=when)

    assert [one.id for one in found] == [f"{letters[0]}-{letters[1]}{n}" for n in range(1, NUMBERS[letters] + 1)]


def test_where_each_item_comes_from_is_kept() -> None:
    assert " ".join(one.id for one in lundy.ITEMS if "N" in one.source) == FROM_NORFOLK
    assert " ".join(one.id for one in lundy.ITEMS if "S" in one.source) == FROM_THE_SECTOR


def test_no_question_is_asked_twice_and_each_is_one_short_question() -> None:
    questions = [one.question for one in lundy.ITEMS]

    assert len(set(questions)) == 57
    assert [one for one in questions if len(one) > 130 or not re.search(r"[?.]$", one) or "Article 12" in one] == []


def test_the_short_form_is_five_items_and_touches_every_element() -> None:
    five = lundy.short_form()

    assert len(five) == 5
    assert {one.element for one in five} == set(Element)
    assert all(lundy.SHORT_FORM[one.id] for one in five)
