"""The addresses from which calendars read a panel's dates."""

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from panels.models import CalendarFeed, Membership, Panel
from panels.selectors.reply_links import LETTERS, hash_of, is_good, token_of

RIGHT = "meeting.view"


def address_of(feed: CalendarFeed) -> str:
    """Return the whole address of a feed."""
    return settings.BASE_URL + reverse("panel_calendar", args=[token_of(feed)])


def for_a_calendar(feed: CalendarFeed) -> str:
    """Return the same address as one tap opens it in a phone's calendar."""
    return f"webcal://{address_of(feed).partition('://')[2]}"


def feed_of_staff(panel: Panel, user: User) -> CalendarFeed | None:
    """Return somebody's own feed of a panel."""
    return CalendarFeed.objects.filter(panel=panel, user=user).first()


def feed_of_member(member: Membership) -> CalendarFeed | None:
    """Return a member's feed, while its address opens."""
    feed = CalendarFeed.objects.filter(membership=member).first()
    return feed if feed and is_good(feed, member) else None


def opened(token: str) -> CalendarFeed | None:
    """Return the feed of an address, while its reader is still on the panel, or still looks after it; None otherwise."""
    if len(token) != LETTERS:
        return None
    beside = ("panel", "user", "membership__panel", "membership__person")
    feed = CalendarFeed.objects.select_related(*beside).filter(token_hash=hash_of(token)).first()
    if feed is None:
        return None
    if feed.membership:
        return feed if is_good(feed, feed.membership) else None
    user = feed.user
    may_read = user and user.is_active and Panel.objects.visible_to(user, RIGHT).filter(pk=feed.panel_id).exists()
    return feed if may_read else None
