"""What people asked about their data goes three years after it was answered, with their words and our letter."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices.retention import BY_CODE, Left
from consent.models import LegalHold, PartDecision, Person, PlaceSearched, RetentionRun, RightsPause, RightsRequest, RightsWords
from consent.provides import endings
from consent.rules import retention as rules
from consent.selectors import retention as selectors
from consent.services import erasing
from consent.services import rights as services
from core import outbox
from tests import builders
from tests.consent.retention_people import looked_at
from tests.consent.rights import at, desk, known, ola
from tests.families import make_rights_request
from tests.feedback.desk import words

__all__ = ["desk", "ola"]
KIND = BY_CODE["rights_requests"]
DAY = timedelta(days=1)
TODAY = builders.today


def three_years_ago() -> date:
    return rules.months_before(TODAY(), 36)


def ended(ola: Person | None, priya: User, *, on: date, how: str = "done_on", **said: Any) -> RightsRequest:
    """A request with everything that may hang on it, answered or taken back on a day."""
    request = known(make_rights_request(ola, asked="My words, please.", who="Ola, by the gate" if ola is None else "", **said), priya)
    services.search_place(request=request, place="The mailbox", number_found=1, by=priya, today=TODAY())
    RightsPause.objects.create(request=request, why="identity", from_on=on, until_on=on)
    PartDecision.objects.create(request=request, part="x", verdict="give", by=priya, on=on)
    services.decide(request=request, verdict="no", why="others", answer="Our letter.", by=priya, today=TODAY())
    RightsRequest.objects.filter(pk=request.pk).update(**{how: on})
    return request


def approve(desk: Client, number: int) -> RetentionRun:
    desk.post(reverse("retention:approve", args=[KIND.code]), {"seen": looked_at(KIND.code, number)})
    outbox.drain()
    return RetentionRun.objects.get()


@pytest.mark.parametrize("how", ["done_on", "withdrawn_on"])
@pytest.mark.parametrize(("days", "due"), [(0, 1), (1, 0)])
def test_three_years_to_the_day_from_the_answer(priya: User, ola: Person, how: str, days: int, due: int) -> None:
    ended(ola, priya, on=three_years_ago() + days * DAY, how=how)
    found = selectors.standing_of(KIND, TODAY())
    assert (found.number_due, found.number_soon) == (due, 1 - due)


def test_what_waits_is_never_due_however_old(priya: User, ola: Person) -> None:
    make_rights_request(ola, received_on=date(2015, 1, 5), today=date(2015, 1, 5))
    assert selectors.standing_of(KIND, TODAY()).number_due == 0


def test_the_officer_approves_and_nothing_of_it_stays(desk: Client, priya: User, ola: Person) -> None:
    old, new = ended(ola, priya, on=three_years_ago()), ended(None, priya, on=TODAY())
    page = words(desk.get(reverse("retention:one", args=[KIND.code])))
    assert "1 past its time" in page
    assert "Nothing of this kind is kept yet" not in page

    run = approve(desk, 1)

    assert (run.number_done, run.left) == (1, {})
    assert list(RightsRequest.objects.all()) == [new]
    for model in (RightsWords, RightsPause, PlaceSearched, PartDecision):
        assert [row.request_id for row in model._default_manager.all()] == [new.pk]
    assert desk.get(at("one", old)).status_code == 404
    assert Person.objects.get(pk=ola.pk).name == "Ola Nowak"


def test_what_a_hold_put_off_has_not_ended(desk: Client, priya: User, ola: Person) -> None:
    request = known(make_rights_request(ola, "erasure"), priya)
    services.decide(request=request, verdict="yes", why="", answer="As far as we may.", by=priya, today=TODAY())
    RightsRequest.objects.filter(pk=request.pk).update(set_aside_on=three_years_ago(), done_on=three_years_ago())

    assert selectors.standing_of(KIND, TODAY()).number_due == 0
    ending = services.end(request_id=str(request.pk), today=TODAY())
    assert "not finished" in ending.why_kept

    RightsRequest.objects.filter(pk=request.pk).update(erased_on=three_years_ago())
    assert selectors.standing_of(KIND, TODAY()).number_due == 1


def test_what_somebody_asked_who_is_held_stays(desk: Client, priya: User, ola: Person) -> None:
    mine, other = ended(ola, priya, on=three_years_ago()), ended(None, priya, on=three_years_ago())
    LegalHold.objects.create(name="Case", reason="A court.", person=ola, from_on=TODAY(), placed_by=priya)

    run = approve(desk, 2)

    assert (run.number_done, run.left) == (1, {str(mine.pk): Left.HELD})
    assert not RightsRequest.objects.filter(pk=other.pk).exists()


def test_what_is_gone_already_counts_as_ended_and_other_kinds_are_anothers(db: None) -> None:
    ending = endings.end_row(code=KIND.code, key="2f0d4f10-0000-4000-8000-000000000000", today=TODAY())
    assert ending
    assert not ending.why_kept
    assert endings.end_row(code="photos", key="7", today=TODAY()) is None
    assert endings.what_is_due(code="photos", counted_until=TODAY()) is None


def test_the_letter_of_an_erasing_says_until_when_as_the_officer_decided(desk: Client, ola: Person) -> None:
    make_rights_request(ola)
    said = {"number": "5", "unit": "years", "reason": "Our regulator asked us to."}
    desk.post(reverse("retention:change", args=[KIND.code]), said)
    (kept,) = erasing.erase_everywhere(ola, TODAY()).kept
    assert kept.until_on == rules.kept_until(5, "years", TODAY())
