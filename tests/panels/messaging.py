"""What tests about messages are made of: a panel whose office reads answers, and a message to its members."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from consent.services import purposes
from core.models import Hub, PostHolder
from panels.models import Membership, Message, MessageTo, Panel
from panels.selectors.messages import Whom, lines_of, whom_of
from panels.services import messages as services
from panels.services.messages import Said
from tests import builders
from tests.panels.inviting import OFFICE
from tests.panels.paneling import make_panel


def writing_panel(hub: Hub, **fields: Any) -> Panel:
    """Return a panel whose office reads answers, in a council that has begun with its purposes."""
    purposes.begin()
    builders.make_brand(phone="01632 960 000", phone_hours="9 to 5 on weekdays")
    return make_panel(hub, **({"reply_to": OFFICE} | fields))


def youth_panel(hub: Hub, *, holder: User | None = None) -> Panel:
    """Return a panel of under-18s. `holder` acts for the post of the named worker."""
    worker, second = builders.make_post("Youth worker"), builders.make_post("Second reader")
    if holder:
        PostHolder.objects.create(post=worker, user=holder, from_on=builders.today())
    return writing_panel(hub, is_of_under_18s=True, coordinator=worker, second_reader=second)


def make_message(panel: Panel, by: User, *, whom: Whom | None = None, **said: Any) -> Message:
    """Write a message that nobody gets yet."""
    facts = {"heading": "The café opens", "words": "The café opens on Monday at ten. Come and see."} | said
    return services.write(panel=panel, said=Said(**facts, whom=whom or Whom()), by=by, now=timezone.now())


def send(message: Message, by: User, *members: Membership, leaves_at: datetime | None = None, now: datetime | None = None) -> int:
    """Send a message to these members, or to everybody who is meant."""
    who = members or [line.member for line in lines_of(message.panel, whom_of(message), by)]
    return services.send(message=message, who=[str(one.pk) for one in who], leaves_at=leaves_at, by=by, now=now or timezone.now())


def row_of(message: Message, member: Membership) -> MessageTo:
    """Return what came of a message for a member."""
    return MessageTo.objects.get(message=message, membership=member)
