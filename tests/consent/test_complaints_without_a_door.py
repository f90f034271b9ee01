"""A complaint about data of somebody who has no door to us: by phone or on paper, and by people who stand in no record."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent import provides
from consent.models import RightsRequest
from core.clocks import day_in_words
from core.models import AuditEntry
from tests import builders
from tests.cast import sign_in
from tests.consent.rights import at, decided
from tests.feedback.desk import words

pytestmark = pytest.mark.django_db
ADD = reverse("rights:add")
TODAY = builders.today
CALLER = "Zed Canary, 01632 960 123"


def _taken_in(client: Client, *, how: str = "phone", days_ago: int = 0, who: str = CALLER) -> str:
    said = {"kind": "complaint", "how": how, "received_on": str(TODAY() - timedelta(days=days_ago)), "who": who, "asked": "Shame!"}
    return words(client.post(ADD, said, follow=True))


def _waits(priya: User) -> list[tuple[bool, object]]:
    return [(one.is_late, one.due_on) for one in provides.what_waits(user=priya, today=TODAY()) if "complaint" in one.text]


@pytest.fixture
def officer(priya: User) -> Client:
    """The data protection officer's desk."""
    return sign_in(priya)


def test_whoever_takes_the_call_is_told_what_to_promise(ben: User) -> None:
    page = _taken_in(sign_in(ben))
    by = day_in_words(TODAY() + timedelta(days=30))
    assert f"Tell them: by {by} they hear that we have it, and an answer comes as soon as we looked into it." in page
    assert "within a month" not in page


@pytest.mark.parametrize("how", ["phone", "letter", "person"])
def test_a_complaint_by_somebody_in_no_record_is_acknowledged_answered_and_done(officer: Client, priya: User, how: str) -> None:
    page = _taken_in(officer, how=how, days_ago=3)
    asked = RightsRequest.objects.get()
    assert (asked.person, asked.hub) == (None, None)
    assert _waits(priya) == [(False, asked.received_on + timedelta(days=30))]
    assert "Tell them by" in page
    assert "A letter that we have it" in page

    letter = words(officer.get(at("letter", asked)))
    assert f"On {day_in_words(asked.received_on)} you complained about how we use data." in letter
    assert str(asked) in letter
    assert "We have it, and look into it now." in letter
    assert "ico.org.uk" in letter
    officer.post(at("acknowledge", asked))
    assert _waits(priya) == [(False, None)], "it waits for its answer, without undue delay"

    assert "Are they right?" in words(officer.get(at("one", asked)))
    decided(officer, asked, "partly", why="right", answer="You were right about the leaflet. We took it away.")
    letter = words(officer.get(at("letter", asked)))
    assert "We took it away." in letter
    assert "look into it now" not in letter
    officer.post(at("finish", asked))
    asked.refresh_from_db()
    assert asked.done_on == TODAY()
    assert _waits(priya) == []
    assert "Canary" not in str(list(AuditEntry.objects.values()))


def test_after_thirty_days_without_a_word_it_is_late(officer: Client, priya: User) -> None:
    _taken_in(officer, days_ago=31)
    assert [late for late, _ in _waits(priya)] == [True]


def test_a_complaint_of_nobody_at_all_is_taken_in_as_they_gave_it(officer: Client) -> None:
    assert "Write their code, or who they are and how to reach them." in _taken_in(officer, who=" ")
    _taken_in(officer, who="They did not say who they are.")
    decided(officer, RightsRequest.objects.get(), "yes", answer="Nobody can be written to; we put it right.")
    assert RightsRequest.objects.get().decided_on == TODAY()
