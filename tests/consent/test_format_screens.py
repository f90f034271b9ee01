"""What families asked for in another way, as staff act on it: late first, opened on purpose, ended with how or why."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from consent import provides
from consent.choices import Given, State, WhyNot
from consent.models import FormatRequest
from consent.selectors.formats import waiting_for
from core.models import AuditEntry, Hub, Post, PostHolder, Role
from tests import builders
from tests.cast import sign_in
from tests.feedback.desk import words

LIST = reverse("format_requests:index")


def _at(name: str, asked: FormatRequest) -> str:
    return reverse(f"format_requests:{name}", args=[asked.pk])


@pytest.fixture
def desk(ben: User) -> Client:
    """Ben's desk: a hub worker gives families what they asked for."""
    return sign_in(ben)


@pytest.fixture
def asked(elm: Hub) -> FormatRequest:
    """Ola asks for large print by post."""
    return builders.make_format_request(elm)


@pytest.fixture
def to_pick_up(elm: Hub) -> FormatRequest:
    """Somebody without a name picks it up."""
    return builders.make_format_request(elm, how="pick_up", safe="", said={})


# --- The list -------------------------------------------------------------------------------------------------------------


def test_what_is_late_leads_and_what_ended_stands_apart(desk: Client, elm: Hub, asked: FormatRequest) -> None:
    builders.make_format_request(elm, about="Late one", due_on=builders.today() - timedelta(days=1))
    ended: dict[str, Any] = {"state": State.DONE, "given": Given.POSTED, "ended_on": builders.today()}
    builders.make_format_request(elm, about="Given one", **ended)

    page = words(desk.get(LIST))

    assert page.index("Late one") < page.index("After a session")
    assert "Late" in page
    assert "Given one" not in page
    assert "Given one" in words(desk.get(LIST, {"state": "ended"}))


def test_the_list_shows_nobodys_name_or_number(desk: Client, asked: FormatRequest) -> None:
    for address in (LIST, _at("one", asked)):
        page = words(desk.get(address))
        assert "Ola" not in page
        assert "Quay Lane" not in page


def test_a_code_said_at_the_desk_finds_its_request_however_it_is_typed(desk: Client, to_pick_up: FormatRequest) -> None:
    typed = to_pick_up.spoken_code.lower().replace(" ", "-")
    assert desk.post(LIST, {"code": typed}).headers["Location"] == _at("one", to_pick_up)
    assert "No request of your hubs has this code." in words(desk.post(LIST, {"code": "KKKKKK"}))
    assert "no request" not in words(desk.get(LIST, {"code": typed})).lower(), "a code in an address is not even looked at"


def test_a_code_of_another_hub_finds_nothing(cara: User, to_pick_up: FormatRequest) -> None:
    page = words(sign_in(cara).post(LIST, {"code": to_pick_up.spoken_code}))
    assert "No request of your hubs has this code." in page
    assert "After a session" not in page


def test_who_need_not_act_has_no_list(edie: User, dev: User, priya: User, amir: User) -> None:
    for person in (edie, dev, priya, amir):
        assert sign_in(person).get(LIST).status_code in {302, 403}


