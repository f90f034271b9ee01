"""A message of a youth panel goes to who acts for its two posts when it leaves, and to nobody who did before."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from accounts.models import User
from core import outbox
from core.models import Hub, OutboxItem, PostHolder
from panels.models import Membership, Message, Panel
from panels.services import messages as services
from tests.panels.inviting import add_member
from tests.panels.messaging import make_message, send, youth_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(elm: Hub, hana: User) -> Panel:
    """A youth panel for whose named worker's post Hana acts."""
    return youth_panel(elm, holder=hana)


@pytest.fixture
def kit(panel: Panel) -> Membership:
    """Somebody young who is on it."""
    return add_member(panel, "Kit", "kit@family.example")


def _released(panel: Panel, by: User, second: User, *, in_days: int = 0) -> Message:
    message = make_message(panel, by)
    send(message, by, leaves_at=timezone.now() + timedelta(days=in_days) if in_days else None)
    assert services.release(message=message, by=second, now=timezone.now()) == 1
    return message


def _leaves() -> None:
    OutboxItem.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    outbox.drain()


def test_whoever_acts_for_a_post_when_it_leaves_gets_it_and_nobody_who_did_before(
    panel: Panel, kit: Membership, petra: User, hana: User, cara: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    _released(panel, petra, hana, in_days=50)
    PostHolder.objects.all().update(user=cara)
    _leaves()

    assert [one.to for one in mailoutbox] == [[cara.email]]


def test_who_is_removed_while_their_letter_waits_gets_none(
    panel: Panel, kit: Membership, petra: User, hana: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    message = _released(panel, petra, hana)
    outbox.put("panels.tell_one_of_message", str(message.pk), petra.pk)
    outbox.drain()

    assert [one.to for one in mailoutbox] == [[hana.email]]


def test_where_nobody_acts_when_it_leaves_staff_read_so(
    panel: Panel, kit: Membership, petra: User, hana: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    _released(panel, petra, hana, in_days=1)
    PostHolder.objects.all().delete()
    _leaves()

    assert mailoutbox == []
    assert "pass it on to the adults yourself" in OutboxItem.objects.get(name="panels.tell_of_message").last_error


def test_who_has_it_already_is_told_that_it_is_taken_back(
    panel: Panel, kit: Membership, petra: User, hana: User, cara: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    message = _released(panel, petra, hana)
    outbox.drain()
    PostHolder.objects.all().delete()

    services.take_back(message=message, by=petra)
    outbox.drain()

    assert [one.to for one in mailoutbox] == [[hana.email], [hana.email]]
    assert "It was taken back: please do not pass this on" in str(mailoutbox[1].body)


def test_taken_back_before_its_hour_nobody_hears_of_it(
    panel: Panel, kit: Membership, petra: User, hana: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    message = _released(panel, petra, hana, in_days=1)
    services.take_back(message=message, by=petra)
    _leaves()

    assert mailoutbox == []
