"""The one queue, and the demo's letter box."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from core.choices import OutboxState


class OutboxItem(models.Model):
    """One thing to do after the act that asked for it has been saved: a name and ids, never an address or words (DESIGN promise 5).

    `due_at` is also the lease: a worker that takes the item moves it on, and a killed worker's item comes due again. It is the
    database's time, so that a machine with a wrong clock takes nobody else's work. Taking an item adds one to `attempts`; `worker` says
    whose it is.
    `key`, when given, makes a second request for the same thing do nothing while the first waits and nobody has begun it.
    """

    name = models.CharField(max_length=80)
    arguments = models.JSONField(default=list)
    key = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=OutboxState.choices, default=OutboxState.WAITING)
    due_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=40, blank=True)
    last_error = models.CharField(max_length=200, blank=True, help_text="The kind of error, never its text: that could hold an address.")
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(state="waiting"), name="outbox_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "key"], condition=Q(state="waiting", attempts=0) & ~Q(key=""), name="one_unbegun_item_for_each_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class WorkerBeat(models.Model):
    """A sign of life of one worker process, so that staff see when nobody carries the post any more."""

    worker = models.CharField(max_length=40, primary_key=True)
    seen_at = models.DateTimeField(db_default=Now())
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.worker


class DemoMessage(models.Model):
    """A message the demo would have sent; shown on `/demo/post/`. Only the demo's mail backend writes here."""

    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.subject
