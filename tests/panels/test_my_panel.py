"""My panel: behind the families' door a member sees what is theirs, steps back and comes back, and leaves; nobody sees another's."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from consent.models import FamilyVisit, Person
from consent.services import people
from core import outbox
from core.models import Hub
from panels.choices import Stage
from panels.models import Meeting, Membership
from tests.builders import make_post, today
from tests.consent.doorway import CODE, EMAIL, asked_for_code, numbers, typed_in
from tests.families import make_person
from tests.panels.at_my_panel import PAGE, at, inside, phone_of
from tests.panels.meeting import words
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel, open_to_families

pytestmark = pytest.mark.django_db


@pytest.fixture
def ola(elm: Hub) -> Membership:
    """Ola Nowak, on Elm's panel."""
    return make_member(make_panel(elm), make_person(elm, email=EMAIL))


# --- The door -------------------------------------------------------------------------------------------------------------


def test_who_stands_before_the_door_is_led_to_it_and_from_it_on_to_their_panel(client: Client, ola: Membership) -> None:
    door = client.get(PAGE, follow=True)
    assert "First, who are you?" in words(door)
    carried = door.context["to"]

    asked = client.post("/my-choices/", {"email": EMAIL, "to": carried})
    outbox.drain()
    assert "to see and change what is theirs alone with us:" in mail.outbox[0].body
    entered = typed_in(client, asked.headers["Location"], numbers())

    assert entered.headers["Location"] == PAGE
    assert "Parents at Elm" in words(client.get(PAGE))


def test_the_door_leads_nowhere_that_we_did_not_seal(client: Client, ola: Membership) -> None:
    for made_up in ("https://evil.example/", "//evil.example", "/my-panel/"):
        assert "First, who are you?" not in words(client.get("/my-choices/", {"to": made_up}))
        asked = client.post("/my-choices/", {"email": EMAIL, "to": made_up})
        assert asked.headers["Location"].startswith(CODE)


def test_asking_for_new_numbers_loses_no_way(client: Client, ola: Membership) -> None:
    carried = client.get(PAGE, follow=True).context["to"]
    asked = client.post("/my-choices/", {"email": EMAIL, "to": carried}).headers["Location"]

    page = client.get(typed_in_wrong(client, asked))

    assert "First, who are you?" in words(client.get(page.context["door"]))


def typed_in_wrong(client: Client, at_code: str) -> str:
    """Type what is no code, and return where that leads."""
    carried = client.get(at_code).context["carried"]
    return client.post(CODE, {"s": carried, "code": "12"}).headers["Location"]


def test_who_goes_back_to_the_door_they_came_in_by_is_led_on(client: Client, ola: Membership) -> None:
    door = client.get(PAGE).headers["Location"]

    assert phone_of(ola).get(door).headers["Location"] == PAGE


def test_a_visit_that_ended_says_so_and_nothing_was_done(client: Client, ola: Membership) -> None:
    door = client.post(at("my_rest", ola), {"how_long": "4"}, follow=True)

    assert "You were away too long, so you are signed out. Nothing was written down yet." in words(door)
    ola.refresh_from_db()
    assert ola.stage == Stage.ON


def test_my_choices_leads_a_member_to_their_panel_and_nobody_else(ola: Membership, elm: Hub) -> None:
    assert PAGE in phone_of(ola).get("/my-choices/").text
    assert PAGE not in inside(make_person(elm, "Nobody on a panel")).get("/my-choices/").text


def test_the_door_by_itself_still_leads_to_my_choices(client: Client, ola: Membership) -> None:
    assert typed_in(client, asked_for_code(client), numbers()).headers["Location"] == "/my-choices/"


# --- What stands there ----------------------------------------------------------------------------------------------------


def test_a_member_sees_when_they_meet_and_what_they_said(ola: Membership) -> None:
    make_meeting(ola.panel)
    phone = phone_of(ola)

    page = words(phone.get(PAGE))

    assert "Parents at Elm" in page
    assert "Sign out, and clear this phone" in page  # to leave is said of the panel, and of the page in a hurry
    assert "10am to 11:30am The hall, Elm family hub" in page
    assert "Can you come?" in page


def test_a_member_finds_the_panels_page_from_here_and_here_from_all_panels(ola: Membership, client: Client) -> None:
    phone = phone_of(ola)
    assert "The page of the panel" not in words(phone.get(PAGE))

    open_to_families(ola.panel)

    assert f'<a href="/panels/{ola.panel.slug}/">The page of the panel' in phone.get(PAGE).text
    assert f'<a href="{PAGE}">My panel</a>' in client.get("/panels/").text


