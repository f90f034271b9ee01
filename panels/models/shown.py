"""What of a member stands on their panel's page: nothing, until they said yes to each of it."""

import uuid

from django.conf import settings
from django.db import models

from core.crypto import EncryptedTextField
from panels.models.membership import Membership
from panels.models.panel import OfPanelQuerySet


class ShownMemberQuerySet(OfPanelQuerySet["ShownMember"]):
    """Who is shown on the pages of panels."""

    hub_path = "membership__panel__hub"
    panel_path = "membership__panel"


class ShownMember(models.Model):
    """That a member's first name stands on the panel's page, with a few words of theirs where they agreed to those, too.

    The name itself is read from their record each time, and only while their yes holds: a change of mind counts at once. `words` are
    theirs, in `language`, shown only with a yes to their words beside their name (purpose "panel_words"). `shown_as` is the one word that
    they chose to be called by; empty, it is the first word of their name. Never of somebody under 18.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="shown")
    shown_as = EncryptedTextField(default="", blank=True)
    words = EncryptedTextField(default="", blank=True)
    language = models.CharField(max_length=8, default=settings.LANGUAGE_CODE)
    wagtail_reference_index_ignore = True

    objects = ShownMemberQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Shown member, {self.pk}"

    @property
    def name_key(self) -> str:
        """Under which the use of the first name is written down (consent.ConsentUse.key)."""
        return f"panels.name:{self.pk}"

    @property
    def words_key(self) -> str:
        """Under which the use of their words is written down."""
        return f"panels.words:{self.pk}"
