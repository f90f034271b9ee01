"""Emptying the records of this room when somebody is forgotten. What we must be able to prove stays, without saying who it was."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from consent.models import OldAddress, PartDecision, Person, PutRight, RightsRequest, RightsWords
from consent.selectors import holds
from consent.selectors.retention import kept_until
from consent.services import visits
from consent.services.holding import wait_for_holds
from consent.services.people import WORDS
from core import outbox
from core.answers import HeldBack
from core.questions import Erased, Kept, person_erase

HELD_ELSEWHERE = "A hold keeps something else of theirs: see “How long we keep things”. Nothing is erased until it is lifted."
REQUESTS = "That you asked us about your data, the days, and our letter"
WHY_REQUESTS = "We must be able to show that we did what you asked."


BURY = "consent.bury"  # tasks.py puts the tombstone, outside of the database


@transaction.atomic
def erase_everywhere(person: Person, today: date) -> Erased:
    """Erase somebody from every store, also under the ids of records that were joined to theirs: the one place that asks `person.erase`.

    It is remembered outside of the database, so that a restored copy forgets it (services.tombstones). Those above go first: this room
    empties the record itself last, so that they can still read it. Raises HeldBack, and nothing is erased.
    """
    ids = [one.pk for one in lock_all_records_of(person)]
    wait_for_holds()
    if holds.on_person(person):
        raise HeldBack
    answers = [one for pk in ids for one in person_erase.answers(person_id=pk, today=today)]
    for pk in ids:
        outbox.put(BURY, "people", str(pk), today.isoformat(), key=str(pk))
    kept = {(one.what, one.why, one.until_on): one for answer in answers for one in answer.kept}
    said = dict.fromkeys(words for answer in answers for words in answer.said)
    return Erased(sum(one.number_of_records for one in answers), tuple(kept.values()), tuple(said))


@transaction.atomic
def erase_or_say_why(person: Person, today: date) -> Erased:
    """Erase somebody for the officer's desk. Raises ValidationError where a part of Earshot says that a hold keeps a record of theirs."""
    try:
        return erase_everywhere(person, today)
    except HeldBack:
        raise ValidationError([HELD_ELSEWHERE]) from None


def lock_all_records_of(person: Person) -> list[Person]:
    """Lock every record of somebody, and return them as they are then, the living one among them.

    What a colleague is writing down about them, or joining to theirs, at this moment is done before, or refused after: every such act takes
    the lock of the record that it is about, and so does who places a hold on somebody. One on a kind or a record waits for its turn
    (services.holding).
    """
    living = person.merged_into_id or person.pk
    while True:
        whole = Q(pk=living) | Q(merged_into=living)
        rows = list(Person.objects.select_for_update(of=("self",)).filter(whole).order_by("pk"))
        further = next((row.merged_into_id for row in rows if row.pk == living), None)
        if further is None:
            return rows
        living = further  # joined to another while we waited for the lock


@transaction.atomic
def forget_person(*, person_id: UUID, today: date) -> Erased:
    """Empty somebody's record, end their visits, and say what stays. Running it again changes nothing."""
    person = Person.objects.select_for_update(of=("self",)).filter(pk=person_id).first()
    if person is None:
        return Erased(0)
    is_first = person.erased_on is None
    for name in WORDS:
        setattr(person, name, "")
    person.is_young, person.says_may_decide, person.ask_again_from = False, False, None
    person.language, person.channel, person.safe, person.hub = "", "", "", None
    person.erased_on, person.set_aside_on = person.erased_on or today, None
    person.save()
    visits.end_visits(person)
    OldAddress.objects.filter(person=person).delete()
    _forget_words_of_requests(person)
    kept = []
    if RightsRequest.objects.filter(person=person).exists():
        kept.append(Kept(REQUESTS, WHY_REQUESTS, kept_until("rights_requests", today)))
    return Erased(int(is_first), tuple(kept))


def _forget_words_of_requests(person: Person) -> None:
    """Empty what they asked in their own words, and every word of an earlier copy. The days and our letters stay, as the letter says; how
    a letter reaches them that has not gone yet stays for so long (services.rights_letter), and is emptied with the others.
    """
    mine = RightsRequest.objects.filter(person=person)
    for words in RightsWords.objects.filter(request__in=mine).select_related("request"):
        words.who = words.asked = ""
        if words.request.decided_on is None:  # a draft is no letter of ours
            words.answer = ""
        words.save(update_fields=["who", "asked", "answer"])
    PartDecision.objects.filter(request__in=mine).delete()
    PutRight.objects.filter(request__in=mine).delete()
