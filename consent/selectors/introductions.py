"""Who told us of themselves and is no person of ours yet, and whom of those we know it may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.models import User
from consent.choices import Audience, SafeThere
from consent.models import Introduction, Person, PersonQuerySet, Wording, index_of
from consent.models.introduction import introduced_by
from consent.rules.introductions import strictest
from consent.selectors.people import people_of

OFFERED = ("take_part", "told")  # what a form may ask of who wants to take part, in this order


@dataclass(frozen=True)
class Alike:
    """Whom it may be: people of one's own hubs, and of others, where no more is told than a code."""

    here: tuple[Person, ...] = ()
    elsewhere: tuple[Person, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.here or self.elsewhere)

    def with_id(self, typed: str) -> Person | None:
        """Return the one of them with an id; None for anybody else."""
        return next((one for one in (*self.here, *self.elsewhere) if str(one.pk) == typed), None)


def alike(user: User, introduction: Introduction) -> Alike:
    """Return whom we know by the whole address or number that somebody gave; two queries, and no name is opened."""
    rows = list(_with_address(Person.objects.here(), introduction).select_related("hub").order_by("code"))
    mine = set(people_of(user).filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True)) if rows else set()
    return Alike(tuple(one for one in rows if one.pk in mine), tuple(one for one in rows if one.pk not in mine))


def _with_address(people: PersonQuerySet, introduction: Introduction) -> PersonQuerySet:
    return people.filter(_same(index_of("email", introduction.email), index_of("phone", introduction.phone)))


def strictest_safe(*, email: str, phone: str) -> SafeThere:
    """Return the strictest that anybody said who has an e-mail address or number, wherever they are known: it says nothing of who they are.

    Who is set aside counts, too: whoever lives with them still answers there. One query.
    """
    same = _same(index_of("email", email), index_of("phone", phone))
    return strictest(Person.objects.known().filter(same).values_list("safe", flat=True))


def gives_both_of(introduction: Introduction, person: Person) -> bool:
    """Return whether an introduction gives both the e-mail address and the number of somebody's record: one of them is easily known."""
    given = index_of("email", introduction.email), index_of("phone", introduction.phone)
    return all(given) and given == (person.email_index, person.phone_index)


def _same(email_index: str, phone_index: str) -> Q:
    """Return the rows that stand under one of two indexes. Each table hashes with a key of its own, so the words are hashed anew."""
    same = Q(pk__in=[])
    if email_index:
        same |= Q(email_index=email_index)
    return same | Q(phone_index=phone_index) if phone_index else same


def with_address_of(person_id: UUID) -> "QuerySet[Introduction]":
    """Return the introductions that give the e-mail address or number of somebody's record."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        return Introduction.objects.none()
    return Introduction.objects.filter(_same(introduced_by("email", person.email), introduced_by("phone", person.phone)))


def people_with_its_address(introduction: Introduction) -> list[Person]:
    """Return everybody of whom we still hold something with its address, also who is set aside: a hold on them keeps it."""
    return list(_with_address(Person.objects.known(), introduction))


def words_to_offer(language: str) -> list[Wording]:
    """Return the words that a form asks a grown-up with, in their language or else in English; one query."""
    rows = Wording.objects.current().filter(
        purpose__key__in=OFFERED, purpose__ended_on__isnull=True, audience=Audience.ADULTS, language__in=[language, settings.LANGUAGE_CODE]
    )
    found: dict[str, Wording] = {}
    for row in _own_language_last(rows.select_related("purpose"), language):
        found[row.purpose.key] = row
    return [found[key] for key in OFFERED if key in found]


def _own_language_last(rows: Iterable[Wording], language: str) -> list[Wording]:
    return sorted(rows, key=lambda row: row.language == language)
