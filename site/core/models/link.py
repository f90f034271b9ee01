"""Links that let one person do one act without an account."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Link(models.Model):
    """A link for one person and one act: looking shows what it is about, sending does it, once (core/links.py).

    `act` and `about` say what it opens (`home.service.confirm`, `home.ServicePage:12`). The token stands nowhere: it is a keyed hash of
    `salt`, made again when the letter leaves. `for_whom` is a keyed hash of the address it was sent to: a changed address ends it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    act = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    for_whom = models.CharField(max_length=64)
    salt = models.CharField(max_length=43)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["act", "about"],
                condition=Q(used_at__isnull=True, ended_at__isnull=True),
                name="one_open_link_for_each_act",
            ),
            models.CheckConstraint(condition=Q(used_at__isnull=True) | Q(ended_at__isnull=True), name="a_link_is_used_or_ended"),
        ]

    def __str__(self) -> str:
        return f"Link for {self.act}"
