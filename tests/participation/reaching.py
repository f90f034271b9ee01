"""What tests about who was heard are made of: activities, who came, and aims. Each with sensible defaults."""

import re
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from core.models import Hub
from participation.choices import Method
from participation.models import Activity, Aim, Engagement, GroupSentence, PriorityGroup, Turnout, TurnoutCount
from participation.selectors import reach as selectors
from participation.services.groups import begin
from participation.starter_groups import STARTER_SET
from tests.builders import make_engagement, today


def group(key: str = "fathers") -> PriorityGroup:
    """Return a group of the shipped set; the first five are what a council begins with."""
    begin()
    found = next(one for one in STARTER_SET if one.key == key)
    return PriorityGroup.objects.get_or_create(key=key, defaults={"name": found.name, "meaning": found.meaning, "order": 99})[0]


def make_activity(hub: Hub, title: str = "Dads and tots", *, engagement: Engagement | None = None, **fields: Any) -> Activity:
    """Make an activity of a week ago, of which nobody has said who came."""
    facts = {"kind": Method.DROP_IN, "held_on": today() - timedelta(days=7)} | fields
    return Activity.objects.create(engagement=engagement or make_engagement(hub), hub=hub, title=title, **facts)


def count(activity: Activity, *, by: User, people: int = 20, groups: dict[str, int] | None = None, **fields: Any) -> Turnout:
    """Write down who came, past the rules."""
    turnout = Turnout.objects.create(activity=activity, number_of_people=people, entered_by=by, entered_on=today(), **fields)
    TurnoutCount.objects.bulk_create(
        TurnoutCount(turnout=turnout, group=group(key), number_of_people=number) for key, number in (groups or {}).items()
    )
    return turnout


def make_aim(engagement: Engagement, hub: Hub, key: str = "fathers", **fields: Any) -> Aim:
    """Make an aim to hear twenty of a group at a hub."""
    facts: dict[str, Any] = {"aim_from": 20, "approach": "Saturday mornings, with breakfast."} | fields
    return Aim.objects.create(engagement=engagement, hub=hub, group=group(key), **facts)


def make_sentence(engagement: Engagement, hub: Hub, key: str = "fathers", **fields: Any) -> GroupSentence:
    """Make a sentence that a group agreed to today."""
    facts: dict[str, Any] = {"words": "We felt heard about the café.", "agreed_on": today(), "how_agreed": "Read out at the end."} | fields
    return GroupSentence.objects.create(engagement=engagement, hub=hub, group=group(key), **facts)


def cell(user: User, engagement: Engagement, hub: Hub, key: str = "fathers") -> selectors.Place:
    """Return what somebody reads of a group at a hub of an engagement."""
    grid = selectors.grid_of_engagement(user, engagement)
    return next(place for place in grid.places if (place.group.key, place.hub) == (key, hub))


def came(engagement: Engagement, hub: Hub, by: User, *, held_on: date | None = None, **groups: int) -> Activity:
    """Have so many of each group come."""
    activity = make_activity(hub, engagement=engagement, held_on=held_on or today())
    count(activity, by=by, people=500, groups={key.replace("_", "-"): number for key, number in groups.items()})
    return activity


def words(page: Any) -> str:
    """Return the words of a page, in one line, without what is drawn by chance."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", " ", page.content.decode(), flags=re.S)))
