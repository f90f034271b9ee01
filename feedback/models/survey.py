"""What is asked: the survey staff edit, the version families answer, and the posters that lead to it."""

from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from wagtail.models import PreviewableMixin

from core.models import Hub
from core.querysets import HubOwnedQuerySet
from feedback.blocks import QuestionsField
from feedback.choices import EntryKind, Mode, SurveyState
from participation.choices import RatingPoint
from participation.models import Engagement

# Who began before a survey closed may finish for so long after its last day.
DAYS_TO_FINISH = timedelta(days=3)


class SurveyQuerySet(HubOwnedQuerySet["Survey"]):
    """Surveys, in the words of the field."""

    hub_path = "hubs"

    def open_on(self, day: date) -> Self:
        """Return the surveys families can answer on a day."""
        begun = Q(opens_on__isnull=True) | Q(opens_on__lte=day)
        not_over = Q(closes_on__isnull=True) | Q(closes_on__gte=day)
        return self.filter(begun & not_over, state=SurveyState.OPEN)


class Survey(PreviewableMixin, models.Model):
    """A set of questions on an engagement, as staff edit it. Families answer a frozen `SurveyVersion`, never this.

    `edited_count` refuses a save over somebody else's newer one. `current_version` is what families see. `closes_on` is the last day as
    planned, `closed_on` the day somebody closed it.
    """

    engagement = models.ForeignKey(Engagement, null=True, blank=True, on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    why = models.TextField("why you ask", max_length=2_000, blank=True)
    hubs = models.ManyToManyField(Hub, blank=True, related_name="surveys")
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True, editable=False)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.CODE_LINKED)
    state = models.CharField(max_length=6, choices=SurveyState.choices, default=SurveyState.DRAFT)
    questions: Any = QuestionsField(blank=True)  # a StreamValue of question blocks
    current_version = models.ForeignKey("SurveyVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False)
    edited_count = models.PositiveIntegerField(default=0, editable=False)
    # Set where families rate how they were listened to: then the questions are the locked ones of feedback/rating_set.py.
    rating_point = models.CharField(max_length=6, choices=RatingPoint.choices, blank=True, default="", editable=False)
    wagtail_reference_index_ignore = True

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(condition=Q(state="draft") | Q(engagement__isnull=False), name="an_open_survey_hangs_on_an_engagement"),
            models.CheckConstraint(condition=Q(state="draft") | Q(current_version__isnull=False), name="an_open_survey_has_a_version"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(opens_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="a_survey_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=~Q(state="closed") | Q(closed_on__isnull=False), name="a_closed_survey_says_since_when"),
            models.UniqueConstraint(fields=["engagement", "rating_point"], condition=~Q(rating_point=""), name="one_rating_at_each_point"),
            models.CheckConstraint(
                condition=Q(rating_point="") | Q(mode=Mode.UNLINKABLE, engagement__isnull=False), name="a_rating_is_unlinkable"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the page of the phone beside the builder."""
        return "feedback/staff/surveys/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        """Return the survey as it stands in the form, saved or not."""
        return {"survey": self}

    def is_open_on(self, day: date) -> bool:
        """Return whether families can answer on a day."""
        return (
            self.state == SurveyState.OPEN
            and (self.opens_on is None or self.opens_on <= day)
            and (self.closes_on is None or day <= self.closes_on)
        )

    @property
    def last_day(self) -> date | None:
        """The last day families can begin: the planned one, or the day it was closed when that came first."""
        return min((day for day in (self.closes_on, self.closed_on) if day), default=None)

    @property
    def finish_by_on(self) -> date | None:
        """The last day on which an answer begun in time can still be sent; None while no last day is set."""
        return self.last_day + DAYS_TO_FINISH if self.last_day else None


class SurveyVersion(models.Model):
    """What families answered, word for word: frozen by trigger when published. A change of the survey is a new version.

    `definition` is JSON made by `feedback.questionnaire.freeze`: {"title", "why", "mode", "questions": [{"id", "kind", "text", "help",
    "required", "rather_not_say", "options": [{"id", "text", "go_to"}], "go_to"}]}. Block ids are the question ids. What asks who a
    family is has "about_family": true, its answers a "group"; `about_question` is its id, by which who answered is counted in one query.
    """

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    mode = models.CharField(max_length=10, choices=Mode.choices)
    about_question = models.CharField(max_length=36, blank=True, default="")
    published_at = models.DateTimeField(null=True)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="one_version_of_each_number")]

    def __str__(self) -> str:
        return f"{self.survey_id} version {self.number}"


class EntryPointQuerySet(HubOwnedQuerySet["EntryPoint"]):
    """Posters and sessions that lead to a survey."""


class EntryPoint(models.Model):
    """A poster on a wall or at a session: a short code that opens a survey and says which hub it was."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="entry_points")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="entry_points")
    kind = models.CharField(max_length=8, choices=EntryKind.choices, default=EntryKind.POSTER)
    label = models.CharField(max_length=80, blank=True, help_text="For staff: where it hangs, or which session.")
    code = models.CharField(max_length=8, unique=True, help_text="Stands in the short address: letters and digits that cannot be mistaken.")
    made_on = models.DateField()
    taken_down_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    objects = EntryPointQuerySet.as_manager()

    class Meta:
        ordering = ("-made_on", "label")
        verbose_name = "poster"

    def __str__(self) -> str:
        return self.label or self.code
