"""A new council, from an empty database to the first person who can let others in."""

from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from core import outbox
from core.models import AuditEntry, Role
from core.querysets import may

pytestmark = pytest.mark.django_db


def begin(**other: Any) -> str:
    said = StringIO()
    names = {"council": "Elmshire County Council", "email": "Kim@Elmshire.example", "first_name": "Kim", "last_name": "Ode"}
    call_command("begin", **(names | other), stdout=said)
    return said.getvalue()


def test_after_it_families_find_the_councils_pages(client: Client) -> None:
    begin(site="Elmshire family hubs")

    page = client.get("/").text
    assert "Elmshire family hubs" in page
    for address in ("/hubs/", "/services/", "/help-now/", "/privacy/", "/accessibility/"):
        assert client.get(address).status_code == 200, address


def test_one_page_says_all_that_is_kept_and_what_never_is(client: Client) -> None:
    begin()

    page = client.get("/privacy/").text

    for said in (
        "You do not need an account. Please do not write names",
        "your phone keeps one small cookie",
        "We use no other cookies for families",
        "We keep no list of who has which code.",
        "nobody can tell which answer is yours",
        "we may have to tell our safeguarding team",
    ):
        assert said in page, said


def test_the_first_administrator_signs_in_by_a_code_and_may_invite_others(client: Client) -> None:
    assert "kim@elmshire.example signs in" in begin()

    client.post("/account/login/code/", {"email": "kim@elmshire.example"})
    outbox.drain()
    [letter] = mail.outbox
    code = next(word for word in str(letter.body).split() if len(word) == 9 and "-" in word)
    client.post("/account/login/code/confirm/", {"code": code})

    assert client.get("/admin/", follow=True).status_code == 200
    assert may(User.objects.get(), "staff.invite")
    assert not User.objects.get().is_superuser
    assert AuditEntry.objects.filter(verb="core.role.give", actor="system").count() == 1


def test_a_second_time_it_makes_nobody() -> None:
    begin()

    with pytest.raises(CommandError, match="they invite others"):
        begin(email="eve@elmshire.example")

    assert User.objects.count() == Role.objects.count() == 1


@pytest.mark.parametrize("email", ["", "kim", "kim@"])
def test_a_slip_in_the_address_makes_nothing(email: str, client: Client) -> None:
    with pytest.raises(CommandError, match="no e-mail address"):
        begin(email=email)

    assert client.get("/help-now/").status_code == 404
