"""Before the first request: every provider exists, and answers the very question it is asked."""

import inspect
import typing
from collections.abc import Callable, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.utils.module_loading import import_string

from core.questions import QUESTIONS


@checks.register("questions")
def providers_answer_their_questions(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Load every path of PROVIDERS and compare its signature with the question's."""
    found: list[checks.CheckMessage] = []
    for name, paths in settings.PROVIDERS.items():
        if name not in QUESTIONS:
            found.append(checks.Error(f"PROVIDERS names a question that nobody asks: {name}.", hint=_known(), id="earshot.E101"))
            continue
        found += [message for path in paths if (message := _problem(name, path))]
    for name in QUESTIONS.keys() - settings.PROVIDERS.keys():
        found.append(checks.Error(f"PROVIDERS does not say who answers {name}.", hint="An empty list is an answer.", id="earshot.E104"))
    return found


def _known() -> str:
    return f"The questions are in core/questions.py: {', '.join(sorted(QUESTIONS))}."


def _problem(name: str, path: str) -> checks.CheckMessage | None:
    try:
        provider = import_string(path)
    except ImportError as error:
        return checks.Error(f"{path}, who answers {name}, cannot be loaded: {error}", id="earshot.E102")
    asked, given = _signature(QUESTIONS[name].shape), _signature(provider)
    if asked != given:
        return checks.Error(f"{path} does not answer {name}.", hint=f"Asked {asked}, but it is {given}.", id="earshot.E103")
    return None


def _signature(function: Callable[..., Any]) -> str:
    """Return a signature with its types resolved, so that two spellings of one type are equal."""
    hints = typing.get_type_hints(function)
    signature = inspect.signature(function)
    parameters = [one.replace(annotation=hints.get(one.name, one.empty)) for one in signature.parameters.values()]
    return str(signature.replace(parameters=parameters, return_annotation=hints.get("return", signature.empty)))
