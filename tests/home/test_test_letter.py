"""A test letter through the real queue: it arrives and its digits are typed back, or the screen says what to look at."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from core import outbox
from core.choices import OutboxState
from core.models import AuditEntry, OutboxItem, WorkerBeat
from home.models import MailTest
from home.rules.letters import LetterFacts, why_no_letter
from home.services.letters import digits_of
from tests.cast import sign_in

pytestmark = pytest.mark.django_db
LETTER, ARRIVED = "/admin/getting-ready/letter/", "/admin/getting-ready/letter/arrived/"


@pytest.fixture
def desk(adam: User) -> Client:
    return sign_in(adam)


def send(desk: Client) -> str:
    """Send one, let the worker carry it, and return the digits in it."""
    desk.post(LETTER)
    outbox.drain()
    return next(word for word in str(mail.outbox[-1].body).split() if len(word) == 6 and word.isdigit())


def test_it_goes_through_the_queue_to_whoever_asks(desk: Client, adam: User) -> None:
    page = desk.post(LETTER, follow=True).text

    assert f"A test letter to {adam.email} is in the queue." in page
    assert mail.outbox == []
    outbox.drain()
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([adam.email], "A test letter")
    assert LETTER in str(letter.body)


@pytest.mark.parametrize("how", ["{}", " {} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"])
def test_typing_its_digits_back_says_who_and_when(desk: Client, adam: User, how: str) -> None:
    digits = send(desk)

    page = desk.post(ARRIVED, {"digits": how.format(digits)}, follow=True).text

    assert "It arrived: mail works." in page
    letter = MailTest.objects.get()
    assert letter.arrived_at is not None
    assert AuditEntry.objects.filter(verb="home.mail_test.arrive", actor=f"staff:{adam.pk}").count() == 1
    assert f"A letter to {adam} arrived on" in desk.get(LETTER).text


@pytest.mark.parametrize("typed", ["", "12345", "\x00", "x" * 9000, "௧௨௩௪௫௬", "000000 or so"])
def test_other_digits_are_refused_in_words(desk: Client, typed: str) -> None:
    send(desk)

    page = desk.post(ARRIVED, {"digits": typed}, follow=True).text

    assert "These are not the six digits of a letter of today." in page
    assert not MailTest.objects.filter(arrived_at__isnull=False).exists()


def test_a_letter_that_took_longer_than_a_day_is_none(desk: Client) -> None:
    digits = send(desk)
    letter = MailTest.objects.get()
    MailTest.objects.update(asked_at=letter.asked_at - timedelta(hours=25))

    assert "not the six digits" in desk.post(ARRIVED, {"digits": digits}, follow=True).text


def test_the_first_of_two_letters_counts_too(desk: Client) -> None:
    first = send(desk)
    send(desk)

    assert "mail works" in desk.post(ARRIVED, {"digits": first}, follow=True).text


def test_somebody_elses_digits_are_not_mine(desk: Client, adam: User) -> None:
    theirs = MailTest.objects.create(asked_by=User.objects.create_user("nia@ashmere.example"))

    assert "not the six digits" in desk.post(ARRIVED, {"digits": digits_of(theirs)}, follow=True).text


def test_its_digits_stand_in_no_table(desk: Client) -> None:
    digits = send(desk)

    assert digits not in str(list(OutboxItem.objects.values())) + str(list(MailTest.objects.values()))


def test_a_letter_that_does_not_arrive_says_what_to_look_at(desk: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    page = desk.post(LETTER, follow=True).text

    assert "No worker has shown a sign of life for two minutes. Start one: manage.py worker. Nothing leaves until then." in page
    assert "EMAIL_URL is console:" in page
    assert "You can go on without" in page


def test_a_mail_server_that_refuses_is_named_by_its_kind_of_error(desk: Client) -> None:
    desk.post(LETTER)
    WorkerBeat.objects.create(worker="ann")
    OutboxItem.objects.update(attempts=3, last_error="SMTPAuthenticationError")

    page = desk.get(LETTER).text

    assert "It was tried 3 times, and the mail server did not take it (SMTPAuthenticationError). Look at EMAIL_URL and MAIL_FROM." in page


def facts(**other: object) -> LetterFacts:
    usual: dict[str, object] = {"mail_backend": "smtp.EmailBackend", "mail_from": "hubs@elmshire.example", "worker_is_not_well": []}
    return LetterFacts(**(usual | other))  # type: ignore[arg-type]  # a test says only what it is about


def test_what_has_left_may_lie_among_junk_and_what_waits_is_on_its_way() -> None:
    assert "junk mail" in why_no_letter(facts(state=OutboxState.DONE))[0]
    assert "hubs@elmshire.example" in why_no_letter(facts(state=OutboxState.DONE))[0]
    assert why_no_letter(facts(state=OutboxState.WAITING)) == ["It is on its way. Look again in a minute."]
    assert "/demo/post/" in why_no_letter(facts(mail_backend="core.demo_post.DemoPostBackend"))[0]


def test_nobody_is_written_to_whose_account_is_closed(desk: Client, adam: User) -> None:
    desk.post(LETTER)
    User.objects.filter(pk=adam.pk).update(is_active=False)

    outbox.drain()

    assert mail.outbox == []


def test_a_letter_is_asked_for_by_who_sets_the_council_up(asha: User) -> None:
    sign_in(asha).post(LETTER)

    assert not MailTest.objects.exists()
    assert timezone.now()
