"""What is held of what members are asked and told between meetings, for freedom of information. No member stands in any of it."""

from collections.abc import Iterator

from core.answers import HeldRecord
from core.clocks import today
from core.held_records import joined
from panels.models import Panel

BETWEEN = ("polls", "messages", "questions__options", "readings")


def found_between(panel: Panel) -> Iterator[HeldRecord]:
    """Yield polls for a time, questions to decide, messages, and what the panel read for us; of rows that prefetched `BETWEEN`."""
    yield from _asked(panel)
    yield from _told(panel)


def _asked(panel: Panel) -> Iterator[HeldRecord]:
    for poll in panel.polls.all():
        text = joined(str(poll), panel.title, poll.place)
        yield HeldRecord("panel_poll", str(poll.pk), str(poll), text, on=poll.closes_on, hub_id=panel.hub_id)
    for one in panel.questions.all():
        choices = (choice.words for choice in one.options.all())
        text, title = joined(panel.title, one.words, *choices, one.decided, one.reason, one.minority_view), _what_was_decided(panel)
        yield HeldRecord("panel_question", str(one.pk), title, text, on=one.made_on, hub_id=panel.hub_id)


def _told(panel: Panel) -> Iterator[HeldRecord]:
    for one in panel.messages.all():
        text, day = joined(one.heading, panel.title, one.words, one.phone_words), today(one.sent_at or one.written_at)
        yield HeldRecord("panel_message", str(one.pk), one.heading, text, on=day, hub_id=panel.hub_id)
    for reading in panel.readings.all():
        text = joined(reading.title, panel.title, reading.words, reading.changed)
        yield HeldRecord("panel_reading", str(reading.pk), reading.title, text, on=reading.asked_on, hub_id=panel.hub_id)


def _what_was_decided(panel: Panel) -> str:
    return f"What {panel} decided between meetings"
