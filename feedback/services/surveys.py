"""The life of a survey: opened, changed, closed, copied."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from core import audit, clocks, free_slugs
from feedback.choices import SurveyState
from feedback.models import Survey, SurveyVersion
from feedback.questionnaire import END, frozen
from feedback.rules.opening import why_not_delete
from feedback.rules.ratings import why_not_end_now
from feedback.selectors.opening import has_changes_to_put_out, problems_before_opening
from feedback.services.answering import shorten_drafts
from participation.choices import ENDED, Stage
from participation.models import Engagement
from participation.services.engagements import open_engagement
from participation.services.holding import held as locked

T = TypeVar("T")
NO_COPY = "Families rate once at each point, in words that stay as they are, so this is not copied."
RESERVED_SLUGS = frozenset({"p"})  # /have-your-say/p/<code>/ is a poster's address


@transaction.atomic
def open_survey(*, survey: Survey, by: User | None) -> SurveyVersion:
    """Open a survey to families: freeze version 1 and open what it is part of.

    `by` is None when the system itself asks (the demo council). Raises PermissionDenied without the right at every hub of the survey,
    and ValidationError with every reason why it cannot open (rules/opening.py).
    """
    survey = _held_to_ask(survey, by)
    if survey.state == SurveyState.OPEN:
        raise ValidationError("It is open already.")
    if survey.state == SurveyState.CLOSED:
        raise ValidationError("It is closed. Copy it to ask again.")
    _refuse_unready(survey, by)
    engagement = survey.engagement
    if engagement is not None and engagement.stage == Stage.PLANNING:
        open_engagement(engagement=engagement, by=by)
    version = _freeze_next(survey)
    survey.state = SurveyState.OPEN
    if survey.rating_point:
        survey.opens_on = survey.opens_on or clocks.today()  # by which its last day is reckoned
    _save_life(survey, "state", "opens_on", "current_version")
    audit.record("feedback.survey.open", survey, by=by, hub_id=only_hub(survey), version=version.number, mode=survey.mode)
    return version


@transaction.atomic
def publish_new_version(*, survey: Survey, by: User | None) -> SurveyVersion:
    """Put the changes of an open survey out as a new version; answers already given keep the one they answered.

    Raises ValidationError when there is nothing to put out, or with every reason why families cannot be asked this.
    """
    survey = _held_to_ask(survey, by)
    if survey.state != SurveyState.OPEN or survey.current_version is None:
        raise ValidationError("Only an open survey has changes to put out.")
    if not has_changes_to_put_out(survey):
        raise ValidationError("Nothing has changed since the last version.")
    _refuse_unready(survey, by)
    version = _freeze_next(survey)
    _save_life(survey, "current_version")
    audit.record("feedback.survey.new_version", survey, by=by, hub_id=only_hub(survey), version=version.number)
    return version


@transaction.atomic
def close_survey(*, survey: Survey, by: User | None) -> None:
    """Close a survey: no family can begin; who has begun may finish for three more days. What they said is still answered in public."""
    survey = _held(survey, by)
    if survey.state != SurveyState.OPEN:
        raise ValidationError("Only an open survey can be closed.")
    if reasons := why_not_end_now(survey, today=clocks.today()):
        raise ValidationError(reasons)
    survey.state, survey.closed_on = SurveyState.CLOSED, clocks.today()
    _save_life(survey, "state", "closed_on")
    shorten_drafts(survey)
    audit.record("feedback.survey.close", survey, by=by, hub_id=only_hub(survey))


@transaction.atomic
def copy_survey(*, survey: Survey, by: User) -> Survey:
    """Make a new draft with the same questions. Questions and answers get ids of their own, so two surveys never share one.

    Only the hubs where `by` may make surveys come along. Raises ValidationError for a rating: families are asked it once at each point.
    """
    if survey.rating_point:
        raise ValidationError(NO_COPY)
    copy = Survey(title=_shorten(f"Copy of {survey.title}"), why=survey.why, mode=survey.mode)
    copy.engagement = survey.engagement if survey.engagement and survey.engagement.stage not in ENDED else None
    copy.questions = with_new_ids(list(survey.questions.raw_data))
    save_with_free_slug(copy, copy.save)
    copy.hubs.set(survey.hubs.visible_to(by, "survey.add"))
    audit.record("feedback.survey.copy", copy, by=by, hub_id=only_hub(copy), copied_from=survey.pk)
    return copy


@transaction.atomic
def delete_survey(*, survey: Survey, by: User | None) -> None:
    """Delete a survey that no family has seen. Raises ValidationError once it was open: what families were asked stays."""
    survey = _held(survey, by, "survey.delete")
    if reasons := why_not_delete(survey):
        raise ValidationError(reasons)
    audit.record("feedback.survey.delete", survey, by=by, hub_id=only_hub(survey))
    survey.delete()


def with_new_ids(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return question blocks with new ids for questions and answers, and every "then go to" leading to the new ones."""
    new = {block["id"]: str(uuid.uuid4()) for block in blocks if block.get("id")}
    new[END] = END

    def renewed(value: dict[str, Any]) -> dict[str, Any]:
        value = dict(value)
        if "go_to" in value:
            value["go_to"] = new.get(value["go_to"], "")
        if "options" in value:
            value["options"] = [{**row, "id": str(uuid.uuid4()), "value": renewed(row["value"])} for row in value["options"]]
        return value

    return [{**block, "id": new.get(block.get("id", ""), str(uuid.uuid4())), "value": renewed(block["value"])} for block in blocks]


