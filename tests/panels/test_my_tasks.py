"""Under “My panel” stand what a member took on and what their panel decides between meetings; nobody else's, and nothing for a helper."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from core.models import AuditEntry, Hub
from panels.choices import HowDecided, HowReplied, MemberKind, Stage
from panels.models import MeetingAction, Membership, PanelQuestion, QuestionAnswer, QuestionAsked
from panels.models.actions import ActionOfMember
from panels.selectors.questions import lines_of
from panels.services.actions import finish_own, undo_own
from panels.services.questions import they_said
from tests.builders import today
from tests.families import make_person
from tests.panels.at_my_panel import PAGE, at, phone_of
from tests.panels.deciding import make_question
from tests.panels.meeting import words
from tests.panels.paneling import make_member, make_panel
from tests.panels.writing_down import held_before, make_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def ola(elm: Hub) -> Membership:
    """Ola Nowak, on Elm's panel."""
    return make_member(make_panel(elm), make_person(elm, "Ola Nowak", email="ola@family.example"))


@pytest.fixture
def phone(ola: Membership) -> Client:
    """Ola's phone, behind the door."""
    return phone_of(ola)


def taken_on(member: Membership, by: User, text: str = "Bring pictures of the soup kitchen.") -> MeetingAction:
    action = make_action(held_before(member.panel), by, text, owner_kind="member")
    ActionOfMember.objects.create(action=action, membership=member)
    return action


# --- What they took on ----------------------------------------------------------------------------------------------------


def test_who_is_late_with_what_they_took_on_is_told_that_it_is_all_right(ola: Membership, petra: User) -> None:
    action = make_action(held_before(ola.panel), petra, owner_kind="member", due_on=today())
    ActionOfMember.objects.create(action=action, membership=ola)
    phone = phone_of(ola)
    assert "It is all right if it takes longer." not in words(phone.get(PAGE))

    MeetingAction.objects.filter(pk=action.pk).update(due_on=today() - timedelta(days=1))

    assert "It is all right if it takes longer." in words(phone.get(PAGE))


def test_what_they_took_on_stands_there_until_one_tap_says_that_it_is_done(phone: Client, ola: Membership, petra: User) -> None:
    action = taken_on(ola, petra)
    assert "What you said you would do Bring pictures of the soup kitchen." in words(phone.get(PAGE))

    for _ in range(2):
        page = words(phone.post(at("task_is_done", ola, action.pk), follow=True))

    action.refresh_from_db()
    assert action.done_on == today()
    assert "soup kitchen. Thank you. It stands as done in our minutes. Not done after all" in page
    assert AuditEntry.objects.filter(verb="panels.action.finish", actor="system").count() == 1


def test_a_slip_of_a_thumb_is_undone_on_the_same_day_and_not_later(phone: Client, ola: Membership, petra: User) -> None:
    action = taken_on(ola, petra)
    assert "What you say is done stands in our minutes at once." in words(phone.get(PAGE))
    phone.post(at("task_is_done", ola, action.pk))

    for _ in range(2):
        page = words(phone.post(at("task_is_not_done", ola, action.pk), follow=True))

    action.refresh_from_db()
    assert action.is_open
    assert "I have done it" in page
    assert "stands as done" not in page
    assert AuditEntry.objects.filter(verb="panels.action.open_again", actor="system").count() == 1
    MeetingAction.objects.update(done_on=today() - timedelta(days=1))
    assert "soup kitchen" not in words(phone.post(at("task_is_not_done", ola, action.pk), follow=True))
    action.refresh_from_db()
    with pytest.raises(ValidationError, match="not said to be done today"):
        undo_own(action=action, member=ola, today=today())
    assert not action.is_open


def test_nobody_undoes_what_another_member_did(phone: Client, ola: Membership, elm: Hub, petra: User) -> None:
    bea = make_member(ola.panel, make_person(elm, "Bea"))
    action = taken_on(bea, petra)
    finish_own(action=action, member=bea, today=today())

    phone.post(at("task_is_not_done", ola, action.pk))

    with pytest.raises(ValidationError, match="not theirs"):
        undo_own(action=action, member=ola, today=today())
    assert phone.post(at("task_is_not_done", bea, action.pk)).status_code == 404
    action.refresh_from_db()
    assert action.done_on == today()


def test_looking_at_the_address_does_nothing(phone: Client, ola: Membership, petra: User) -> None:
    action = taken_on(ola, petra)
    for name in ("task_is_done", "task_is_not_done"):
        phone.get(at(name, ola, action.pk))
    action.refresh_from_db()
    assert action.is_open


