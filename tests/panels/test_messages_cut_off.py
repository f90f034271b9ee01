"""A worker that is cut off, a mail server that is away and somebody who takes a message back: what left is noted as left, and no more."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core import mail, outbox
from core.models import Hub, OutboxItem
from panels.models import Membership, Message, MessageTo
from panels.services import message_leaving
from panels.services import messages as services
from tests.panels.inviting import add_member
from tests.panels.messaging import make_message, row_of, send, writing_panel

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The worker is killed: nobody catches this."""


@pytest.fixture
def ola(elm: Hub) -> Membership:
    """Somebody on Elm's panel, who likes e-mail."""
    return add_member(writing_panel(elm), "Ola", "ola@family.example")


@pytest.fixture
def message(ola: Membership, petra: User) -> Message:
    """A message to her that waits to leave."""
    message = make_message(ola.panel, petra)
    send(message, petra)
    return message


def _number_left(message: Message) -> int:
    return Message.objects.get(pk=message.pk).number_left


def _again() -> None:
    OutboxItem.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    outbox.drain()


def _away(*said: Any, **more: Any) -> None:
    raise OSError


def _killed(monkeypatch: pytest.MonkeyPatch, *, after: bool) -> None:
    """Let the worker be killed beside the mail server, after it took the letter or before."""
    real = mail.send_to_family

    def send_to_family(*said: Any, **more: Any) -> None:
        if after:
            real(*said, **more)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(mail, "send_to_family", send_to_family)
        with pytest.raises(Killed):
            outbox.drain()


def test_what_left_before_a_worker_was_killed_is_never_called_taken_back(
    message: Message, ola: Membership, petra: User, mailoutbox: list[EmailMultiAlternatives], monkeypatch: pytest.MonkeyPatch
) -> None:
    _killed(monkeypatch, after=True)
    with pytest.raises(ValidationError, match="Everybody has it already"):
        services.take_back(message=message, by=petra)
    _again()

    assert {one.to[0] for one in mailoutbox} == {"ola@family.example"}
    assert (row_of(message, ola).left_at is not None, row_of(message, ola).why_not, _number_left(message)) == (True, "", 1)


def test_what_a_killed_worker_had_not_sent_leaves_once(
    message: Message, ola: Membership, mailoutbox: list[EmailMultiAlternatives], monkeypatch: pytest.MonkeyPatch
) -> None:
    _killed(monkeypatch, after=False)
    assert mailoutbox == []
    _again()
    _again()

    assert len(mailoutbox) == 1
    assert (row_of(message, ola).left_at is not None, _number_left(message)) == (True, 1)


def test_what_the_mail_server_did_not_take_is_not_noted_as_left_and_leaves_later(
    message: Message, ola: Membership, mailoutbox: list[EmailMultiAlternatives], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(mail, "send_to_family", _away)
        outbox.drain()
    assert (row_of(message, ola).left_at, _number_left(message)) == (None, 0)
    _again()

    assert len(mailoutbox) == 1
    assert _number_left(message) == 1


def test_where_nobody_knows_whether_it_left_a_mail_server_that_is_away_does_not_say_no(
    message: Message, ola: Membership, petra: User, mailoutbox: list[EmailMultiAlternatives], monkeypatch: pytest.MonkeyPatch
) -> None:
    _killed(monkeypatch, after=True)
    with monkeypatch.context() as patch:
        patch.setattr(mail, "send_to_family", _away)
        _again()
    with pytest.raises(ValidationError, match="Everybody has it already"):
        services.take_back(message=message, by=petra)

    assert (len(mailoutbox), row_of(message, ola).left_at is not None, _number_left(message)) == (1, True, 1)


def test_a_message_taken_back_in_the_last_moment_does_not_leave(
    message: Message, ola: Membership, petra: User, mailoutbox: list[EmailMultiAlternatives], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = message_leaving.note_leaves

    def note_leaves(*, row: MessageTo, now: datetime) -> bool:
        services.take_back(message=message, by=petra)
        return real(row=row, now=now)

    monkeypatch.setattr(message_leaving, "note_leaves", note_leaves)
    outbox.drain()

    assert mailoutbox == []
    assert (row_of(message, ola).left_at, row_of(message, ola).why_not) == (None, "It was taken back.")


def test_who_notes_and_who_takes_back_lock_the_message_first(message: Message, ola: Membership) -> None:
    row = row_of(message, ola)
    with CaptureQueriesContext(connection) as seen:
        message_leaving.note_leaves(row=row, now=timezone.now())

    first = next(one["sql"] for one in seen if "panels_message" in one["sql"])
    assert "panels_messageto" not in first
