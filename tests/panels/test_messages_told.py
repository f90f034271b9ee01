"""How staff say that somebody was told a message, and what there is left to take back."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices import Channel, SafeThere
from core import outbox
from core.models import Hub
from panels.models import Panel
from panels.services import messages as services
from tests.builders import today
from tests.cast import sign_in
from tests.panels.inviting import add_member
from tests.panels.messaging import make_message, row_of, send, writing_panel

PHONE = "07700 900123"


@pytest.fixture
def panel(elm: Hub) -> Panel:
    return writing_panel(elm)


def page_of(client: Client, message: object) -> str:
    return client.get(reverse("message:one", args=[message.pk])).text  # type: ignore[attr-defined]  # a message


@pytest.mark.parametrize("person", [{"channel": Channel.IN_PERSON}, {"safe": SafeThere.ONLY_RING}, {"safe": SafeThere.IN_PERSON}])
def test_nobody_was_told_by_a_text_who_is_only_spoken_to(panel: Panel, petra: User, person: dict[str, str]) -> None:
    ola = add_member(panel, phone=PHONE, **person)
    message = make_message(panel, petra)
    send(message, petra)
    told: dict[str, Any] = {"message": message, "who": [str(row_of(message, ola).pk)], "by": petra, "on": today()}

    with pytest.raises(ValidationError, match="they are spoken to"):
        services.mark_told(how="text", **told)
    assert row_of(message, ola).told_on is None


def test_the_screen_says_why_and_leads_to_who_is_to_be_told(panel: Panel, petra: User) -> None:
    ola, message, desk = add_member(panel, channel=Channel.IN_PERSON), make_message(panel, petra), sign_in(petra)
    send(message, petra)
    said = {"who": [str(row_of(message, ola).pk)], "how": "text"}

    assert f'href="{reverse("members:one", args=[ola.pk])}"' in page_of(desk, message)
    page = desk.post(reverse("message:told", args=[message.pk]), said, follow=True).text
    assert "Nothing is written to somebody whom you ticked: they are spoken to." in page
    desk.post(reverse("message:told", args=[message.pk]), said | {"how": "face"})
    assert row_of(message, ola).told_how == "face"


def test_nothing_is_taken_back_once_all_has_left(panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    ola, message, desk = add_member(panel), make_message(panel, petra), sign_in(petra)
    send(message, petra)
    assert "Take back what has not left" in page_of(desk, message)
    outbox.drain()
    assert len(mailoutbox) == 1

    assert "Take back what has not left" not in page_of(desk, message)
    services.mark_came_back(message=message, row=row_of(message, ola), by=petra, on=today())
    assert "Still to be told: 1" in page_of(desk, message)
    assert "Take back what has not left" not in page_of(desk, message), "it left, and came back: somebody tells them now"
