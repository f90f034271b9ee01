"""Fixtures of the ground floor's tests."""

import pytest

from core.outbox import registry
from tests.core.desk import Desk


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a handler called `tests.desk`."""
    desk = Desk()
    monkeypatch.setitem(registry.HANDLERS, "tests.desk", desk)
    return desk
