"""A family says what is wrong on a service page; whoever keeps the page reads it, and says what came of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core import clocks, limits, outbox
from core.limits import Tried
from core.models import AuditEntry, Hub, OutboxItem
from home.choices import WrongState
from home.models import HomePage, ServicePage, WrongReport
from home.rules import LONGEST_WRONG
from home.services.wrong_reports import end_report, forget_reports, tell_keepers
from tests.builders import today
from tests.cast import sign_in
from tests.core.post import letters
from tests.home.keeping import WRONG, kept, post_of, reported, say
from tests.home.reading import words

LIST = reverse("wrong_reports")


def test_a_service_page_leads_to_one_box(client: Client, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm)
    address = reverse("something_wrong", args=[service.pk])
    assert f'<a href="{address}">Something wrong here?</a>' in client.get("/services/baby-songs/").text

    page = client.get(address)

    assert "What is not right?" in page.text
    assert page.text.count("<textarea") == 1
    assert "999" in page.text
    assert "sessionid" not in page.cookies
    assert "no-store" in page["Cache-Control"]


def test_it_reaches_who_keeps_the_page_by_its_day(client: Client, ben: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, by=post_of(ben, elm))

    page = say(client, service)

    due_on = clocks.working_days_after(today(), 5)
    assert f"looks at it by {clocks.day_in_words(due_on)}" in words(page)
    listed = sign_in(ben).get(LIST).text
    assert "It is on Tuesdays now. &lt;b&gt;Ask&lt;/b&gt; Jo." in listed
    front_page = sign_in(ben).get(reverse("wagtailadmin_home")).text
    assert "A family says that something is wrong on “Baby songs”" in front_page
    assert "You hold Offer keeper at Elm." in front_page


def test_the_letter_holds_none_of_the_words(client: Client, ben: User, adam: User, elm: Hub, front: HomePage) -> None:
    say(client, kept("Baby songs", elm, by=post_of(ben, elm)))
    assert letters() == [], "a letter in the queue would keep the minute"

    for _ in range(2):
        tell_keepers(today())

    assert [letter.to for letter in letters()] == [[ben.email]]
    letter = letters()[0]
    assert "Tuesdays" not in letter.body + letter.subject
    assert LIST in letter.body


def test_where_nobody_keeps_it_who_keeps_all_pages_hears(client: Client, ben: User, adam: User, elm: Hub, front: HomePage) -> None:
    say(client, kept("Baby songs", elm))
    tell_keepers(today())

    assert [letter.to for letter in letters()] == [[adam.email]]
    assert "Nobody who works here keeps it right, and you keep all pages." in sign_in(adam).get(reverse("wagtailadmin_home")).text


def test_what_was_sent_has_an_address_of_its_own_that_asks_nothing_again(client: Client, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm)
    due_on = clocks.working_days_after(today(), 5)

    answer = client.post(reverse("something_wrong", args=[service.pk]), {"answer": WRONG, "token": "a-token"})

    assert answer.status_code == 302
    assert "Tuesday" not in answer["Location"]
    assert f"looks at it by {clocks.day_in_words(due_on)}" in words(client.get(answer["Location"]))


@pytest.mark.parametrize("odd", ["", "x", "2999-01-01", "0001-01-01", "2026-13-01", "٢٠٢٦-١٢-٠١", "\0"])
def test_no_address_promises_another_day_than_ours(client: Client, elm: Hub, front: HomePage, odd: str) -> None:
    page = client.get(reverse("something_wrong", args=[kept("Baby songs", elm).pk]), {"by": odd})

    assert page.status_code == 200
    assert "What is not right?" in page.text


def test_sent_twice_it_is_one(client: Client, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm)

    for _ in range(2):
        assert say(client, service).status_code == 200

    assert WrongReport.objects.count() == 1


def test_sent_again_with_better_words_it_is_still_one_and_the_better_words_count(client: Client, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm)
    say(client, service, "It moved.")

    say(client, service, "It moved to Oak.")

    assert WrongReport.objects.get().words == "It moved to Oak."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Write what is not right."),
        (" \n\u200b ", "Write what is not right."),
        ("x" * (LONGEST_WRONG + 12), "Please make this 12 letters shorter."),
    ],
)
def test_what_cannot_be_sent_says_why_and_stands_there_again(client: Client, elm: Hub, front: HomePage, text: str, says: str) -> None:
    page = say(client, kept("Baby songs", elm), text)

    assert says in page.text
    assert "<title>Error:" in page.text
    assert text.strip(" \n\u200b") in page.text
    assert not WrongReport.objects.exists()


def test_too_much_from_one_phone_loses_no_words(client: Client, elm: Hub, front: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "try_say_is_wrong", lambda request: Tried(False, minutes=3))

    page = say(client, kept("Baby songs", elm), "It is closed.")

    assert page.status_code == 429
    assert "Press the button again in 3 minutes" in page.text
    assert "It is closed." in page.text


def test_a_foreign_page_cannot_send_and_the_words_come_back(client: Client, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm)

    page = client.post(reverse("something_wrong", args=[service.pk]), {"answer": WRONG}, headers={"sec-fetch-site": "cross-site"})

    assert page.status_code == 403
    assert "It is on Tuesdays now." in page.text
    assert not WrongReport.objects.exists()


def test_a_page_families_cannot_see_has_no_box(client: Client, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm)
    service.unpublish()

    assert client.get(reverse("something_wrong", args=[service.pk])).status_code == 404
    for number in (10**9, 10**23):
        assert client.get(reverse("something_wrong", args=[number])).status_code == 404


def test_no_moment_and_no_plain_word_stands_in_the_database(client: Client, elm: Hub, front: HomePage) -> None:
    say(client, kept("Baby songs", elm))

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM home_wrongreport")
        kept_there = str(cursor.fetchall())
    assert "Tuesdays" not in kept_there
    assert "datetime.datetime" not in kept_there.replace("datetime.date(", "")
    assert not AuditEntry.objects.filter(verb__startswith="home.wrong_report").exists()
    assert not OutboxItem.objects.filter(name__startswith="home.").exists()


def test_late_it_leads_and_says_so(ben: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, by=post_of(ben, elm))
    reported(service, "First.", token="1", days=20)
    reported(service, "Second.", token="2")

    page = sign_in(ben).get(LIST).text

    assert page.index("First.") < page.index("Second.")
    assert page.count("state-late") == 1
    assert "state-late" in sign_in(ben).get(reverse("wagtailadmin_home")).text


def test_many_are_named_three_at_most(ben: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, by=post_of(ben, elm))
    for number in range(5):
        reported(service, token=str(number))

    page = sign_in(ben).get(reverse("needs_you")).text

    assert page.count("says that something is wrong on “Baby songs”") == 3
    assert "2 more say that something is wrong on a page" in page


def test_a_page_is_not_deleted_before_somebody_has_read_it(root_client: Client, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm)
    report = reported(service)
    address = reverse("wagtailadmin_pages:delete", args=[service.pk])
    bulk = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={service.pk}"

    for refused in (root_client.post(address, follow=True), root_client.post(bulk, follow=True)):
        assert "A family said that something is wrong on “Baby songs”" in refused.text
    WrongReport.objects.filter(pk=report.pk).update(state=WrongState.WAS_RIGHT, ended_on=today())
    root_client.post(address)

    assert not ServicePage.objects.filter(pk=service.pk).exists()


def test_the_words_are_deleted_four_weeks_after_the_end(ben: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm)
    old, fresh, waiting = (reported(service, token=str(number)) for number in range(3))
    end_report(report=old, becomes=WrongState.PUT_RIGHT, by=ben, today=today() - timedelta(days=28))
    end_report(report=fresh, becomes=WrongState.PUT_RIGHT, by=ben, today=today() - timedelta(days=27))

    assert forget_reports(today()) == 1

    for report in (old, fresh, waiting):
        report.refresh_from_db()
    assert (old.words, old.key_hash, old.forgotten_on) == ("", None, today())
    assert fresh.words == waiting.words == WRONG
    assert "The words were deleted on" in sign_in(ben).get(f"{LIST}?state=ended").text


def test_every_hour_no_row_tells_its_moment_by_its_neighbours(elm: Hub, front: HomePage) -> None:
    reported(kept("Baby songs", elm))
    before = list(WrongReport.objects.values())

    with CaptureQueriesContext(connection) as asked:
        outbox.put("home.forget_the_moment")
        outbox.drain()

    assert any(query["sql"].startswith("UPDATE") and "home_wrongreport" in query["sql"] for query in asked)
    assert list(WrongReport.objects.values()) == before
