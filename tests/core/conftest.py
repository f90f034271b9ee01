"""Fixtures of the ground floor's tests."""

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from core.outbox import registry
from tests.core.desk import Desk
from tests.core.signing_in import PASSWORD


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a handler called `tests.desk`."""
    desk = Desk()
    monkeypatch.setitem(registry.HANDLERS, "tests.desk", desk)
    return desk


@pytest.fixture
def staff(asha: User) -> User:
    """Asha, with a password and a confirmed address."""
    asha.set_password(PASSWORD)
    asha.save()
    EmailAddress.objects.create(user=asha, email=asha.email, verified=True, primary=True)
    return asha
