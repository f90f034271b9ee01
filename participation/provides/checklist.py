"""What participation answers about how well it listened: what waits, what hangs on posts, and what an engagement shows by itself."""

from collections.abc import Iterator
from datetime import date

from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import User
from core import clocks
from core.held_records import Search
from core.questions import Attention, Evidence, Hangs, HeldRecords
from participation.choices import Method
from participation.models import Engagement
from participation.selectors import checklist_held as held_selectors
from participation.selectors import checklist_waiting as waiting

SOURCE = "What the engagement says"


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: items of a checklist that are due."""
    return waiting.items_that_wait(user, today=today)


def what_hangs(*, post_ids: frozenset[int], today: date) -> list[Hangs]:
    """Answer post.hangs: the items of checklists that these posts see to."""
    words = "sees to {} item{} of how well you listen".format
    numbers = waiting.numbers_to_see_to(post_ids)
    return [Hangs(post, words(number, "" if number == 1 else "s"), right="engagement.edit") for post, number in numbers]


def records_held(*, user: User, words: str, since: date | None, until: date | None, hub_ids: frozenset[int] | None) -> HeldRecords:
    """Answer records.held: what was noted about how well an engagement listened."""
    search = Search(words, since, until, hub_ids)
    held_selectors.held(search, user)
    return search.answer()


def what_it_says(*, engagement_id: int) -> list[Evidence]:
    """Answer engagement.evidence: what the engagement itself says of who decides, by when and what is open. One query."""
    row = Engagement.objects.select_related("who_acts", "decided_by", "sponsor").get(pk=engagement_id)
    href = reverse("engagement:edit", args=[row.pk])
    on = row.opened_on or clocks.today()
    return [Evidence(text, SOURCE, on, href, items) for text, items in _lines(row)]


def _lines(row: Engagement) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from _who_listens(row)
    yield from _when(row)
    yield from _what(row)


def _who_listens(row: Engagement) -> Iterator[tuple[str, tuple[str, ...]]]:
    if row.decided_by:
        on = f" on {_day(row.decided_on)}" if row.decided_on else ""
        meeting = f", {row.decided_at}" if row.decided_at else ""
        yield f"{row.decided_by.title} decides{on}{meeting}.", ("AU-P1", "IN-P2", "AU-A1" if row.decided_at and row.decided_on else "AU-D1")
    if row.who_acts:
        yield f"Families read that this job title acts on what they say: {row.who_acts.title}.", ("AU-P3", "AU-P1")


def _when(row: Engagement) -> Iterator[tuple[str, tuple[str, ...]]]:
    if row.answer_by_on:
        yield f"It says that families are answered by {_day(row.answer_by_on)}.", ("IN-P3", "AU-P3")
    elif row.answer_within_weeks:
        yield (
            f"It says that families are answered within {row.answer_within_weeks} week{pluralize(row.answer_within_weeks)}.",
            ("IN-P3", "AU-P3"),
        )
    if len(row.promises) == 1:
        yield "What families were told about by when they hear back has not been changed since.", ("IN-D1",)
    elif row.promises:
        yield f"By when families hear back was changed {_times(len(row.promises) - 1)} since they were first told.", ("IN-D1",)


def _what(row: Engagement) -> Iterator[tuple[str, tuple[str, ...]]]:
    if row.what_can_change and row.what_is_fixed:
        yield "It says what can change, and what is fixed and why.", ("IN-P1", "VO-P3", "SP-P2")
    elif row.what_can_change:
        yield "It says what can change. What is fixed it does not say.", ("IN-P1", "VO-P3", "SP-P2")
    ways = [str(Method(one).label).lower() for one in row.methods if one in Method.values]
    if ways:
        yield f"It plans these ways to take part: {', '.join(ways)}.", ("SP-P6", "VO-P4")
    if row.access_budget or row.thanks_budget:
        yield f"It sets aside £{(row.access_budget or 0) + (row.thanks_budget or 0):,.0f} for access and thank-yous.", ("SP-P11",)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
