"""Making the address from which somebody's calendar reads a panel's dates, and ending it."""

from django.db import transaction

from accounts.models import User
from consent.models import Person
from core import audit
from core.links import new_salt
from panels.models import CalendarFeed, Membership, Panel
from panels.selectors.feeds import RIGHT
from panels.selectors.reply_links import hash_of, token_of
from panels.services.panels import held
from panels.services.reply_links import see_to_link


@transaction.atomic
def make_feed(*, panel: Panel, by: User) -> CalendarFeed:
    """Return one's own feed of a panel with a fresh address; an earlier address of it opens nothing any more. Raises PermissionDenied."""
    panel = held(panel, by, RIGHT)
    feed, _ = CalendarFeed.objects.get_or_create(panel=panel, user=by)
    feed.salt = new_salt()
    feed.token_hash = hash_of(token_of(feed))
    feed.save(update_fields=["salt", "token_hash"])
    audit.record("panels.feed.make", feed, by=by, hub_id=panel.hub_id)
    return feed


@transaction.atomic
def end_feed(*, panel: Panel, by: User) -> None:
    """End one's own feed of a panel."""
    panel = held(panel, by, RIGHT)
    for feed in CalendarFeed.objects.filter(panel=panel, user=by):
        audit.record("panels.feed.end", feed, by=by, hub_id=panel.hub_id)
        feed.delete()


@transaction.atomic
def see_to_members_feed(*, member: Membership, person: Person) -> CalendarFeed:
    """Return a member's feed with an address that is good for how they are reached now, made when there was none."""
    feed, is_new = CalendarFeed.objects.get_or_create(panel=member.panel, membership=member)
    see_to_link(feed, person)
    if is_new:
        audit.record("panels.feed.make", feed, by=None, hub_id=member.panel.hub_id)
    return feed
