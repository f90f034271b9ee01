"""Where a draft or a place came from: so that bringing in a list again updates, and never doubles."""

from django.db import models
from django.db.models import Q

from core.models import Hub, ImportRun
from home.models.service_page import ServicePage


class SourceRecord(models.Model):
    """What a list says of a service, or of a place, and what of ours it became.

    `digest` is of the record as it came: an unchanged one is passed by. `said` is what it last said, field by field: only what it says
    anew goes into a new draft. `version` is the draft that we wrote last: when the page has another, an editor has been at work.
    A page or place that was deleted here leaves its record, so that it does not come back by itself.
    """

    source = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=[("service", "Service"), ("site", "Place")])
    source_id = models.CharField(max_length=200)
    page = models.ForeignKey(ServicePage, null=True, on_delete=models.SET_NULL, related_name="+")
    hub = models.ForeignKey(Hub, null=True, on_delete=models.SET_NULL, related_name="+")
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.SET_NULL, related_name="+", help_text="Which import wrote it last.")
    digest = models.CharField(max_length=64)
    said = models.JSONField(default=dict)
    version = models.PositiveBigIntegerField(null=True)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "source_id"], name="a_record_of_a_source_stands_once"),
            models.CheckConstraint(condition=Q(page__isnull=True) | Q(hub__isnull=True), name="a_source_record_is_a_page_or_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.source_id}"
