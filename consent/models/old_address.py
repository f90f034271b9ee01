"""An e-mail address that we had for somebody, for the minutes until it is told that we have another now."""

import uuid

from django.db import models

from consent.models.person import Person
from core.crypto import EncryptedTextField


class OldAddress(models.Model):
    """Where a letter goes that says the address was changed (decision 0047): sealed, because an item of the queue holds ids alone.

    Deleted when the letter has left, with who is forgotten, and after a day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    email = EncryptedTextField()
    kept_at = models.DateTimeField()
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Old address {self.pk}"
