"""A panel reads something before others do: given out by staff, spoken of by paragraph, closed with what changed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from consent.models import LegalHold
from consent.services.erasing import erase_everywhere
from core.models import AuditEntry, Hub
from core.questions import attention
from panels.choices import Stage
from panels.models import HasRead, Membership, Panel, Reading, ReadingNote
from panels.selectors import member_copy
from panels.services import readings as services
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.at_my_panel import PAGE, at, phone_of
from tests.panels.meeting import words
from tests.panels.paneling import make_member, make_panel
from tests.panels.reading import LEAFLET, make_reading

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def ola(elm: Hub) -> Membership:
    """Ola Nowak, on Elm's panel."""
    return make_member(make_panel(elm))


@pytest.fixture
def reading(ola: Membership, petra: User) -> Reading:
    """The summer leaflet, given out today."""
    return make_reading(ola.panel, by=petra)


@pytest.fixture
def phone(ola: Membership) -> Client:
    """Ola's phone, behind the door."""
    return phone_of(ola)


def on_desk(name: str, panel: Panel, *more: object) -> str:
    return reverse(f"readings:{name}", args=[panel.pk, *more])


# --- Staff ----------------------------------------------------------------------------------------------------------------


def test_a_coordinator_gives_something_out_and_members_find_it(petra: User, ola: Membership, phone: Client) -> None:
    desk = sign_in(petra)
    assert on_desk("list", ola.panel) in desk.get(reverse("panel:one", args=[ola.panel_id])).text

    said = {"title": "The summer leaflet", "words": LEAFLET, "until_on": str(today() + 7 * DAY)}
    page = desk.post(on_desk("ask", ola.panel), said, follow=True)

    assert "It stands under “My panel” of everybody on this panel." in page.text
    assert "Would you read this for us? The summer leaflet" in words(phone.get(PAGE))
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM panels_reading")
        assert "You pay nothing" not in cursor.fetchone()[0]
    assert AuditEntry.objects.get(verb="panels.reading.ask").actor == f"staff:{petra.pk}"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "Say what it is called."),
        ({"words": ""}, "Put in what members read."),
        ({"words": "x\n\n" * 41}, "40 paragraphs are the most"),
        ({"until_on": str(today())}, "Give them two days at least"),
        ({"until_on": str(today() + timedelta(weeks=13))}, "Give them two days at least"),
        ({"until_on": "soon"}, "Write the day, such as 30/11/2026."),
    ],
)
def test_what_cannot_be_given_out_says_why(wrong: dict[str, str], told: str, petra: User, ola: Membership) -> None:
    said = {"title": "The summer leaflet", "words": LEAFLET, "until_on": str(today() + 7 * DAY)}

    page = sign_in(petra).post(on_desk("ask", ola.panel), said | wrong)

    assert told in words(page)
    assert not Reading.objects.exists()


def test_a_button_tapped_twice_asks_once(petra: User, ola: Membership) -> None:
    key, desk = str(uuid4()), sign_in(petra)
    said = {"title": "The summer leaflet", "words": LEAFLET, "until_on": str(today() + 7 * DAY), "key": key}
    assert 'name="key"' in desk.get(on_desk("ask", ola.panel)).text

    for _ in range(2):
        desk.post(on_desk("ask", ola.panel), said)
    assert str(Reading.objects.get().pk) == key
    other = make_panel(ola.panel.hub, "Another panel")
    assert "This form was used before." in words(desk.post(on_desk("ask", other), said))


def test_what_is_past_its_day_is_asked_about_until_it_is_closed(petra: User, dev: User, reading: Reading) -> None:
    told = f"What “{reading.panel}” read is over: say what changed, or take it back"
    assert told not in waits_for(petra)
    Reading.objects.update(asked_on=today() - 9 * DAY, until_on=today() - DAY)

    assert told in waits_for(petra)
    assert told not in waits_for(dev)
    Reading.objects.update(closed_on=today(), changed="Nothing.")
    assert told not in waits_for(petra)


def waits_for(user: User) -> list[str]:
    """Return what waits for somebody on their front page."""
    return [one.text for found in attention.answers(user=user, today=today()) for one in found]


