"""What panels answer about their meetings (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date
from uuid import UUID

from accounts.models import User
from core.held_records import Search
from core.questions import Attention, Hangs, Held, HeldRecords, RetentionKind
from panels.selectors.actions_waiting import actions_that_wait, numbers_to_do, questions_to_end
from panels.selectors.coming import came_to
from panels.selectors.meetings import VIEW
from panels.selectors.meetings_held import held
from panels.selectors.meetings_waiting import meetings_that_wait
from panels.selectors.needs import meetings_to_forget


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: meetings to come without an agenda, papers or bookings, and those without who came or minutes."""
    return meetings_that_wait(user, today=today)


def actions_wait(*, user: User, today: date) -> list[Attention]:
    """Answer attention: what was agreed at meetings and nears its day, or is past it; and what was asked between them and not decided."""
    return [*actions_that_wait(user, today=today), *questions_to_end(user, today=today)]


def what_hangs(*, post_ids: frozenset[int], today: date) -> list[Hangs]:
    """Answer post.hangs: what these posts are still to do after meetings."""
    words = "is still to do {} thing{} agreed at meetings".format
    return [Hangs(post, words(number, "" if number == 1 else "s"), right=VIEW) for post, number in numbers_to_do(post_ids)]


def kept_for_a_time(*, today: date) -> list[RetentionKind]:
    """Answer retention.kinds: what members needed at meetings."""
    number = meetings_to_forget(today).count()
    return [RetentionKind(name="What members of panels needed at a meeting", counted_from="28 days after the meeting", number_due=number)]


def export_person(*, person_id: UUID) -> list[Held]:
    """Answer person.export: the meetings that somebody came to. Erasing keeps them as counts, of a membership without a person."""
    return came_to(person_id)


def records_held(*, user: User, words: str, since: date | None, until: date | None, hub_ids: frozenset[int] | None) -> HeldRecords:
    """Answer records.held: meetings with their agendas, papers and what came of them."""
    search = Search(words, since, until, hub_ids)
    held(search, user)
    return search.answer()
