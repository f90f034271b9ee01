"""What of the checklists waits for somebody, what hangs on posts, and what was said year by year."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count
from django.utils.formats import date_format

from accounts.models import User
from core.clocks import is_late, lateness_in_words
from core.questions import Attention
from core.selectors.posts import why_mine
from participation import lundy
from participation.choices import Said
from participation.models import ChecklistAnswer, CouncilItem, Engagement, EverydayLook
from participation.selectors.checklist import as_item, place_of
from participation.selectors.engagements import SOON

# What is so, or does not apply, has been seen to. A "no" with a day is a promise.
_SEEN_TO = (Said.YES, Said.NOT_APPLICABLE)


def items_that_wait(user: User, *, today: date) -> list[Attention]:
    """Return, for each engagement, what of its checklist the posts somebody acts for should have seen to: what is late or nears.

    Only where they may write it down, so that one tap does it.
    """
    mine = why_mine(user, today)
    within = Engagement.objects.wholly_within(user, "engagement.edit").values("pk")
    due = ChecklistAnswer.objects.filter(owner__in=mine, engagement__in=within, due_on__lte=today + SOON)
    rows: dict[int, list[ChecklistAnswer]] = defaultdict(list)
    for row in due.exclude(said__in=_SEEN_TO).select_related("engagement").order_by("due_on", "pk"):
        rows[row.engagement_id].append(row)
    if not rows:
        return []
    items = lundy.BY_ID | {one.code: as_item(one) for one in CouncilItem.objects.all()}
    return [_waits(of_one, items, mine, today) for of_one in rows.values()]


def _waits(rows: list[ChecklistAnswer], items: dict[str, lundy.Item], mine: dict[int, str], today: date) -> Attention:
    first = rows[0]
    assert first.due_on is not None, "asked for by its day"
    late = is_late(first.due_on, today)
    when = lateness_in_words(first.due_on, today) if late else f"due by {date_format(first.due_on, 'j F')}"
    many = "one item of the checklist is" if len(rows) == 1 else f"{len(rows)} items of the checklist are to do, the first is"
    text = f"“{first.engagement.title}”: {many} {when}"
    return Attention(text, place_of(first.engagement_id, items[first.item]), mine[first.owner_id or 0], due_on=first.due_on, is_late=late)


def numbers_to_see_to(post_ids: Iterable[int]) -> list[tuple[int, int]]:
    """Return how many items of checklists hang on each of these posts and are not seen to: (post, how many)."""
    rows = ChecklistAnswer.objects.filter(owner__in=post_ids).exclude(said__in=_SEEN_TO).order_by()
    return list(rows.values_list("owner").annotate(number=Count("pk")))


def looks_at(engagement: Engagement) -> list[tuple[EverydayLook, list[tuple[lundy.Item, str, str]]]]:
    """Return the yearly looks at everyday listening, newest first, each with its items, what was said and what shows it."""
    return [
        (look, [(item, _label(said.get("said", "")), said.get("evidence", "")) for item, said in _answers(look)])
        for look in engagement.looks.select_related("who_acts__hub")
    ]


def _answers(look: EverydayLook) -> list[tuple[lundy.Item, dict[str, str]]]:
    return [(lundy.BY_ID[code], said) for code, said in look.answers.items() if code in lundy.BY_ID]


def _label(said: str) -> str:
    return str(Said(said).label) if said in Said.values else "Not said"
