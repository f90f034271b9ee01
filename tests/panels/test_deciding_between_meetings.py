"""Deciding between meetings: one question, each says on one page what they can live with, and it ends with a decision and its reason."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.services.erasing import erase_everywhere
from core import outbox
from core.models import AuditEntry, Hub
from core.questions import person_export
from panels.choices import HowDecided
from panels.models import Panel, PanelQuestion, QuestionAnswer, QuestionAsked, QuestionOption
from panels.rules.questions import results_of
from panels.selectors.questions import answers_of, options_of
from panels.services.leaving import Goodbye, leave_panel
from panels.services.questions import answer
from panels.services.questions import make_question as make
from panels.services.reply_links import end_all
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.deciding import ask, link_to, make_question
from tests.panels.inviting import OFFICE, add_member, make_ready
from tests.panels.meeting import words
from tests.panels.paneling import make_member, make_panel, open_to_families
from tests.panels.writing_down import held_before, make_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(elm: Hub) -> Panel:
    return make_ready(elm).panel


@pytest.fixture
def question(panel: Panel) -> PanelQuestion:
    return make_question(panel)


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def at(question: PanelQuestion, name: str = "one") -> str:
    return reverse(f"panel_question:{name}", args=[question.pk])


def typed(**said: object) -> dict[str, object]:
    facts = {"words": "Where shall the swings go?", "how": "consent", "options": "By the gate\n\nUnder the tree "}
    return {"key": str(uuid.uuid4()), "closes_on": str(today() + timedelta(days=7)), **facts, **said}


def names(question: PanelQuestion) -> list[str]:
    return [f"option-{one.pk.hex}" for one in options_of(question)]


def test_staff_ask_one_thing_once_and_see_who_gets_a_letter(desk: Client, panel: Panel) -> None:
    add_member(panel)
    said = typed()

    for _tap in range(2):
        page = desk.post(reverse("panel_dates:new_question", args=[panel.pk]), said, follow=True)

    question = PanelQuestion.objects.get()
    assert [one.words for one in options_of(question)] == ["By the gate", "Under the tree"]
    assert "Who gets a letter now: 1" in words(page)
    assert at(question) in desk.get(reverse("panel_dates:one", args=[panel.pk])).text
    for other in ({"words": "Where shall the slide go?"}, {"options": "By the gate\nBy the wall"}):
        refused = desk.post(reverse("panel_dates:new_question", args=[panel.pk]), said | other)
        assert "This form was used before." in words(refused), "other words are not dropped"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"how": "ranked", "options": "One"}, "Give 2 to 6 different choices"),
        ({"options": "Same\nSame"}, "Give 1 to 6 different choices"),
        ({"closes_on": str(today())}, "Give people at least until tomorrow."),
        ({"options": "Ring 01632 960 123"}, "This seems to hold a phone number."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(desk: Client, panel: Panel, said: dict[str, str], why: str) -> None:
    page = desk.post(reverse("panel_dates:new_question", args=[panel.pk]), typed(**said))

    assert why in words(page)
    assert "Where shall the swings go?" in page.text
    assert not PanelQuestion.objects.exists()


def test_a_panel_of_under_18s_is_asked_nothing_by_a_link(desk: Client, elm: Hub, petra: User) -> None:
    posts: dict[str, Any] = {"coordinator": make_post("One"), "second_reader": make_post("Two")}
    young = make_panel(elm, is_of_under_18s=True, **posts)

    assert "nothing is sent to them" in words(desk.get(reverse("panel_dates:new_question", args=[young.pk])))
    with pytest.raises(ValidationError, match="under 18"):
        make(key=uuid.uuid4(), panel=young, words="?", how="consent", options=["x"], closes_on=today(), by=petra, today=today())


def test_a_letter_leads_to_one_page_and_names_nobody(
    desk: Client, client: Client, question: PanelQuestion, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    member = add_member(question.panel)

    desk.post(at(question, "ask"), {"who": str(member.pk)})
    outbox.drain()

    (letter,) = mailoutbox
    assert letter.reply_to == [OFFICE]
    assert "Where shall the swings go?" in str(letter.body)
    link = link_to(QuestionAsked.objects.get())
    assert link in str(letter.body)
    page = client.get(link)
    assert "By the gate" in page.text
    assert "Ola" not in page.text
    assert "Who gets a letter now" not in words(desk.get(at(question)))


def test_what_they_say_is_kept_and_can_be_changed_until_the_last_day(client: Client, question: PanelQuestion) -> None:
    asked = ask(question, add_member(question.panel))
    first, second = names(question)

    page = client.post(link_to(asked), {first: "live", second: "no"}, follow=True)
    assert "Thank you. We have your answer." in words(page)
    client.post(link_to(asked), {first: "yes"})

    assert list(answers_of(asked).values()) == ["yes"]
    PanelQuestion.objects.update(closes_on=today() - timedelta(days=1))
    assert "This question is closed" in words(client.post(link_to(asked), {first: "no"}))
    assert list(answers_of(asked).values()) == ["yes"]


def test_what_was_decided_is_read_behind_the_link_for_three_weeks_and_nothing_is_said_any_more(
    client: Client, question: PanelQuestion
) -> None:
    asked = ask(question, add_member(question.panel))
    first, _second = names(question)
    question.decided, question.reason = "By the gate.", "Most could live with it."
    question.closes_on, question.ended_on = today() - timedelta(days=40), today() - timedelta(days=21)
    question.save()

    shown = client.get(link_to(asked))
    assert "By the gate." in words(shown)
    assert "<title>This question is closed" in shown.text
    assert "tell us on the phone" not in shown.text
    assert "This question is closed" in words(client.post(link_to(asked), {first: "no"}))
    assert not answers_of(asked)
    PanelQuestion.objects.update(ended_on=today() - timedelta(days=22))

    gone = client.get(link_to(asked))
    assert gone.status_code == 410
    assert "Perhaps what we asked is over" in words(gone)
    assert 'href="/my-panel/"' in gone.text
    assert 'href="/panels/"' in gone.text


def test_in_an_order_each_place_is_given_once_and_nothing_typed_is_lost(client: Client, panel: Panel) -> None:
    question = make_question(panel, how=HowDecided.RANKED)
    asked = ask(question, add_member(panel))
    first, second = names(question)

    page = client.post(link_to(asked), {first: "1", second: "1"})

    assert "Give each place once." in words(page)
    assert page.text.count(" checked") == 2
    assert not QuestionAnswer.objects.exists()
    client.post(link_to(asked), {first: "2", second: "1"})
    assert sorted(answers_of(asked).values()) == ["1", "2"]


def test_in_an_order_a_place_that_was_given_can_be_taken_back(client: Client, panel: Panel) -> None:
    question = make_question(panel, how=HowDecided.RANKED)
    asked = ask(question, add_member(panel))
    first, second = names(question)
    assert words(client.get(link_to(asked))).count("I do not mind") == 2
    client.post(link_to(asked), {first: "1", second: "2"})

    client.post(link_to(asked), {first: "1", second: ""})

    assert list(answers_of(asked).values()) == ["1"]
    assert client.get(link_to(asked)).text.count(" checked") == 2


def test_what_is_no_answer_of_this_question_is_nobodys(client: Client, question: PanelQuestion, panel: Panel) -> None:
    asked, other = ask(question, add_member(panel)), make_question(panel, "Another?")

    page = client.post(link_to(asked), {names(other)[0]: "yes", names(question)[0]: "perhaps", "option-x": "yes"})

    assert "Choose an answer." in words(page)
    assert not QuestionAnswer.objects.exists()


def test_a_link_ends_with_its_reader_or_when_staff_end_it(client: Client, question: PanelQuestion, petra: User, elm: Hub) -> None:
    one, two = add_member(question.panel), make_member(question.panel, make_person(elm, "Kit"))
    links = [link_to(ask(question, member)) for member in (one, two)]
    assert one.person

    leave_panel(member=two, on=today(), said=Goodbye(), by=petra, today=today())
    end_all(one, one.person)

    assert [client.get(link).status_code for link in links] == [410, 410]
    assert QuestionAsked.objects.count() == 1


def test_a_link_that_ended_while_its_page_was_open_keeps_nothing(question: PanelQuestion) -> None:
    member = add_member(question.panel)
    asked, first = ask(question, member), options_of(question)[0]
    assert member.person
    end_all(member, member.person)

    with pytest.raises(PermissionDenied):
        answer(asked=asked, said={first.pk: "yes"}, by=None, how="link", today=today())

    assert not QuestionAnswer.objects.exists()


def test_staff_write_down_what_they_hear_and_nothing_newer_is_written_over(desk: Client, client: Client, question: PanelQuestion) -> None:
    member = add_member(question.panel)
    asked, (first, second) = ask(question, member), names(question)

    assert "Written down." in words(desk.post(at(question, "they_said"), {"member": str(member.pk), "seen": "", first: "no"}, follow=True))
    client.post(link_to(asked), {second: "yes"})
    page = desk.post(at(question, "they_said"), {"member": str(member.pk), "seen": "old", first: "no"}, follow=True)

    assert "A colleague changed this" in words(page)
    assert list(answers_of(asked).values()) == ["yes"]


def test_consent_stands_where_nobody_cannot_live_with_it_and_the_most_points_win_an_order(panel: Panel) -> None:
    question = make_question(panel)
    gate, tree = options_of(question)
    found = results_of(question, [gate, tree], [(gate.pk, "yes"), (gate.pk, "live"), (tree.pk, "yes"), (tree.pk, "no")])
    assert [one.is_best for one in found] == [True, False]
    assert not any(one.is_best for one in results_of(question, [gate, tree], []))

    question.how = HowDecided.RANKED
    ranked = results_of(question, [gate, tree], [(gate.pk, "2"), (tree.pk, "1"), (gate.pk, "1"), (tree.pk, "2"), (tree.pk, "1")])
    assert [(one.points, one.is_best) for one in ranked] == [(3, False), (5, True)]


def test_it_ends_with_what_was_decided_and_why_and_is_read_out_and_on_the_page(
    desk: Client, client: Client, question: PanelQuestion, petra: User
) -> None:
    asked = ask(question, add_member(question.panel))
    make_minutes(held_before(open_to_families(question.panel)), petra)
    refused = desk.post(at(question), {"decided": "Under the tree.", "reason": "", "minority_view": ""})
    assert "Under the tree." in refused.text
    assert PanelQuestion.objects.get().ended_on is None

    said = {"decided": "Under the tree.", "reason": "Everybody can live with it.", "minority_view": "The gate is nearer."}
    page = desk.post(at(question), said, follow=True)

    assert "under “What came of our meetings” once minutes are out." in words(page)
    closed = words(client.get(link_to(asked)))
    assert "We decided: Under the tree." in closed
    public = words(client.get(reverse("panel_since_last_time", args=[question.panel.slug])))
    for line in ("Under the tree.", "Between meetings: each said whether they can live with it", "The gate is nearer."):
        assert line in public


def test_what_somebody_said_is_in_their_copy_and_goes_when_they_are_forgotten(client: Client, question: PanelQuestion) -> None:
    member = add_member(question.panel)
    assert member.person
    client.post(link_to(ask(question, member)), {names(question)[0]: "live"})

    held = [one for found in person_export.answers(person_id=member.person.pk) for one in found]
    assert [one.rows for one in held if one.heading == "What you said between meetings"] == [
        (("Where shall the swings go?: By the gate", "I can live with it"),)
    ]
    erase_everywhere(person=member.person, today=today())

    assert [model.objects.count() for model in (QuestionAsked, QuestionAnswer)] == [0, 0]
    assert QuestionOption.objects.count() == 2


def test_the_trail_holds_no_word_of_it(desk: Client, client: Client, question: PanelQuestion) -> None:
    client.post(link_to(ask(question, add_member(question.panel))), {names(question)[0]: "no"})

    (entry,) = AuditEntry.objects.filter(verb="panels.question.answer")
    assert entry.facts == '{"how":"link"}'
