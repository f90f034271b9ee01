"""Asking for letters at the families' door: a script is stopped, and neither a waiting room nor whose address it uses is."""

import pytest

from core import limits
from tests.tried import first_refused, phone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]


def _asks(name: str, email: str, address: str = "203.0.113.7") -> limits.Tried:
    return limits.try_ask_at_the_door(phone(name, address), email=email)


def test_one_phone_fills_nobodys_mailbox_and_is_told_when_to_try_again() -> None:
    assert first_refused(lambda _: _asks("A phone", "ola@family.example"), 10) == 7
    assert 1 <= _asks("A phone", "OLA@family.example").minutes <= 60, "capitals make no other mailbox"
    assert _asks("A phone", "jan@family.example"), "another mailbox is another matter"


def test_whoever_asks_in_somebodys_place_does_not_shut_them_out() -> None:
    for _ in range(50):
        _asks("His phone", "ola@family.example", "198.51.100.9")
    assert _asks("Her phone", "ola@family.example")


def test_a_mailbox_gets_no_more_letters_than_thirty_in_an_hour_from_whomever() -> None:
    assert first_refused(lambda n: _asks(f"Phone {n}", "ola@family.example", f"198.51.100.{n}"), 40) == 31


def test_sixty_phones_of_one_kind_in_a_waiting_room_all_get_their_letter() -> None:
    assert first_refused(lambda n: _asks("The same phone", f"family{n}@family.example"), 60) == 0


def test_a_script_that_calls_itself_something_new_each_time_is_stopped_and_the_council_is_not() -> None:
    assert first_refused(lambda n: _asks(f"Script {n}", f"stranger{n}@elsewhere.example"), 310) == 301
    assert _asks("A phone", "ola@family.example", "198.51.100.9")


def test_a_thousand_addresses_send_no_more_letters_than_a_council_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DOOR_ASKED_IN_ALL", limits.Limit("door.asked-in-all", "20/h", passes_when_broken=True))
    assert first_refused(lambda n: _asks(f"Script {n}", f"s{n}@elsewhere.example", f"198.51.100.{n}"), 30) == 21


def test_who_is_over_the_closest_limit_uses_up_nothing_that_others_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DOOR_ASKED_IN_ALL", limits.Limit("door.asked-in-all", "20/h", passes_when_broken=True))
    for _ in range(100):
        _asks("A script", "ola@family.example")
    assert _asks("A phone", "jan@family.example", "198.51.100.9")


def test_guesses_at_the_six_numbers_stop_by_phone_and_by_address() -> None:
    assert first_refused(lambda _: limits.try_open_the_door(phone("A phone")), 70) == 61
    assert first_refused(lambda n: limits.try_open_the_door(phone(f"Script {n}", "198.51.100.9")), 310) == 301


def test_complaints_by_a_script_are_stopped_and_a_neighbour_is_heard() -> None:
    assert first_refused(lambda _: limits.try_ask_about_data(phone("A script")), 110) == 101
    assert limits.try_ask_about_data(phone("A mother’s phone"))
    assert first_refused(lambda n: limits.try_ask_about_data(phone(f"Script {n}", "198.51.100.9")), 310) == 301
