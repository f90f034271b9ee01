"""What is drawn by lot for every visit: a form's token, a link's. A short name may stand in one by chance, and it says nothing.

In tests such tokens are as long as ever and of digits alone: no token spells the Oak that a page must not name.
"""

import re
import secrets
import string
from math import ceil

import pytest
from django.middleware import csrf

DRAWN_BY_LOT = re.compile(r'nonce="[^"]*"|\b[A-Za-z0-9]{64}\b')


def pytest_configure() -> None:
    """Draw tokens in digits, in every process of a session."""
    lot = pytest.MonkeyPatch()
    lot.setattr(csrf, "CSRF_ALLOWED_CHARS", string.digits)
    lot.setattr(secrets, "token_urlsafe", _in_digits)


def _in_digits(nbytes: int | None = None) -> str:
    length = ceil((secrets.DEFAULT_ENTROPY if nbytes is None else nbytes) * 4 / 3)
    return "".join(secrets.choice(string.digits) for _ in range(length))


def without_chance(html: str) -> str:
    """Return a page without its nonces and form tokens, so that "Elm is not on it" is about what people can read."""
    return DRAWN_BY_LOT.sub("", html)
