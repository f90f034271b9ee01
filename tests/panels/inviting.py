"""What tests about invitations are made of: a council that runs panels, members with letters, and the links in them."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from accounts.models import User
from consent.choices import Channel
from consent.services import purposes
from core import outbox
from core.models import Hub
from panels.models import Invitation, Meeting, Membership, Panel, TimeOption, TimePoll
from panels.selectors.reply_links import token_of
from panels.services.invitations import invite
from panels.services.reply_links import see_to_link
from tests import builders
from tests.families import make_person
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel

OFFICE = "panel@ashmere.example"
LINK = re.compile(r"https?://\S+/panels/reply/\w+/")


def make_ready(hub: Hub, **fields: Any) -> Meeting:
    """Return a meeting, in a week, of a panel whose office reads replies, in a council that has begun with its purposes."""
    purposes.begin()
    builders.make_brand(phone="01632 960 000", phone_hours="9 to 5 on weekdays")
    panel = make_panel(hub, reply_to=OFFICE, **fields)
    return make_meeting(panel)


def add_member(panel: Panel, name: str = "Ola Nowak", email: str = "ola@family.example", **said: Any) -> Membership:
    """Put somebody on a panel who likes e-mail."""
    return make_member(panel, make_person(panel.hub, name, email=email, **({"channel": Channel.EMAIL} | said)))


def ask(meeting: Meeting, *members: Membership, by: User, now: datetime | None = None) -> None:
    """Queue letters to these members."""
    invite(meeting=meeting, who=[str(one.pk) for one in members], by=by, now=now or timezone.now())


def asked(meeting: Meeting, member: Membership, *, by: User) -> Invitation:
    """Send a letter to a member, and return their invitation."""
    ask(meeting, member, by=by)
    outbox.drain()
    return Invitation.objects.get(meeting=meeting, membership=member)


def link_of(invitation: Invitation) -> str:
    """Return the path of somebody's link."""
    return f"/panels/reply/{token_of(invitation)}/"


def link_in(letter: EmailMultiAlternatives) -> str:
    """Return the path of the link that a letter holds."""
    found = LINK.search(str(letter.body))
    assert found, letter.body
    return "/" + found[0].partition("://")[2].partition("/")[2]


def long_ago(invitation: Invitation, *, days: int) -> None:
    """Let a letter have left so many days ago."""
    Invitation.objects.filter(pk=invitation.pk).update(asked_at=timezone.now() - timedelta(days=days))


def make_link(hub: Hub) -> str:
    """Return the token of a member's link to a meeting, without a letter."""
    member = make_member(make_panel(hub))
    invitation = Invitation.objects.create(meeting=make_meeting(member.panel), membership=member)
    assert member.person
    return see_to_link(invitation, member.person)


def make_poll(panel: Panel, *, days: tuple[int, ...] = (14, 15, 16), **fields: Any) -> TimePoll:
    """Make a poll about ten in the morning of some days, which is answered for a week."""
    maker = User.objects.get_or_create(email="maker@ashmere.example")[0]
    facts = {"closes_on": builders.today() + timedelta(days=7), "made_by": maker, "place": "The hall"}
    poll = TimePoll.objects.create(panel=panel, **(facts | fields))
    TimeOption.objects.bulk_create([TimeOption(poll=poll, starts_at=in_days(number)) for number in days])
    return poll
