"""A form that is sent twice, or a button that is pressed twice, makes one message; other words are never taken for the first."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from panels.choices import MessageState
from panels.models import Message, Panel
from tests.cast import sign_in
from tests.panels.inviting import add_member
from tests.panels.meeting import words
from tests.panels.messaging import make_message, send, writing_panel

pytestmark = pytest.mark.django_db
TYPED = {"heading": "The café opens", "words": "It opens on Monday.", "phone_words": ""}


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """Elm's panel, with one parent on it."""
    panel = writing_panel(elm)
    add_member(panel)
    return panel


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def _key_on(desk: Client, address: str) -> str:
    found = re.search(r'name="key" value="([0-9a-f-]{36})"', desk.get(address).text)
    assert found
    return found[1]


def test_a_form_that_is_sent_twice_is_one_message(desk: Client, panel: Panel) -> None:
    new = reverse("panel_messages:new", args=[panel.pk])
    said = TYPED | {"key": _key_on(desk, new)}
    first, second = desk.post(new, said), desk.post(new, said)

    assert first.headers["Location"] == second.headers["Location"]
    assert Message.objects.count() == 1
    other = desk.post(new, said | {"words": "It opens on Tuesday."})
    assert "This form was used before." in words(other)
    assert "It opens on Tuesday." in other.text
    assert Message.objects.get().words == "It opens on Monday."


def test_the_same_words_begin_anew_once(desk: Client, panel: Panel, petra: User) -> None:
    message = make_message(panel, petra)
    send(message, petra)
    key = _key_on(desk, reverse("message:one", args=[message.pk]))
    anew = reverse("message:anew", args=[message.pk])

    assert desk.post(anew, {"key": key}).headers["Location"] == desk.post(anew, {"key": key}).headers["Location"]
    assert Message.objects.filter(state=MessageState.DRAFT).count() == 1
