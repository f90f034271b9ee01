"""Answers by link: of who has a say by now, and never written over while a legal hold keeps what somebody said."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import LegalHold
from core import outbox
from core.models import Hub
from panels.choices import MemberKind
from panels.models import Membership, Panel, PanelQuestion, QuestionAsked, TimeAsked
from panels.selectors import polls as poll_selectors
from panels.selectors.asked import mark_of
from panels.selectors.questions import answers_of, options_of, results
from panels.selectors.reply_links import token_of
from panels.services import questions as services
from panels.services.reply_links import see_to_link
from tests.builders import today
from tests.cast import sign_in
from tests.panels.deciding import ask, link_to, make_question
from tests.panels.inviting import add_member, make_poll, make_ready
from tests.panels.meeting import words

pytestmark = pytest.mark.django_db
COULD_NOT = "This could not be done. Please ring us."


@pytest.fixture
def panel(elm: Hub) -> Panel:
    return make_ready(elm).panel


@pytest.fixture
def question(panel: Panel) -> PanelQuestion:
    return make_question(panel)


@pytest.fixture
def ola(panel: Panel) -> Membership:
    return add_member(panel)


def _becomes_a_guest(member: Membership) -> None:
    Membership.objects.filter(pk=member.pk).update(kind=MemberKind.GUEST)


def _hold(member: Membership, by: User) -> None:
    LegalHold.objects.create(name="Case", reason="A court.", person=member.person, from_on=today(), placed_by=by)


def _names(question: PanelQuestion) -> list[str]:
    return [f"option-{one.pk.hex}" for one in options_of(question)]


def test_who_has_no_say_by_now_decides_nothing_by_a_link(client: Client, question: PanelQuestion, ola: Membership) -> None:
    asked = ask(question, ola)
    first, *_ = _names(question)
    client.post(link_to(asked), {first: "no"})
    assert [one.counts["no"] for one in results(question)] == [1, 0]
    _becomes_a_guest(ola)

    assert [client.get(link_to(asked)).status_code, client.post(link_to(asked), {first: "yes"}).status_code] == [410, 410]
    with pytest.raises(PermissionDenied):
        services.answer(asked=asked, said={options_of(question)[0].pk: "yes"}, by=None, how="link", today=today())
    assert [one.counts["no"] for one in results(question)] == [0, 0]
    assert list(answers_of(asked).values()) == ["no"], "what they said is not deleted"


def test_no_letter_asks_who_has_no_say_any_more(
    question: PanelQuestion, ola: Membership, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    services.ask_members(question=question, who=[str(ola.pk)], by=petra, now=timezone.now())
    _becomes_a_guest(ola)
    outbox.drain()

    assert mailoutbox == []
    assert "they decide nothing" in QuestionAsked.objects.get().held_back


def test_of_whom_a_hold_keeps_no_answer_is_written_over_and_a_first_one_is_kept(
    client: Client, question: PanelQuestion, ola: Membership, petra: User, priya: User
) -> None:
    _hold(ola, priya)
    asked, (first, second) = ask(question, ola), _names(question)
    client.post(link_to(asked), {first: "no"})
    again = client.post(link_to(asked), {first: "yes"})
    assert COULD_NOT in words(again)
    assert "We have your answer" not in words(again)
    said = {"member": str(ola.pk), "seen": mark_of(answers_of(asked)), second: "yes"}
    staff = sign_in(petra).post(reverse("panel_question:they_said", args=[question.pk]), said, follow=True)
    assert "A legal hold keeps what we hold of them." in words(staff)

    assert list(answers_of(asked).values()) == ["no"]
    client.post(link_to(asked), {first: "no", second: "yes"})
    assert sorted(answers_of(asked).values()) == ["no", "yes"], "what is added loses nothing"


def test_of_whom_a_hold_keeps_no_time_is_written_over_and_a_first_one_is_kept(
    client: Client, panel: Panel, ola: Membership, priya: User
) -> None:
    poll = make_poll(panel, days=(20, 21))
    _hold(ola, priya)
    asked = TimeAsked.objects.create(poll=poll, membership=ola)
    assert ola.person
    see_to_link(asked, ola.person)
    address = f"/panels/times/{token_of(asked)}/"
    first, second = (f"time-{one.pk}" for one in poll_selectors.options_of(poll))
    client.post(address, {first: "yes"})
    again = client.post(address, {first: "no", second: "yes"})

    assert COULD_NOT in words(again)
    assert "We have your answer" not in words(again)
    assert list(poll_selectors.said_by(asked).values()) == ["yes"]
    client.post(address, {first: "yes", second: "yes"})
    assert list(poll_selectors.said_by(asked).values()) == ["yes", "yes"]
