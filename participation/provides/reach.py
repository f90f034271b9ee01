"""What participation answers about whom it heard, and what waits because of it (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date

from accounts.models import User
from core.held_records import Search
from core.imports.records import Kind
from core.questions import Attention, Evidence, Hangs, HeldRecords, Reached
from participation.selectors import activities, evidence, plans, reach
from participation.selectors.held import held
from participation.services import groups
from participation.services.figure_lists import FIGURES


def who_came(*, engagement_ids: frozenset[int], since: date | None, until: date | None) -> list[Reached]:
    """Answer engagement.reach: who came to activities, by what they said of themselves or who the session was for."""
    return activities.came_by_group(engagement_ids, since=since, until=until)


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: the activities of which nobody has said who came, and the plans for a gap whose day nears or has passed."""
    return [*activities.turnouts_that_wait(user, today=today), *plans.plans_that_wait(user, today=today)]


def what_hangs(*, post_ids: frozenset[int], today: date) -> list[Hangs]:
    """Answer post.hangs: the activities that these posts run, and the gaps that they see to."""
    words = {"runs": ("activity to run or to count", "activities to run or to count"), "closes": ("gap to close", "gaps to close")}
    rights = {"runs": activities.RIGHT, "closes": reach.VIEW}
    found = activities.hanging_on(post_ids, today=today)
    return [Hangs(post, f"{number} {words[what][number != 1]}", right=rights[what]) for post, what, number in found]


def what_shows_reach(*, engagement_id: int) -> list[Evidence]:
    """Answer engagement.evidence: sessions that were held, whom it means to hear and heard, and what was learned."""
    return evidence.evidence_of(engagement_id)


def records_held(*, user: User, words: str, since: date | None, until: date | None, hub_ids: frozenset[int] | None) -> HeldRecords:
    """Answer records.held: what was done to hear families, whom we mean to hear, and what small groups say."""
    search = Search(words, since, until, hub_ids)
    held(search, user)
    return search.answer()


def begin_with_groups() -> None:
    """Answer sync.more: a new council looks for five groups from its first `migrate` on."""
    groups.begin()


def import_kinds() -> list[Kind]:
    """Answer import.kinds: how many of each group there are, from a table."""
    return [FIGURES]
