"""What is asked, as the posts that act on it need to know."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import User
from core.clocks import is_late, lateness_in_words, months_after
from core.models import Hub
from core.questions import Attention
from core.selectors.posts import why_mine
from participation.choices import ENDED, Size, Stage
from participation.models import Engagement
from participation.rules.gates import why_not_ready
from participation.selectors import gates

SOON = timedelta(days=14)
LASTS_MONTHS = 3  # after closing: families are asked then, too, how it was


def engagements_that_wait(user: User, *, today: date) -> list[Attention]:
    """Return what the posts somebody acts for have to open or to close: what is ready, and what promised a day that nears or has passed."""
    mine = why_mine(user, today)
    within = Engagement.objects.wholly_within(user, "engagement.edit").values("pk")
    acts_or_owns = Q(who_acts__in=mine) | Q(owner__in=mine, stage=Stage.CLOSED)
    rows = Engagement.objects.filter(acts_or_owns, pk__in=within).exclude(stage=Stage.LOOKED)
    some_hub = Hub.objects.filter(engagements=OuterRef("pk"))
    rows = rows.filter(Exists(some_hub)).annotate(goes_on=Exists(some_hub.not_closed_for_good()))
    found = []
    for row in rows.order_by("answer_by_on", "pk"):
        why = mine.get(row.who_acts_id or 0) or mine.get(row.owner_id or 0, "")
        if row.size == Size.EVERYDAY and not row.goes_on:  # type: ignore[attr-defined]  # annotated above
            found += _to_end(row, why)
        elif row.stage == Stage.CLOSED:
            found += _to_look_at_again(row, why, today)
        else:
            found += _to_open(row, why, today) if row.stage == Stage.PLANNING else _to_close(row, why, today)
            found += _to_renew(row, why, today)
    return found


def _to_end(row: Engagement, why: str) -> list[Attention]:
    """Everyday listening ends with its hub, answered like any other."""
    if row.stage != Stage.OPEN:
        return []
    text = f"“{row.title}”: the hub has closed for good. Answer families, then close it"
    return [Attention(text, reverse("engagement:close", args=[row.pk]), why)]


def _to_look_at_again(row: Engagement, why: str, today: date) -> list[Attention]:
    """Three months after it closed somebody says what has lasted; until then the line stays."""
    if row.size == Size.EVERYDAY or row.closed_on is None or today < (since := months_after(row.closed_on, LASTS_MONTHS)):
        return []
    text = f"Look at “{row.title}” again: what has lasted?"
    return [Attention(text, reverse("learning:one", args=[row.pk]), why, since)]


def _to_open(row: Engagement, why: str, today: date) -> list[Attention]:
    """Everything is said that families need to know, so one button opens it. Its hubs are there: the caller asked for them."""
    if why_not_ready(row, hubs=[Hub()], today=today) or (row.size == Size.BIG and gates.why_not_open_now(row)):
        return []
    return [Attention(f"“{row.title}” is ready: open it to families", reverse("engagement:open", args=[row.pk]), why)]


def _to_close(row: Engagement, why: str, today: date) -> list[Attention]:
    """What promised a day is closed once everybody was answered; everyday listening never is."""
    due_on = row.promised_on(row.opened_on or today)
    if row.size == Size.EVERYDAY or due_on is None or due_on > today + SOON:
        return []
    late = is_late(due_on, today)
    words = lateness_in_words(due_on, today) if late else f"promised by {date_format(due_on, 'j F')}"
    text = f"“{row.title}”: answering families is {words}. Close it when all are answered"
    return [Attention(text, reverse("engagement:close", args=[row.pk]), why, row.opened_on, due_on, late)]


def _to_renew(row: Engagement, why: str, today: date) -> list[Attention]:
    """Everyday listening goes on by itself, and is looked at once a year."""
    since = row.renewed_on or row.opened_on or today
    if row.size != Size.EVERYDAY or row.stage != Stage.OPEN or since >= months_after(today, -12):
        return []
    text = f"“{row.title}”: look at it once a year, with five short answers"
    return [Attention(text, reverse("checklist:year", args=[row.pk]), why, months_after(since, 12))]


def numbers_to_act_on(post_ids: Iterable[int]) -> list[tuple[int, int]]:
    """Return how many engagements hang on each of these posts that are planned or open: (post, how many)."""
    rows = Engagement.objects.filter(who_acts__in=post_ids).exclude(stage__in=ENDED).order_by()
    return list(rows.values_list("who_acts").annotate(number=Count("pk")))
