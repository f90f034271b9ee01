"""An engagement begins: from a ready-made plan or from nothing, with the size that three plain questions give it."""

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from core import audit, clocks, free_slugs
from core.free_slugs import next_free
from core.models import Hub
from core.querysets import reach
from core.selectors import defaults
from core.text import normalise
from participation.choices import Size
from participation.models import Engagement
from participation.rules.sizes import size_of
from participation.starters import Starter

T = TypeVar("T")
LONGEST_TITLE = 120


@transaction.atomic
def begin_engagement(
    *, title: str, hubs: Collection[Hub], answers: Mapping[str, bool], by: User, starter: Starter | None = None
) -> Engagement:
    """Begin an engagement in planning at these hubs, of the size that the answers lead to.

    Raises PermissionDenied for a hub out of reach, and ValidationError without a title or a hub, or when it is everyday listening: every
    hub has that already.
    """
    size, _ = size_of(answers)
    title = " ".join(normalise(title).split())
    if reasons := _why_not_begin(title, hubs, size):
        raise ValidationError(reasons)
    within = reach(by, "engagement.edit")
    if within is not None and {hub.pk for hub in hubs} - within:
        raise PermissionDenied
    engagement = Engagement(title=title, size=size, size_answers=dict(answers))
    engagement.is_formal_consultation = bool(answers.get("must_consult"))
    engagement.answer_by_on = clocks.due_on(clocks.today(), weeks=defaults.standing().standard_weeks)
    if starter:
        _fill(engagement, starter)
    save_with_free_slug(engagement, engagement.save)
    engagement.hubs.set(hubs)
    audit.record("participation.engagement.add", engagement, by=by, hub_id=None, size=size, **({"plan": starter.code} if starter else {}))
    return engagement


def _why_not_begin(title: str, hubs: Collection[Hub], size: Size) -> list[str]:
    reasons = [] if title else ["Give it a title that families would understand."]
    if len(title) > LONGEST_TITLE:
        reasons.append(f"The title is too long. Families read at most {LONGEST_TITLE} letters.")
    if not hubs:
        reasons.append("Choose at least one hub.")
    if size == Size.EVERYDAY:
        reasons.append("This is everyday listening, which each hub has already: put up a poster for it, with nothing more to fill in.")
    return reasons


def _fill(engagement: Engagement, starter: Starter) -> None:
    engagement.question, engagement.what_can_change = starter.question, starter.what_can_change
    engagement.what_is_fixed, engagement.reciprocity = starter.what_is_fixed, starter.reciprocity
    engagement.methods, engagement.ways_to_take_part = list(starter.methods), dict(starter.ways)
    engagement.claimed_degree, engagement.started_by = starter.claimed_degree, starter.started_by


def free_slug(title: str) -> str:
    """Return an address of this title, with a number behind it when the plain one is taken."""
    plain = slugify(title)[:100] or "question"
    return next_free(plain, taken=set(Engagement.objects.filter(slug__startswith=plain).values_list("slug", flat=True)))


def save_with_free_slug(engagement: Engagement, save: Callable[[], T]) -> T:
    """Save a new engagement under the address of its title. Of two people who take the same one at once, one gets the next."""
    return free_slugs.save_with_free_slug(engagement, save, free=lambda: free_slug(engagement.title))
