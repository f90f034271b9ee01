"""A subject is found whatever the capitals, accents, order and plurals; and nothing is guessed."""

import time

import pytest

from core.subject import MOST_WORDS, Subject, words_of


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("opening times", "We want other opening times."),
        ("OPENING TIME", "The times of opening are too short."),
        ("café", "The CAFE is loud."),
        ("babies", "Nowhere to feed a baby."),
        ("bus", "The bus does not go there."),
        ("telling your story again", "Families are sick of telling their story to each worker."),
        ("what do fathers want", "Fathers want a Saturday group."),
        ("łazienka", "lazienka jest brudna"),
        ("مطبخ", "نريد مطبخ أكبر"),
        ("the", "Put it on the wall."),
    ],
)
def test_a_text_about_the_subject_is_found(typed: str, text: str) -> None:
    assert Subject(typed).fits(text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("opening times", "The door is heavy to open."),
        ("opening times", "Times are hard."),
        ("fathers", "Fatherhood is hard."),
        ("bus", "Everybody is busy."),
        ("kitchen garden swing slide", "The kitchen is cold."),
        ("dads", "Fathers want a group."),
        ("", "Anything at all."),
        ("?!", "Anything at all?!"),
    ],
)
def test_what_is_about_something_else_is_not(typed: str, text: str) -> None:
    assert not Subject(typed).fits(text)


def test_of_many_words_two_in_three_are_enough() -> None:
    four = Subject("kitchen garden swing slide")

    assert four.number_needed == 3
    assert four.fits("A swing and a slide in the garden.")
    assert not four.fits("A swing in the garden.")


def test_the_words_may_stand_in_several_texts_of_a_record() -> None:
    assert Subject("garden swing").fits("The garden", "A swing is broken.")


def test_a_plural_loses_its_s_and_no_other_word_does() -> None:
    assert words_of("Halls, bus, glass, ladies, ties, its, ’s") == ["hall", "bus", "glass", "lady", "tie", "its", "s"]


def test_a_wall_of_words_is_looked_for_by_its_first_dozen_and_fast() -> None:
    subject = Subject("wall " * 1_000 + " ".join(f"word{n}" for n in range(1_000)))
    begun = time.perf_counter()
    assert len(subject.terms) == MOST_WORDS
    assert not subject.fits("x" * 100_000)
    assert time.perf_counter() - begun < 1
