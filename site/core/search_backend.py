"""The search of the database in use: on SQLite, a quotation mark that somebody types is no part of the index's own language.

Wagtail writes words for SQLite between quotation marks and leaves those that were typed as they are (its issue 13227, open), so that a
search among pages for 12" was an error page. PostgreSQL needs nothing.
"""

from typing import Any

from django.db import connection
from modelsearch.backends.database import SearchBackend as DatabaseSearchBackend
from modelsearch.query import Phrase, PlainText

_NOTHING = "-"  # holds no word: it finds nothing


def SearchBackend(params: dict[str, Any]) -> Any:
    """Return the backend of the database in use; Wagtail looks for this name."""
    backend = DatabaseSearchBackend(params)
    if connection.vendor == "sqlite":
        for name in ("query_compiler_class", "autocomplete_query_compiler_class"):
            setattr(backend, name, _without_quotes(getattr(backend, name)))
    return backend


def _without_quotes(compiler: type[Any]) -> type[Any]:
    class Compiler(compiler):  # one of two, by what is looked for
        def build_search_query_content(self, query: Any, config: Any = None) -> Any:
            if isinstance(query, PlainText):
                query = PlainText(_plain(query.query_string), operator=query.operator, boost=query.boost)
            elif isinstance(query, Phrase):
                query = Phrase(_plain(query.query_string))
            return super().build_search_query_content(query, config=config)

    return Compiler


def _plain(typed: str) -> str:
    return typed.replace('"', " ").strip() or _NOTHING
