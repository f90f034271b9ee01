"""How staff come in: by invitation, never by sign-up."""

from django.conf import settings
from django.db import models

from core.models.hub import Hub


class Invitation(models.Model):
    """An invitation to join the staff: single use, 72 hours.

    The link's token is stored nowhere: it is a keyed hash of this row's salt, made again when the letter leaves (core/invitation_links.py);
    `token_hash` is a keyed hash of the token. Sending again makes a new salt, so the old link is dead.
    """

    email = models.EmailField()
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    kinds = models.JSONField(default=list, help_text="Kinds of role, as in core/role_table.py.")
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, help_text="Empty means the whole council.")
    salt = models.CharField(max_length=43)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_sent")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-invited_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_for_each_address",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"
