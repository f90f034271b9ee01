"""A password, and whether it opened the door."""

from django.test import Client

PASSWORD = "three quiet otters"


def signed_in(client: Client) -> bool:
    """Return whether somebody is signed in here."""
    return "_auth_user_id" in client.session
