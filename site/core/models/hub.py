"""Where: localities, hubs and their opening times."""

from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.db import models

from core.choices import HubKind, HubStatus, RunBy, Weekday
from core.querysets import HubOwnedQuerySet

if TYPE_CHECKING:
    from django.db.models import ForeignKey as ParentalKey
    from django.db.models import Model as ClusterableModel
else:  # a hub and its opening times are edited in one form; these two ship no types
    from modelcluster.fields import ParentalKey
    from modelcluster.models import ClusterableModel


NO_PART_OF_ITSELF = "A place cannot be part of itself. Choose another under “Part of”, or none."


class Locality(models.Model):
    """A part of the council's area that plans together."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "localities"

    def __str__(self) -> str:
        return self.name


class HubQuerySet(HubOwnedQuerySet["Hub"]):
    """Hubs, in the words of the field."""

    hub_path = "pk"

    def open_to_families(self) -> Self:
        """Return the hubs that families can visit."""
        return self.filter(status=HubStatus.ACTIVE)

    def not_closed_for_good(self) -> Self:
        """Return the hubs that families can visit, or will."""
        return self.exclude(status=HubStatus.CLOSED)


class Hub(ClusterableModel):
    """A place where families come, or a venue that a hub uses (domain reference 4.2-4.4)."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=8, choices=HubKind.choices, default=HubKind.HUB)
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="hubs")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="spokes", help_text="The hub that this place belongs to."
    )
    status = models.CharField(max_length=8, choices=HubStatus.choices, default=HubStatus.ACTIVE)
    run_by = models.CharField(max_length=8, choices=RunBy.choices, default=RunBy.COUNCIL)
    provider_name = models.CharField(max_length=120, blank=True)
    run_by_until_on = models.DateField(null=True, blank=True, help_text="When the provider's contract ends.")
    street = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=30, blank=True, help_text="Answered by a person.")
    # Where the hub's pictures and documents stand (core/sync.py).
    shelf = models.OneToOneField(
        "wagtailcore.Collection", null=True, blank=True, on_delete=models.SET_NULL, related_name="hub", editable=False
    )
    wagtail_reference_index_ignore = True

    objects = HubQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=HubKind.HUB) | models.Q(parent__isnull=False),
                name="a_spoke_belongs_to_a_hub",
                violation_error_message="Say under “Part of” which hub this place belongs to. Only a family hub stands alone.",
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="a_hub_is_no_part_of_itself",
                violation_error_message=NO_PART_OF_ITSELF,
            ),
            models.CheckConstraint(
                condition=models.Q(run_by=RunBy.COUNCIL) | ~models.Q(provider_name=""),
                name="a_provider_run_hub_names_its_provider",
                violation_error_message="Write the provider’s name, or say that the council runs it.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a hub that would be part of itself, or of one of its own parts."""
        super().clean()
        if self.pk is not None and self.parent_id == self.pk:  # forms leave a constraint out that speaks of a row's own number
            raise ValidationError({"parent": NO_PART_OF_ITSELF})
        above, passed = self.parent, set[int]()
        while above is not None and above.pk not in passed:
            passed.add(above.pk)
            above = above.parent
        if self.pk in passed:
            raise ValidationError({"parent": f"{self.parent} is itself a part of {self.name}. Choose another, or none."})


class OpeningTime(models.Model):
    """One stretch of an ordinary week in which a hub is open; a day may have two."""

    hub = ParentalKey(Hub, on_delete=models.CASCADE, related_name="opening_times")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("weekday", "opens_at")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="a_hub_closes_after_it_opens",
                violation_error_message="This closes before it opens. Look at the two times again.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M}-{self.closes_at:%H:%M}"
