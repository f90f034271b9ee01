"""How a lower floor asks those above it by name, without knowing them (decision 0003). What is asked stands in `core/questions.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Question(Generic[P, R]):
    """One question: its name in PROVIDERS, and a function whose signature every provider has."""

    name: str
    shape: Callable[P, R]

    def providers(self) -> list[Callable[P, R]]:
        """Return who answers, in the order of the setting. Raises ImportError for a path that leads nowhere."""
        return [import_string(path) for path in settings.PROVIDERS.get(self.name, [])]

    def answers(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """Ask everybody; return one answer for each provider."""
        return [provider(*args, **kwargs) for provider in self.providers()]


QUESTIONS: dict[str, Question[..., Any]] = {}


def named(name: str) -> Callable[[Callable[P, R]], Question[P, R]]:
    """Make a question of a function without a body, and keep it under its name."""

    def keep(shape: Callable[P, R]) -> Question[P, R]:
        QUESTIONS[name] = question = Question(name, shape)
        return question

    return keep


def ask(name: str) -> list[Callable[..., Any]]:
    """Return everybody who answers a question, by its name. Raises KeyError for a question that is not written in `core/questions.py`."""
    return QUESTIONS[name].providers()
