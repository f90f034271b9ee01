"""An answer that was taken off the public pages at once, because a family could be known by it or it put somebody at risk."""

from django.conf import settings
from django.db import models

from feedback.choices import WhyTakenDown
from feedback.models.you_said import WeDid


class TakenDown(models.Model):
    """That families can no longer read one published answer: since when, why, and who saw to it. Never changed or deleted (trigger).

    The answer itself is frozen and stays as evidence for staff. The reason is chosen, not typed, so that no name is written down here.
    """

    answer = models.OneToOneField(WeDid, on_delete=models.PROTECT, related_name="taken_down")
    reason = models.CharField(max_length=10, choices=WhyTakenDown.choices)
    taken_down_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "taken down"
        verbose_name_plural = "taken down"

    def __str__(self) -> str:
        return f"{self.answer_id} taken down"
