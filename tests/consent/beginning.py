"""A family that nobody here knows yet, at the public form, in a test."""

from typing import Any

from django.test import Client
from django.urls import reverse

from core import outbox
from tests.consent.doorway import numbers, typed_in

BEGIN, ONE_BY_ONE = reverse("begin"), reverse("one_by_one")
NEW = "sam.okoro@family.example"
TYPED = {"name": "Sam Okoro", "email": NEW, "safe": "yes", "age": "adult", "language": "en-gb"}


def told_us(client: Client, **said: str) -> Any:
    """Fill in the public form and send it, and let the worker send what it sends."""
    answer = client.post(BEGIN, {**TYPED, **said})
    outbox.drain()
    return answer


def begun(client: Client, **said: str) -> str:
    """Fill in the public form, and return where the six numbers are asked for."""
    answer = told_us(client, **said)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def came_in(client: Client, **said: str) -> Any:
    """Fill in the public form and type the numbers of the letter."""
    return typed_in(client, begun(client, **said), numbers())
