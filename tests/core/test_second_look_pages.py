"""The named colleague's link: for one person, for seven days, once; and the switch for self-checks."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import outbox, second_look
from core.choices import LookMethod, LookState
from core.models import Hub, OutboxItem, SecondLook, SelfCheck
from feedback.models import WeDid
from tests.builders import make_we_did, make_you_said
from tests.cast import sign_in

pytestmark = pytest.mark.django_db
NEEDS = "we_did.publish"


@pytest.fixture
def answer(elm: Hub, asha: User) -> WeDid:
    """Asha's answer at Elm."""
    return make_we_did(make_you_said(elm), by=asha)


@pytest.fixture
def look(answer: WeDid, asha: User, ben: User) -> SecondLook:
    """Asha asks Ben by name, who has no right to publish."""
    return second_look.ask(about=answer, digest="d" * 64, by=asha, needs=NEEDS, colleague=ben, words="The door opens by itself now.")


def path_of(look: SecondLook) -> str:
    """Return the link's path, as it stands in the mail."""
    return "/" + second_look.link(look).split("/", 3)[3]


def test_the_colleague_gets_a_link_by_mail_and_the_words_stay_here(look: SecondLook, ben: User) -> None:
    waiting = OutboxItem.objects.get(name="core.write_to_second_looker")

    outbox.drain()

    (message,) = mail.outbox
    assert waiting.arguments == [look.pk]
    assert message.to == [ben.email]
    assert path_of(look) in message.body
    assert "door" not in f"{message.body}{message.subject}"
    assert path_of(look).split("/")[-2] not in str(list(SecondLook.objects.values()))


def test_looking_uses_nothing_up_and_agreeing_does(look: SecondLook, answer: WeDid, ben: User) -> None:
    client, path = sign_in(ben), path_of(look)

    for _ in range(2):
        page = client.get(path)
        assert page.status_code == 200
        assert "The door opens by itself now." in page.text
    assert SecondLook.objects.get().state == LookState.ASKED

    done = client.post(path, {"agree": "yes"}, follow=True)

    assert "Your colleague can publish it now" in done.text
    assert second_look.is_agreed(answer, "d" * 64)
    assert SecondLook.objects.get().method == LookMethod.NAMED
    again = client.get(path)
    assert again.status_code == 403
    assert "This link has been used" in again.text
    assert "The door opens" not in again.text


def test_the_colleague_sends_it_back_with_a_remark(look: SecondLook, ben: User) -> None:
    client, path = sign_in(ben), path_of(look)

    empty = client.post(path, {"send-back": "yes", "remark": " "})
    client.post(path, {"send-back": "yes", "remark": "It names a child."})

    assert "Say what should change" in empty.text
    assert SecondLook.objects.get().remark == "It names a child."


@pytest.mark.parametrize("who", ["cara", "dev", "asha", "priya"])
def test_in_other_hands_the_link_shows_nothing_and_does_nothing(look: SecondLook, who: str, request: pytest.FixtureRequest) -> None:
    client = sign_in(request.getfixturevalue(who))

    for page in (client.get(path_of(look)), client.post(path_of(look), {"agree": "yes"})):
        assert page.status_code == 403
        assert "The door opens" not in page.text
    assert SecondLook.objects.get().state == LookState.ASKED


def test_who_is_not_signed_in_is_asked_to_sign_in_and_comes_back(look: SecondLook, client: Client) -> None:
    page = client.get(path_of(look))

    assert page.status_code == 302
    assert reverse("account_login") in page["Location"]
    assert "next=" in page["Location"]


def test_a_link_is_good_for_seven_days(look: SecondLook, ben: User) -> None:
    path = path_of(look)
    SecondLook.objects.update(asked_at=timezone.now() - timedelta(days=7))

    page = sign_in(ben).get(path)

    assert page.status_code == 403
    assert "older than seven days" in page.text


def test_words_that_changed_make_the_link_useless(look: SecondLook, answer: WeDid, asha: User, ben: User) -> None:
    path = path_of(look)
    second_look.ask(about=answer, digest="e" * 64, by=asha, needs=NEEDS)

    assert sign_in(ben).get(path).status_code == 403


def test_a_made_up_link_shows_nothing(look: SecondLook, ben: User) -> None:
    client = sign_in(ben)
    for token in ("x", "0" * 64, look.token_hash):
        assert client.get(reverse("second_look", args=[token])).status_code == 403


def test_no_mail_leaves_for_a_question_that_was_taken_back(look: SecondLook, asha: User) -> None:
    second_look.withdraw(look=look, by=asha)

    outbox.drain()

    assert mail.outbox == []


def test_the_page_is_not_kept_by_the_browser(look: SecondLook, ben: User) -> None:
    assert "no-store" in sign_in(ben).get(path_of(look)).headers["Cache-Control"]


def test_the_officer_gives_leave_and_takes_it_back(priya: User) -> None:
    client, address = sign_in(priya), reverse("self_checks")
    page = client.get(address)
    assert "always takes somebody else" in page.text
    assert "Self-checks" in page.text

    given = client.post(address, {"needs": NEEDS, "allow": "yes"}, follow=True)
    stopped = client.post(address, {"needs": NEEDS, "allow": "no"}, follow=True)

    assert "one person alone may check their own words" in given.text
    assert "always takes somebody else" in stopped.text


def test_the_switch_is_the_officers_alone(asha: User, adam: User) -> None:
    for user in (asha, adam):
        client, address = sign_in(user), reverse("self_checks")
        assert client.get(address).status_code == 302
        assert client.post(address, {"needs": NEEDS, "allow": "yes"}).status_code == 302
    assert not SelfCheck.objects.exists()


def test_a_made_up_act_gets_no_leave(priya: User) -> None:
    said = sign_in(priya).post(reverse("self_checks"), {"needs": "quote.publish", "allow": "yes"}, follow=True)

    assert "Nobody may check themselves for this" in said.text


@pytest.mark.parametrize(("typed", "kept"), [("It names\x00 a \u202echild.", "It names a child."), ("x" * 2_001, "")])
def test_an_odd_remark_arrives_as_it_looks_and_one_without_end_is_handed_back(look: SecondLook, ben: User, typed: str, kept: str) -> None:
    page = sign_in(ben).post(path_of(look), {"send-back": "yes", "remark": typed}, follow=True)

    assert page.status_code == 200
    assert SecondLook.objects.get().remark == kept
    assert kept or ("in at most 2,000 letters" in page.text and typed in page.text)
