"""What this council begins with, wherever nobody chose otherwise."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core import council_defaults as begins
from core.choices import Mode


def _bounds(default: begins.Default) -> models.CheckConstraint:
    within = Q(**{f"{default.name}__gte": default.least, f"{default.name}__lte": default.most})
    return models.CheckConstraint(
        condition=within,
        name=f"{default.name}_is_in_bounds",
        violation_error_message=f"{default.says}: {default.is_in_bounds}",
    )


class CouncilDefaults(models.Model):
    """One decision about what the council begins with: the newest holds, the earlier ones say what was before, who changed it and why.

    Read it by `core.selectors.defaults.standing`; what each number means and its bounds are `core/council_defaults.py`.
    """

    mode = models.CharField(begins.MODE_SAYS, max_length=10, choices=Mode.choices, default=Mode.CODE_LINKED)
    everyday_weeks = models.PositiveSmallIntegerField(default=begins.EVERYDAY_WEEKS.begins_with)
    standard_weeks = models.PositiveSmallIntegerField(default=begins.STANDARD_WEEKS.begins_with)
    keep_months = models.PositiveSmallIntegerField(default=begins.KEEP_MONTHS.begins_with)
    hide_below_public = models.PositiveSmallIntegerField(default=begins.HIDE_BELOW_PUBLIC.begins_with)
    hide_below_inside = models.PositiveSmallIntegerField(default=begins.HIDE_BELOW_INSIDE.begins_with)
    reason = models.CharField("why", max_length=300)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    chosen_on = models.DateField(default=timezone.localdate, editable=False)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = "what we begin with"
        constraints = [
            *(_bounds(default) for default in begins.DEFAULTS),
            models.CheckConstraint(
                condition=Q(hide_below_inside__lte=F("hide_below_public")),
                name="inside_hides_no_more_than_in_public",
                violation_error_message="Inside, no more may be hidden than in public: raise the number for the public too.",
            ),
        ]

    def __str__(self) -> str:
        return f"What we begin with since {self.chosen_on}"
