"""The days of a request as they were, what was asked and when, and references that nobody else has."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import Person, RightsRequest
from core.models import AuditEntry
from tests import builders
from tests.consent.rights import above, at, decided, desk, known, ola
from tests.families import make_rights_request
from tests.feedback.desk import words

TODAY = builders.today
__all__ = ["above", "desk", "ola"]


def test_days_are_written_as_they_were(desk: Client, ola: Person) -> None:
    began = TODAY() - timedelta(days=9)
    asked = make_rights_request(ola, received_on=began)
    days = [began + timedelta(days=number) for number in range(5)]
    for name, post in (
        ("acknowledge", {"on_acknowledged": days[0]}),
        ("stop_clock", {"why_stop": "clarify", "on_stopped": days[1]}),
        ("start_clock", {"on_started": days[3]}),
        ("identify", {"how": "known", "on_identified": days[4]}),
    ):
        assert desk.post(at(name, asked), post).status_code == 302, name
    row = RightsRequest.objects.get()
    pause = row.pauses.get()
    assert (row.acknowledged_on, pause.from_on, pause.until_on, row.identified_on) == (days[0], days[1], days[3], days[4])


@pytest.mark.parametrize(("days", "why"), [(1, "That day has not come yet."), (-10, "before that it cannot have been")])
def test_no_step_was_before_they_asked_or_comes_later(desk: Client, ola: Person, days: int, why: str) -> None:
    asked = make_rights_request(ola, received_on=TODAY() - timedelta(days=9))
    on = str(TODAY() + timedelta(days=days))
    for name, post in (("acknowledge", {"on_acknowledged": on}), ("stop_clock", {"why_stop": "clarify", "on_stopped": on})):
        page = desk.post(at(name, asked), post)
        assert why in words(page), name
        assert on in page.text, "what was typed stays"
    assert "Write the day on which it was" in words(desk.post(at("acknowledge", asked), {"on_acknowledged": "soon"}))


def test_a_day_of_long_ago_is_no_day_on_which_they_asked(desk: Client) -> None:
    said = {"kind": "access", "how": "phone", "who": "Zed"}
    for day in ("0001-01-01", str(TODAY() - timedelta(days=400))):
        assert "more than a year ago" in words(desk.post(reverse("rights:add"), said | {"received_on": day}))
    assert not RightsRequest.objects.exists()


def test_a_late_complaint_that_is_answered_is_not_to_be_acknowledged_any_more(desk: Client, ola: Person) -> None:
    asked = make_rights_request(ola, "complaint", received_on=TODAY() - timedelta(days=60))
    assert "Late" in words(desk.get(at("one", asked)))
    decided(desk, asked)
    for page in (words(desk.get(at("one", asked))), words(desk.get(reverse("rights:index")))):
        assert "Tell them by" not in page
        assert "Late" not in page


def test_what_they_ask_and_when_is_put_right_until_it_is_decided(desk: Client, priya: User, ola: Person) -> None:
    asked = known(make_rights_request(ola), priya)
    earlier = TODAY() - timedelta(days=7)
    desk.post(at("correct", asked), {"kind": "erasure", "received_on": str(earlier)})
    row = RightsRequest.objects.get()
    assert (row.kind, row.received_on) == ("erasure", earlier)
    assert json.loads(AuditEntry.objects.get(verb="consent.rights.correct").facts)["fields"] == ["kind", "received_on"]

    for post, why in (
        ({"kind": "x", "received_on": str(earlier)}, "Choose what they ask for."),
        ({"kind": "access", "received_on": "soon"}, "Write the day on which they asked"),
        ({"kind": "access", "received_on": str(TODAY() + timedelta(days=1))}, "That day has not come yet."),
    ):
        assert why in words(desk.post(at("correct", asked), post))
    RightsRequest.objects.update(identified_on=TODAY() - timedelta(days=3))
    assert "they cannot have asked after that" in words(desk.post(at("correct", asked), {"kind": "access", "received_on": str(TODAY())}))
    decided(desk, asked)
    assert "This has ended already." in words(desk.post(at("correct", asked), {"kind": "access", "received_on": str(earlier)}))


def test_a_reference_that_is_taken_costs_nobody_their_words(ola: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_rights_request(ola)
    drawn: list[int] = []

    def one_of_few(length: int) -> str:
        drawn.append(length)
        return first.reference if length == 5 else "B" * length

    monkeypatch.setattr("consent.services.rights.new_reference", one_of_few)
    assert make_rights_request(ola, "erasure").reference == "BBBBBB"
    assert drawn == [5, 5, 5, 5, 6]
