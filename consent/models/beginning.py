"""Somebody whom nobody here knows yet, until they typed the numbers we sent: what they told us waits, sealed, for minutes."""

import uuid

from django.db import models

from core.crypto import EncryptedTextField


class Beginning(models.Model):
    """What somebody typed who wants to tell us what we may do. It becomes a `Person` when the code proves that the address is theirs.

    Written for an address that we know, too, so that asking looks and takes the same. Deleted when the code is used, and by the worker
    when it can be used no more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = EncryptedTextField()
    email = EncryptedTextField()
    language = models.CharField(max_length=8)
    is_young = models.BooleanField(default=False)
    began_at = models.DateTimeField()
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Beginning {self.pk}"
