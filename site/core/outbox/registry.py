"""Who does what: the handlers of `<app>/tasks.py`, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

Handler = Callable[..., Any]
H = TypeVar("H", bound=Handler)


@dataclass(frozen=True)
class Chore:
    """Something to do again and again."""

    name: str
    every: timedelta


HANDLERS: dict[str, Handler] = {}
CHORES: dict[str, Chore] = {}


class NotWanted(Exception):
    """Raised by a handler when the act is no longer wanted (the person changed their mind, the thing is gone): stop, do not retry.

    Its words, if there are any, are kept for staff: they name nobody and quote nobody.
    """


class UnknownHandler(LookupError):
    """Nobody registered this name. At `put` it is a typing slip; in a worker, an older release that meets a newer item: it waits."""


def handler(name: str) -> Callable[[H], H]:
    """Register a function of `<app>/tasks.py` under `app.verb`. It may be called more than once for one item: let it bear that."""

    def register(function: H) -> H:
        if name in HANDLERS and HANDLERS[name] is not function:
            raise ValueError(f"Two handlers are called {name}.")
        HANDLERS[name] = function
        return function

    return register


def every(name: str, *, minutes: int) -> Callable[[H], H]:
    """Register a handler without arguments that the workers call again and again, this many minutes apart."""

    def register(function: H) -> H:
        CHORES[name] = Chore(name, timedelta(minutes=minutes))
        return handler(name)(function)

    return register


def find(name: str) -> Handler:
    """Return the handler of a name, or raise UnknownHandler."""
    try:
        return HANDLERS[name]
    except KeyError:
        raise UnknownHandler(f"No handler is called {name!r}: register it in <app>/tasks.py.") from None
