"""Links for people without an account: one person, one act, for some days, and ended at any time.

    link = links.make(act="home.service.confirm", about=page, address=page.provider_email, days=28, by=user)
    outbox.put("home.write_to_provider", str(link.pk))         # the handler makes the address by links.token_of(link)

A view finds it by `links.opened(token, act=…)`, shows what it is about on GET, and acts on POST with `links.use(link)`: scanners of
mail that follow links use nothing up. It asks `links.is_for(link, address)`, so that a changed address ends every link of the old one.
"""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from core.audit import name_of
from core.crypto import keyed_hash
from core.models import Link

GONE = "This link has been used already, or is too old."
KEPT = timedelta(days=90)


def new_salt() -> str:
    """Return fresh randomness for a link: 256 bits."""
    return secrets.token_urlsafe(32)


def token_of(link: Link) -> str:
    """Return the token for the address: only who holds our keys can make it from the row."""
    return keyed_hash("link token", str(link.salt))


@transaction.atomic
def make(*, act: str, about: models.Model, address: str, days: int, by: User | None) -> Link:
    """Make a link for an act on a record, for who reads mail at an address. An earlier one for the same act ends."""
    end(act=act, about=about)
    now = timezone.now()
    link = Link(act=act, about=name_of(about), for_whom=_whom(address), salt=new_salt(), made_by=by, made_at=now)
    link.token_hash, link.expires_at = _hash(token_of(link)), now + timedelta(days=days)
    link.save(force_insert=True)
    return link


def opened(token: str, *, act: str) -> Link | None:
    """Return the link that a token opens for an act; None when it was used, ended, ran out, or never was."""
    open_ones = Link.objects.filter(act=act, used_at__isnull=True, ended_at__isnull=True, expires_at__gt=timezone.now())
    return open_ones.filter(token_hash=_hash(token)).first()


def is_for(link: Link, address: str) -> bool:
    """Return whether a link was sent to this very address."""
    return link.for_whom == _whom(address)


def record_id(link: Link) -> str:
    """Return the id of the record that a link is about."""
    return link.about.rpartition(":")[2]


def use(link: Link) -> None:
    """Use a link up, in the act's own transaction. Raises ValidationError when somebody was quicker."""
    still_open = Link.objects.filter(pk=link.pk, used_at__isnull=True, ended_at__isnull=True, expires_at__gt=timezone.now())
    if not still_open.update(used_at=timezone.now()):
        raise ValidationError([GONE])


def end(*, act: str, about: models.Model) -> None:
    """End the open link for an act on a record, if there is one."""
    Link.objects.filter(act=act, about=name_of(about), used_at__isnull=True, ended_at__isnull=True).update(ended_at=timezone.now())


def delete_about(rows: Iterable[models.Model]) -> None:
    """Delete every link about these records, used or open: the hash of an address is still somebody's who asked to be forgotten."""
    Link.objects.filter(about__in=[name_of(row) for row in rows]).delete()


def forget_old() -> int:
    """Delete links that ended some months ago, and return how many: a hash of an address is still somebody's."""
    gone, before = timezone.now() - KEPT, Q(used_at__isnull=True, ended_at__isnull=True)
    ended = Q(used_at__lt=gone) | Q(ended_at__lt=gone) | (before & Q(expires_at__lt=gone))
    return Link.objects.filter(ended).delete()[0]


def _whom(address: str) -> str:
    return keyed_hash("link address", address.strip().lower())


def _hash(token: str) -> str:
    return keyed_hash("link", token)