def test_who_only_sees_the_panel_reads_nothing_of_what_members_said(dev: User, reading: Reading) -> None:
    assert sign_in(dev).get(on_desk("one", reading.panel, reading.pk)).status_code in {302, 403, 404}


def test_staff_read_by_paragraph_and_close_it_with_what_changed(petra: User, ola: Membership, reading: Reading, phone: Client) -> None:
    services.say(reading=reading, member=ola, said={2: "Which bus?"}, today=today())
    desk = sign_in(petra)

    page = words(desk.get(on_desk("one", ola.panel, reading.pk)))
    assert "You pay nothing. Ola Nowak" in page
    assert "Which bus?" in page
    assert "Say what changed because of it" in words(desk.post(on_desk("one", ola.panel, reading.pk), {"changed": ""}))
    desk.post(on_desk("one", ola.panel, reading.pk), {"changed": "We wrote that it is the number 12."})

    reading.refresh_from_db()
    assert (reading.closed_on, reading.changed) == (today(), "We wrote that it is the number 12.")
    assert "What changed because of you We wrote that it is the number 12." in words(phone.get(at("my_reading", ola, reading.pk)))
    assert "It is closed already." in words(desk.post(on_desk("one", ola.panel, reading.pk), {"changed": "Again."}))


def test_who_changes_the_panel_and_not_its_members_reads_words_without_names(asha: User, ola: Membership, reading: Reading) -> None:
    services.say(reading=reading, member=ola, said={2: "Which bus?"}, today=today())

    page = words(sign_in(asha).get(on_desk("one", ola.panel, reading.pk)))

    assert ola.person
    assert f"{ola.person.shown_code}: Which bus?" in page
    assert "Ola Nowak" not in page


def test_what_nobody_read_is_taken_back_and_not_closed(petra: User, ola: Membership, reading: Reading) -> None:
    desk = sign_in(petra)
    assert "Nobody has read it yet." in words(desk.post(on_desk("one", ola.panel, reading.pk), {"changed": "Nothing."}))
    services.say(reading=reading, member=ola, said={}, today=today())
    assert "Somebody has read it, so it stays." in words(desk.post(on_desk("take_back", ola.panel, reading.pk), follow=True))
    HasRead.objects.all().delete()

    desk.post(on_desk("take_back", ola.panel, reading.pk))

    assert not Reading.objects.exists()


def test_another_panels_reading_is_not_there(petra: User, elm: Hub, reading: Reading) -> None:
    other = make_panel(elm, "Another panel")

    assert sign_in(petra).get(on_desk("one", other, reading.pk)).status_code == 404


# --- Members --------------------------------------------------------------------------------------------------------------


def test_a_member_says_something_of_a_paragraph_and_can_change_it(phone: Client, ola: Membership, reading: Reading) -> None:
    page = words(phone.get(at("my_reading", ola, reading.pk)))
    assert "We moved the group to ten." in page
    assert "The bus stops at the door. You pay nothing." in page

    page = words(phone.post(at("my_reading", ola, reading.pk), {"p-1": "", "p-2": "Which bus?"}, follow=True))
    assert "Thank you. You have read it." in page
    phone.post(at("my_reading", ola, reading.pk), {"p-1": "", "p-2": "Which bus, and when?"})

    note = ReadingNote.objects.get()
    assert (note.paragraph, note.words, note.membership) == (2, "Which bus, and when?", ola)
    assert HasRead.objects.count() == 1
    phone.post(at("my_reading", ola, reading.pk), {"p-2": ""})
    assert not ReadingNote.objects.exists()


def test_nobody_else_reads_it_yet_is_said_where_that_is_true(phone: Client, ola: Membership, reading: Reading) -> None:
    there = at("my_reading", ola, reading.pk)
    assert "Nobody else reads this yet. Is it clear?" in words(phone.get(there))
    Reading.objects.update(page=Page.objects.create(title="Visit us", path="00019999", depth=2, live=True))

    page = words(phone.get(there))

    assert "Nobody else reads this yet." not in page
    assert "Is it clear? Is it right?" in page


def test_who_has_nothing_to_say_has_read_it_all_the_same(phone: Client, ola: Membership, reading: Reading) -> None:
    phone.post(at("my_reading", ola, reading.pk))

    assert HasRead.objects.get().membership == ola
    assert not ReadingNote.objects.exists()


