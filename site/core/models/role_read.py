"""Who has read what a kind of role does here."""

from django.conf import settings
from django.db import models

from core.choices import RoleKind


class RoleRead(models.Model):
    """Somebody read the four things that a kind of role of theirs does here, and said so."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles_read")
    kind = models.CharField(max_length=24, choices=RoleKind.choices)
    read_on = models.DateField()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="a_kind_of_role_is_read_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, read on {self.read_on}"
