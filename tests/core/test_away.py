"""Being away from a post: the holder says so, somebody stands in, and what is due finds them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from core.models import AuditEntry, Hub, Post, PostHolder
from core.services.posts import go_away
from tests.builders import make_post, today
from tests.cast import sign_in

HERE = "/admin/my-posts/"
DAY = timedelta(days=1)


@pytest.fixture
def manager(elm: Hub, ben: User) -> Post:
    """Ben's post at Elm."""
    post = make_post("Family hub manager", hub=elm)
    PostHolder.objects.create(post=post, user=ben, from_on=today() - 100 * DAY)
    return post


@pytest.fixture
def lead(elm: Hub, asha: User) -> Post:
    """Asha's post at Elm."""
    post = make_post("Engagement lead", hub=elm)
    PostHolder.objects.create(post=post, user=asha, from_on=today() - 100 * DAY)
    return post


def form(post: Post, **typed: object) -> dict[str, object]:
    return {"post": post.pk, **{f"{post.pk}-{name}": value for name, value in typed.items()}}


def acted_for(person: User, day: date | None = None) -> set[Post]:
    return set(Post.objects.acted_for_by(person, day or today()))


# --- Who acts -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ahead", "stands_in"), [(-1, False), (0, True), (7, True), (8, False)], ids=["the day before", "first day", "last day", "day after"]
)
def test_a_stand_in_acts_from_the_first_day_to_the_last(
    manager: Post, lead: Post, asha: User, ben: User, ahead: int, stands_in: bool
) -> None:
    go_away(post=manager, from_on=today(), until_on=today() + 7 * DAY, stand_in=lead, by=ben)

    assert (manager in acted_for(asha, today() + ahead * DAY)) is stands_in
    assert acted_for(ben, today() + ahead * DAY) == {manager}
    assert lead in acted_for(asha, today() + ahead * DAY)


def test_an_absence_without_a_last_day_goes_on_until_somebody_is_back(manager: Post, lead: Post, asha: User, ben: User) -> None:
    go_away(post=manager, from_on=today(), until_on=None, stand_in=lead, by=ben)
    assert acted_for(asha, today() + 400 * DAY) == {manager, lead}

    go_away(post=manager, from_on=None, until_on=None, stand_in=lead, by=ben)
    assert acted_for(asha) == {lead}


def test_who_left_a_post_or_has_not_begun_acts_for_nothing(manager: Post, lead: Post, asha: User, ben: User) -> None:
    go_away(post=manager, from_on=today(), until_on=None, stand_in=lead, by=ben)
    PostHolder.objects.filter(user=asha).update(until_on=today() - DAY)
    assert acted_for(asha) == set()

    PostHolder.objects.filter(user=asha).update(from_on=today() + DAY, until_on=None)
    assert acted_for(asha) == set()


# --- The screen -----------------------------------------------------------------------------------------------------------


def test_the_holder_notes_an_absence_and_reads_what_it_means(manager: Post, lead: Post, ben: User) -> None:
    desk = sign_in(ben)
    assert "You are here: what is due comes to you." in desk.get(HERE).text

    days = {"from_on": str(today()), "until_on": str(today() + 7 * DAY)}
    page = desk.post(HERE, form(manager, **days, stand_in=lead.pk), follow=True).text

    assert "what is due while you are away comes to Engagement lead, Elm as well." in page
    assert f"You are away since {today():%-d %B %Y}, until {today() + 7 * DAY:%-d %B %Y}. Engagement lead, Elm stands in." in page
    entry = AuditEntry.objects.get(verb="core.post.away")
    assert entry.hub_id == manager.hub_id
    assert f"away_from_on: none to {today()}" in entry.facts

    assert "you are here" in desk.post(HERE, form(manager, stand_in=lead.pk), follow=True).text
    assert not Post.objects.get(pk=manager.pk).is_away_on(today())


def test_without_a_stand_in_it_says_that_what_is_due_waits(manager: Post, ben: User) -> None:
    page = sign_in(ben).post(HERE, form(manager, from_on=str(today())), follow=True).text

    assert "nobody stands in, so what is due while you are away waits for you. Families read when it is late." in page


def test_the_stand_in_reads_for_whom(manager: Post, lead: Post, asha: User, ben: User) -> None:
    go_away(post=manager, from_on=today(), until_on=None, stand_in=lead, by=ben)

    assert "You stand in for <strong>Family hub manager, Elm</strong>" in sign_in(asha).get(HERE).text


def test_who_holds_nothing_reads_who_gives_posts(cara: User) -> None:
    assert "You hold no post." in sign_in(cara).get(HERE).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"until_on": "2026-12-24"}, "Say the first day away too."),
        ({"from_on": "2026-12-24", "until_on": "2026-12-23"}, "The last day away comes before the first."),
        ({"from_on": "tomorrow"}, "Enter a valid date."),
        ({"from_on": "2026-12-24", "stand_in": "4711"}, "Select a valid choice."),
        ({"from_on": "2026-12-24", "stand_in": "x" * 5000}, "Select a valid choice."),
        ({"from_on": "\x00"}, "Enter a valid date."),
    ],
)
def test_days_that_do_not_fit_are_refused_and_stay_in_their_boxes(manager: Post, ben: User, typed: dict[str, str], said: str) -> None:
    page = sign_in(ben).post(HERE, form(manager, **typed)).text

    assert said in page
    assert typed.get("until_on", "") in page
    assert Post.objects.get(pk=manager.pk).away_from_on is None


