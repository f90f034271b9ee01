"""Asking to join, and answering by a link: a script is stopped, a waiting room is not, and one link shuts nobody else out."""

import pytest

from core import limits
from tests.tried import first_refused, phone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]


def test_one_link_answers_thirty_times_in_an_hour_and_another_is_another_matter() -> None:
    assert first_refused(lambda n: limits.try_answer_by_link(phone(f"Phone {n}"), token="a" * 32), 40) == 31
    assert limits.try_answer_by_link(phone("Phone 1"), token="b" * 32)


def test_one_phone_asks_sixty_times_in_ten_minutes_and_the_next_one_is_let_in() -> None:
    assert first_refused(lambda _: limits.try_ask_to_join(phone("A phone")), 70) == 61
    assert limits.try_ask_to_join(phone("Another phone"))


def test_a_script_that_calls_itself_something_new_each_time_is_stopped_and_the_council_is_not() -> None:
    assert first_refused(lambda n: limits.try_ask_to_join(phone(f"Script {n}")), 310) == 301
    assert limits.try_ask_to_join(phone("A phone", "198.51.100.9"))


def test_a_member_acts_sixty_times_in_an_hour_and_the_next_member_is_let_in() -> None:
    assert first_refused(lambda n: limits.try_act_as_member(phone(f"Phone {n}"), person="ola"), 70) == 61
    assert limits.try_act_as_member(phone("Phone 1"), person="ben")
