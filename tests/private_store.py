"""The private store of a test: in memory, and empty again before the next one."""

from django.core.files.storage import InMemoryStorage, storages


class PrivateStore(InMemoryStorage):
    """What was erased, as one test remembers it."""

    def empty(self) -> None:
        """Hold nothing any more."""
        self.__init__()  # type: ignore[misc]  # as new


def empty() -> None:
    """Empty it, where the test has not put another in its place."""
    store = storages["private"]
    if isinstance(store, PrivateStore):
        store.empty()
