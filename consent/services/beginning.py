"""Telling us who you are by the public form. Nobody is written down before the code proves that the address is theirs (decision 0040)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from consent.choices import SafeThere, Source
from consent.models import Beginning, DoorCode, Person
from consent.rules import door as rules
from consent.selectors import door as selectors
from consent.services import people
from core import audit, outbox

SEND = "consent.send_door_code"
# A code is made within ten minutes of asking or never, and works for ten more.
KEPT = 2 * rules.CODE_LASTS


@transaction.atomic
def begin(*, said: Mapping[str, Any]) -> DoorCode:
    """Take in what somebody told us, and have a code sent. The same is done and answered whether we know the address or not.

    `said` holds name, email, language and is_young. Who is known already gets the door and nothing else: what they typed is not read.
    """
    now = timezone.now()
    kept = Beginning.objects.create(began_at=now, **{name: said[name] for name in ("name", "email", "language", "is_young")})
    asked = DoorCode.objects.create(person_id=selectors.id_with_address(said["email"]), beginning=kept, asked_at=now)
    outbox.put(SEND, str(asked.pk), kept.language, expires_at=now + rules.CODE_LASTS)
    return asked


def proved(asked: DoorCode) -> Person | None:
    """Return who stands behind a code that was typed right, in the asker's transaction: somebody we knew, or somebody new.

    What waited is deleted. None where nobody can be told by the address: two have it meanwhile, or writing there is not safe.
    """
    beginning = asked.beginning
    if beginning is None:
        return asked.person if asked.person and asked.person.is_here else None
    known = selectors.with_address(beginning.email)
    person = known[0] if len(known) == 1 else None
    if asked.person is None and not known:
        person = _write_down(beginning)
    elif person and person.safe == SafeThere.NOT_ASKED:
        _now_asked(person)
    asked.beginning = None
    beginning.delete()
    return person


def _write_down(beginning: Beginning) -> Person:
    said = {
        "name": beginning.name,
        "email": beginning.email,
        "language": beginning.language,
        "is_young": beginning.is_young,
        "safe": SafeThere.YES,
    }
    return people.add_person(said=said, by=None, source=Source.FORM)


def _now_asked(person: Person) -> None:
    """Keep the answer of somebody whom nobody had asked yet whether it is safe to write to them."""
    if Person.objects.filter(pk=person.pk, safe=SafeThere.NOT_ASKED).update(safe=SafeThere.YES):  # staff may have asked meanwhile
        audit.record("consent.person.change", person, by=None, hub_id=person.hub_id, fields=["safe"])


def forget_unproved() -> None:
    """Delete what somebody typed whose code can be used no more."""
    now = timezone.now()
    too_old = Q(began_at__lte=now - KEPT) | Q(code__sent_at__lte=now - rules.CODE_LASTS) | Q(code__isnull=True)
    Beginning.objects.filter(too_old | Q(code__number_of_tries__gte=rules.MOST_TRIES)).delete()
