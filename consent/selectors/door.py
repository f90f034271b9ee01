"""Who stands behind the families' door."""

from django.conf import settings
from django.utils import timezone

from consent.models import FamilyVisit, Person, index_of
from core.crypto import keyed_hash


def cookie_name() -> str:
    """Return the name of the one cookie behind the door. Over https only this very host can set it."""
    return "__Host-family" if settings.HTTPS else "family"


def with_address(email: str) -> list[Person]:
    """Return the people who gave an e-mail address. Two who share one cannot be told apart by it."""
    index = index_of("email", email)
    return list(Person.objects.here().filter(email_index=index).order_by("code")) if index else []


def token_hash(token: str) -> str:
    """Return the hash under which a visit stands."""
    return keyed_hash("family visit", token)


def visitor(token: str) -> Person | None:
    """Return who is behind the door with this token: nobody when it ended, ran out or never was, or when they are here no more."""
    visits = FamilyVisit.objects.filter(token_hash=token_hash(token), expires_at__gt=timezone.now())
    visit = visits.select_related("person__merged_into").first()
    if visit is None:
        return None
    person = visit.person.merged_into or visit.person
    return person if person.is_here else None
