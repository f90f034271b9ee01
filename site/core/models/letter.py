"""Letters to staff that wait for the worker."""

import uuid

from django.db import models

from core.crypto import EncryptedTextField


class StaffLetter(models.Model):
    """A letter that allauth wrote: a sign-in code, a link, a notice.

    Sealed while it waits, deleted when it has left (core/staff_letters.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = EncryptedTextField()
    subject = EncryptedTextField()
    body = EncryptedTextField()
    written_at = models.DateTimeField(auto_now_add=True)
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Letter {self.pk}"
