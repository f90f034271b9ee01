"""Pages that come and go by themselves: an editor sets the day, a worker keeps to it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from core import outbox
from core.choices import OutboxState
from core.models import OutboxItem
from home.models import HomePage, InfoPage
from home.services.scheduled import publish_and_take_down
from tests.core.desk import let_time_pass

pytestmark = pytest.mark.django_db

Later = Callable[..., None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Let it be so much later."""
    begun = timezone.now()

    def pass_by(**time: float) -> None:
        now = begun + timedelta(**time)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return pass_by


def a_page(front: HomePage, title: str = "Summer fair", **days: datetime) -> InfoPage:
    """Put a page below the front page, with a first or a last day."""
    page = InfoPage(title=title, slug=title.lower().replace(" ", "-"), introduction="Bring a hat.", live=False, **days)
    Page.objects.get(pk=front.pk).add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def in_an_hour() -> datetime:
    return timezone.now() + timedelta(hours=1)


def let_workers_work() -> None:
    """Let the workers' next turn come."""
    outbox.put_chores()
    let_time_pass(hours=3)
    outbox.drain()


def statuses(client: Client, *addresses: str) -> list[int]:
    return [client.get(address).status_code for address in addresses]


def test_a_page_appears_at_the_hour_its_editor_chose(client: Client, front: HomePage, later: Later) -> None:
    a_page(front, go_live_at=in_an_hour())

    later(minutes=59)
    let_workers_work()
    assert statuses(client, "/summer-fair/") == [404]

    later(minutes=61)
    let_workers_work()
    assert statuses(client, "/summer-fair/") == [200]
    assert PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count() == 1


def test_new_words_for_a_live_page_wait_for_their_hour(client: Client, front: HomePage, later: Later) -> None:
    page = a_page(front)
    page.introduction, page.go_live_at = "Bring an umbrella.", in_an_hour()
    page.save_revision().publish()
    assert "Bring a hat." in client.get("/summer-fair/").text

    later(minutes=61)
    let_workers_work()

    assert "Bring an umbrella." in client.get("/summer-fair/").text


def test_after_its_last_day_a_page_is_taken_down_and_its_editor_sees_why(client: Client, front: HomePage, later: Later) -> None:
    page = a_page(front, expire_at=in_an_hour())

    later(minutes=61)
    let_workers_work()

    page.refresh_from_db()
    assert statuses(client, "/summer-fair/") == [404]
    assert (page.live, page.expired, page.status_string) == (False, True, "expired")
    assert PageLogEntry.objects.filter(action="wagtail.unpublish.scheduled").count() == 1


def test_a_page_that_cannot_come_keeps_no_other_waiting(
    client: Client, front: HomePage, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_page(front, "First", go_live_at=in_an_hour())
    a_page(front, "Second", go_live_at=in_an_hour() + timedelta(minutes=1))
    first_clean = InfoPage.clean

    def unless_first(page: InfoPage) -> None:
        first_clean(page)
        if page.title == "First":
            raise ValidationError("This page is not as it should be.")

    monkeypatch.setattr(InfoPage, "clean", unless_first)
    later(minutes=65)

    with pytest.raises(ExceptionGroup):
        publish_and_take_down()
    assert statuses(client, "/first/", "/second/") == [404, 200]

    monkeypatch.setattr(InfoPage, "clean", first_clean)
    publish_and_take_down()
    assert statuses(client, "/first/", "/second/") == [200, 200]


def test_however_many_workers_ask_it_is_one_item_that_comes_round_every_minute() -> None:
    for _ in range(10):
        outbox.put_chores()
        outbox.put_chores()
        assert OutboxItem.objects.filter(name="home.publish_and_take_down", state=OutboxState.WAITING).count() == 1
        outbox.drain()
        let_time_pass(minutes=1)
    assert OutboxItem.objects.filter(name="home.publish_and_take_down", state=OutboxState.DONE).count() == 5


def test_with_nothing_due_it_costs_two_questions(front: HomePage, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        publish_and_take_down()
