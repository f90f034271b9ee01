"""The one door for families: a code by e-mail, then a visit that holds nothing but who it is. Never a `User`."""

import uuid

from django.db import models

from consent.models.beginning import Beginning
from consent.models.person import Person


class DoorCode(models.Model):
    """Somebody asked for a code. It is made when the letter leaves (`sent_at`), kept as a keyed hash, and opens once.

    A row is written for an address that nobody has, too: without `person`, so that asking looks and takes the same. `beginning` is what
    somebody told us who came by the form.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    beginning = models.OneToOneField(Beginning, null=True, on_delete=models.SET_NULL, related_name="code")
    code_hash = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    number_of_tries = models.PositiveSmallIntegerField(default=0)
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Code {self.pk}"


class FamilyVisit(models.Model):
    """A visit behind the door, for a day: the browser keeps a token, this row its keyed hash and the person, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Visit {self.pk}"
