"""A family at its door, in a test: asking for six numbers, typing them, standing inside."""

import re
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse

from core import outbox
from tests.feedback.desk import words

DOOR, CODE, LEAVE = reverse("my_choices"), reverse("door_code"), reverse("leave_my_choices")
EMAIL = "ola.nowak@family.example"


def asked_for_code(client: Client, email: str = EMAIL) -> str:
    """Ask for a code, let the worker send what it sends, and return where the six numbers are asked for."""
    answer = client.post(DOOR, {"email": email})
    assert answer.status_code == 302
    outbox.drain()
    return answer.headers["Location"]


def numbers(letter: int = -1) -> str:
    """Return the six numbers of a letter, the last one if nothing else is said."""
    return str(re.findall(r"^\d{6}$", str(mail.outbox[letter].body), re.MULTILINE)[0])


def typed_in(client: Client, at: str, code: str) -> Any:
    """Type six numbers into the page at an address, and go on to that page again where it leads back to it with what was wrong."""
    carried = re.findall(r'name="s" value="([^"]+)"', client.get(at).text)[0]
    answer = client.post(CODE, {"s": carried, "code": code})
    back = answer.headers.get("Location", "")
    return client.get(back) if back.startswith(CODE) else answer


def is_inside(client: Client) -> bool:
    """Return whether one stands behind the door."""
    return "What we hold about you" in words(client.get(DOOR))
