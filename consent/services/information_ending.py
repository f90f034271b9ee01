"""What of a request under the Freedom of Information Act must go again: when somebody is forgotten, when a comment is deleted, in time.

What was given out already cannot be called back. It is kept as proof until its time is over, and whoever is forgotten is told so.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from consent.choices.information import Exemption, Giving
from consent.models import InformationExtractWords, InformationItem, InformationLetter, InformationRequest, InformationSearch, Person
from consent.rules import information_extract as extract
from consent.rules.redaction import standing_in, without_marks
from consent.selectors.retention import kept_until
from core import audit
from core.contact import phone_as_read
from core.questions import Erased, Kept, RowEnded

CODE = "information_requests"
WHAT = "What we gave out when somebody asked under the Freedom of Information Act"
WHY = "Your name stands in it. It is out, so we cannot call it back; we must be able to show what we gave."
TAKEN_DOWN = "It was taken off our public pages. It could show who somebody is."
WHAT_WAS_ASKED = "What somebody asked under the Freedom of Information Act"
WHY_WHAT_WAS_ASKED = "Whoever asked wrote your name. We must be able to show what they asked."


@transaction.atomic
def forget_person(*, person_id: UUID, today: date) -> Erased:
    """Take somebody out of what waits to be given: each copy that names them, and their name from what was looked for.

    A copy is taken off whole; the officer chooses it anew where it stands. By name, address and number as their record has them.
    """
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not (known := _known_by(person)):
        return Erased(0)
    number = 0
    for item in InformationItem.objects.filter(request__answered_on=None).select_related("request"):
        if standing_in(known, without_marks(f"{item.words}\n{item.reason}")):
            number += _forget(item, by=None)
    for search in InformationSearch.objects.all():
        if standing_in(known, search.words):
            search.words = ""
            search.save(update_fields=["words"])
            number += 1
    number += sum(_forget_in_letter(letter, known) for letter in InformationLetter.objects.all())
    return Erased(number, tuple(_what_stays_of(known, today)))


def _forget_in_letter(letter: InformationLetter, known: Collection[str]) -> int:
    """Empty the officer's own words, and what a second person wrote, where they name somebody. The whole is read anew then."""
    named = [name for name in ("words", "remark") if standing_in(known, getattr(letter, name))]
    for name in named:
        setattr(letter, name, "")
    if named:
        letter.save(update_fields=named)
    return len(named)


def _known_by(person: Person) -> list[str]:
    """Return by what somebody would be found in a text: whole, since a first name alone is many people's, and "Will" is a word."""
    numbers = [person.phone, phone_as_read(person.phone)] if person.phone else []
    name = person.name if len(person.name.split()) > 1 else ""
    return [words for words in (name, person.email, person.post_address, *numbers) if words]


def _what_stays_of(known: Collection[str], today: date) -> list[Kept]:
    kept = []
    for request in InformationRequest.objects.filter(ended_on=None):
        if standing_in(known, request.asked):
            kept.append(Kept(WHAT_WAS_ASKED, WHY_WHAT_WAS_ASKED, kept_until(CODE, request.answered_on or today)))
    for words in InformationExtractWords.objects.select_related("extract__request"):
        if standing_in(known, extract.as_text(extract.read(words.content), "")):
            kept.append(Kept(WHAT, WHY, kept_until(CODE, words.extract.request.answered_on or today)))
    return kept


def given_out(*, keys: Collection[str], today: date) -> tuple[bool, date | None]:
    """Return whether words of these comments were given out, and until when that is kept."""
    given = InformationItem.objects.filter(kind="comment", key__in=keys, request__answered_on__isnull=False)
    dates = given.filter(decision__in=[Giving.GIVE, Giving.PART]).values_list("request__answered_on", flat=True)
    ends = [kept_until(CODE, on or today) for on in dates]
    return bool(ends), max((end for end in ends if end), default=None)


@transaction.atomic
def forget_comments(*, keys: Collection[str]) -> int:
    """Take copies of comments that are being deleted out of what waits to be given. Whoever deletes a comment says so here.

    What was given out stands in the extract, and stays there; that it came from these comments is forgotten.
    """
    found = InformationItem.objects.filter(kind="comment", key__in=keys).select_related("request")
    return sum(_forget(item, by=None) for item in found)


@transaction.atomic
def came_down(*, keys: Collection[tuple[str, str]]) -> None:
    """Treat copies of what was taken off the public pages like a family's own words, from now on: kept back until somebody looked anew.

    `keys` are kinds and ids, as a search gives them. Whoever takes something down says so here.
    """
    for item in InformationItem.objects.filter(request__answered_on=None, key__in=[key for _, key in keys]):
        if (item.kind, item.key) in keys:
            item.has_family_words, item.published_href, item.looked_by, item.looked_at = True, "", None, None
            item.decision, item.exemption, item.reason = Giving.WITHHOLD, Exemption.PERSONAL, TAKEN_DOWN
            item.save()


def _forget(item: InformationItem, by: User | None) -> int:
    if item.request.is_open:
        audit.record("consent.information.forget", item.request, by=by, number=item.number)
    item.delete()
    return 1


@transaction.atomic
def end(*, key: str, today: date) -> RowEnded:
    """Delete the words of one request past its time: what was asked, looked for, chosen and given. Its days and sections stay."""
    request = InformationRequest.objects.select_for_update().filter(pk=key, answered_on__isnull=False, ended_on=None).first()
    if request is None:
        return RowEnded()
    request.searches.all().delete()
    request.items.all().delete()
    InformationExtractWords.objects.filter(extract__request=request).delete()
    request.asked, request.ended_on = "", today
    request.save(update_fields=["asked", "ended_on"])
    audit.record("consent.information.end", request, by=None)
    return RowEnded()
