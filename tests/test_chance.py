"""No token of a page can spell a name that the page must not say."""

from django.middleware.csrf import get_token
from django.test import RequestFactory

from core.links import new_salt


def test_what_is_drawn_by_lot_is_as_long_as_ever_and_spells_nothing() -> None:
    for length, token in ((64, get_token(RequestFactory().get("/"))), (43, new_salt())):
        assert len(token) == length
        assert token.isdigit()
