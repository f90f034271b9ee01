"""Comments as staff may read them, and what they are about. Every reading begins with `Voice.objects.readable_by`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from accounts.models import User
from core.models import Hub
from feedback.choices import ADDED, AT_MEETING, ThemeState
from feedback.models import Response, Survey, Theme, ThemeMark, Voice, YouSaid
from feedback.models.voice import VoiceQuerySet
from feedback.questionnaire import Questionnaire
from feedback.rules.endings import in_place_of_words
from feedback.rules.weeks import first_day_of
from feedback.selectors.surveys import questionnaires
from participation.models import Engagement

WEEKS_TO_CHOOSE_FROM = 104


def comments(
    user: User,
    *,
    survey: Survey | None = None,
    hub: Hub | None = None,
    week: str = "",
    theme: Theme | None = None,
    without_theme: bool = False,
) -> VoiceQuerySet:
    """Return the comments a member of staff may read, newest week first, with what a list shows of them.

    Their text is opened only when it is read, so only the rows of the page on screen are decrypted.
    """
    rows = Voice.objects.readable_by(user).select_related("survey__engagement", "hub").defer("survey__questions")
    if survey:
        rows = rows.filter(survey=survey)
    if hub:
        rows = rows.filter(hub=hub)
    if week:
        rows = rows.filter(week=week)
    if theme:
        rows = rows.filter(Exists(ThemeMark.objects.filter(voice=OuterRef("pk"), theme=theme)))
    if without_theme:
        rows = in_no_theme(rows).filter(words_ended_week="")  # the rest nobody can sort
    return rows.prefetch_related("themes")


def in_no_theme(rows: VoiceQuerySet) -> VoiceQuerySet:
    """Return the comments that nobody put to a theme of what they answer. A theme of another question answers none of it."""
    own = Q(theme__engagement=F("voice__survey__engagement")) | Q(voice__survey=None)
    return rows.filter(~Exists(ThemeMark.objects.filter(own, voice=OuterRef("pk"))))


@dataclass(frozen=True)
class Comment:
    """One comment as staff read it: its words, the Monday of its week, and the question it answers (empty where none was asked).

    `gone` is what stands in place of its words when they were deleted after their time.
    """

    voice: Voice
    week: date
    asked: str
    gone: str = ""


def as_read(voices: Sequence[Voice]) -> list[Comment]:
    """Return comments with what they answer: one question to the database, and one more for versions this process has not met."""
    answered = Response.objects.filter(pk__in={voice.response_id for voice in voices if voice.response_id})
    versions = dict(answered.values_list("pk", "version_id"))
    asked = questionnaires(set(versions.values()))
    return [Comment(voice, first_day_of(voice.week), _question(voice, versions, asked), in_place_of_words(voice)) for voice in voices]


def _question(voice: Voice, versions: dict[UUID, int], asked: dict[int, Questionnaire]) -> str:
    if voice.question_id == ADDED:
        return "Added later, by the code of an answer"
    if voice.question_id == AT_MEETING:
        return "Said at a meeting of a panel"
    version = versions.get(voice.response_id) if voice.response_id else None
    question = asked[version].by_id.get(voice.question_id) if version else None
    return question.text if question else ""


def neighbours(rows: VoiceQuerySet, voice: Voice) -> tuple[Voice | None, Voice | None]:
    """Return the comments before and after one in a list, found by its place and not by counting."""
    later = Q(week__lt=voice.week) | Q(week=voice.week, pk__gt=voice.pk)
    earlier = Q(week__gt=voice.week) | Q(week=voice.week, pk__lt=voice.pk)
    bare = rows.select_related(None).prefetch_related(None).only("pk")
    return bare.filter(earlier).order_by("week", "-pk").first(), bare.filter(later).order_by("-week", "pk").first()


def weeks_with_comments(user: User) -> list[str]:
    """Return the weeks in which there are comments this user may read, newest first."""
    weeks = Voice.objects.readable_by(user).order_by("-week").values_list("week", flat=True).distinct()
    return list(weeks[:WEEKS_TO_CHOOSE_FROM])


def surveys_to_choose_from(user: User) -> "QuerySet[Survey]":
    """Return the surveys whose comments the user may meet."""
    return Survey.objects.visible_to(user, "voice.view").exclude(state="draft").defer("questions").order_by("title")


def hubs_to_choose_from(user: User) -> "QuerySet[Hub]":
    """Return the hubs whose comments the user may read."""
    return Hub.objects.visible_to(user, "voice.view")


def themes_in_use(user: User) -> "QuerySet[Theme]":
    """Return the themes a user sees, without those that became part of another."""
    return Theme.objects.visible_to(user, "theme.view").exclude(state=ThemeState.MERGED)


def themes_to_put_to(user: User, engagements: Sequence[Engagement] | None = None) -> "QuerySet[Theme]":
    """Return the themes a user may put a comment to: those still open or answered, of what was asked there."""
    rows = Theme.objects.visible_to(user, "theme.edit").filter(state__in=[ThemeState.OPEN, ThemeState.ANSWERED])
    return rows if engagements is None else rows.filter(engagement__in=engagements)


def themes_with_counts(user: User) -> "QuerySet[Theme]":
    """Return every theme a user sees with how many comments that they may read are in it (promise 11: small numbers tell on people)."""
    mine = Voice.objects.readable_by(user).order_by().values("pk")
    counted = Count("marks", filter=Q(marks__voice__in=mine), distinct=True)
    rows = Theme.objects.visible_to(user, "theme.view").annotate(number_of_comments=counted)
    raised = Prefetch("you_saids", YouSaid.objects.visible_to(user, "you_said.view"))
    return rows.select_related("engagement", "merged_into").prefetch_related(raised).order_by("-number_of_comments", "name")


def engagements_of(voices: Sequence[Voice], themes: Sequence[Theme]) -> list[Engagement]:
    """Return what was asked where these comments and themes come from, each once; two queries at most.

    What answers no survey was said somewhere else, such as at a meeting: it is part of its hub's everyday listening (decision 0065).
    """
    ids = {theme.engagement_id for theme in themes} | {voice.survey.engagement_id for voice in voices if voice.survey}
    hubs = {voice.hub_id for voice in voices if voice.survey_id is None}
    everyday = set(Engagement.objects.standing().filter(hubs__in=hubs).values_list("pk", flat=True)) if hubs else set()
    return list(Engagement.objects.filter(pk__in={pk for pk in ids if pk} | everyday))
