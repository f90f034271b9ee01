"""An urgent number that somebody has rung: families are shown none that nobody has tried."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class NumberCheck(models.Model):
    """Who rang a number, and when. `number` is its digits alone, so that a space put differently is no other number."""

    number = models.CharField(max_length=30, unique=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField(default=timezone.localdate)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(number__regex=r"^[0-9]{3,30}$"), name="a_checked_number_is_digits")]

    def __str__(self) -> str:
        return self.number
