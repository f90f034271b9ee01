"""The link at the foot of a message, by which somebody stops what that message rests on: one choice, no name, no history.

It stands in no table: who wrote, to whom and about what is sealed in the address itself, and opens for as long as that address is theirs.
Where their record was joined to another since, it opens for the one that lives: stopping must always work, and it shows nothing of either.
"""

import json
import time
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from consent.models import Partner, Person, Purpose
from core.crypto import CannotOpen, seal, unseal

WHERE = "consent.choice|link|address"
LASTS = 400 * 24 * 60 * 60  # seconds: longer than a year, for what is sent once a year


@dataclass(frozen=True)
class Opened:
    """What a link opens: whose choice, about what."""

    person: Person
    purpose: Purpose
    partner: Partner | None


def address_of(*, person: Person, purpose: Purpose, partner: Partner | None = None) -> str:
    """Return the whole address to put into a message, made at the moment it leaves."""
    said = [str(person.pk), purpose.pk, partner.pk if partner else None, person.email_index, int(time.time())]
    return settings.BASE_URL + reverse("stop_this", args=[seal(json.dumps(said), where=WHERE)])


def opened(token: str) -> Opened | None:
    """Return what a link opens: nothing when it is made up, too old, or was sent to an address that is theirs no more."""
    try:
        pk, purpose_id, partner_id, email_index, sent_at = json.loads(unseal(token, where=WHERE))
    except (CannotOpen, ValueError):
        return None
    row = Person.objects.select_related("merged_into").filter(pk=UUID(pk)).first()
    person = row.merged_into or row if row else None
    if row is None or person is None or not person.is_here or time.time() - sent_at > LASTS:
        return None  # of who is set aside, or gone, everything has stopped already
    if row == person and person.email_index != email_index:
        return None
    purpose = Purpose.objects.asked().filter(pk=purpose_id).first()
    partner = Partner.objects.filter(pk=partner_id).first() if partner_id else None
    return Opened(person, purpose, partner) if purpose else None
