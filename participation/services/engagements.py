"""The life of an engagement: everyday listening begins, a question opens, and it closes answered."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks, questions, saves
from core.models import Hub, Post
from core.selectors import defaults
from participation.choices import Size, Stage
from participation.models import Engagement
from participation.rules import gates as rules


@transaction.atomic
def start_standing_engagement(*, hub: Hub, by: User | None = None, who_acts: Post | None = None, weeks: int | None = None) -> Engagement:
    """Return the hub's everyday listening, making it when there is none. It opens at once when somebody acts on it.

    Without `who_acts` the hub's only post is taken; a hub with none or several waits in planning until somebody chooses, and says
    within how many weeks families are answered. Without `weeks` it is what the council begins with (core/council_defaults.py).
    """
    hub = Hub.objects.select_for_update().get(pk=hub.pk)  # two first posters at once must not make two
    engagement = Engagement.objects.standing().filter(hubs=hub).first()
    if engagement is None:
        posts = list(Post.objects.filter(hub=hub)[:2])
        engagement = Engagement.objects.create(
            title=f"Everyday listening at {hub.name}",
            slug=f"everyday-{hub.slug}"[:120],
            question=f"How is {hub.name} for you and your family?",
            what_can_change="What we offer here, when, and how we welcome you.",
            size=Size.EVERYDAY,
            who_acts=who_acts or (posts[0] if len(posts) == 1 else None),
            answer_within_weeks=weeks or defaults.standing().everyday_weeks,
        )
        engagement.hubs.set([hub])
        audit.record("participation.engagement.start", engagement, by=by, hub_id=hub.pk)
    elif who_acts and engagement.stage == Stage.PLANNING:
        before = saves.own_fields(engagement)
        engagement.who_acts, engagement.answer_within_weeks = who_acts, weeks or engagement.answer_within_weeks
        engagement.save(update_fields=["who_acts", "answer_within_weeks"])
        if facts := saves.changed(Engagement, before, saves.own_fields(engagement)):
            audit.record("participation.engagement.edit", engagement, by=by, hub_id=hub.pk, **facts)
    if engagement.stage == Stage.PLANNING and not why_not_open_now(engagement):
        open_engagement(engagement=engagement, by=None)
    return engagement


def why_not_open_now(engagement: Engagement) -> list[rules.Problem]:
    """Return why an engagement cannot open today; the floors above may know reasons too (`engagement.opening`)."""
    problems = rules.why_not_open(engagement, hubs=list(engagement.hubs.all()), today=clocks.today())
    heard = [missing for found in questions.engagement_opening.answers(engagement_id=engagement.pk) for missing in found]
    return problems + [rules.Problem(missing.text, href=missing.href) for missing in heard]


@transaction.atomic
def open_engagement(*, engagement: Engagement, by: User | None) -> None:
    """Open an engagement: families may be asked. `by` is None when the system does it as part of another act.

    Raises PermissionDenied without the right at every hub of it, and ValidationError with every reason (rules.why_not_open).
    """
    engagement = _held(engagement, by)
    if problems := why_not_open_now(engagement):
        raise ValidationError([problem.text for problem in problems])
    engagement.stage, engagement.opened_on = Stage.OPEN, clocks.today()
    engagement.promise(engagement.opened_on)
    engagement.save(update_fields=["stage", "opened_on", "promises"])
    by_on = str(engagement.answer_by_on or "")
    promised: dict[str, str | int | None] = {"answer_by_on": by_on} if by_on else {"answer_within_weeks": engagement.answer_within_weeks}
    audit.record("participation.engagement.open", engagement, by=by, hub_id=None, size=engagement.size, **promised)


@transaction.atomic
def close_engagement(*, engagement: Engagement, by: User) -> None:
    """Close an engagement whose families have been answered.

    The floors above say what is still open (`engagement.closing`). Raises ValidationError with every reason.
    """
    engagement = _held(engagement, by)
    if reasons := reasons_not_to_close(engagement):
        raise ValidationError(reasons)
    engagement.stage, engagement.closed_on = Stage.CLOSED, clocks.today()
    engagement.save(update_fields=["stage", "closed_on"])
    audit.record("participation.engagement.close", engagement, by=by)


def reasons_not_to_close(engagement: Engagement) -> list[str]:
    """Return why an engagement cannot close now, asking the floors above what is still open."""
    still_open = [missing.text for reasons in questions.engagement_closing.answers(engagement_id=engagement.pk) for missing in reasons]
    return rules.why_not_close(engagement, still_open=still_open)


def reasons_hubs_stay(engagement: Engagement, *, leaving: Collection[Hub]) -> list[str]:
    """Return why these hubs cannot be taken off an engagement: what the floors above still do there (`engagement.hubs_leaving`)."""
    if not leaving:
        return []
    hub_ids = frozenset(hub.pk for hub in leaving)
    found = questions.engagement_hubs_leaving.answers(engagement_id=engagement.pk, hub_ids=hub_ids)
    return [reason for reasons in found for reason in reasons]


def _held(engagement: Engagement, by: User | None) -> Engagement:
    """Return the engagement locked for this act. Raises PermissionDenied when `by` may not change it at all of its hubs."""
    engagement = Engagement.objects.select_for_update().get(pk=engagement.pk)
    if by is not None and not Engagement.objects.wholly_within(by, "engagement.edit").filter(pk=engagement.pk).exists():
        raise PermissionDenied
    return engagement
