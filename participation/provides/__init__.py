"""What participation answers to questions from below (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date

from accounts.models import User
from core.held_records import Search
from core.questions import Attention, Hangs, HeldRecords
from participation.selectors import engagements as selectors
from participation.selectors import held_asked


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: what is ready to open, and what promised a day that nears or has passed."""
    return selectors.engagements_that_wait(user, today=today)


def what_hangs(*, post_ids: frozenset[int], today: date) -> list[Hangs]:
    """Answer post.hangs: what these posts act on."""
    numbers = selectors.numbers_to_act_on(post_ids)
    words = "acts on {} thing{} you ask about".format
    return [Hangs(post, words(number, "" if number == 1 else "s"), right="we_did.edit") for post, number in numbers]


def records_held(*, user: User, words: str, since: date | None, until: date | None, hub_ids: frozenset[int] | None) -> HeldRecords:
    """Answer records.held: what families were asked about, what they were promised, and every exception to what is asked first."""
    search = Search(words, since, until, hub_ids)
    held_asked.held(search, user)
    return search.answer()
