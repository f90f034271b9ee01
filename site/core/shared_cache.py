"""Sign-in limits that every process counts together.

allauth counts tries in the default cache and cannot be told another. Our default cache is memory of one process (fast, and nothing is lost
with it), so tries would be counted once for each process. `LocalButForTries` keeps everything local except allauth's own keys, which go to
the cache named "tries": Redis where there is one, else `DatabaseTries`.
"""

import random
import time
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.crypto import keyed_hash

ALLAUTHS = "allauth"  # counts of tries, and codes of an app that were used
SWEEP_ONE_IN = 50


class DatabaseTries(BaseCache):
    """A cache of small JSON values in `core.SignInTries`; `add` is atomic. Keys are stored as keyed hashes: they hold addresses."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def _row(self, key: str, version: int | None) -> str:
        return keyed_hash("sign-in tries", self.make_key(key, version))

    def _until(self, timeout: float | None) -> datetime:
        ends = self.get_backend_timeout(timeout)
        return datetime.fromtimestamp(time.time() + 86_400 if ends is None else ends, tz=UTC)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or the default when it is missing or too old."""
        found = _tries().filter(key=self._row(key, version), expires_at__gt=timezone.now()).values_list("value", flat=True).first()
        return default if found is None else found

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value."""
        _tries().update_or_create(key=self._row(key, version), defaults={"value": value, "expires_at": self._until(timeout)})
        if random.randrange(SWEEP_ONE_IN) == 0:
            _tries().filter(expires_at__lte=timezone.now()).delete()

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value only where there is none; return whether it was kept."""
        row = self._row(key, version)
        _tries().filter(key=row, expires_at__lte=timezone.now()).delete()
        try:
            with transaction.atomic():
                _tries().create(key=row, value=value, expires_at=self._until(timeout))
        except IntegrityError:
            return False
        return True

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value; return whether there was one."""
        return bool(_tries().filter(key=self._row(key, version)).delete()[0])

    def clear(self) -> None:
        """Forget everything."""
        _tries().all().delete()


class LocalButForTries(LocMemCache):
    """The default cache: memory of this process, except for allauth's counts of tries."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Read from where the key lives."""
        return _shared().get(key, default, version) if key.startswith(ALLAUTHS) else super().get(key, default, version)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Write to where the key lives."""
        (_shared().set if key.startswith(ALLAUTHS) else super().set)(key, value, timeout, version)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Write to where the key lives, if nothing is there."""
        return (_shared().add if key.startswith(ALLAUTHS) else super().add)(key, value, timeout, version)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget where the key lives."""
        return (_shared().delete if key.startswith(ALLAUTHS) else super().delete)(key, version)


def _shared() -> BaseCache:
    return caches["tries"]


def _tries() -> Any:
    # By name: Django makes caches before it knows models.
    return apps.get_model("core", "SignInTries")._default_manager
