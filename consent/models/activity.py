"""The register of what the council does with people's data, which a regulator may ask for (UK GDPR Article 30; domain 5.6)."""

from django.db import models
from django.db.models import Q

from consent.choices.sharing import Basis, Special
from core.models import Post


def _words(label: str, *, blank: bool = False) -> "models.TextField[str, str]":
    return models.TextField(label, max_length=4_000, blank=blank)


class ProcessingActivity(models.Model):
    """One thing the council does with people's data. `code` names the rows that Earshot begins with (consent/choices/activities.py)."""

    code = models.SlugField(max_length=40, blank=True, editable=False)
    name = models.CharField("what we do", max_length=120)
    purposes = _words("what for")
    people = _words("whose data")
    data = _words("which data")
    lawful_basis = models.CharField(max_length=12, choices=Basis.choices)
    legal_power = _words("the law that lets us do it", blank=True)
    special = models.CharField("special category data", max_length=12, choices=Special.choices, blank=True)
    policy_link = models.URLField("appropriate policy document", blank=True, help_text="Needed where Schedule 1 part 2 is relied on.")
    recipients = _words("who gets it", blank=True)
    transfers = _words("sent abroad, and how it is kept safe there", blank=True)
    kept = _words("how long it is kept")
    security = _words("how it is kept safe")
    joint = models.CharField("joint controllers", max_length=200, blank=True)
    system = models.CharField("where it is", max_length=120, default="Earshot")
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="who looks after it")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "processing activities"
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["name"], name="one_activity_of_a_name", violation_error_message="The register has one of that name already."
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="each_activity_begins_once"),
        ]

    def __str__(self) -> str:
        return self.name
