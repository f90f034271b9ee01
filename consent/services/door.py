"""Asking for a code, sending it, opening with it, and leaving."""

import hmac
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from consent.models import DoorCode, FamilyVisit, Person
from consent.rules import door as rules
from consent.selectors import door as selectors
from consent.services import beginning
from core import outbox
from core.codes import tidy
from core.crypto import keyed_hash

SEND = beginning.SEND
TOKEN_BYTES = 32


@dataclass(frozen=True)
class Letter:
    """What is sent: to which address, in which language, and the code; no code where two people share the address."""

    address: str
    language: str
    code: str = ""


@transaction.atomic
def ask_for_code(*, email: str, language: str = "") -> DoorCode:
    """Take in that somebody wants a code sent to an address. The same is done and answered whether anybody has that address or nobody.

    `language` is that of the page on which they asked.
    """
    asked = DoorCode.objects.create(person_id=selectors.id_with_address(email), asked_at=timezone.now())
    outbox.put(SEND, str(asked.pk), language, expires_at=asked.asked_at + rules.CODE_LASTS)
    return asked


@transaction.atomic
def make_code(*, door_id: str, language: str = "") -> Letter | None:
    """Make the code at the moment its letter leaves; an earlier one of this asking no longer opens. None where nothing is sent.

    The letter is in the language that they read, as their record has it, or else in that of the page. Where more than one has the address
    nobody’s record is looked at.
    """
    asked = _asked().filter(pk=door_id, used_at__isnull=True).first()
    address = _address_of(asked) if asked else ""
    if asked is None or not address:
        return None
    sharing = selectors.with_address(address)
    if len(sharing) > 1:
        return Letter(address, rules.language_of(language))
    code = f"{secrets.randbelow(10**rules.DIGITS):0{rules.DIGITS}d}"
    asked.code_hash, asked.sent_at = _hash(asked, code), timezone.now()
    asked.save(update_fields=["code_hash", "sent_at"])
    read = asked.person.language if asked.person else ""
    return Letter(address, rules.language_of(read, language), code)


def _asked() -> "QuerySet[DoorCode]":
    return DoorCode.objects.select_for_update(of=("self",)).select_related("person", "beginning")


def _address_of(asked: DoorCode) -> str:
    """Return where a code goes: to the address of whom we know, else to the one that somebody typed who begins; empty for nowhere."""
    if asked.person:
        return asked.person.email if asked.person.is_here and rules.may_be_written_to(asked.person) else ""
    return asked.beginning.email if asked.beginning else ""


def open_door(*, door_id: str, typed: str) -> str | None:
    """Return the token of a new visit when this is the code, else None. Each try counts; a code opens once and for one visit."""
    with transaction.atomic():
        asked = _asked().filter(pk=door_id).first()
        if asked is None:
            return None
        is_it = hmac.compare_digest(_hash(asked, tidy(typed)), asked.code_hash or "-" * 64)
        person = beginning.proved(asked) if is_it and rules.opens(asked, now=timezone.now()) else None
        asked.number_of_tries += 1
        asked.used_at = timezone.now() if person else asked.used_at
        asked.save(update_fields=["number_of_tries", "used_at"])
        return _begin(person) if person else None


def _begin(person: Person) -> str:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    FamilyVisit.objects.create(person=person, token_hash=selectors.token_hash(token), expires_at=timezone.now() + rules.VISIT_LASTS)
    return token


def leave(*, token: str) -> None:
    """End a visit, and every other one of the same person: who leaves one phone may have left another lying open."""
    here = FamilyVisit.objects.filter(token_hash=selectors.token_hash(token)).values("person")
    FamilyVisit.objects.filter(person__in=here).delete()


def forget_old() -> None:
    """Delete codes a day after they were asked for, and visits that ran out."""
    now = timezone.now()
    DoorCode.objects.filter(asked_at__lt=now - rules.VISIT_LASTS).delete()
    FamilyVisit.objects.filter(expires_at__lte=now).delete()


def _hash(asked: DoorCode, code: str) -> str:
    return keyed_hash("door code", f"{asked.pk}|{code}")