def free_slug(title: str, *, but: Survey | None = None) -> str:
    """Return the address of a survey of this title, with a number behind it when the plain one is taken."""
    plain = slugify(title)[:100] or "survey"
    others = Survey.objects.exclude(pk=but.pk) if but and but.pk else Survey.objects.all()
    taken = set(others.filter(slug__startswith=plain).values_list("slug", flat=True)) | RESERVED_SLUGS
    return free_slugs.next_free(plain, taken=taken)


def save_with_free_slug(survey: Survey, save: Callable[[], T]) -> T:
    """Give a draft the address of its title and save it. Of two people who take the same address at once, one gets the next."""
    return free_slugs.save_with_free_slug(survey, save, free=lambda: free_slug(survey.title, but=survey))


def only_hub(survey: Survey) -> int | None:
    """Return the survey's hub when it has one and no more: what the audit trail is filtered by."""
    hubs = list(survey.hubs.values_list("pk", flat=True)[:2])
    return hubs[0] if len(hubs) == 1 else None


def _held(survey: Survey, by: User | None, right: str = "survey.open") -> Survey:
    """Return the survey locked for this act. Raises PermissionDenied when `by` lacks the right at one of its hubs."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if by is not None and not Survey.objects.wholly_within(by, right).filter(pk=survey.pk).exists():
        raise PermissionDenied
    return survey


def _held_to_ask(survey: Survey, by: User | None) -> Survey:
    """Return the survey locked, behind its engagement: that does not close, or go on, in the moment in which families are asked in it.

    Raises ValidationError when a colleague made it part of another one in that moment.
    """
    asked_in = Engagement.objects.filter(surveys=survey.pk).first()
    engagement = locked(asked_in, None) if asked_in else None
    survey = _held(survey, by)
    if survey.engagement_id != (engagement.pk if engagement else None):
        raise ValidationError("A colleague changed what this is part of meanwhile. Look at the page again.")
    survey.engagement = engagement
    return survey


def _save_life(survey: Survey, *fields: str) -> None:
    """Save a step of the survey's life, and count it as an edit: a builder page opened before it must not save over it."""
    survey.edited_count += 1
    survey.save(update_fields=[*fields, "edited_count"])


def _refuse_unready(survey: Survey, by: User | None) -> None:
    if problems := problems_before_opening(survey, by=by):
        raise ValidationError([problem.text for problem in problems])


def _freeze_next(survey: Survey) -> SurveyVersion:
    """Freeze the survey as its next version, and show families that one."""
    number = survey.versions.count() + 1
    version = SurveyVersion.objects.create(survey=survey, number=number, mode=survey.mode, published_at=timezone.now(), **frozen(survey))
    survey.current_version = version
    return version


def _shorten(title: str) -> str:
    longest = Survey._meta.get_field("title").max_length or 120
    return title if len(title) <= longest else f"{title[: longest - 1]}…"
