"""A stream in handfuls."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_batches(many: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of at most so many, until all are through."""
    stream = iter(many)
    while batch := list(islice(stream, size)):
        yield batch
