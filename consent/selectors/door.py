"""Who stands behind the families' door."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from consent.models import DoorCode, FamilyVisit, Person, PersonQuerySet, index_of
from consent.rules.door import SAFE_TO_WRITE, may_be_written_to
from core import memory
from core.crypto import keyed_hash
from core.sealed_words import opened, sealed

ON, ON_AGAIN = "consent.on", "consent.on-again"  # which page the door leads on to; and the same for whose visit had ended on it


def cookie_name() -> str:
    """Return the name of the one cookie behind the door. Over https only this very host can set it."""
    return "__Host-family" if settings.HTTPS else "family"


def way_in(to: str, *, had_ended: bool = False) -> str:
    """Return the door's address for a page that stands behind it: `to` is that page's path, to which the code leads on.

    Sealed, so that no address of somebody else's making names where a visit goes. `had_ended` says that they were inside, and that
    what they sent from that page was not taken in.
    """
    return f"{reverse('my_choices')}?{urlencode({'to': sealed(to, of=ON_AGAIN if had_ended else ON)})}"


def leads_on_to(carried: str) -> str:
    """Return the path of the page that the door leads on to; empty when the address is too old, or not ours."""
    return opened(carried, of=ON) or opened(carried, of=ON_AGAIN)


def with_address(email: str) -> list[Person]:
    """Return the people who gave an e-mail address where they may be written to. Two who share one cannot be told apart by it.

    Whom it is not safe to write to is not there: at both doors their address is one that nobody knows, or its silence would tell of them.
    """
    index = index_of("email", email)
    return list(_at_the_door().filter(email_index=index)) if index else []


def _at_the_door() -> PersonQuerySet:
    return Person.objects.here().filter(safe__in=SAFE_TO_WRITE).order_by("code")


def id_with_address(email: str) -> UUID | None:
    """Return the id of the first who gave an address. No more is read: it must take no longer to find somebody than to find nobody."""
    index = index_of("email", email)
    return _at_the_door().filter(email_index=index).values_list("pk", flat=True).first() if index else None


def sharing_an_address() -> list[list[tuple[UUID, str]]]:
    """Return those who share an e-mail address, so that the door opens to none of them: id and code, by the first code.

    From memory, because front pages ask: one query in ten seconds, whoever looks. Whoever joins or corrects people forgets it.
    """
    return memory.recall("consent.sharing_an_address", _sharing_an_address, when_away=[])


def _sharing_an_address() -> list[list[tuple[UUID, str]]]:
    with_one = _at_the_door().exclude(email_index="").order_by()
    shared = with_one.values("email_index").annotate(number=Count("pk")).filter(number__gt=1).values("email_index")
    found: dict[str, list[tuple[UUID, str]]] = {}
    for index, pk, code in with_one.filter(email_index__in=shared).order_by("code").values_list("email_index", "pk", "code"):
        found.setdefault(index, []).append((pk, code))
    return list(found.values())


def was_known(door_id: str) -> bool:
    """Return whether somebody had the address already when the code was asked for: for who stands behind the door now, and nobody else."""
    return DoorCode.objects.filter(pk=door_id, person__isnull=False).exists()


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
    return person if person.is_here and may_be_written_to(person) else None
