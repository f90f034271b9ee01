"""A member inside the families' door, in a test: who they are is known, as if they had typed their six numbers just now."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.models import FamilyVisit, Person
from consent.selectors.door import cookie_name, token_hash
from panels.models import Membership

PAGE = reverse("my_panel")


def inside(person: Person) -> Client:
    """Return the phone of somebody who is behind the door."""
    token = f"a visit of {person.code}"
    FamilyVisit.objects.create(person=person, token_hash=token_hash(token), expires_at=timezone.now() + timedelta(hours=3))
    phone = Client()
    phone.cookies[cookie_name()] = token
    return phone


def phone_of(member: Membership) -> Client:
    """Return the phone of a member."""
    assert member.person
    return inside(member.person)


def at(name: str, member: Membership, *more: object) -> str:
    """Return one of a member's addresses."""
    return reverse(name, args=[member.pk, *more])
