"""What tests of the gates build on: engagements that wait to open, from a light one to a big decision with all that it needs."""

from datetime import timedelta
from typing import Any

from core.models import Hub, Post
from participation import lundy
from participation.choices import Element, FairCheck, Size, Stage, When
from participation.models import Engagement
from tests.builders import make_engagement, make_post, today
from tests.participation.known import fill_in, make_equality
from tests.participation.listening import say

DAY = timedelta(days=1)
DIRECTOR = "Director of children’s services"


def planned(hub: Hub, **fields: Any) -> Engagement:
    return make_engagement(hub, **({"stage": Stage.PLANNING, "opened_on": None} | fields))


def big(hub: Hub, **fields: Any) -> Engagement:
    """Return a big decision that says all that its own words can say."""
    said: dict[str, Any] = {
        "size": Size.BIG,
        "what_is_fixed": "How much money there is.",
        "decided_by": Post.objects.filter(title=DIRECTOR).first() or make_post(DIRECTOR),
        "decided_on": today() + 90 * DAY,
        "decided_at": "Cabinet",
        "fair_checks": {check.value: "Said." for check in FairCheck},
    }
    return planned(hub, **(said | fields))


def prepared(hub: Hub, **fields: Any) -> Engagement:
    """Return a big decision that has besides all that its gate looks up: who listens and what may change, its equality record."""
    record = fill_in(make_equality(hub, title=f"What {hub} decides"))
    engagement = big(hub, equality_record=record, **fields)
    for item in lundy.ITEMS:
        if item.element in {Element.AUDIENCE, Element.INFLUENCE} and item.when == When.PLANNING:
            say(engagement, item.id)
    return engagement
