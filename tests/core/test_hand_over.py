"""A leaver hands everything over: what moves is shown first, the successor reads of it, and no account closes over what it holds."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core import questions
from core.choices import RoleKind
from core.models import Hub, Post, PostHolder
from core.services.posts import go_away, hand_over
from home.services.pages import build_page_tree, make_service
from tests.builders import make_engagement, make_post, make_you_said, today
from tests.cast import give_role, make_user, sign_in

DAY = timedelta(days=1)


@pytest.fixture
def lea(elm: Hub) -> User:
    """Lea leaves: she runs Elm and holds two posts."""
    person = make_user("Lea")
    give_role(person, RoleKind.HUB_MANAGER, elm)
    for post in (make_post("Family hub manager", hub=elm), make_post("Head of early help")):
        PostHolder.objects.create(post=post, user=person, from_on=today() - 100 * DAY)
    return person


@pytest.fixture
def manager(lea: User) -> Post:
    """Lea's post at Elm."""
    return Post.objects.get(title="Family hub manager")


def here(person: User) -> str:
    return f"/admin/people/{person.pk}/hand-over/"


def closing(person: User) -> str:
    return f"/admin/people/{person.pk}/close/"


def test_everything_that_moves_is_shown_before_it_does(adam: User, lea: User, manager: Post, elm: Hub) -> None:
    make_engagement(elm, who_acts=manager)
    past = today() - DAY
    make_you_said(elm, owner=manager, engagement=make_engagement(elm, who_acts=manager))
    make_you_said(elm, owner=manager, engagement=make_engagement(elm), answer_by_on=past, heard_from_on=past - DAY, heard_until_on=past)
    build_page_tree(site_name="Ashmere", council_name="Ashmere")
    make_service("Stay and play", what_it_is="x", kept_by=manager)

    page = sign_in(adam).get(here(lea)).text

    assert "Family hub manager, Elm" in page
    for hangs in ("owes families 2 answers, 1 of them late", "keeps 1 page right"):
        assert hangs in page
    assert "things you ask about" in page
    assert "Head of early help</strong>: nothing waits there." in page


@pytest.mark.parametrize("number", [1, 9])
def test_what_hangs_on_many_posts_is_asked_as_cheaply_as_on_one(
    elm: Hub, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    posts = [make_post(f"Post {n}", hub=elm) for n in range(number)]
    for post in posts:
        make_you_said(elm, owner=post, engagement=make_engagement(elm, who_acts=post))

    with django_assert_max_num_queries(10):  # one for each kind of thing that hangs on a post
        answers = questions.post_hangs.answers(post_ids=frozenset(post.pk for post in posts), today=today())

    assert sum(len(some) for some in answers) == 2 * number


def test_the_successor_reads_of_it_on_their_front_page(adam: User, lea: User, hana: User) -> None:
    office = sign_in(adam)

    office.post(here(lea), {"successor": hana.pk})

    page = sign_in(hana).get("/admin/").text
    assert "You now hold Family hub manager at Elm" in page
    assert f"It was handed over from {lea} by {adam}. Since {today():%-d %B %Y}." in page
    assert not PostHolder.objects.filter(user=lea, until_on__isnull=True).exists()


def test_who_takes_over_is_there_even_when_the_leaver_was_away(adam: User, lea: User, hana: User, manager: Post) -> None:
    go_away(post=manager, from_on=today() - DAY, until_on=None, stand_in=None, by=lea)

    hand_over(leaver=lea, successor=hana, by=adam)

    manager.refresh_from_db()
    assert not manager.is_away_on(today())


def test_a_successor_without_a_role_there_is_named_so_that_nothing_is_lost(adam: User, lea: User, cara: User) -> None:
    page = sign_in(adam).post(here(lea), {"successor": cara.pk}, follow=True).text

    assert f"{cara} has no role yet to act on what waits for Family hub manager at Elm." in page


def test_closing_an_account_that_holds_posts_leads_to_hand_over_first(adam: User, lea: User, hana: User) -> None:
    office = sign_in(adam)

    page = office.post(closing(lea), follow=True)

    assert page.redirect_chain[0][0] == f"{here(lea)}?closing=1"
    assert "Hand them over first" in page.text
    lea.refresh_from_db()
    assert lea.is_active

    office.post(f"{here(lea)}?closing=1", {"successor": hana.pk})
    lea.refresh_from_db()
    assert not lea.is_active
    assert PostHolder.objects.filter(user=hana, until_on__isnull=True).count() == 2


def test_it_can_be_closed_at_once_and_then_waits_to_be_handed_over(adam: User, lea: User) -> None:
    office = sign_in(adam)

    office.post(closing(lea), {"anyway": "1"})

    lea.refresh_from_db()
    assert not lea.is_active
    assert f"{lea}’s account is closed, and they hold 2 posts still: hand over" in office.get("/admin/").text


def test_who_holds_nothing_is_closed_at_once(adam: User, ben: User) -> None:
    sign_in(adam).post(closing(ben))

    ben.refresh_from_db()
    assert not ben.is_active


def test_a_form_that_is_not_filled_in_closes_nothing(adam: User, lea: User) -> None:
    page = sign_in(adam).post(f"{here(lea)}?closing=1", {"successor": "4711"}).text

    assert "Select a valid choice." in page
    lea.refresh_from_db()
    assert lea.is_active
    assert PostHolder.objects.filter(user=lea, until_on__isnull=True).count() == 2


def test_handing_over_never_closes_ones_own_account(adam: User, hana: User) -> None:
    PostHolder.objects.create(post=make_post("Head of early help"), user=adam, from_on=today())

    sign_in(adam).post(f"{here(adam)}?closing=1", {"successor": hana.pk})

    adam.refresh_from_db()
    assert adam.is_active


def test_a_hub_manager_hands_nothing_of_the_council_over(hana: User, lea: User) -> None:
    assert sign_in(hana).get(here(lea)).status_code in {302, 403}
    with pytest.raises(PermissionDenied):
        hand_over(leaver=lea, successor=hana, by=hana)
