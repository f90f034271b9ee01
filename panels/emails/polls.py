"""What a letter says that asks which times suit somebody. Called in the reader's language."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from core import clocks
from panels.models import TimeAsked
from panels.rules.when import when_in_words
from panels.selectors.phones import to_ring
from panels.selectors.polls import options_of
from panels.selectors.reply_links import token_of


def poll_address(asked: TimeAsked) -> str:
    """Return the whole address by which somebody answers, in the language of now."""
    return settings.BASE_URL + reverse("panel_times", args=[token_of(asked)])


def letter(asked: TimeAsked) -> dict[str, Any]:
    """Return what the letter holds: never a name."""
    poll = asked.poll
    return {
        "panel": poll.panel.title,
        "title": poll.title,
        "times": [when_in_words(one.starts_at, poll.number_of_minutes) for one in options_of(poll)],
        "by": clocks.day_in_words(poll.closes_on, weekday=True),
        "link": poll_address(asked),
        **to_ring(poll.panel),
    }
