"""What is held of somebody's money, and which of it is past its time: six years after the financial year (domain reference 5.6)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from consent.models import Person
from consent.selectors.retention import kept_until
from core import clocks
from core.answers import Held, OldRecords
from core.old_records import gathered
from core.record_ids import id_typed
from panels.choices import ClaimState
from panels.choices.money import OWED
from panels.models import Claim, Payout
from panels.rules.policy import pounds
from panels.selectors.spending import financial_year_of

PAYMENTS = "payments"
_PLACE = "membership__panel__hub__name"


def last_day_past(counted_until: date) -> date:
    """Return the last day of money whose time began by a day: the last 31 March that is not after it."""
    ends = financial_year_of(counted_until)[1]
    return ends if ends == counted_until else date(ends.year - 1, 3, 31)


def due(code: str, counted_until: date) -> list[str] | None:
    """Return the ids of claims and small sums whose financial year was over by this day; None for another kind. Two queries."""
    if code != PAYMENTS:
        return None
    until = last_day_past(counted_until) if counted_until > date(1900, 1, 1) else date.min
    rows = [*_claims().filter(since_on__lte=until).order_by("since_on", "pk").values_list("pk", flat=True)]
    sums = Payout.objects.filter(given_on__lte=until).exclude(correction__given_on__gt=until)  # they go together, or a month misses a row
    rows += sums.order_by("given_on", "pk").values_list("pk", flat=True)
    return [str(pk) for pk in rows]


def which(code: str, keys: list[str]) -> list[OldRecords] | None:
    """Return at which hubs, and from when to when, these are; None for another kind."""
    if code != PAYMENTS:
        return None
    claims = gathered(_claims(), keys, when="since_on", where=_PLACE, say=clocks.day_in_words)
    return claims + gathered(Payout.objects.all(), keys, when="given_on", where=_PLACE, say=clocks.day_in_words)


def id_of(code: str, typed: str) -> str | None:
    """Return the id of the claim or small sum that somebody typed, also by a claim's reference; None where there is none such."""
    if code != PAYMENTS:
        return None
    by_reference = Claim.objects.filter(reference=typed.strip().upper()).values_list("pk", flat=True).first()
    return str(by_reference) if by_reference else id_typed(typed, Claim.objects.all()) or id_typed(typed, Payout.objects.all())


def until_when(day: date) -> date | None:
    """Return until when money of a day is kept."""
    return kept_until(PAYMENTS, financial_year_of(day)[1])


def theirs(rows: "QuerySet[Any]", person_id: UUID) -> "QuerySet[Any]":
    """Return which of these claims or small sums are somebody's, under this record alone.

    Money is kept for longer than what else we hold of a member: where retention emptied the membership, it is found by their code.
    """
    person = Person.objects.filter(pk=person_id).first()
    by_code = Q(membership__person__isnull=True, payee_code=person.shown_code) if person else Q(pk__in=[])
    return rows.filter(Q(membership__person=person_id) | by_code)


def held_about(person_id: UUID) -> list[Held]:
    """Return what is held of somebody's money, in the words of the page's language: what they asked for, said and got."""
    rows = []
    for claim in theirs(Claim.objects.all(), person_id).prefetch_related("lines", "receipts").order_by("entered_on", "written_at", "pk"):
        heading = gettext("Money you asked for on %(day)s") % {"day": clocks.day_in_words(claim.entered_on)}
        rows.append((heading, f"{pounds(claim.asked)}: {claim.get_state_display()}"))
        rows += [(gettext("What you said about it"), claim.note)] if claim.note else []
        rows += [(gettext("What we answered"), claim.answer)] if claim.answer else []
        if number := len(claim.receipts.all()):
            rows.append((gettext("Receipts with it"), str(number)))
    for one in theirs(Payout.objects.all(), person_id).order_by("given_on", "written_at", "pk"):
        day = clocks.day_in_words(one.given_on)
        refused = (str(ClaimState.REFUSED.label), day)
        rows.append(refused if one.was_refused else (gettext("Given to you on %(day)s") % {"day": day}, pounds(one.amount)))
    return [Held(gettext("Money you got back and thank-yous"), tuple(rows))] if rows else []


def _claims() -> "QuerySet[Any]":
    """Return claims with the day that their time is counted from: when they were over, or, of one never sent, when it was begun.

    What somebody is still owed is not past its time, however old: somebody answers it first.
    """
    return Claim.objects.exclude(state__in=sorted(OWED)).annotate(since_on=Coalesce(F("ended_on"), F("entered_on")))