def test_a_post_offers_neither_itself_nor_those_of_other_hubs_to_stand_in(manager: Post, lead: Post, oak: Hub, ben: User) -> None:
    elsewhere, everywhere = make_post("Family hub manager", hub=oak), make_post("Head of early help")

    page = sign_in(ben).get(HERE).text

    assert f'<option value="{lead.pk}">' in page
    assert f'<option value="{everywhere.pk}">' in page
    assert f'<option value="{manager.pk}">' not in page
    assert f'<option value="{elsewhere.pk}">' not in page


@pytest.mark.parametrize("number", ["", "x", "4711", "9" * 60])
def test_only_ones_own_posts_are_there(lead: Post, ben: User, number: str) -> None:
    desk = sign_in(ben)

    assert desk.post(HERE, form(lead, from_on=str(today()))).status_code == 404
    assert desk.post(HERE, {"post": number}).status_code == 404
    assert Post.objects.get(pk=lead.pk).away_from_on is None


def test_who_neither_holds_nor_changes_a_post_notes_no_absence(manager: Post, cara: User) -> None:
    with pytest.raises(PermissionDenied):
        go_away(post=manager, from_on=today(), until_on=None, stand_in=None, by=cara)


def test_the_database_knows_no_end_of_an_absence_without_its_beginning(manager: Post) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=manager.pk).update(away_until_on=today())


def test_coming_back_early_is_one_press_where_one_reads_it(manager: Post, lead: Post, asha: User, ben: User) -> None:
    go_away(post=manager, from_on=today(), until_on=today() + 7 * DAY, stand_in=lead, by=ben)
    desk = sign_in(ben)
    front = desk.get("/admin/").text
    assert f"You are away from Family hub manager at Elm until {today() + 7 * DAY:%-d %B %Y}. Engagement lead at Elm stands in." in front
    assert "I am back" in front

    page = desk.post(HERE, {"post": manager.pk, "back": "1", "next": "front"})

    assert page.headers["Location"] == "/admin/"
    manager.refresh_from_db()
    assert manager.away_from_on is None
    assert manager.stand_in == lead  # who stands in next time
    assert "I am back" not in desk.get("/admin/").text
    assert acted_for(asha) == {lead}


def test_an_absence_to_come_is_read_and_can_be_called_off(manager: Post, ben: User) -> None:
    go_away(post=manager, from_on=today() + 3 * DAY, until_on=None, stand_in=None, by=ben)
    desk = sign_in(ben)

    assert f"You are here, and will be away from {today() + 3 * DAY:%-d %B %Y}. Nobody stands in." in desk.get(HERE).text
    assert f"You will be away from Family hub manager at Elm from {today() + 3 * DAY:%-d %B %Y}." in desk.get("/admin/").text
    assert desk.post(HERE, {"post": manager.pk, "back": "1"}).headers["Location"] == HERE
    assert "you are here" in desk.get(HERE).text.lower()
    assert Post.objects.get(pk=manager.pk).away_from_on is None


def test_nobody_calls_off_the_absence_of_somebody_else(manager: Post, ben: User, asha: User) -> None:
    go_away(post=manager, from_on=today(), until_on=None, stand_in=None, by=ben)

    assert sign_in(asha).post(HERE, {"post": manager.pk, "back": "1"}).status_code == 404
    assert Post.objects.get(pk=manager.pk).is_away_on(today())


def test_an_absence_that_is_over_leaves_an_empty_form(manager: Post, lead: Post, ben: User) -> None:
    Post.objects.filter(pk=manager.pk).update(away_from_on=today() - 9 * DAY, away_until_on=today() - DAY, stand_in=lead)

    page = sign_in(ben).get(HERE).text

    assert "You are here: what is due comes to you." in page
    assert str(today() - 9 * DAY) not in page
    assert f'<option value="{lead.pk}" selected>' in page


def test_a_post_that_nobody_fills_or_whose_holder_is_away_too_does_not_stand_in(manager: Post, lead: Post, asha: User, ben: User) -> None:
    empty = make_post("Nurse", hub=manager.hub)
    go_away(post=lead, from_on=today(), until_on=today() + DAY, stand_in=None, by=asha)

    for stand_in, title in ((empty, "Nurse"), (lead, "Engagement lead")):
        page = sign_in(ben).post(HERE, form(manager, from_on=str(today()), stand_in=stand_in.pk)).text
        assert f"Nobody is there for {title} at Elm on that day. Choose another post, or nobody." in page
        assert f'value="{today()}"' in page
    assert Post.objects.get(pk=manager.pk).away_from_on is None
    assert "stands in" in sign_in(ben).post(HERE, form(manager, from_on=str(today() + 2 * DAY), stand_in=lead.pk), follow=True).text


def test_the_staff_front_page_leads_there(ben: User) -> None:
    assert HERE in sign_in(ben).get("/admin/").text


def test_strangers_are_led_to_sign_in(client: Client, db: None) -> None:
    assert client.get(HERE).headers["Location"].startswith("/account/login/")
