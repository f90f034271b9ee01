"""A message reaches nobody whom it was narrowed away from, also when that changed after it was sent for later."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from accounts.models import User
from consent.models import Person
from core import outbox
from core.models import Hub, OutboxItem
from panels.choices import MeetingState, MemberKind, Stage, Way
from panels.models import Meeting, Membership, Panel
from panels.selectors.messages import Whom, lines_of
from tests.panels.inviting import add_member
from tests.panels.messaging import make_message, row_of, send, writing_panel
from tests.panels.paneling import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """Elm's panel, whose office reads answers."""
    return writing_panel(elm)


def _leaves() -> None:
    OutboxItem.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    outbox.drain()


@pytest.mark.parametrize(
    ("whom", "member", "person"),
    [
        ({"kind": MemberKind.MEMBER}, {"kind": MemberKind.GUEST}, {}),
        ({"stage": Stage.ON}, {"stage": Stage.BREAK}, {}),
        ({"hub": "elm"}, {}, {"hub": None}),
        ({"language": "pl"}, {}, {"language": "ur"}),
    ],
)
def test_who_is_not_what_it_is_for_any_more_when_it_leaves_gets_none(
    panel: Panel,
    elm: Hub,
    petra: User,
    mailoutbox: list[EmailMultiAlternatives],
    whom: dict[str, str],
    member: dict[str, Any],
    person: dict[str, Any],
) -> None:
    ola, bea = add_member(panel, "Ola", language="pl"), add_member(panel, "Bea", "bea@family.example", language="pl")
    Membership.objects.update(knows_best=None)
    message = make_message(panel, petra, whom=Whom(**{name: str(elm.pk) if name == "hub" else value for name, value in whom.items()}))
    assert send(message, petra, leaves_at=timezone.now() + timedelta(days=3)) == 2
    if member:
        Membership.objects.filter(pk=ola.pk).update(**member)
    if person:
        Person.objects.filter(memberships=ola).update(**person)
    _leaves()

    assert [one.to for one in mailoutbox] == [["bea@family.example"]]
    assert row_of(message, bea).left_at
    assert (row_of(message, ola).left_at, row_of(message, ola).way) == (None, Way.NOT)
    assert row_of(message, ola).why_not.startswith("They are not meant any more: whom it is for does not fit them now")


def test_of_a_meeting_that_is_called_off_or_gone_nobody_has_yet_to_answer(
    panel: Panel, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    add_member(panel)
    off, gone = make_meeting(panel), make_meeting(panel)
    messages = [make_message(panel, petra, whom=Whom(about=f"silent-{one.pk}")) for one in (off, gone)]
    assert [send(one, petra) for one in messages] == [1, 1]
    Meeting.objects.filter(pk=off.pk).update(state=MeetingState.CALLED_OFF, called_off_because="Snow.")
    gone_pk = gone.pk
    gone.delete()
    _leaves()

    assert mailoutbox == []
    for pk in (off.pk, gone_pk):
        assert lines_of(panel, Whom(about=f"silent-{pk}"), petra) == []
