"""Staff look at what was said to be wrong: put right, the page was right, or passed on to who may change it."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry, Hub
from home.choices import WrongState
from home.models import HomePage, WrongReport
from home.services.wrong_reports import end_report, tell_keepers
from tests.builders import today
from tests.cast import sign_in
from tests.core.post import letters
from tests.home.keeping import kept, post_of, reported, say

LIST = reverse("wrong_reports")


def test_it_is_not_put_right_while_families_still_read_the_old_words(adam: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm)
    report = reported(service)
    service.what_it_is = "Songs on Tuesdays."
    draft = service.save_revision(user=adam)
    desk, address = sign_in(adam), reverse("end_wrong_report", args=[report.pk])

    refused = desk.post(address, {"becomes": "put_right"}, follow=True)
    assert "The change of this page is not with families yet." in refused.text
    draft.publish()

    assert "Noted." in desk.post(address, {"becomes": "put_right"}, follow=True).text


def test_what_was_said_of_a_page_that_was_taken_down_still_waits_and_can_be_ended(ben: User, adam: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, by=post_of(ben, elm))
    report = reported(service)
    service.unpublish()

    desk = sign_in(ben)
    assert "says that something is wrong on “Baby songs”" in desk.get(reverse("needs_you")).text
    page = desk.get(LIST).text
    assert "It is on Tuesdays now." in page
    assert "Families do not see this page at the moment." in page
    assert "See it" not in page

    sign_in(adam).post(reverse("end_wrong_report", args=[report.pk]), {"becomes": "put_right"})
    report.refresh_from_db()
    assert report.state == WrongState.PUT_RIGHT


def test_who_may_not_change_the_page_passes_it_on_to_who_may(ben: User, adam: User, elm: Hub, front: HomePage) -> None:
    report = reported(kept("Baby songs", elm, by=post_of(ben, elm)))
    tell_keepers(today())
    assert [letter.to for letter in letters()] == [[ben.email]]
    desk, waits = sign_in(ben), "says that something is wrong on “Baby songs”"
    assert "They are right: pass it on" in desk.get(LIST).text
    assert waits not in sign_in(adam).get(reverse("needs_you")).text

    answer = desk.post(reverse("end_wrong_report", args=[report.pk]), {"becomes": "pass_on"}, follow=True)

    assert "Passed on to whoever keeps all pages." in answer.text
    assert waits in sign_in(adam).get(reverse("needs_you")).text
    assert waits not in desk.get(reverse("needs_you")).text
    tell_keepers(today())
    assert [letter.to for letter in letters()] == [[ben.email], [adam.email]]
    assert AuditEntry.objects.filter(verb="home.wrong_report.pass_on").exists()


def test_what_has_ended_is_not_passed_on_nor_changed(client: Client, ben: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm)
    say(client, service, "It moved.")
    report = WrongReport.objects.get()
    end_report(report=report, becomes=WrongState.WAS_RIGHT, by=ben, today=today())

    say(client, service, "It moved to Oak.")
    answer = sign_in(ben).post(reverse("end_wrong_report", args=[report.pk]), {"becomes": "pass_on"}, follow=True)

    report.refresh_from_db()
    assert (report.words, report.is_for_editors) == ("It moved.", False)
    assert "A colleague has looked at this already." in answer.text


@pytest.mark.parametrize("becomes", [WrongState.PUT_RIGHT, WrongState.WAS_RIGHT])
def test_staff_say_what_came_of_it_once(ben: User, elm: Hub, front: HomePage, becomes: str) -> None:
    report = reported(kept("Baby songs", elm, by=post_of(ben, elm)))
    address = reverse("end_wrong_report", args=[report.pk])
    desk = sign_in(ben)

    answer = desk.post(address, {"becomes": becomes}, follow=True)

    assert "Noted." in answer.text
    assert "Nothing waits." in answer.text
    assert WrongState(becomes).label in desk.get(f"{LIST}?state=ended").text
    again = desk.post(address, {"becomes": becomes}, follow=True)
    assert "A colleague has looked at this already." in again.text
    assert AuditEntry.objects.filter(verb="home.wrong_report.end").count() == 1


@pytest.mark.parametrize("becomes", ["", "waiting", "nonsense"])
def test_it_does_not_end_without_saying_how(ben: User, elm: Hub, front: HomePage, becomes: str) -> None:
    report = reported(kept("Baby songs", elm))

    with pytest.raises(ValidationError, match="Say whether it is put right"):
        end_report(report=report, becomes=becomes, by=ben, today=today())


def test_another_hubs_report_is_not_there(cara: User, elm: Hub, front: HomePage) -> None:
    report = reported(kept("Baby songs", elm))

    assert "Tuesdays" not in sign_in(cara).get(LIST).text
    answer = sign_in(cara).post(reverse("end_wrong_report", args=[report.pk]), {"becomes": "put_right"})
    assert answer.status_code == 404
    report.refresh_from_db()
    assert report.state == WrongState.WAITING
