"""Answering back in public: you said, we did, and how people were told."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.models import Hub, Post
from core.querysets import HubOwnedQuerySet
from feedback.choices import HAPPENED, PROMISED, REFUSALS, Outcome, ToldHow, Topic
from feedback.models.theme import Theme
from feedback.models.voice import Voice
from participation.models import Engagement


class YouSaidQuerySet(HubOwnedQuerySet["YouSaid"]):
    """What families said, in plain words."""

    hub_path = "hubs"

    def answered_in_public(self) -> Self:
        """Return those that families can read, because an answer is published and the page was not taken down."""
        return self.filter(published_on__isnull=False, taken_down_on__isnull=True)


class YouSaid(models.Model):
    """What several families said, in plain words, with who owns it and by when it is answered (domain reference 10.2).

    `published_on` is the day of the first answer. `taken_down_on` is set while the page is off the public pages (`TakenDown`).
    """

    reference = models.CharField(max_length=12, unique=True, help_text="Such as YS-2026-014: printed on posters, read out on the phone.")
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="you_saids")
    text = models.TextField("you said", max_length=1_000)
    topic = models.CharField(max_length=12, choices=Topic.choices, default=Topic.OTHER)
    hubs = models.ManyToManyField(Hub, related_name="you_saids")
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="you_saids_owned")
    heard_from_on = models.DateField()
    heard_until_on = models.DateField()
    answer_by_on = models.DateField("answer families by")
    themes = models.ManyToManyField(Theme, blank=True, related_name="you_saids")
    voices = models.ManyToManyField(Voice, blank=True, related_name="you_saids")
    has_lost_comments = models.BooleanField(default=False, editable=False)  # a family deleted what it had said, or its time was over
    published_on = models.DateField(null=True, blank=True, editable=False)
    taken_down_on = models.DateField(null=True, blank=True, editable=False)
    edited_count = models.PositiveIntegerField(default=0, editable=False)
    wagtail_reference_index_ignore = True

    objects = YouSaidQuerySet.as_manager()

    class Meta:
        ordering = ("-published_on", "-reference")
        verbose_name = "you said"
        constraints = [
            models.CheckConstraint(
                condition=Q(heard_until_on__gte=F("heard_from_on")),
                name="heard_until_comes_after_heard_from",
                violation_error_message="The last day you heard it comes before the first.",
            ),
            models.CheckConstraint(
                condition=Q(answer_by_on__gte=F("heard_from_on")),
                name="an_answer_comes_after_the_hearing",
                violation_error_message="The answer cannot be due before families said it.",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class WeDidQuerySet(HubOwnedQuerySet["WeDid"]):
    """Answers."""

    hub_path = "you_said__hubs"

    def published(self) -> Self:
        """Return the answers that went out to families, also those taken down since."""
        return self.filter(published_at__isnull=False)

    def readable(self) -> Self:
        """Return the answers families can read now."""
        return self.published().filter(taken_down__isnull=True)


_SAYS_WHY = ~Q(reason="") & ~Q(would_change_it="") & Q(decided_by__isnull=False)


class WeDid(models.Model):
    """The council's answer: frozen by trigger once published; a correction is a new row that supersedes it.

    A "no" has a reason, a decider and what would change it (promise 8); "did" names what changed and when;
    "passed on" says to whom and by when they reply. `written_by` began it; `writers` are all who saved words of it.
    """

    you_said = models.ForeignKey(YouSaid, on_delete=models.PROTECT, related_name="we_dids")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    text = models.TextField("what we say back", max_length=5_000)
    what_changed = models.CharField(max_length=200, blank=True)
    changed_on = models.DateField(null=True, blank=True)
    due_on = models.DateField("done by", null=True, blank=True)
    reason = models.TextField("because", max_length=5_000, blank=True)
    would_change_it = models.TextField("what would change it", max_length=5_000, blank=True)
    decided_by = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="answers_decided")
    # The title as families read it: copied when this is published, so that renaming the post rewrites no public answer.
    decided_as = models.CharField(max_length=120, blank=True, editable=False)
    passed_to = models.CharField("we asked", max_length=120, blank=True)
    replies_by_on = models.DateField("they reply by", null=True, blank=True)
    supersedes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    published_at = models.DateTimeField(null=True, editable=False)
    edited_count = models.PositiveIntegerField(default=0, editable=False)
    wagtail_reference_index_ignore = True

    objects = WeDidQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-pk")
        verbose_name = "we did"
        constraints = [
            models.CheckConstraint(condition=~Q(outcome__in=sorted(REFUSALS)) | _SAYS_WHY, name="a_refusal_has_its_reason"),
            models.CheckConstraint(
                condition=~Q(outcome__in=sorted(HAPPENED)) | (~Q(what_changed="") & Q(changed_on__isnull=False)),
                name="did_names_what_changed",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="passed_on") | (~Q(passed_to="") & Q(replies_by_on__isnull=False)), name="passed_on_names_who_and_when"
            ),
            models.CheckConstraint(condition=~Q(outcome__in=sorted(PROMISED)) | Q(due_on__isnull=False), name="a_promise_says_by_when"),
            models.UniqueConstraint(fields=["you_said"], condition=Q(published_at__isnull=True), name="one_answer_is_written_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.you_said_id})"


class Told(models.Model):
    """How and when people were told what came of it."""

    you_said = models.ForeignKey(YouSaid, on_delete=models.PROTECT, related_name="tellings")
    how = models.CharField(max_length=10, choices=ToldHow.choices)
    told_on = models.DateField()
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "told"

    def __str__(self) -> str:
        return f"{self.you_said} {self.get_how_display()}"
