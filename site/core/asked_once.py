"""Several floors ask the same of the database while one page is made, such as what waits for somebody: asked once, answered to each.

    with asked_once():
        …  # in here, once(("why mine", user.pk, day), read) reads the first time and remembers

Outside of it nothing is remembered, so nobody meets an old answer.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("asked_once", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Remember answers until the end of the block."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once(question: Hashable, read: Callable[[], T]) -> T:
    """Return what `read` reads; within `asked_once` only the first time it is asked."""
    known = _answers.get()
    if known is None:
        return read()
    if question not in known:
        known[question] = read()
    answer: T = known[question]
    return answer