def test_what_another_member_or_a_post_took_on_is_not_theirs(phone: Client, ola: Membership, elm: Hub, petra: User) -> None:
    other = make_member(ola.panel, make_person(elm, "Bea"))
    for action in (taken_on(other, petra, "Ask the school."), make_action(held_before(ola.panel), petra, "Order chairs.")):
        phone.post(at("task_is_done", ola, action.pk))
        action.refresh_from_db()
        assert action.is_open
        with pytest.raises(ValidationError, match="not theirs"):
            finish_own(action=action, member=ola, today=today())
    page = words(phone.get(PAGE))
    assert "Ask the school." not in page
    assert "Order chairs." not in page
    assert phone.post(at("task_is_done", other, action.pk)).status_code == 404


# --- What the panel decides between meetings ------------------------------------------------------------------------------


def _said(question: PanelQuestion, *said: str) -> dict[str, Any]:
    return {f"option-{option.pk.hex}": one for option, one in zip(question.options.all(), said, strict=False)}


def test_a_question_is_answered_behind_the_door_without_a_letter_and_changed(phone: Client, ola: Membership) -> None:
    question = make_question(ola.panel)
    there = at("my_question", ola, question.pk)
    assert f'href="{there}"' in phone.get(PAGE).text
    assert "Where shall the swings go?" in words(phone.get(there))
    assert not QuestionAsked.objects.exists(), "looking makes no row"

    phone.post(there, _said(question, "yes", "no"))
    page = words(phone.post(there, _said(question, "no", "no"), follow=True))

    assert "Thank you. We have your answer." in page
    asked = QuestionAsked.objects.get()
    assert (asked.membership, asked.how, asked.answered_on, asked.token_hash) == (ola, HowReplied.THEMSELVES, today(), "")
    assert sorted(QuestionAnswer.objects.values_list("said", flat=True)) == ["no", "no"]
    assert "Change my answer" in words(phone.get(PAGE))


def test_a_place_given_twice_is_refused_and_stays_chosen(phone: Client, ola: Membership) -> None:
    question = make_question(ola.panel, how=HowDecided.RANKED)
    page = phone.post(at("my_question", ola, question.pk), _said(question, "1", "1")).text
    assert "Give each place once." in page
    assert page.count("checked") == 2
    assert not QuestionAnswer.objects.exists()


def test_what_was_decided_is_read_there_for_a_while(phone: Client, ola: Membership) -> None:
    decided: dict[str, Any] = {"ended_on": today(), "decided": "Under the tree.", "reason": "All can live with it."}
    question = make_question(ola.panel, **decided)
    assert "What we decided" in words(phone.get(PAGE))
    page = words(phone.post(at("my_question", ola, question.pk), _said(question, "yes", "yes")))
    assert "We decided: Under the tree." in page
    assert not QuestionAnswer.objects.exists()
    PanelQuestion.objects.update(ended_on=today() - timedelta(days=121))
    assert "What we decided" not in words(phone.get(PAGE))


@pytest.mark.parametrize("kind", [MemberKind.PROFESSIONAL, MemberKind.SUPPORTER, MemberKind.GUEST, MemberKind.READER])
def test_who_helps_looks_or_reads_only_decides_nothing_on_no_way(elm: Hub, petra: User, kind: str) -> None:
    member = make_member(make_panel(elm), make_person(elm, "Pat"), kind=kind)
    question = make_question(member.panel)
    phone = phone_of(member)
    assert "Where shall the swings go?" not in words(phone.get(PAGE))
    assert phone.get(at("my_question", member, question.pk)).status_code == 404
    assert phone.post(at("my_question", member, question.pk), _said(question, "yes", "yes")).status_code == 404
    assert [line.member for line in lines_of(question, petra)] == []
    with pytest.raises(Exception, match=r"they decide nothing|come to no meeting|comes? to no meeting"):
        they_said(question=question, member=member, said={}, by=petra, today=today())


def test_another_panels_question_is_not_there_and_who_left_answers_no_more(phone: Client, ola: Membership, oak: Hub) -> None:
    question, other = make_question(ola.panel), make_question(make_panel(oak))
    assert phone.get(at("my_question", ola, other.pk)).status_code == 404
    Membership.objects.filter(pk=ola.pk).update(stage=Stage.LEFT, left_on=today())
    assert phone.post(at("my_question", ola, question.pk), _said(question, "yes", "yes")).status_code == 404
    assert "Where shall the swings go?" not in words(phone.get(PAGE))
    assert not QuestionAsked.objects.exists()
