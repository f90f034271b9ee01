"""A few words that stand on every family page from one moment to another."""

from typing import ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When

from core.models import Hub
from core.querysets import HubOwnedQuerySet
from home.choices import AlertLevel, AlertPlace

LONGEST = 200
_A_LINK = RegexValidator(r"^(/(?![/\\])|https?://[^/\\])\S*$", "Begin with https://, or with / for a page of this site.")


class AlertQuerySet(HubOwnedQuerySet["Alert"]):
    """Alerts, in the order families need them."""

    def gravest_first(self) -> Self:
        """Return the most urgent first, and of those the one that came last."""
        order = [When(level=level, then=Value(at)) for at, level in enumerate(AlertLevel.values)]
        return self.order_by(Case(*order), "-from_at", "-pk")


class Alert(models.Model):
    """What families must know now: plain words, perhaps one link. It shows itself and ends by itself.

    `in_other_languages` holds, by language code, the words that staff had translated; where there are none the English stands.
    """

    level = models.CharField(max_length=9, choices=AlertLevel.choices, default=AlertLevel.NEWS)
    text = models.CharField(max_length=LONGEST)
    link = models.CharField(max_length=200, blank=True, validators=[_A_LINK])
    link_words = models.CharField(max_length=60, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    place = models.CharField(max_length=10, choices=AlertPlace.choices, default=AlertPlace.EVERYWHERE)
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.CASCADE, related_name="alerts")
    in_other_languages = models.JSONField(default=dict, blank=True)
    wagtail_reference_index_ignore = True

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ("-until_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until_at__gt=F("from_at")),
                name="an_alert_ends_after_it_begins",
                violation_error_message="It ends before it begins. Look at the two days again.",
            ),
            models.CheckConstraint(
                condition=Q(place=AlertPlace.HUB, hub__isnull=False) | (~Q(place=AlertPlace.HUB) & Q(hub__isnull=True)),
                name="an_alert_of_one_hub_names_it",
            ),
            models.CheckConstraint(condition=Q(link="") | ~Q(link_words=""), name="a_link_of_an_alert_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}, {self.get_place_display().lower()}"
