"""What panels themselves, their words and other bodies answer."""

from datetime import date
from uuid import UUID

from accounts.models import User
from core.held_records import Search
from core.questions import Attention, Hangs, HeldRecords
from panels.selectors import held, quarter_return, waiting
from panels.selectors.panels import EDIT
from panels.services import shown


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: panels that nobody looks after, words to look at again, papers and answers due, and a quarter to sign off."""
    return [*waiting.what_waits(user, today), *quarter_return.what_waits(user, today)]


def what_hangs(*, post_ids: frozenset[int], today: date) -> list[Hangs]:
    """Answer post.hangs: the panels that these posts look after or read along with."""
    words = "looks after {} panel{}".format
    return [Hangs(post, words(number, "" if number == 1 else "s"), right=EDIT) for post, number in waiting.numbers_looked_after(post_ids)]


def records_held(*, user: User, words: str, since: date | None, until: date | None, hub_ids: frozenset[int] | None) -> HeldRecords:
    """Answer records.held: what panels are, how they work, what they pay, and what went to other bodies."""
    search = Search(words, since, until, hub_ids)
    held.held(search, user)
    return search.answer()


def take_off_pages(*, consent_id: UUID, today: date) -> list[str]:
    """Answer consent.stop_use: first names and words on the pages of panels that rest on this yes."""
    return shown.stop_using(consent_id=consent_id, today=today)
