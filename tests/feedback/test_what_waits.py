"""What feedback asks of a member of staff: second looks to give, what came back from one, and what their posts owe families."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core import second_look
from core.choices import RoleKind
from core.models import Hub, Post, PostHolder, SecondLook
from core.querysets import forget_roles
from core.services.posts import go_away
from core.sync import sync_roles
from feedback import provides
from feedback.models import WeDid, YouSaid
from feedback.services.themes import ask_to_take_no_further
from feedback.services.we_did import ask_for_second_look
from tests.builders import (
    make_engagement,
    make_everyday_engagement,
    make_post,
    make_theme,
    make_voice,
    make_we_did,
    make_you_said,
    today,
    week_of,
)
from tests.cast import give_role, make_user, sign_in

BOARD = "/admin/you-said/"


def waits_for(person: User) -> list[tuple[str, str]]:
    """Return what waits for somebody: the words and the address."""
    return [(one.text, one.href) for one in provides.what_waits(user=person, today=today())]


def why(person: User) -> list[str]:
    """Return why each line is theirs."""
    return [one.why for one in provides.what_waits(user=person, today=today())]


def named(said: YouSaid) -> str:
    return f"“{said.text}” ({said.reference})"


def hold(post: Post, person: User) -> None:
    PostHolder.objects.create(post=post, user=person, from_on=today() - timedelta(days=100))


@pytest.fixture
def answer(elm: Hub, asha: User) -> WeDid:
    answer = make_we_did(make_you_said(elm), by=asha)
    answer.writers.add(asha)
    return answer


def test_a_second_look_waits_on_the_front_page_of_who_may_give_it(answer: WeDid, asha: User, dev: User, cara: User, ben: User) -> None:
    ask_for_second_look(answer=answer, by=asha, today=today())

    here = f"{BOARD}{answer.you_said_id}/"
    words = f"{named(answer.you_said)}: an answer waits for your second look"
    assert waits_for(dev) == [(words, here)]
    assert why(dev) == [f"{asha} asks, and you may give a second look."]
    assert waits_for(asha) == waits_for(cara) == waits_for(ben) == []
    sync_roles()
    page = sign_in(dev).get("/admin/").text
    assert f'<a href="{here}">{words}</a>' in page
    assert f'<a href="{here}">' not in sign_in(asha).get("/admin/").text


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

    words = f"{named(said)}: the answer is 1 day late"
    assert waits_for(asha) == [(words, f"{BOARD}{said.pk}/answer/")]
    assert waits_for(ben) == [(words, f"{BOARD}{said.pk}/")]  # he may not write it, but reads where it stands
    assert why(asha) == ["You stand in for Family hub manager at Elm while they are away."]
    assert why(ben) == ["You hold Family hub manager at Elm."]
    go_away(post=owner, from_on=today(), until_on=today() + timedelta(days=3), stand_in=lead, by=ben)
    until = today() + timedelta(days=3)
    assert why(asha) == [f"You stand in for Family hub manager at Elm while they are away until {until:%-d %B %Y}."]


def test_what_was_sent_back_or_agreed_comes_back_to_who_wrote_it(answer: WeDid, asha: User, dev: User) -> None:
    look = ask_for_second_look(answer=answer, by=asha, today=today())
    second_look.send_back(look=look, by=dev, remark="Say which door.")
    reference = named(answer.you_said)
    assert [words for words, _ in waits_for(asha)] == [f"{reference}: an answer you wrote was sent back"]

    look = ask_for_second_look(answer=answer, by=asha, today=today())
    assert waits_for(asha) == []
    second_look.agree(look=look, by=dev, needs="we_did.publish")
    assert [words for words, _ in waits_for(asha)] == [f"{reference}: an answer you wrote had its second look and can be published"]

    WeDid.objects.update(text="Changed since.")
    assert waits_for(asha) == []


def test_a_late_answer_waits_for_whoever_holds_the_post_that_owes_it(elm: Hub, asha: User, dev: User) -> None:
    owner, past = make_post("Head of play", hub=elm), today() - timedelta(days=5)
    said = make_you_said(elm, owner=owner, heard_from_on=today() - timedelta(days=90), answer_by_on=past)
    make_you_said(elm, owner=owner)  # not due yet
    hold(owner, asha)

    assert waits_for(asha) == [(f"{named(said)}: the answer is 5 days late", f"{BOARD}{said.pk}/answer/")]
    assert waits_for(dev) == []
    sync_roles()
    page = sign_in(asha).get("/admin/").text
    assert '<span class="state state-late">Late</span>' in page
    assert f"You hold Head of play at Elm. Promised by {past:%-d %B %Y}." in page
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
    assert [words for words, _ in waits_for(asha)] == [f"{named(said)}: was taken off the public pages and needs a corrected answer"]


def test_a_promise_that_families_read_waits_when_its_day_has_passed(elm: Hub, asha: User) -> None:
    owner, past = make_post("Head of play", hub=elm), today() - timedelta(days=3)
    said = make_you_said(elm, owner=owner, heard_from_on=today() - timedelta(days=90))
    hold(owner, asha)
    promise = make_we_did(said, by=asha, outcome="planned", published=True, due_on=past)

    assert [words for words, _ in waits_for(asha)] == [
        f"{named(said)}: what we promised is late: due {past:%-d %B %Y}, 3 days late",
    ]
    correction = make_we_did(said, by=asha, supersedes=promise)
    assert len(waits_for(asha)) == 1  # a correction that nobody can read keeps no promise
    WeDid.objects.filter(pk=correction.pk).update(published_at=timezone.now())
    assert waits_for(asha) == []


@pytest.mark.parametrize(("ahead", "words"), [(0, "due today"), (1, "due tomorrow"), (14, "due in 14 days"), (15, "")])
def test_an_answer_shows_itself_two_weeks_before_its_day(elm: Hub, asha: User, ahead: int, words: str) -> None:
    owner = make_post("Head of play", hub=elm)
    hold(owner, asha)
    said = make_you_said(elm, owner=owner, answer_by_on=today() + timedelta(days=ahead))

    expected = [(f"{named(said)}: the answer is {words}", f"{BOARD}{said.pk}/answer/")] if words else []
    assert waits_for(asha) == expected
    assert not [one for one in provides.what_waits(user=asha, today=today()) if one.is_late]


def test_an_answer_that_is_begun_goes_on_from_its_page(elm: Hub, asha: User) -> None:
    owner = make_post("Head of play", hub=elm)
    hold(owner, asha)
    said = make_you_said(elm, owner=owner, answer_by_on=today())
    make_we_did(said, by=asha)

    assert waits_for(asha) == [(f"{named(said)}: the answer is due today", f"{BOARD}{said.pk}/")]


def test_a_promise_shows_itself_before_its_day_and_one_that_nobody_made_does_not(elm: Hub, asha: User) -> None:
    owner = make_post("Head of play", hub=elm)
    hold(owner, asha)
    said = make_you_said(elm, owner=owner)
    make_we_did(said, by=asha, outcome="planned", published=True, due_on=today() + timedelta(days=4))
    done = make_you_said(elm, owner=owner)
    make_we_did(done, by=asha, outcome="did", published=True)
    asked = make_you_said(elm, owner=owner)
    make_we_did(asked, by=asha, outcome="passed_on", published=True, replies_by_on=today())

    assert [words for words, _ in waits_for(asha)] == [
        f"{named(said)}: what we promised is due in 4 days",
        f"{named(asked)}: their reply is due today",
    ]


def test_a_post_shows_nothing_of_a_hub_that_its_holder_does_not_serve(elm: Hub, oak: Hub, asha: User) -> None:
    owner = make_post("Head of play")
    hold(owner, asha)
    make_you_said(oak, owner=owner, answer_by_on=today())
    make_theme(make_engagement(oak, who_acts=owner, answer_by_on=today()), voices=[make_voice(oak)], by=asha)

    assert waits_for(asha) == []


def test_who_moved_to_another_hub_reads_nothing_of_what_they_wrote_before(answer: WeDid, asha: User, dev: User, oak: Hub) -> None:
    look = ask_for_second_look(answer=answer, by=asha, today=today())
    second_look.send_back(look=look, by=dev, remark="Say which door.")
    assert len(waits_for(asha)) == 1

    asha.roles.update(hub=oak)
    forget_roles(asha)

    assert waits_for(asha) == []


def test_what_people_talked_about_waits_for_who_acts_when_its_first_comment_was_promised_an_answer(elm: Hub, asha: User, dev: User) -> None:
    acts = make_post("Head of play", hub=elm)
    hold(acts, asha)
    listening = make_everyday_engagement(elm, who_acts=acts, answer_within_weeks=2)
    heard_on = today() - timedelta(days=today().weekday(), weeks=4)
    old = make_theme(listening, "The door", voices=[make_voice(elm, week=week_of(heard_on)), make_voice(elm)], by=asha)
    make_theme(make_everyday_engagement(elm, who_acts=acts, answer_within_weeks=20), "The park", voices=[make_voice(elm)], by=asha)
    make_theme(listening, "Nobody said it yet")
    due_on = listening.promised_on(heard_on)

    (line,) = provides.what_waits(user=asha, today=today())

    assert line.text.startswith("“The door” has no answer yet, and families were promised one: it is ")
    assert (line.href, line.due_on, line.since_on, line.is_late) == (f"/admin/themes/{old.pk}/", due_on, heard_on, True)
    assert line.why == "You hold Head of play at Elm."
    assert waits_for(dev) == []
    make_you_said(elm, engagement=listening).themes.add(old)  # from here on its own day counts
    assert waits_for(asha) == []


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

    with django_assert_max_num_queries(18):
        assert len(waits_for(mel)) == number
