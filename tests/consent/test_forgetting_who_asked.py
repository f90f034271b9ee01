"""How to reach a family is deleted when it has served; that somebody asked, and whether they got it, stays as a count."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from consent import tasks
from consent.choices import Given, State
from consent.models import FormatRequest, WhoAsked
from consent.provides import endings
from consent.services import formats as services
from core import brand, outbox
from core.models import AuditEntry, Hub
from tests import builders
from tests.cast import sign_in
from tests.feedback.desk import words


def _ended(hub: Hub, *, days_ago: int) -> FormatRequest:
    return builders.make_format_request(
        hub, state=State.DONE, given=Given.POSTED, ended_on=builders.today() - timedelta(days=days_ago), asked_on=builders.today()
    )


def test_the_worker_forgets_who_asked_four_weeks_after_it_ended(elm: Hub) -> None:
    old, young, waiting = _ended(elm, days_ago=28), _ended(elm, days_ago=27), builders.make_format_request(elm)

    tasks.forget()

    assert set(WhoAsked.objects.values_list("request", flat=True)) == {young.pk, waiting.pk}
    old.refresh_from_db()
    assert (old.state, old.given, old.key_hash, old.forgotten_on) == (State.DONE, Given.POSTED, None, builders.today())
    assert (old.code, old.language, old.safe) == (None, "", "")
    assert FormatRequest.objects.count() == 3


def test_the_council_says_for_how_long(elm: Hub) -> None:
    builders.make_brand(format_kept_days=3)
    _ended(elm, days_ago=3)
    assert services.forget_who_asked(builders.today()) == 1
    brand.forget()


def test_forgetting_is_written_down_once(elm: Hub) -> None:
    _ended(elm, days_ago=40)
    tasks.forget()
    tasks.forget()
    assert AuditEntry.objects.filter(verb="consent.format_request.forget", actor="system").count() == 1


def test_how_many_are_due_is_told_to_who_asks(elm: Hub) -> None:
    _ended(elm, days_ago=40)
    (kind,) = endings.kept_for_a_time(today=builders.today())
    assert kind.number_due == 1
    assert kind.counted_from == "28 days after it was given or could not be"
    tasks.forget()
    assert endings.kept_for_a_time(today=builders.today())[0].number_due == 0


def test_a_forgotten_request_says_so_and_opens_nothing(elm: Hub, ben: User) -> None:
    old = _ended(elm, days_ago=40)
    tasks.forget()
    page = words(sign_in(ben).get(reverse("format_requests:one", args=[old.pk])))
    assert "Who asked was deleted on" in page
    assert "Show how to reach them" not in page
    assert "A slip for the shelf" not in page
    assert "They read" not in page
    assert sign_in(ben).post(reverse("format_requests:contact", args=[old.pk])).status_code == 200
    assert not AuditEntry.objects.filter(verb="consent.format_request.open_contact").exists()


@pytest.mark.parametrize("state", [State.ASKED, State.IN_HAND])
def test_what_still_waits_is_never_forgotten(elm: Hub, state: str) -> None:
    builders.make_format_request(elm, state=state, asked_on=builders.today() - timedelta(days=400))
    tasks.forget()
    assert WhoAsked.objects.count() == 1


def test_every_hour_no_row_tells_its_moment_by_its_neighbours(elm: Hub) -> None:
    builders.make_format_request(elm, asked_on=builders.today())
    before = [*FormatRequest.objects.values(), *WhoAsked.objects.values()]

    with CaptureQueriesContext(connection) as asked:
        outbox.put("consent.forget_the_moment")
        outbox.drain()

    updates = " ".join(query["sql"] for query in asked if query["sql"].startswith("UPDATE"))
    assert "consent_formatrequest" in updates
    assert "consent_whoasked" in updates
    assert [*FormatRequest.objects.values(), *WhoAsked.objects.values()] == before


def test_what_was_asked_days_before_is_written_once_more_too(elm: Hub) -> None:
    """A request of five to midnight has its hour tomorrow, and a machine that stood still has it some days later."""
    first_day = (builders.today() - services.LATELY).isoformat()

    with CaptureQueriesContext(connection) as asked:
        services.forget_the_moment(builders.today())

    updates = [query["sql"] for query in asked if query["sql"].startswith("UPDATE")]
    assert [first_day in sql for sql in updates] == [True, True]
