"""Of which groups surveys asked whether somebody is among them: what the council asked, and nothing of who answered."""

from datetime import date

from django.db.models import OuterRef, Q
from django.utils.timezone import localdate

from core.questions import AskedOf
from feedback.choices import SurveyState
from feedback.models import Survey, SurveyVersion


def who_was_asked(*, since: date, until: date) -> list[AskedOf]:
    """Return the groups that each survey's “About the family” named while it could be answered between two days, by hub.

    Each version counts for its own days: from when it was published to when the next one was, or the survey ended. Two queries.
    """
    open_then = Survey.objects.exclude(state=SurveyState.DRAFT).filter(_none_or("opens_on__lte", until))
    open_then = open_then.filter(_none_or("closes_on__gte", since), _none_or("closed_on__gte", since))
    newer = SurveyVersion.objects.filter(survey=OuterRef("survey"), number__gt=OuterRef("number"), published_at__isnull=False)
    versions = SurveyVersion.objects.filter(survey__in=open_then.order_by().values("pk"), published_at__isnull=False)
    asking = versions.exclude(about_question="").annotate(until_at=newer.order_by("number").values("published_at")[:1])
    at_hubs: dict[int, list[int]] = {}
    for survey, hub in Survey.hubs.through.objects.filter(survey__in=open_then.order_by().values("pk")).values_list("survey", "hub"):
        at_hubs.setdefault(survey, []).append(hub)
    found: set[AskedOf] = set()
    for version in asking.select_related("survey").defer("survey__questions"):
        begun, ended = (localdate(at) if at else None for at in (version.published_at, version.until_at))
        engagement = version.survey.engagement_id
        if engagement and begun and begun <= until and (ended is None or ended >= since):
            found |= {AskedOf(engagement, group, hub) for group in _groups(version) for hub in at_hubs.get(version.survey_id, ())}
    return sorted(found, key=lambda one: (one.engagement_id, one.group, one.hub_id))


def _none_or(condition: str, day: date) -> Q:
    return Q(**{condition: day}) | Q(**{f"{condition.split('__')[0]}__isnull": True})


def _groups(version: SurveyVersion) -> set[str]:
    asking = (one for one in version.definition["questions"] if one.get("about_family"))
    return {option.get("group", "") for one in asking for option in one["options"]} - {""}
