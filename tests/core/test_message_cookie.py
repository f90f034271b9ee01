"""What a staff page says once is kept in a cookie that no other host of the domain can set."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.core.test_invitations import invite, link_in_letter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("https", "name"), [(True, "__Host-messages"), (False, "messages")])
def test_a_message_is_read_once_and_its_cookie_is_this_hosts_alone(adam: User, settings: Settings, https: bool, name: str) -> None:
    settings.HTTPS = settings.SESSION_COOKIE_SECURE = https
    invite(adam)
    client = Client()

    accepted = client.post(link_in_letter())
    kept = accepted.cookies[name]
    page = client.get(accepted.headers["Location"])

    assert (kept["path"], kept["domain"], bool(kept["secure"]), bool(kept["httponly"])) == ("/", "", https, True)
    assert "Your account is ready" in page.text
    assert page.cookies[name]["max-age"] == 0
    assert "Your account is ready" not in client.get(accepted.headers["Location"]).text
