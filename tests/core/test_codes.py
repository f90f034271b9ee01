"""Codes survive the finger, the telephone and other scripts."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from core.codes import POSTER_ALPHABET, check_digit, code_from, code_hash, in_fours, is_well_formed, short_code, tidy, tidy_short_code

SEED = 20261121


def some_codes(number: int) -> list[str]:
    """Return codes for fixed keys."""
    return [code_from(f"key {index}") for index in range(number)]


def test_a_key_always_gives_the_same_sixteen_digits() -> None:
    assert code_from("a") == code_from("a") != code_from("b")
    assert len(code_from("a")) == 16
    assert code_from("a").isdigit()


def test_the_check_digit_is_the_published_one() -> None:
    assert check_digit("572") == "4"  # the example of Damm's thesis


def test_every_wrong_digit_and_every_swap_of_neighbours_is_noticed() -> None:
    tried = 0
    for code in some_codes(1_500):
        for at, digit in itertools.product(range(16), "0123456789"):
            if digit != code[at]:
                assert not is_well_formed(code[:at] + digit + code[at + 1 :])
                tried += 1
        for at in range(15):
            if code[at] != code[at + 1]:
                assert not is_well_formed(code[:at] + code[at + 1] + code[at] + code[at + 2 :])
                tried += 1
    assert tried > 230_000


def test_a_lost_or_doubled_digit_is_noticed() -> None:
    for code in some_codes(50):
        assert not is_well_formed(code[:-1])
        assert not is_well_formed(code + "0")


def test_codes_are_spread_evenly_and_do_not_meet() -> None:
    codes = some_codes(20_000)

    assert len(set(codes)) == 20_000
    firsts = [sum(code[0] == digit for code in codes) for digit in "0123456789"]
    assert min(firsts) > 1_800
    assert max(firsts) < 2_200


@pytest.mark.parametrize(
    "typed",
    [
        "0413 9595 1538 8954",
        "0413-9595-1538-8954",
        " 0413959515388954\n",
        "0413–9595—1538−8954",
        "\u200e0413.9595.1538.8954",
        "0413\u00a09595\t15388954",
    ],
)
def test_spaces_dashes_and_marks_do_not_matter(typed: str) -> None:
    assert tidy(typed) == "0413959515388954"


@pytest.mark.parametrize("zero", ["٠", "۰", "०", "০", "０", "𝟎"])
def test_digits_of_every_script_count(zero: str) -> None:
    code = code_from("family")

    typed = "".join(chr(ord(zero) + int(digit)) for digit in code)

    assert tidy(typed) == code
    assert is_well_formed(typed)
    assert code_hash(typed) == code_hash(code)


@pytest.mark.parametrize("typed", ["", "0", "none", "0413 9595 1538 895x", "²" * 16, "0" * 17, "ⅷ" * 16, "\ud800" * 16])
def test_what_is_no_code_is_no_code(typed: str) -> None:
    assert not is_well_formed(typed)


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_nothing_typed_breaks_the_check(typed: str) -> None:
    assert is_well_formed(typed) in {True, False}
    tidy_short_code(typed)


def test_a_code_is_shown_in_fours() -> None:
    assert in_fours("0413959515388954") == "0413 9595 1538 8954"
    assert is_well_formed(in_fours(code_from("a")))


def test_a_code_is_kept_as_a_hash_that_our_key_makes(settings: Settings) -> None:
    before = code_hash("0413959515388954")

    settings.FIELD_KEYS = "other:b3RoZXIta2V5LXByb3RlY3RzLW5vdGhpbmctMzJieXQ="

    assert len(before) == 64
    assert code_hash("0413959515388954") != before


def test_a_poster_code_has_no_look_alikes_and_no_vowels() -> None:
    codes = {short_code() for _ in range(2_000)}

    assert len(codes) > 1_990
    assert all(len(code) == 6 and set(code) <= set(POSTER_ALPHABET) for code in codes)
    assert not set(POSTER_ALPHABET) & set("0O1IL2Z5S8B6GUAE")


def test_a_poster_code_is_found_however_it_is_typed() -> None:
    code = short_code()
    typed = f" {code[:3].lower()} {code[3:]} "

    assert tidy_short_code(typed) == code


def test_a_random_number_passes_one_time_in_ten() -> None:
    chance = random.Random(SEED)

    passed = sum(is_well_formed(f"{chance.randrange(10**16):016d}") for _ in range(5_000))

    assert 400 < passed < 600
