"""Telling an old e-mail address that it was changed: who is moved out of their own choices by a slip, or by a lie, hears of it."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from consent.choices import SafeThere
from consent.models import OldAddress, Person
from consent.models.person import index_of
from core import outbox

SEND = "consent.tell_old_address"
LASTS = timedelta(days=1)


@dataclass(frozen=True)
class Before:
    """What stood in a record before it was corrected."""

    email: str
    safe: str


def tell(person: Person, before: Before) -> None:
    """Have a letter sent to the address that somebody had, where they have another now, or none. Inside the asker's transaction.

    Only where it was safe to write to them there, and still is: whoever changes it because somebody else reads that mailbox says so in
    their record, and then nothing leaves.
    """
    is_same = index_of("email", before.email) == index_of("email", person.email)
    if not before.email or is_same or {before.safe, person.safe} != {SafeThere.YES}:
        return
    kept = OldAddress.objects.create(person=person, email=before.email, kept_at=timezone.now())
    outbox.put(SEND, str(kept.pk), str(person.pk), expires_at=kept.kept_at + LASTS)


def forget_old() -> None:
    """Delete addresses whose letter leaves no more."""
    OldAddress.objects.filter(kept_at__lte=timezone.now() - LASTS).delete()
