"""Asking for a code, sending it, opening with it, and leaving."""

import hmac
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from consent.models import DoorCode, FamilyVisit, Person
from consent.rules import door as rules
from consent.selectors import door as selectors
from core import outbox
from core.codes import tidy
from core.crypto import keyed_hash

SEND = "consent.send_door_code"
TOKEN_BYTES = 32


@dataclass(frozen=True)
class Letter:
    """What is sent: to which address, and the code; no code where two people share the address."""

    address: str
    code: str


@transaction.atomic
def ask_for_code(*, email: str) -> DoorCode:
    """Take in that somebody wants a code sent to an address. The same is done and answered whether anybody has that address or nobody."""
    known = selectors.with_address(email)
    asked = DoorCode.objects.create(person=known[0] if known else None, asked_at=timezone.now())
    outbox.put(SEND, str(asked.pk), expires_at=asked.asked_at + rules.CODE_LASTS)
    return asked


@transaction.atomic
def make_code(*, door_id: str) -> Letter | None:
    """Make the code at the moment its letter leaves; an earlier one of this asking no longer opens. None where nothing is sent."""
    asked = DoorCode.objects.select_for_update(of=("self",)).select_related("person").filter(pk=door_id, used_at__isnull=True).first()
    person = asked.person if asked else None
    if asked is None or person is None or not person.is_here or not person.email:
        return None
    sharing = selectors.with_address(person.email)
    if not all(rules.may_be_written_to(one) for one in sharing):  # a letter that somebody shares this address would tell of them, too
        return None
    if len(sharing) > 1:
        return Letter(person.email, "")
    code = f"{secrets.randbelow(10**rules.DIGITS):0{rules.DIGITS}d}"
    asked.code_hash, asked.sent_at = _hash(asked, code), timezone.now()
    asked.save(update_fields=["code_hash", "sent_at"])
    return Letter(person.email, code)


def open_door(*, door_id: str, typed: str) -> str | None:
    """Return the token of a new visit when this is the code, else None. Each try counts; a code opens once and for one visit."""
    with transaction.atomic():
        asked = DoorCode.objects.select_for_update(of=("self",)).select_related("person").filter(pk=door_id).first()
        if asked is None:
            return None
        is_it = hmac.compare_digest(_hash(asked, tidy(typed)), asked.code_hash or "-" * 64)
        person = asked.person
        lets_in = rules.opens(asked, now=timezone.now()) and is_it and person is not None and person.is_here
        asked.number_of_tries += 1
        asked.used_at = timezone.now() if lets_in else asked.used_at
        asked.save(update_fields=["number_of_tries", "used_at"])
        return _begin(person) if lets_in and person else None


def _begin(person: Person) -> str:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    FamilyVisit.objects.create(person=person, token_hash=selectors.token_hash(token), expires_at=timezone.now() + rules.VISIT_LASTS)
    return token


def leave(*, token: str) -> None:
    """End a visit."""
    FamilyVisit.objects.filter(token_hash=selectors.token_hash(token)).delete()


def end_visits(person: Person) -> None:
    """End every visit of somebody, and every code they asked for: they are erased, or said that it was not them."""
    FamilyVisit.objects.filter(person=person).delete()
    DoorCode.objects.filter(person=person).delete()


def forget_old() -> None:
    """Delete codes a day after they were asked for, and visits that ran out."""
    now = timezone.now()
    DoorCode.objects.filter(asked_at__lt=now - rules.VISIT_LASTS).delete()
    FamilyVisit.objects.filter(expires_at__lte=now).delete()


def _hash(asked: DoorCode, code: str) -> str:
    return keyed_hash("door code", f"{asked.pk}|{code}")
