"""Made-up providers: two that answer engagement.closing, and several that get it wrong."""

from typing import Any

from core.answers import Missing


def nothing_stands_in_the_way(*, engagement_id: int) -> list[Missing]:
    return []


def one_thing_does(*, engagement_id: "int") -> "list[Missing]":
    return [Missing(f"Number {engagement_id} is not ready.")]


def asks_too_little() -> list[Missing]:
    return []


def asks_too_much(*, engagement_id: int, colour: str) -> list[Missing]:
    return []


def answers_something_else(*, engagement_id: int) -> bool:
    return True


def takes_it_by_place(engagement_id: int) -> list[Missing]:
    return []


def says_no_types(*, engagement_id):  # type: ignore[no-untyped-def]  # the check has to find it
    values: list[Any] = []
    return values
