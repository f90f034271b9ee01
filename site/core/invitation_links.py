"""The link in an invitation: made from the row and our keys, and never stored."""

from django.conf import settings
from django.urls import reverse

from core.crypto import keyed_hash
from core.models import Invitation


def token_of(salt: str) -> str:
    """Return the token that belongs to a salt: only who holds our keys can make it from the row."""
    return keyed_hash("invitation link", salt)


def hash_of(token: str) -> str:
    """Return what is stored of a token."""
    return keyed_hash("invitation", token)


def link_of(invitation: Invitation) -> str:
    """Return the whole address for the letter."""
    return settings.BASE_URL + reverse("invitation", kwargs={"token": token_of(invitation.salt)})
