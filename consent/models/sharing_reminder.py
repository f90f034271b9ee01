"""Which reminders of a review were sent: each once."""

from django.db import models

from consent.models.sharing import SharingAgreement


class SharingReminder(models.Model):
    """That who looks after an agreement was reminded so many days before its review."""

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.CASCADE, related_name="reminders")
    review_on = models.DateField()
    days_before = models.PositiveSmallIntegerField()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "review_on", "days_before"], name="each_review_is_reminded_of_once")]

    def __str__(self) -> str:
        return f"{self.days_before} days before {self.review_on}"
