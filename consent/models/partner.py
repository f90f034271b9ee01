"""The organisations that the council shares with, by agreement only (DESIGN promise 7)."""

from django.db import models


class Partner(models.Model):
    """One organisation beside the council, such as a health trust or a parent carer forum. `about` is what it does, as families read it.

    `email` is an office's, never a family's. A partner that shares no more has ended, and stays: what was shared is about it.
    """

    name = models.CharField(max_length=120, unique=True)
    about = models.CharField(max_length=200)
    website = models.URLField(blank=True)
    email = models.EmailField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
