"""The only place where a family's name, e-mail address and phone number live (DESIGN promise 5)."""

import secrets
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q

from consent.choices import Channel, SafeThere, Source
from core import clocks, contact
from core.blind_index import BlindIndexField
from core.codes import POSTER_ALPHABET
from core.crypto import EncryptedTextField
from core.models import Hub
from core.querysets import HubOwnedQuerySet

# A "P" stands before each code; one inside would be heard as a second beginning.
LETTERS = POSTER_ALPHABET.replace("P", "")
FEWEST_LETTERS = 4
INDEXED = {"email": "email_index", "phone": "phone_index"}


def new_code(length: int = FEWEST_LETTERS) -> str:
    """Return random letters for a person's code: 130,321 of four letters, so `people.add` takes longer ones when they fill up."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


class PersonQuerySet(HubOwnedQuerySet["Person"]):
    """People. Those of no hub are the whole council's."""

    def known(self) -> "PersonQuerySet":
        """Return the people of whom we still hold something, also those who are set aside: for the data protection officer alone."""
        return self.filter(merged_into__isnull=True, erased_on__isnull=True)

    def here(self) -> "PersonQuerySet":
        """Return the people whom we may use: neither erased, nor merged into another record, nor set aside."""
        return self.known().in_sight()

    def in_sight(self) -> "PersonQuerySet":
        """Leave out who is set aside: no list, search, letter, export or import finds them."""
        return self.filter(set_aside_on__isnull=True)


class Person(models.Model):
    """Somebody whom we may reach: who they are, encrypted, and how they want to be met. Elsewhere they are `code`, such as P-7K3F.

    Never deleted: erasing empties the encrypted columns and indexes and keeps the row, so that what must stay (that somebody agreed, that
    something was shared) still has somebody to be about. `safe` says whether it is safe to write to them there. `ask_again_from` is the
    first day of the month from which a young person is asked themselves. `decided_by` is who decides for them until then, and
    `says_may_decide` that they told us they are allowed to: as stated, we keep no proof (domain 5.3). Imported people have `source`
    "list", and no consent is known of them. `set_aside_on` is since when they are kept for a hold alone, after they asked to be forgotten.
    `merged_at` is when this record became part of the one it leads to now: what was decided before is of each by itself (decision 0047).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    name = EncryptedTextField(default="", blank=True)
    email = EncryptedTextField(default="", blank=True)
    phone = EncryptedTextField(default="", blank=True)
    post_address = EncryptedTextField(default="", blank=True)
    decided_by = EncryptedTextField(default="", blank=True)
    email_index = BlindIndexField(of="email", key=contact.email_key)
    phone_index = BlindIndexField(of="phone", key=contact.phone_key)
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    language = models.CharField(max_length=8, default="en-gb", blank=True)
    channel = models.CharField(max_length=8, choices=Channel.choices, blank=True)
    safe = models.CharField(max_length=10, choices=SafeThere.choices, default=SafeThere.NOT_ASKED, blank=True)
    is_young = models.BooleanField(default=False)
    says_may_decide = models.BooleanField(default=False)
    ask_again_from = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.STAFF)
    added_on = models.DateField(default=clocks.today)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_here")
    merged_at = models.DateTimeField(null=True, blank=True)
    erased_on = models.DateField(null=True, blank=True)
    set_aside_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="nobody_is_merged_into_themselves"
            ),
            models.CheckConstraint(
                condition=Q(is_young=True) | Q(ask_again_from__isnull=True, says_may_decide=False), name="only_the_young_are_asked_again"
            ),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | Q(email_index="", phone_index=""), name="who_was_erased_is_found_by_nothing"
            ),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | Q(set_aside_on__isnull=True), name="who_was_erased_is_not_set_aside"
            ),
        ]

    def __str__(self) -> str:
        return self.shown_code

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save; who saves an address alone saves its index with it, or a search would find the old one."""
        if update_fields is not None:
            update_fields = {*update_fields, *(INDEXED[name] for name in update_fields if name in INDEXED)}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def shown_code(self) -> str:
        """The code as it is shown and read out: `P-7K3F`."""
        return f"P-{self.code}"

    @property
    def is_here(self) -> bool:
        """Whether the record is in use: neither erased, nor merged into another, nor set aside."""
        return self.is_known and self.set_aside_on is None

    @property
    def is_known(self) -> bool:
        """Whether we still hold something of them under this record, in use or set aside."""
        return self.merged_into_id is None and self.erased_on is None


def index_of(name: str, value: str) -> str:
    """Return the blind index under which an e-mail address or a number would stand, empty for what is none. `name`: "email" or "phone"."""
    field = Person._meta.get_field(INDEXED[name])
    assert isinstance(field, BlindIndexField)
    return field.index_of(value)
