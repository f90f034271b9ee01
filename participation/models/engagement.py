"""What the council is asking about, who acts on it and by when."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from core.clocks import due_on, today
from core.models import Hub, Post
from core.querysets import HubOwnedQuerySet, reach
from participation.choices import ENDED, Degree, Size, Stage, Who
from participation.models.equality import EqualityRecord

M = TypeVar("M", bound=models.Model)
# What the owner may do also where they do not serve every hub of it. Nobody agrees to an exception by owning it.
OWNERS_RIGHTS = frozenset({"engagement.edit", "reach.edit"})


class EngagementQuerySet(HubOwnedQuerySet["Engagement"]):
    """Engagements, in the words of the field."""

    hub_path = "hubs"

    def wholly_within(self, user: User, right: str) -> Self:
        """Return what the user may change: what is of their hubs alone, and what a post of theirs owns.

        An engagement of the whole council is seen by all its hubs and edited by its owner, who may hold the right at one of them only.
        """
        within = super().wholly_within(user, right)
        if reach(user, right) is None or right not in OWNERS_RIGHTS:
            return within
        owned = self.model._default_manager.filter(owner__in=Post.objects.acted_for_by(user, today()).values("pk")).values("pk")
        seen = self.visible_to(user, right).filter(pk__in=owned).order_by().values("pk")
        return self.filter(Q(pk__in=within.order_by().values("pk")) | Q(pk__in=seen))

    def standing(self) -> Self:
        """Return the hubs' everyday engagements, which go on as long as their hub does."""
        return self.filter(size=Size.EVERYDAY).exclude(stage__in=ENDED)


class OfEngagementQuerySet(HubOwnedQuerySet[M]):
    """Rows of an engagement: seen where it is seen, and changed by who may change it."""

    hub_path = "engagement__hubs"

    def wholly_within(self, user: User, right: str) -> Self:
        """Return the rows of the engagements that the user may change."""
        return self.filter(engagement__in=Engagement.objects.wholly_within(user, right).order_by().values("pk"))


