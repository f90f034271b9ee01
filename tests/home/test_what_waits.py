"""The staff front page says what waits for somebody: what is late, second looks to give, and what came back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core import second_look
from core.choices import RoleKind
from core.models import Hub, Post, PostHolder, SecondLook
from core.questions import attention
from core.services.posts import go_away
from core.sync import sync_roles
from feedback.models import WeDid
from feedback.services.themes import ask_to_take_no_further
from feedback.services.we_did import ask_for_second_look
from home.models import HomePage
from tests.builders import make_engagement, make_post, make_theme, make_we_did, make_you_said, today
from tests.cast import give_role, make_user, sign_in

BOARD = "/admin/you-said/"


def waits_for(person: User) -> list[tuple[str, str]]:
    """Return what waits for somebody: the words and the address."""
    return [(one.text, one.href) for some in attention.answers(user=person, today=today()) for one in some]


def hold(post: Post, person: User) -> None:
    PostHolder.objects.create(post=post, user=person, from_on=today() - timedelta(days=100))


@pytest.fixture
def answer(elm: Hub, asha: User) -> WeDid:
    answer = make_we_did(make_you_said(elm), by=asha)
    answer.writers.add(asha)
    return answer


def test_a_second_look_waits_on_the_front_page_of_who_may_give_it(
    answer: WeDid, asha: User, dev: User, cara: User, ben: User, front: HomePage
) -> None:
    ask_for_second_look(answer=answer, by=asha, today=today())

    here = f"{BOARD}{answer.you_said_id}/"
    words = f"{answer.you_said.reference}: an answer waits for your second look"
    assert waits_for(dev) == [(words, here)]
    assert waits_for(asha) == waits_for(cara) == waits_for(ben) == []
    sync_roles()
    page = sign_in(dev).get("/admin/").text
    assert "What waits for you" in page
    assert f'<a href="{here}">{words}</a>' in page
    assert "What waits for you" not in sign_in(asha).get("/admin/").text


def test_so_does_the_line_that_ends_a_theme(elm: Hub, asha: User, dev: User) -> None:
    theme = make_theme(make_engagement(elm), "The park")
    ask_to_take_no_further(theme=theme, public_line="The park belongs to the parish.", by=asha)

    assert waits_for(dev) == [("“The park”: the line that ends it waits for your second look", f"/admin/themes/{theme.pk}/")]


def test_who_was_asked_by_name_is_led_to_the_page_of_their_letter_as_long_as_it_holds(
    answer: WeDid, asha: User, ben: User, client: Client
) -> None:
    look = ask_for_second_look(answer=answer, by=asha, today=today(), colleague=ben)

    ((words, there),) = waits_for(ben)

    assert words == f"{asha} asks for your second look"
    assert there == second_look.link(look)
    SecondLook.objects.update(asked_at=timezone.now() - second_look.LINK_LASTS)
    assert waits_for(ben) == []


def test_what_is_late_finds_the_stand_in_while_its_owner_is_away(elm: Hub, ben: User, asha: User) -> None:
    owner, lead = make_post("Family hub manager", hub=elm), make_post("Engagement lead", hub=elm)
    hold(owner, ben)
    hold(lead, asha)
    said = make_you_said(elm, owner=owner, answer_by_on=today() - timedelta(days=1))
    assert waits_for(asha) == []

    go_away(post=owner, from_on=today(), until_on=None, stand_in=lead, by=ben)

    assert waits_for(asha) == waits_for(ben) == [(f"{said.reference}: the answer is 1 day late", f"{BOARD}{said.pk}/")]


def test_what_was_sent_back_or_agreed_comes_back_to_who_wrote_it(answer: WeDid, asha: User, dev: User) -> None:
    look = ask_for_second_look(answer=answer, by=asha, today=today())
    second_look.send_back(look=look, by=dev, remark="Say which door.")
    reference = answer.you_said.reference
    assert [words for words, _ in waits_for(asha)] == [f"{reference}: an answer you wrote was sent back"]

    look = ask_for_second_look(answer=answer, by=asha, today=today())
    assert waits_for(asha) == []
    second_look.agree(look=look, by=dev, needs="we_did.publish")
    assert [words for words, _ in waits_for(asha)] == [f"{reference}: an answer you wrote had its second look and can be published"]

    WeDid.objects.update(text="Changed since.")
    assert waits_for(asha) == []


def test_a_late_answer_waits_for_whoever_holds_the_post_that_owes_it(elm: Hub, asha: User, dev: User, front: HomePage) -> None:
    owner, past = make_post("Head of play", hub=elm), today() - timedelta(days=5)
    said = make_you_said(elm, owner=owner, heard_from_on=today() - timedelta(days=90), answer_by_on=past)
    make_you_said(elm, owner=owner)  # not due yet
    hold(owner, asha)

    assert waits_for(asha) == [(f"{said.reference}: the answer is 5 days late", f"{BOARD}{said.pk}/")]
    assert waits_for(dev) == []
    sync_roles()
    page = sign_in(asha).get("/admin/").text
    assert '<span class="state state-late">Late</span>' in page
    assert f"(promised by {past:%-d %B %Y})" in page
    PostHolder.objects.update(until_on=today() - timedelta(days=1))
    assert waits_for(asha) == []


def test_what_was_taken_down_waits_for_whoever_owes_the_corrected_answer(elm: Hub, asha: User, sol: User) -> None:
    owner = make_post("Head of play", hub=elm)
    said = make_you_said(elm, owner=owner)
    make_we_did(said, by=asha, published=True)
    hold(owner, asha)
    assert waits_for(asha) == []

    page = sign_in(sol).post(f"{BOARD}{said.pk}/take-down/", {"reason": "names"}, follow=True).text

    assert "Whose turn it is: Head of play, Elm." in page
    assert [words for words, _ in waits_for(asha)] == [f"{said.reference}: was taken off the public pages and needs a corrected answer"]


def test_a_promise_that_families_read_waits_when_its_day_has_passed(elm: Hub, asha: User) -> None:
    owner, past = make_post("Head of play", hub=elm), today() - timedelta(days=3)
    said = make_you_said(elm, owner=owner, heard_from_on=today() - timedelta(days=90))
    hold(owner, asha)
    promise = make_we_did(said, by=asha, outcome="planned", published=True, due_on=past)

    assert [words for words, _ in waits_for(asha)] == [
        f"{said.reference}: what we promised is late: due {past:%-d %B %Y}, 3 days late",
    ]
    correction = make_we_did(said, by=asha, supersedes=promise)
    assert len(waits_for(asha)) == 1  # a correction that nobody can read keeps no promise
    WeDid.objects.filter(pk=correction.pk).update(published_at=timezone.now())
    assert waits_for(asha) == []


def test_a_long_list_says_how_many_more_there_are(elm: Hub, asha: User, front: HomePage) -> None:
    owner = make_post("Head of play", hub=elm)
    hold(owner, asha)
    for _ in range(12):
        make_you_said(elm, owner=owner, heard_from_on=today() - timedelta(days=90), answer_by_on=today() - timedelta(days=2))
    sync_roles()

    page = sign_in(asha).get("/admin/").text

    assert page.count("the answer is 2 days late") == 10
    assert "And 2 more." in page


@pytest.mark.parametrize("number", [1, 9])
def test_it_costs_the_same_for_one_and_for_many(
    elm: Hub, asha: User, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    mel = make_user("Mel")
    give_role(mel, RoleKind.HUB_MANAGER, elm)
    for _ in range(number):
        answer = make_we_did(make_you_said(elm), by=asha)
        answer.writers.add(asha)
        ask_for_second_look(answer=answer, by=asha, today=today())

    with django_assert_max_num_queries(10):
        assert len(waits_for(mel)) == number
