"""How well an engagement listened: the answers to Lundy's checklist, the council's own items, and the yearly look at everyday listening."""

from django.db import models
from django.db.models import Q

from core.models import Post
from participation.choices import Element, Said, When
from participation.models.engagement import Engagement, OfEngagementQuerySet


class CouncilItem(models.Model):
    """An item that the council asks beside ours. Its question is fixed: another question is another item, and this one is retired."""

    code = models.CharField(max_length=12, unique=True, editable=False)  # "SP-P+1": as ours, and never given twice
    element = models.CharField(max_length=10, choices=Element.choices)
    when = models.CharField("when it is asked", max_length=10, choices=When.choices)
    question = models.TextField(max_length=300)
    is_active = models.BooleanField("is asked", default=True)
    since_on = models.DateField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.code


class ChecklistAnswerQuerySet(OfEngagementQuerySet["ChecklistAnswer"]):
    """Answers to the checklist."""


class ChecklistAnswer(models.Model):
    """What is said to one item in one engagement, and what shows it. An empty `said` is open, whatever else stands in the row.

    `item` is an id of `participation.lundy`, or the code of a CouncilItem; `version` says to which list it was given. `seen_text` and
    `seen_href` are what Earshot could see by itself when somebody took it for evidence. What was said in an earlier engagement stands in
    `before_…` and never counts as said here.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="checklist")
    item = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField()
    said = models.CharField("answer", max_length=10, choices=Said.choices, blank=True)
    evidence = models.TextField("what shows it", max_length=2_000, blank=True)
    link = models.CharField("a link to what shows it", max_length=500, blank=True)
    seen_text = models.CharField(max_length=500, blank=True)
    seen_href = models.CharField(max_length=500, blank=True)
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="checklist_answers")
    due_on = models.DateField("by", null=True, blank=True)
    carried_from = models.ForeignKey(Engagement, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    before_said = models.CharField(max_length=10, choices=Said.choices, blank=True)
    before_evidence = models.TextField(max_length=2_000, blank=True, editable=False)
    wagtail_reference_index_ignore = True

    objects = ChecklistAnswerQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["engagement", "item"], name="one_answer_to_an_item"),
            models.CheckConstraint(
                condition=~Q(said=Said.NOT_APPLICABLE) | ~Q(evidence=""),
                name="what_does_not_apply_says_why",
                violation_error_message="Say why it does not apply here.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(owner__isnull=False),
                name="a_day_has_somebody",
                violation_error_message="A day needs a job title: choose who sees to it, or take the day away.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} of {self.engagement_id}"

    @property
    def is_shown(self) -> bool:
        """Whether anything shows what is said: words, a link, or what Earshot could see."""
        return bool(self.evidence or self.link or self.seen_text)

    @property
    def is_unshown(self) -> bool:
        """Whether something is said to be so, and nothing shows it. That is not refused, but said."""
        return self.said in (Said.YES, Said.PARTLY) and not self.is_shown


class EverydayLookQuerySet(OfEngagementQuerySet["EverydayLook"]):
    """Yearly looks at everyday listening."""


class EverydayLook(models.Model):
    """What was said when a hub's everyday listening was looked at, once a year: one row for each day on which somebody did.

    `answers` are {item: {"said", "evidence"}}. The engagement itself holds what stands now; this is the history.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="looks")
    looked_on = models.DateField()
    version = models.PositiveSmallIntegerField()
    who_acts = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    weeks = models.PositiveSmallIntegerField()
    leaves_out = models.TextField(max_length=1_000)
    answers = models.JSONField(default=dict)
    wagtail_reference_index_ignore = True

    objects = EverydayLookQuerySet.as_manager()

    class Meta:
        ordering = ("-looked_on",)
        constraints = [models.UniqueConstraint(fields=["engagement", "looked_on"], name="one_look_a_day")]

    def __str__(self) -> str:
        return f"{self.engagement_id}, {self.looked_on}"
