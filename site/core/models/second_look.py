"""Another pair of eyes before something goes out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.choices import LookMethod, LookState


class SecondLook(models.Model):
    """A question to a second person: may this go out? Kept for ever beside what it was about (`feedback.WeDid:12`).

    `digest` is the hash of what was looked at, so that a text changed after the look needs a new one. `words` is that text, for a named
    colleague who cannot open the record. `needs` is the right that the looker holds, such as `we_did.publish`. `writers` are the people who
    wrote what is looked at: like who asked, none of them is its second pair of eyes.
    """

    about = models.CharField(max_length=80, db_index=True)
    needs = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    words = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=LookState.choices, default=LookState.ASKED)
    method = models.CharField(max_length=8, choices=LookMethod.choices, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="looks_asked")
    asked_at = models.DateTimeField()
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    named_colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="looks_waiting"
    )
    token_hash = models.CharField(max_length=64, blank=True)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="looks_given")
    looked_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["token_hash"], condition=~Q(token_hash=""), name="second_look_by_link")]
        constraints = [
            models.UniqueConstraint(fields=["about"], condition=Q(state="asked"), name="one_second_look_at_a_time"),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(method="self") | ~Q(looked_by=F("asked_by")), name="a_second_look_is_somebody_elses"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "sent_back"]) | (Q(looked_by__isnull=False) & Q(looked_at__isnull=False) & ~Q(method="")),
                name="a_second_look_says_whose_it_was",
            ),
            models.CheckConstraint(condition=~Q(state="sent_back") | ~Q(remark=""), name="what_is_sent_back_says_why"),
        ]

    def __str__(self) -> str:
        return f"Second look at {self.about}"


class SelfCheck(models.Model):
    """The data protection officer's leave to self-check one kind of act where one person holds the role. Stopped, never deleted."""

    needs = models.CharField(max_length=60)
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    allowed_at = models.DateTimeField()
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["needs"], condition=Q(stopped_at__isnull=True), name="one_leave_to_self_check_at_a_time")
        ]

    def __str__(self) -> str:
        return f"Self-check for {self.needs}"