class Engagement(models.Model):
    """One thing the council asks families about: the question, who acts, and by when (domain reference 2.4).

    An everyday engagement is a hub's standing one: it stays open until the hub closes for good, and promises an answer within weeks.
    A standard one and a big decision promise a day. `stage` is moved by participation.services alone.
    """

    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    question = models.TextField("the question in plain words", max_length=2_000, blank=True)
    what_can_change = models.TextField(max_length=2_000, blank=True)
    what_is_fixed = models.TextField("what is fixed, and why", max_length=2_000, blank=True)
    size = models.CharField(max_length=10, choices=Size.choices, default=Size.STANDARD)
    size_answers = models.JSONField("what the three questions about its size were answered", default=dict, blank=True, editable=False)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.PLANNING)
    hubs = models.ManyToManyField(Hub, related_name="engagements")
    service = models.CharField("service", max_length=120, blank=True)
    # Who: posts, of which the public sees only the title.
    who_acts = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="engagements_to_act_on")
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="engagements_owned")
    sponsor = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="engagements_sponsored")
    decided_by = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="engagements_to_decide")
    decided_on = models.DateField("when it is decided", null=True, blank=True)
    decided_at = models.CharField("in which meeting it is decided", max_length=120, blank=True)
    # When.
    starts_on = models.DateField("families are asked from", null=True, blank=True)
    ends_on = models.DateField("families are asked until", null=True, blank=True)
    answer_by_on = models.DateField("answer families by", null=True, blank=True)
    answer_within_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    looked_again_on = models.DateField(null=True, blank=True)
    renewed_on = models.DateField("everyday listening was last looked at", null=True, blank=True)
    # How, and with what say.
    started_by = models.CharField(max_length=10, choices=Who.choices, blank=True)
    agenda_by = models.CharField("who set what is talked about", max_length=10, choices=Who.choices, blank=True)
    vote_by = models.CharField("who had a vote or could say no", max_length=10, choices=Who.choices, blank=True)
    recommendations_by = models.CharField("who wrote down what should happen", max_length=10, choices=Who.choices, blank=True)
    claimed_degree = models.CharField(max_length=10, choices=Degree.choices, blank=True)
    achieved_degree = models.CharField("the degree reached, as staff see it", max_length=10, choices=Degree.choices, blank=True)
    methods = models.JSONField(default=list, blank=True)  # [Method]
    ways_to_take_part = models.JSONField(default=dict, blank=True)  # {TimeAsked: what somebody with so much time can do}
    conditions = models.JSONField(default=dict, blank=True)  # {Condition: how it was met}
    # What families get.
    reciprocity = models.TextField("what families get back", max_length=1_000, blank=True)
    access_budget = models.DecimalField("pounds for getting there and taking part", max_digits=9, decimal_places=2, null=True, blank=True)
    thanks_budget = models.DecimalField("pounds for thank-yous", max_digits=9, decimal_places=2, null=True, blank=True)
    # What is known already, so that families need not tell it again.
    known_already = models.TextField("we know this already", max_length=2_000, blank=True)
    still_to_ask = models.TextField("we still need to ask, because", max_length=2_000, blank=True)
    you_told_us = models.TextField("last year you told us", max_length=600, blank=True)
    we_did_then = models.TextField("we did", max_length=600, blank=True)
    now_we_ask = models.TextField("now we ask", max_length=600, blank=True)
    # What a big decision needs.
    is_formal_consultation = models.BooleanField(default=False)
    fair_checks = models.JSONField(default=dict, blank=True)  # {FairCheck: how it is met}
    leaves_out = models.TextField("could asking this way leave someone out?", max_length=1_000, blank=True)
    equality_record = models.ForeignKey(EqualityRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="engagements")
    # By when families were told they hear back, since it opened, oldest first: [{"told_on", "by_on", "weeks"}], days as ISO text.
    promises = models.JSONField(default=list, editable=False)
    # What staff thought of each element when what families said could first be read: {Element: the checklist's word}, and on which day.
    thought = models.JSONField(default=dict, editable=False)
    thought_on = models.DateField(null=True, editable=False)
    # Why it went a step back, oldest first: [{"on", "to", "why"}], days as ISO text.
    steps_back = models.JSONField(default=list, editable=False)
    wagtail_reference_index_ignore = True

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(condition=Q(stage=Stage.PLANNING) | Q(who_acts__isnull=False), name="an_open_engagement_says_who_acts"),
            models.CheckConstraint(
                condition=Q(stage=Stage.PLANNING) | Q(answer_by_on__isnull=False) | Q(answer_within_weeks__isnull=False),
                name="an_open_engagement_says_by_when",
            ),
            models.CheckConstraint(
                condition=~Q(size=Size.EVERYDAY) | Q(stage__in=(Stage.PLANNING, Stage.OPEN, Stage.CLOSED)),
                name="everyday_listening_is_open_or_closed",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="asking_ends_after_it_starts",
                violation_error_message="The last day of asking comes before the first. Mend one of them.",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=(Stage.CLOSED, Stage.LOOKED)) | Q(closed_on__isnull=False),
                name="a_closed_engagement_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def promise(self, told_on: date) -> None:
        """Keep what families are told from this day on about by when they hear back. What they were told before stays."""
        by_on = self.answer_by_on.isoformat() if self.answer_by_on else None
        said = {"by_on": by_on, "weeks": self.answer_within_weeks}
        if not self.promises or {**self.promises[-1], **said} != self.promises[-1]:
            self.promises = [*self.promises, {"told_on": told_on.isoformat(), **said}]

    def promised_on(self, heard_on: date) -> date | None:
        """Return the day by which somebody heard on this day was promised an answer.

        A day that was put off does not count: the first one families were told stays. A number of weeks counts for whoever is heard
        after it was said; on the day it changes the earlier one holds.
        """
        if not self.promises:
            return self.expected_on(heard_on)
        first = self.promises[0]
        if first["by_on"]:
            return date.fromisoformat(first["by_on"])
        told = [one for one in self.promises if one["told_on"] < heard_on.isoformat()]
        return _day_of(heard_on, by_on=None, weeks=(told or [first])[-1]["weeks"])

    def expected_on(self, heard_on: date) -> date | None:
        """Return the day by which an answer is expected now for somebody heard on this day: what was promised, or a later one."""
        return _day_of(heard_on, by_on=self.answer_by_on, weeks=self.answer_within_weeks)


def _day_of(heard_on: date, *, by_on: date | None, weeks: int | None) -> date | None:
    if by_on:
        return by_on
    return due_on(heard_on, weeks=weeks) if weeks else None
