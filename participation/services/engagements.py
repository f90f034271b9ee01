"""The life of an engagement: everyday listening begins, a question opens, goes on, and closes answered."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit, clocks, free_slugs, questions, saves
from core.choices import HubStatus
from core.models import Hub, Post
from core.selectors import defaults
from core.text import normalise
from participation.choices import UNDER_WAY, Gate, Size, Stage
from participation.models import Engagement, GateOverride
from participation.rules import gates as rules
from participation.selectors import gates
from participation.selectors.activities import hubs_with_activities
from participation.selectors.overrides import agreed_override
from participation.selectors.reach import hubs_with_plans
from participation.services.holding import held


@transaction.atomic
def start_standing_engagement(*, hub: Hub, by: User | None = None, who_acts: Post | None = None, weeks: int | None = None) -> Engagement:
    """Return the hub's everyday listening, making it when there is none. It opens at once when somebody acts on it.

    Without `who_acts` the hub's only post is taken; a hub with none or several waits in planning until somebody chooses, and says
    within how many weeks families are answered. Without `weeks` it is what the council begins with (core/council_defaults.py). Raises
    ValidationError where the hub has closed for good; one that opens again listens anew, beside what ended.
    """
    hub = Hub.objects.select_for_update().get(pk=hub.pk)  # two first posters at once must not make two
    if hub.status == HubStatus.CLOSED:
        raise ValidationError([f"{hub} has closed for good: nobody is asked there any more."])
    engagement = Engagement.objects.standing().filter(hubs=hub).first()
    if engagement is None:
        posts = list(Post.objects.filter(hub=hub)[:2])
        engagement = Engagement(
            title=f"Everyday listening at {hub.name}",
            question=f"How is {hub.name} for you and your family?",
            what_can_change="What we offer here, when, and how we welcome you.",
            size=Size.EVERYDAY,
            who_acts=who_acts or (posts[0] if len(posts) == 1 else None),
            answer_within_weeks=weeks or defaults.standing().everyday_weeks,
        )
        free_slugs.save_with_free_slug(engagement, engagement.save, free=lambda: _everyday_slug(hub))
        engagement.hubs.set([hub])
        audit.record("participation.engagement.start", engagement, by=by, hub_id=hub.pk)
    elif who_acts and engagement.stage == Stage.PLANNING:
        before = saves.own_fields(engagement)
        engagement.who_acts, engagement.answer_within_weeks = who_acts, weeks or engagement.answer_within_weeks
        engagement.save(update_fields=["who_acts", "answer_within_weeks"])
        if facts := saves.changed(Engagement, before, saves.own_fields(engagement)):
            audit.record("participation.engagement.edit", engagement, by=by, hub_id=hub.pk, **facts)
    if engagement.stage == Stage.PLANNING and not gates.why_not_open_now(engagement):
        open_engagement(engagement=engagement, by=None)
    return engagement


def _everyday_slug(hub: Hub) -> str:
    plain = f"everyday-{hub.slug}"[:110]
    return free_slugs.next_free(plain, taken=set(Engagement.objects.filter(slug__startswith=plain).values_list("slug", flat=True)))


@transaction.atomic
def open_engagement(*, engagement: Engagement, by: User | None) -> None:
    """Open an engagement: families may be asked. `by` is None when the system does it as part of another act.

    Raises PermissionDenied without the right at every hub of it, and ValidationError with every reason (rules.why_not_open) that no
    exception covers to which a second person agreed.
    """
    engagement = held(engagement, by)
    override = _passed(engagement, Gate.OPENING, gates.why_not_open_now(engagement))
    engagement.stage, engagement.opened_on = Stage.OPEN, clocks.today()
    engagement.promise(engagement.opened_on)
    engagement.save(update_fields=["stage", "opened_on", "promises"])
    by_on = str(engagement.answer_by_on or "")
    promised: dict[str, str | int | None] = {"answer_by_on": by_on} if by_on else {"answer_within_weeks": engagement.answer_within_weeks}
    facts = {**promised, "exception": override.pk} if override else promised
    audit.record("participation.engagement.open", engagement, by=by, hub_id=None, size=engagement.size, **facts)


@transaction.atomic
def close_engagement(*, engagement: Engagement, by: User) -> None:
    """Close an engagement whose families have been answered.

    The floors above say what is still open (`engagement.closing`). Raises ValidationError with every reason that no exception covers.
    """
    engagement = held(engagement, by)
    override = _passed(engagement, Gate.CLOSING, gates.reasons_not_to_close(engagement))
    engagement.stage, engagement.closed_on = Stage.CLOSED, clocks.today()
    engagement.save(update_fields=["stage", "closed_on"])
    audit.record("participation.engagement.close", engagement, by=by, **({"exception": override.pk} if override else {}))


@transaction.atomic
def move_engagement(*, engagement: Engagement, to: Stage, by: User, reason: str = "") -> None:
    """Take an engagement on to making sense or answering, or one step back for a reason. Raises ValidationError with every reason."""
    engagement = held(engagement, by)
    if problems := gates.why_not_move_now(engagement, to, reason=reason):
        raise ValidationError([problem.text for problem in problems])
    is_back = UNDER_WAY.index(to) < UNDER_WAY.index(Stage(engagement.stage))
    if is_back:
        engagement.steps_back = [*engagement.steps_back, {"on": clocks.today().isoformat(), "to": to, "why": normalise(reason).strip()}]
    before, engagement.stage = engagement.stage, to
    engagement.save(update_fields=["stage", "steps_back"])
    audit.record("participation.engagement.move", engagement, by=by, before=before, stage=to)


@transaction.atomic
def resize_engagement(*, engagement: Engagement, answers: dict[str, bool], size: Size, by: User) -> None:
    """Keep how heavy the decision is, and the answers that say so. It may grow while it is under way, and never shrink."""
    engagement = held(engagement, by)
    if reasons := rules.why_not_resize(engagement, size):
        raise ValidationError(reasons)
    before, engagement.size, engagement.size_answers = engagement.size, size, answers
    was_told = engagement.is_formal_consultation and engagement.stage != Stage.PLANNING  # families read it, so it stays one
    engagement.is_formal_consultation = was_told or bool(answers.get("must_consult"))
    engagement.save(update_fields=["size", "size_answers", "is_formal_consultation"])
    audit.record("participation.engagement.resize", engagement, by=by, before=before, size=size)


def reasons_hubs_stay(engagement: Engagement, *, leaving: Collection[Hub]) -> list[str]:
    """Return why these hubs cannot be taken off an engagement.

    Whom it means to hear there and who came, and what the floors above do or were told there (`engagement.hubs_leaving`).
    """
    if not leaving:
        return []
    hub_ids = frozenset(hub.pk for hub in leaving)
    found = questions.engagement_hubs_leaving.answers(engagement_id=engagement.pk, hub_ids=hub_ids)
    own = rules.why_hubs_stay(leaving, planned=hubs_with_plans(engagement), met=hubs_with_activities(engagement))
    return [*own, *(reason for reasons in found for reason in reasons)]


def _passed(engagement: Engagement, gate: Gate, problems: Sequence[rules.Problem]) -> GateOverride | None:
    """Return the exception by which a gate is passed, used up by this; None when nothing is missing. Raises ValidationError."""
    if not problems:
        return None
    override = agreed_override(engagement, gate)
    if left := rules.left_over(problems, agreed=override.missing if override else ()):
        raise ValidationError([problem.text for problem in left])
    if override:
        override.used_at = timezone.now()
        override.save(update_fields=["used_at"])
    return override
