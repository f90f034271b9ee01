"""What tests about run sheets and minutes are made of: a meeting that is, and what came of it. Each with sensible defaults."""

import re
import uuid
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from panels.choices import BodyKind, MeetingState, OwnerKind
from panels.models import BodyItem, Decision, Meeting, MeetingAction, MeetingPoint, Minutes, OtherBody, Panel, Recommendation
from tests.builders import make_post, today
from tests.panels.paneling import in_days, make_meeting


def held_today(panel: Panel, **fields: Any) -> Meeting:
    """Return a meeting of today, at the first hour of the day."""
    return make_meeting(panel, starts_at=in_days(0, hour=0), **fields)


def held_before(panel: Panel, days: int = 40, **fields: Any) -> Meeting:
    """Return a meeting that was held."""
    return make_meeting(panel, starts_at=in_days(-days), state=MeetingState.HELD, **fields)


def make_point(meeting: Meeting, by: User, words: str = "The door is too heavy with a pram.", **fields: Any) -> MeetingPoint:
    """Write down what was raised."""
    return MeetingPoint.objects.create(meeting=meeting, words=words, written_by=by, **fields)


def make_decision(meeting: Meeting, by: User, words: str = "We try a Saturday group.", **fields: Any) -> Decision:
    """Write down what was decided, and why."""
    facts = {"reason": "Many of us work in the week."}
    return Decision.objects.create(meeting=meeting, words=words, written_by=by, **(facts | fields))


def make_action(meeting: Meeting, by: User, words: str = "Ask what a door opener costs.", **fields: Any) -> MeetingAction:
    """Write down who does something: a post, unless you say else, within two weeks."""
    owned = {"owner_kind": OwnerKind.POST, "post": fields.pop("post", None) or make_post(f"Post {uuid.uuid4().hex[:6]}")}
    facts: dict[str, Any] = {"due_on": today() + timedelta(days=14)} | ({} if "owner_kind" in fields else owned)
    return MeetingAction.objects.create(meeting=meeting, words=words, written_by=by, **(facts | fields))


def make_body(panel: Panel, name: str = "Early help board") -> OtherBody:
    """Add another body that a panel works with."""
    return OtherBody.objects.create(panel=panel, name=name, kind=BodyKind.values[0])


def make_recommendation(meeting: Meeting, by: User, what: str = "Pay for a door opener.") -> Recommendation:
    """Recommend something to another body, which answers within four weeks."""
    facts = {"sent_on": today(), "answer_by_on": today() + timedelta(days=28)}
    sent = BodyItem.objects.create(body=make_body(meeting.panel), what=what, **facts)
    return Recommendation.objects.create(meeting=meeting, sent=sent, written_by=by)


def make_minutes(meeting: Meeting, by: User, summary: str = "We talked about the door.", *, out: bool = True, **fields: Any) -> Minutes:
    """Write the minutes of a meeting, out since today unless you say else."""
    facts = {"out_on": today(), "first_out_on": today(), "out_by": by} if out else {}
    return Minutes.objects.create(meeting=meeting, summary=summary, **(facts | fields))


def typed(kind: str, words: str = "The door is too heavy.", *, key: str = "", **said: object) -> dict[str, object]:
    """Return what the form of one line sends."""
    return {"key": key or str(uuid.uuid4()), "item": "", "words": words, "kind": kind, **said}


def write(desk: Client, meeting: Meeting, kind: str, words: str = "The door is too heavy.", **said: object) -> Any:
    """Write something down on the run sheet, and return the page after it."""
    return desk.post(reverse("meeting:run", args=[meeting.pk]), typed(kind, words) | said, follow=True)


def keys_on(page: Any) -> list[str]:
    """Return the keys of the forms on a run sheet."""
    return re.findall(r'name="key" value="([^"]+)"', page.text)
