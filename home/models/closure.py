"""When a hub does not keep its ordinary week: closed today, closed over Christmas, open at other times on a day."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from core.models import Hub
from core.querysets import HubOwnedQuerySet
from home.choices import BankHolidays, WhyClosed


class ClosureQuerySet(HubOwnedQuerySet["Closure"]):
    """Closures, found by any of their hubs."""

    hub_path = "hubs"


class Closure(models.Model):
    """From one moment to another in which hubs are closed, or open at other times. It ends by itself; nobody's name stands on it.

    One with a name (Christmas) was planned and is shown weeks before; one without was said on the day.
    """

    name = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=10, choices=WhyClosed.choices, default=WhyClosed.OTHER)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    for_every_hub = models.BooleanField(default=False)
    hubs = models.ManyToManyField(Hub, blank=True, related_name="closures")
    wagtail_reference_index_ignore = True

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_closure_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True, closes_at__isnull=True)
                | Q(opens_at__isnull=False, closes_at__isnull=False, closes_at__gt=F("opens_at")),
                name="other_hours_have_a_beginning_and_a_later_end",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_reason_display()


class BankHolidayHabit(models.Model):
    """What hubs do on bank holidays: one row for the council, and one for each hub that differs."""

    hub = models.OneToOneField(Hub, null=True, blank=True, on_delete=models.CASCADE, related_name="bank_holiday_habit")
    says = models.CharField(max_length=10, choices=BankHolidays.choices, default=BankHolidays.NOT_SAID)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(Coalesce("hub", 0), name="one_habit_for_the_council"),  # a null is unlike every other null
        ]

    def __str__(self) -> str:
        return f"{self.hub or 'The whole council'}: {self.get_says_display()}"
