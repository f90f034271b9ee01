"""What equality records answer to questions from below (core/questions.py)."""

from collections import Counter
from datetime import date

from accounts.models import User
from core.held_records import Search
from core.questions import Attention, Hangs, HeldRecords
from participation.selectors import equality as selectors
from participation.selectors import held_before as held


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: records to look at again, and what was promised against a harm."""
    return selectors.what_is_due(user, today=today)


def what_hangs(*, post_ids: frozenset[int], today: date) -> list[Hangs]:
    """Answer post.hangs: the equality records that these posts look after, and what they promised in them."""
    carried = selectors.carried()
    records = Counter(one.owner_id for one in carried.records if one.owner_id in post_ids)
    promises = Counter(one.owner_id for one in carried.promises if one.owner_id in post_ids)
    after, does = "looks after {} equality record{}".format, "does {} thing{} an equality record promises".format
    return [
        *(Hangs(post, after(number, _s(number)), right=selectors.EDIT) for post, number in records.items() if post),
        *(Hangs(post, does(number, _s(number)), right=selectors.VIEW) for post, number in promises.items() if post),
    ]


def records_held(*, user: User, words: str, since: date | None, until: date | None, hub_ids: frozenset[int] | None) -> HeldRecords:
    """Answer records.held: every version of every equality record."""
    search = Search(words, since, until, hub_ids)
    held.equality_records(search, user)
    return search.answer()


def _s(number: int) -> str:
    return "" if number == 1 else "s"
