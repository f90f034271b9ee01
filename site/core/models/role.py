"""Who may do what, where."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.choices import RoleKind
from core.models.hub import Hub


class Role(models.Model):
    """One kind of role of one user, at one hub or for the whole council. Kinds add up (core/role_table.py)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=24, choices=RoleKind.choices)
    hub = models.ForeignKey(
        Hub, null=True, blank=True, on_delete=models.CASCADE, related_name="roles", help_text="Empty means the whole council."
    )
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "hub"], condition=Q(hub__isnull=False), name="one_role_of_a_kind_at_a_hub"),
            models.UniqueConstraint(fields=["user", "kind"], condition=Q(hub__isnull=True), name="one_role_of_a_kind_for_the_council"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.hub.name if self.hub else 'whole council'}"
