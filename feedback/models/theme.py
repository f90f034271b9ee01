"""Making sense: what people talked about."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.querysets import HubOwnedQuerySet
from feedback.choices import ThemeState
from feedback.models.voice import Voice
from participation.models import Engagement


class ThemeQuerySet(HubOwnedQuerySet["Theme"]):
    """Themes, seen where their engagement is seen."""

    hub_path = "engagement__hubs"


class Theme(models.Model):
    """Something that several comments are about. It ends answered, merged, or with one public line saying why it goes no further.

    While the theme is open, `public_line` is only proposed and waits for a second look; families read it from `heard_on`.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="themes")
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=ThemeState.choices, default=ThemeState.OPEN)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_themes")
    public_line = models.CharField("heard, not taken further, because", max_length=300, blank=True)
    line_written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    heard_on = models.DateField(null=True, blank=True, editable=False)
    has_lost_comments = models.BooleanField(default=False, editable=False)  # a family deleted what it had said, or its time was over
    voices = models.ManyToManyField(Voice, through="ThemeMark", related_name="themes")
    wagtail_reference_index_ignore = True

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["engagement", "name"], name="one_theme_of_a_name_in_an_engagement"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="a_merged_theme_says_into_which",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="a_theme_is_not_merged_into_itself"),
            models.CheckConstraint(
                condition=~Q(state="heard") | (~Q(public_line="") & Q(heard_on__isnull=False)), name="a_theme_not_taken_further_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ThemeMark(models.Model):
    """A member of staff put a comment to a theme."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="marks")
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="marks")
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "voice"], name="a_comment_is_put_to_a_theme_once")]

    def __str__(self) -> str:
        return f"{self.voice_id} in {self.theme_id}"