def test_what_is_too_long_stays_in_its_box(phone: Client, ola: Membership, reading: Reading) -> None:
    page = phone.post(at("my_reading", ola, reading.pk), {"p-1": "Good.", "p-2": "x" * 601})

    assert "Please make this shorter: up to 600 letters." in page.text
    assert "x" * 601 in page.text
    assert "Good." in page.text
    assert not HasRead.objects.exists()
    phone.post(at("my_reading", ola, reading.pk), {"p-1": "Good."})
    again = words(phone.post(at("my_reading", ola, reading.pk), {"p-2": "x" * 601}))
    assert "Please check this" in again
    assert "Thank you. You have read it." not in again, "one thing at a time"


def test_when_it_is_over_nothing_is_taken_in_and_the_page_says_so(phone: Client, ola: Membership, reading: Reading) -> None:
    Reading.objects.update(asked_on=today() - 9 * DAY, until_on=today() - DAY)

    page = words(phone.post(at("my_reading", ola, reading.pk), {"p-2": "Which bus?"}))

    assert "This could not be done." in page
    assert "The time to say something is over." in page
    assert not ReadingNote.objects.exists()


@pytest.mark.parametrize("paragraph", [0, 3, 999])
def test_a_paragraph_that_is_not_there_is_spoken_of_by_nobody(paragraph: int, ola: Membership, reading: Reading) -> None:
    with pytest.raises(ValidationError):
        services.say(reading=reading, member=ola, said={paragraph: "Hello."}, today=today())
    assert not HasRead.objects.exists()


def test_nobody_reads_or_speaks_of_another_panels(elm: Hub, reading: Reading) -> None:
    stranger = make_member(make_panel(elm, "Another panel"), make_person(elm, "Ben Okoro"))

    assert phone_of(stranger).get(at("my_reading", stranger, reading.pk)).status_code == 404
    with pytest.raises(PermissionDenied):
        services.say(reading=reading, member=stranger, said={1: "Mine."}, today=today())


def test_what_one_member_said_no_other_member_reads(elm: Hub, ola: Membership, reading: Reading) -> None:
    services.say(reading=reading, member=ola, said={2: "A word of Ola's."}, today=today())
    ben = make_member(ola.panel, make_person(elm, "Ben Okoro"))

    assert "A word of Ola" not in words(phone_of(ben).get(at("my_reading", ben, reading.pk)))


def test_nothing_comes_from_a_child(elm: Hub, petra: User) -> None:
    panel = make_panel(elm)
    young = make_member(panel, make_person(elm, "Zara", is_young=True))
    reading = make_reading(panel, by=petra)

    assert phone_of(young).get(at("my_reading", young, reading.pk)).status_code == 404
    with pytest.raises(PermissionDenied):
        services.say(reading=reading, member=young, said={}, today=today())


# --- What is kept of somebody ---------------------------------------------------------------------------------------------


def test_who_is_forgotten_leaves_that_somebody_read_it_and_no_word(ola: Membership, reading: Reading) -> None:
    services.say(reading=reading, member=ola, said={2: "Which bus?"}, today=today())
    assert ola.person
    held = [row for part in member_copy.held_about(ola.person.pk) for row in part.rows]
    assert ("The summer leaflet", "Which bus?") in held

    erase_everywhere(ola.person, today=today())

    assert not ReadingNote.objects.exists()
    assert HasRead.objects.count() == 1


def test_what_a_hold_keeps_is_not_written_over(phone: Client, ola: Membership, reading: Reading, priya: User) -> None:
    services.say(reading=reading, member=ola, said={2: "Which bus?"}, today=today())
    LegalHold.objects.create(name="Case", reason="A court.", person=ola.person, from_on=today(), placed_by=priya)

    page = words(phone.post(at("my_reading", ola, reading.pk), {"p-2": "Something else."}))

    assert "This could not be done. Please ring us." in page
    assert "Thank you. You have read it." not in page
    assert ReadingNote.objects.get().words == "Which bus?"


def test_who_left_reads_it_no_more(phone: Client, ola: Membership, reading: Reading) -> None:
    Membership.objects.update(stage=Stage.LEFT, left_on=today())

    assert "The summer leaflet" not in words(phone.get(PAGE))
    assert phone.get(at("my_reading", ola, reading.pk)).status_code == 404