def test_the_list_costs_the_same_for_one_and_for_many(
    desk: Client, elm: Hub, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        builders.make_format_request(elm)
    desk.get(LIST)
    with django_assert_max_num_queries(14):
        desk.get(LIST)


# --- One request ----------------------------------------------------------------------------------------------------------


def test_how_to_reach_a_family_is_opened_on_purpose_and_written_down(desk: Client, ben: User, asked: FormatRequest) -> None:
    page = desk.post(_at("contact", asked))

    assert "14 Quay Lane" in words(page)
    assert "no-store" in page.headers["Cache-Control"]
    entry = AuditEntry.objects.get(verb="consent.format_request.open_contact")
    assert (entry.actor, entry.subject) == (f"staff:{ben.pk}", f"consent.FormatRequest:{asked.pk}")
    assert "Quay" not in entry.facts
    assert desk.get(_at("contact", asked)).status_code == 405


def test_a_request_is_taken_in_hand_and_given(desk: Client, asked: FormatRequest) -> None:
    desk.post(_at("take", asked))
    asked.refresh_from_db()
    assert asked.state == State.IN_HAND

    page = desk.post(_at("give", asked), {"given": "posted"}, follow=True)

    asked.refresh_from_db()
    assert (asked.state, asked.given, asked.ended_on) == (State.DONE, Given.POSTED, builders.today())
    assert "By post, on" in words(page)
    assert "This has ended already." in words(desk.post(_at("take", asked)))


def test_given_says_how(desk: Client, asked: FormatRequest) -> None:
    assert "Say how it was given." in words(desk.post(_at("give", asked), {"given": "magic"}))
    asked.refresh_from_db()
    assert asked.state == State.ASKED


def test_what_could_not_be_given_has_a_reason_and_something_else(desk: Client, asked: FormatRequest) -> None:
    page = words(desk.post(_at("give_up", asked), {"why_not": "", "offered": ""}))
    assert "Say why it could not be given." in page
    assert "Say what you offered instead." in page

    half = desk.post(_at("give_up", asked), {"why_not": "", "offered": "We read it aloud."})
    assert ">We read it aloud.</textarea>" in half.content.decode()

    desk.post(_at("give_up", asked), {"why_not": "too_late", "offered": "We read it aloud."})

    asked.refresh_from_db()
    assert (asked.state, asked.why_not, asked.who_asked.offered) == (State.COULD_NOT, WhyNot.TOO_LATE, "We read it aloud.")


def test_what_was_offered_is_never_cut_but_refused_when_it_is_too_long(desk: Client, asked: FormatRequest) -> None:
    page = words(desk.post(_at("give_up", asked), {"why_not": "too_late", "offered": "a" * 1_005}))
    assert "That is 5 letters too long. Make it shorter." in page
    asked.refresh_from_db()
    assert asked.state == State.ASKED


def test_each_act_is_in_the_audit_trail_without_a_word_of_the_family(desk: Client, ben: User, elm: Hub, asked: FormatRequest) -> None:
    post = builders.make_post("Family worker", hub=elm)
    PostHolder.objects.create(post=post, user=ben, from_on=builders.today())
    desk.post(_at("take", asked))
    desk.post(_at("hand_to", asked), {"post": post.pk})
    desk.post(_at("give_up", asked), {"why_not": "other", "offered": "Told Ola by ringing."})

    entries = AuditEntry.objects.filter(verb__startswith="consent.")
    assert [entry.verb.rpartition(".")[2] for entry in entries.order_by("pk")] == ["take", "hand_to", "could_not"]
    assert "Ola" not in "".join(entry.facts for entry in entries)


def test_asking_itself_leaves_no_moment_anywhere(asked: FormatRequest) -> None:
    """Else the minute of a named request could lie beside the minute of an answer that nobody may tell the sender of."""
    assert not AuditEntry.objects.exists()
    assert not [field.name for field in FormatRequest._meta.get_fields() if field.get_internal_type() == "DateTimeField"]


def test_a_slip_shows_the_code_and_no_name(desk: Client, to_pick_up: FormatRequest) -> None:
    page = words(desk.get(_at("slip", to_pick_up)))
    assert to_pick_up.spoken_code in page
    assert "Ask for no name." in page


def test_the_large_print_is_one_tap_away_in_the_familys_language(desk: Client, elm: Hub) -> None:
    survey = builders.make_open_survey(elm, slug="big")
    asked = builders.make_format_request(elm, key=survey.slug, language="ur")
    assert 'href="/ur/another-way/survey/big/large-print/"' in desk.get(_at("one", asked)).content.decode()


def test_what_has_come_down_since_is_still_named(desk: Client, asked: FormatRequest) -> None:
    page = words(desk.get(_at("one", asked)))  # its survey was never there
    assert "After a session" in page
    assert "Large print, ready to print" not in page


def test_a_post_of_another_hub_cannot_be_given_the_work(desk: Client, oak: Hub, asked: FormatRequest) -> None:
    assert desk.post(_at("hand_to", asked), {"post": builders.make_post("Nurse", hub=oak).pk}).status_code == 404


# --- Whose turn it is -----------------------------------------------------------------------------------------------------


@pytest.fixture
def hanas_post(elm: Hub, hana: User) -> Post:
    """Hana manages Elm and holds the post for it."""
    post = builders.make_post("Hub manager", hub=elm)
    PostHolder.objects.create(post=post, user=hana, from_on=builders.today() - timedelta(days=9))
    return post


def _waits(user: User) -> list[Any]:
    return provides.what_waits(user=user, today=builders.today())


def test_it_waits_for_the_post_that_manages_the_hub_and_says_why(elm: Hub, hana: User, hanas_post: Post, ben: User) -> None:
    asked = builders.make_format_request(elm)

    (one,) = _waits(hana)

    assert asked.post == hanas_post
    assert (one.why, one.since_on, one.due_on, one.is_late) == ("You hold Hub manager at Elm.", asked.asked_on, asked.due_on, False)
    assert one.href == _at("one", asked)
    assert _waits(ben) == []


def test_without_a_post_it_waits_for_all_who_may_act(elm: Hub, hana: User, ben: User, cara: User, edie: User) -> None:
    builders.make_format_request(elm, due_on=builders.today() - timedelta(days=1))
    assert [one.is_late for one in _waits(hana) + _waits(ben)] == [True, True]
    assert _waits(cara) == _waits(edie) == []


def test_it_waits_for_who_stands_in_and_for_all_when_the_post_is_empty(elm: Hub, hana: User, hanas_post: Post, ben: User) -> None:
    builders.make_format_request(elm)
    stand_in = builders.make_post("Deputy", hub=elm)
    PostHolder.objects.create(post=stand_in, user=ben, from_on=builders.today())
    Post.objects.filter(pk=hanas_post.pk).update(stand_in=stand_in, away_from_on=builders.today())
    assert [one.why for one in _waits(ben)] == ["You stand in for Hub manager at Elm while they are away."]

    Post.objects.filter(pk=hanas_post.pk).update(stand_in=None, away_from_on=None)
    PostHolder.objects.filter(post=hanas_post).update(until_on=builders.today() - timedelta(days=1))
    assert len(_waits(ben)) == 1


def test_what_ended_waits_for_nobody(elm: Hub, ben: User) -> None:
    builders.make_format_request(elm, state=State.DONE, given=Given.RUNG, ended_on=builders.today())
    assert _waits(ben) == []


# --- What must always hold ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": State.DONE, "given": Given.RUNG},
        {"ended_on": "2026-01-05"},
        {"state": State.DONE, "ended_on": "2026-01-05"},
        {"state": State.COULD_NOT, "ended_on": "2026-01-05"},
        {"forgotten_on": "2026-01-05"},
    ],
)
def test_the_database_refuses_what_must_never_be(asked: FormatRequest, wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        FormatRequest.objects.filter(pk=asked.pk).update(**wrong)


def test_only_a_post_whose_holder_may_act_is_offered(desk: Client, dev: User, hana: User, elm: Hub, asked: FormatRequest) -> None:
    for person, title, hub in ((dev, "Head of service", None), (hana, "Hub manager", elm)):
        PostHolder.objects.create(post=builders.make_post(title, hub=hub), user=person, from_on=builders.today())

    page = desk.get(reverse("format_requests:one", args=[asked.pk])).text

    assert "Hub manager, Elm" in page
    assert "Head of service" not in page


def test_when_the_holder_of_its_post_loses_their_role_it_waits_for_all_who_may_act(elm: Hub, hana: User, ben: User) -> None:
    post = builders.make_post("Hub manager", hub=elm)
    PostHolder.objects.create(post=post, user=hana, from_on=builders.today())
    builders.make_format_request(elm)
    FormatRequest.objects.update(post=post)
    assert not list(waiting_for(ben, builders.today()))

    Role.objects.filter(user=hana).delete()

    assert [why for _, why in waiting_for(ben, builders.today())] == [
        "Nobody holds a post for this, so it waits for all of you who may act."
    ]
