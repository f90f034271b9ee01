"""Who runs a service confirms by a link: looking changes nothing, it works once, and what they write reaches who keeps the page."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.models import AuditEntry, Hub, Link
from home.models import CheckReminder, HomePage, ServicePage, WrongReport
from home.services.kept_true import ask_provider, still_right
from tests.builders import today
from tests.cast import sign_in
from tests.core.post import letters
from tests.home.keeping import kept, post_of

ADDRESS = "tots@songs.example"


@pytest.fixture
def songs(ben: User, elm: Hub, front: HomePage) -> ServicePage:
    """A service that somebody else runs, checked long ago."""
    return kept("Baby songs", elm, days=200, by=post_of(ben, elm), provider_email=ADDRESS, phone="01632 960001")


def link_in(letter: Any) -> str:
    found = re.search(r"https?://[^/\s]+(/still-right/\S+)", letter.body)
    assert found
    return found[1]


@pytest.fixture
def link(songs: ServicePage, ben: User) -> str:
    """The address in the letter."""
    sign_in(ben).post(reverse("ask_provider", args=[songs.pk]))
    return link_in(letters()[0])


def test_the_letter_goes_to_who_runs_it_and_names_no_member_of_staff(link: str, ben: User) -> None:
    (letter,) = letters()

    assert letter.to == [ADDRESS]
    assert letter.subject == "Is this still right?"
    assert "Baby songs" in letter.body
    assert "Ben" not in letter.body


def test_they_see_what_families_read_and_looking_changes_nothing(link: str, songs: ServicePage, client: Client) -> None:
    for _ in range(3):
        page = client.get(link)
        assert page.status_code == 200
    client.head(link)

    assert "Songs for babies." in page.text
    assert "01632 960001" in page.text
    assert "Mondays, 10am" in page.text
    assert ADDRESS not in page.text
    assert "no-store" in page["Cache-Control"]
    songs.refresh_from_db()
    assert songs.checked_on == today() - timedelta(days=200)


def test_one_button_says_that_it_is_right_and_works_once(link: str, songs: ServicePage, client: Client) -> None:
    answer = client.post(link, {"say": "right"})

    assert "Families now read that this was checked today." in answer.text
    songs.refresh_from_db()
    assert songs.checked_on == today()
    assert AuditEntry.objects.get(verb="home.service.confirm").actor == "system"
    assert client.get(link).status_code == client.post(link, {"say": "right"}).status_code == 410


def test_what_has_changed_reaches_who_keeps_the_page_and_the_day_stays(link: str, songs: ServicePage, ben: User, client: Client) -> None:
    answer = client.post(link, {"say": "changed", "answer": "Wednesdays now"})

    assert "Whoever keeps the page puts it right." in answer.text
    songs.refresh_from_db()
    assert songs.checked_on == today() - timedelta(days=200)
    page = sign_in(ben).get(reverse("wrong_reports")).text
    assert "Wednesdays now" in page
    assert "Who runs it" in page
    assert client.get(link).status_code == 410


def test_words_beside_the_first_button_are_not_lost(link: str, songs: ServicePage, client: Client) -> None:
    client.post(link, {"say": "right", "answer": "From May on it is at Oak."})

    assert WrongReport.objects.get().words == "From May on it is at Oak."
    songs.refresh_from_db()
    assert songs.checked_on == today()


@pytest.mark.parametrize(("text", "says"), [("", "Write what is not right."), ("x" * 1001, "1 letter shorter")])
def test_what_cannot_be_sent_says_why_and_the_link_still_works(link: str, client: Client, text: str, says: str) -> None:
    page = client.post(link, {"say": "changed", "answer": text})

    assert says in page.text
    assert text in page.text
    assert client.get(link).status_code == 200


def test_words_typed_into_a_link_that_was_used_come_back(link: str, client: Client) -> None:
    client.post(link, {"say": "right"})

    page = client.post(link, {"say": "changed", "answer": "Wednesdays now"})

    assert page.status_code == 410
    assert "Wednesdays now" in page.text


def test_another_address_ends_the_link_of_the_old_one(link: str, songs: ServicePage, client: Client) -> None:
    ServicePage.objects.filter(pk=songs.pk).update(provider_email="new@songs.example")

    assert client.get(link).status_code == 410


def test_so_does_time_a_page_that_is_gone_and_a_tap_of_staff(songs: ServicePage, ben: User, client: Client) -> None:
    def fresh() -> str:
        Link.objects.all().delete()
        CheckReminder.objects.all().delete()
        ask_provider(service=songs, by=ben, today=today())
        return link_in(letters()[-1])

    old = fresh()
    Link.objects.update(expires_at=timezone.now())
    assert client.get(old).status_code == 410
    tapped = fresh()
    still_right(service=songs, by=ben, today=today())
    assert client.get(tapped).status_code == 410
    gone = fresh()
    songs.unpublish()
    assert client.get(gone).status_code == 410


def test_a_foreign_page_cannot_press_the_button(link: str, songs: ServicePage, client: Client) -> None:
    answer = client.post(link, {"say": "right"}, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    songs.refresh_from_db()
    assert songs.checked_on == today() - timedelta(days=200)


def test_without_an_address_nobody_is_asked(ben: User, elm: Hub, front: HomePage) -> None:
    service = kept("Tots", elm, by=post_of(ben, elm))

    answer = sign_in(ben).post(reverse("ask_provider", args=[service.pk]), follow=True)

    assert "Put it into the page, under “Keeping it right”." in answer.text
    assert not Link.objects.exists()


def test_they_are_asked_once_a_day_however_often_somebody_presses(songs: ServicePage, ben: User) -> None:
    desk, address = sign_in(ben), reverse("ask_provider", args=[songs.pk])
    desk.post(address)

    again = desk.post(address, follow=True)

    assert "They were asked today already." in again.text
    assert len(letters()) == 1


def test_a_letter_that_left_late_is_not_wanted(songs: ServicePage, ben: User) -> None:
    ask_provider(service=songs, by=ben, today=today())
    still_right(service=songs, by=ben, today=today())

    assert letters() == []
