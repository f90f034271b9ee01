"""What happened to an equality record since it was signed: rows of their own, because the version itself is like stone."""

from django.conf import settings
from django.db import models

from participation.models.equality import EqualityLine, EqualityRecord


class EqualityPublication(models.Model):
    """A signed version that everybody may read, since a day."""

    record = models.OneToOneField(EqualityRecord, on_delete=models.PROTECT, related_name="publication")
    published_on = models.DateField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.record_id}, {self.published_on}"


class MitigationDone(models.Model):
    """What a line promised to do about a harm was done, on a day."""

    line = models.OneToOneField(EqualityLine, on_delete=models.PROTECT, related_name="done")
    done_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.line_id}, {self.done_on}"
