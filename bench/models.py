"""The floor's own table. It is made for a benchmark and thrown away with its database."""

from typing import ClassVar

from django.db import models


class PlainText(models.Model):
    """A text as it would stand without care for who said it."""

    text = models.TextField()
    wagtail_reference_index_ignore = True

    objects: ClassVar[models.Manager["PlainText"]] = models.Manager()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return f"Text {self.pk}"
