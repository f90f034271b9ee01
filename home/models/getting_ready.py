"""What no fact can tell while a council gets ready: that somebody said so, that a thing waits, that a test letter arrived."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from home.choices import ReadyWord


class ReadyNote(models.Model):
    """One word of somebody about one thing of `home/getting_ready.py`: it is so, or not now."""

    item = models.CharField(max_length=20, help_text="The key of a task in home/getting_ready.py.")
    word = models.CharField(max_length=8, choices=ReadyWord.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=timezone.localdate)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "word"], name="one_word_of_a_kind_about_each_thing")]

    def __str__(self) -> str:
        return f"{self.item}: {self.word}"


class MailTest(models.Model):
    """A letter that somebody sent themselves, to see whether mail arrives. Its six digits stand in no table: they are made of the row."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    arrived_at = models.DateTimeField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Test letter {self.pk}"
