"""That a partner who had something of somebody from us was told that they asked to be forgotten (UK GDPR Article 19)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.choices import HowTold
from consent.models.partner import Partner
from consent.models.rights import RightsRequest
from core.crypto import EncryptedTextField


class PartnerTold(models.Model):
    """One partner, for one request to be forgotten: told on a day and how, or not told and why (`how` is empty then).

    `partner` is None for what the records name no partner of. `covers` are the ids of the sharings that it was told about: what went
    after that, or under a record that was joined since, has to be told anew. `why_not` is sealed; the letter says it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="told")
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    how = models.CharField(max_length=8, choices=HowTold.choices, blank=True)
    why_not = EncryptedTextField(default="")
    covers = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["request", "partner"], name="a_partner_is_told_once_for_a_request"),
            models.UniqueConstraint(fields=["request"], condition=Q(partner__isnull=True), name="nobody_named_is_told_once"),
        ]

    def __str__(self) -> str:
        return f"{'Told' if self.how else 'Not told'} on {self.on}"

    @property
    def was_told(self) -> bool:
        """Whether they know, or could not be told."""
        return bool(self.how)

    @property
    def name(self) -> str:
        """Who it is, as the letter calls them."""
        return self.partner.name if self.partner else NOT_NAMED


NOT_NAMED = "Somebody whom our records do not name"