def test_a_meeting_that_is_on_now_stays_until_it_ends_and_one_called_off_says_so(ola: Membership) -> None:
    make_meeting(ola.panel, starts_at=timezone.now() - timedelta(minutes=30), place="Here and now")
    make_meeting(ola.panel, starts_at=timezone.now() - timedelta(minutes=100), place="Over already")
    make_meeting(ola.panel, state="off", called_off_because="Snow")

    page = words(phone_of(ola).get(PAGE))

    assert "Here and now" in page
    assert "Over already" not in page
    assert "This meeting is called off" in page


def test_each_of_several_panels_stands_there_and_a_panel_come_back_to_stands_once(ola: Membership, elm: Hub, oak: Hub) -> None:
    make_member(make_panel(oak, "Parents at Oak"), ola.person)
    make_member(ola.panel, ola.person, stage=Stage.LEFT, left_on=today() - timedelta(days=5), joined_on=today() - timedelta(days=90))

    page = words(phone_of(ola).get(PAGE))

    assert page.count("Parents at Elm") == 1
    assert "Parents at Oak" in page
    assert "You left on" not in page


def test_what_stood_under_a_record_joined_to_theirs_is_theirs(ola: Membership, elm: Hub, petra: User) -> None:
    stays = make_person(elm, "Ola Nowak-Brown", email="ola.brown@family.example")
    assert ola.person
    people.merge_people(stays=stays, goes=ola.person, by=petra)
    phone = inside(stays)

    assert "Parents at Elm" in words(phone.get(PAGE))
    assert phone.get(at("my_rest", ola)).status_code == 200


def test_who_is_on_no_panel_is_told_so(elm: Hub) -> None:
    assert "You are not on a panel yet." in words(inside(make_person(elm)).get(PAGE))


@pytest.mark.parametrize("page", ["my_rest", "my_leave", "my_meeting", "my_meeting_file"])
def test_another_members_pages_are_not_there(page: str, ola: Membership, elm: Hub) -> None:
    more = [make_meeting(ola.panel).pk] if "meeting" in page else []
    stranger = phone_of(make_member(ola.panel, make_person(elm, "Ben Okoro")))

    assert phone_of(ola).get(at(page, ola, *more)).status_code == 200
    for phone in (stranger, inside(make_person(elm, "Nobody"))):
        assert phone.get(at(page, ola, *more)).status_code == 404
        assert phone.post(at(page, ola, *more), {"how_long": "4", "reply": "yes"}).status_code == 404
    ola.refresh_from_db()
    assert ola.stage == Stage.ON


def test_no_page_of_it_is_kept_by_a_browser_and_a_form_from_elsewhere_does_nothing(ola: Membership) -> None:
    phone = phone_of(ola)

    assert "no-store" in phone.get(PAGE)["Cache-Control"]
    assert phone.post(at("my_leave", ola), {}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    ola.refresh_from_db()
    assert ola.left_on is None


@pytest.mark.parametrize("whose", ["a child on a panel of adults", "a panel of under-18s"])
def test_a_child_is_told_kindly_that_their_worker_is_the_contact(whose: str, elm: Hub) -> None:
    worker, second = make_post("Participation worker", hub=elm), make_post("Hub manager", hub=elm)
    of_children = "under" in whose
    panel = make_panel(elm, coordinator=worker, is_of_under_18s=of_children, second_reader=second if of_children else None)
    person = make_person(elm, "Zara", is_young=not of_children)
    member = make_member(panel, person)
    meeting = make_meeting(panel)
    phone = inside(person)

    page = words(phone.get(PAGE))

    assert "Your worker: Participation worker" in page
    assert "Can you come?" not in page
    for name, more in (("my_rest", []), ("my_leave", []), ("my_meeting", [meeting.pk])):
        assert phone.get(at(name, member, *more)).status_code == 404


def test_a_page_costs_as_many_queries_with_one_meeting_as_with_six(ola: Membership, django_assert_max_num_queries: object) -> None:
    phone = phone_of(ola)
    for days in range(1, 7):
        make_meeting(ola.panel, starts_at=in_days(days))

    with django_assert_max_num_queries(17):  # type: ignore[operator]  # a fixture of pytest-django
        phone.get(PAGE)


def test_erased_in_the_moment_between_they_are_at_the_door_again(ola: Membership) -> None:
    phone = phone_of(ola)
    Person.objects.update(erased_on=today(), email_index="", phone_index="")

    assert phone.get(PAGE).status_code == 302
    assert FamilyVisit.objects.exists()
    assert Meeting.objects.count() == 0
