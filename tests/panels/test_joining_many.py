"""Many forms at once: those who wait are not buried, one number is rung once, and a retry is known on its own panel alone."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import Introduction, LegalHold
from core.models import Hub
from panels.choices import CameOf
from panels.choices.joining import MOST_FORMS_A_DAY
from panels.models import Interest, Panel
from panels.selectors import joining as selectors
from panels.services import joining as services
from panels.services import joining_ended
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.joining import asked, send
from tests.panels.paneling import make_panel, open_to_families

pytestmark = pytest.mark.django_db
LIST = "/admin/would-like-to-join/"


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """The parents' panel of Elm."""
    return open_to_families(make_panel(elm, coordinator=make_post("Parent panel coordinator", hub=elm)))


@pytest.fixture
def flooded(panel: Panel) -> Panel:
    """The same, after as many forms as join the clock in a day."""
    for number in range(MOST_FORMS_A_DAY):
        asked(panel, phone=f"07700 900{number:03}")
    return panel


def page_of(by: User, one: Interest) -> str:
    return sign_in(by).get(reverse("interests:one", args=[one.pk])).text


def test_a_token_of_another_panel_changes_nothing_there(panel: Panel, elm: Hub) -> None:
    first = asked(panel, token="one-token")
    second = asked(make_panel(elm, "Dads at Elm"), token="one-token", name="Mallory")
    assert first.pk != second.pk
    assert first.introduction is not None
    assert Introduction.objects.get(pk=first.introduction.pk).name == "Sana"


def test_what_comes_beyond_a_days_forms_has_no_clock_and_is_promised_no_day(flooded: Panel, petra: User, client: Client) -> None:
    assert not Interest.objects.filter(look_first=True).exists()
    thanks = send(client, flooded, phone="07700 900999").text
    assert "You hear from us by" not in thanks
    assert "We have it." in thanks

    one = Interest.objects.get(look_first=True)
    assert not one.is_late_on(today() + timedelta(days=60))
    assert selectors.interests_of(petra).last() == one
    assert "Look first" in sign_in(petra).get(LIST).text
    assert "nobody was promised a day" in page_of(petra, one)
    lines = [line for line in selectors.steps_that_wait(petra, today=today() + timedelta(days=60)) if "Look first" in line.text]
    assert [(line.text.split(": ")[1], line.is_late) for line in lines] == [("many forms came at once. Look first (1)", False)]


def test_whoever_acts_on_it_gives_it_its_day(flooded: Panel, petra: User) -> None:
    one = asked(flooded, phone="07700 900999")
    assert one.look_first
    one = services.rang(interest=one, came_of=CameOf.REACHED, by=petra, today=today())
    assert not one.look_first
    assert one.is_late_on(today() + timedelta(days=60))


def test_staff_and_other_panels_and_other_days_keep_their_clock(flooded: Panel, petra: User, elm: Hub) -> None:
    said = {"name": "Sana", "phone": "07700 900998", "safe": "yes"}
    assert not services.write_down(panel=flooded, how_asked="rang", said=said, by=petra, today=today()).look_first
    assert not asked(make_panel(elm, "Dads at Elm"), phone="07700 900999").look_first
    tomorrow = today() + timedelta(days=1)
    assert not services.ask_to_join(panel=flooded, token="x", how_asked="form", said=said, yeses=(), today=tomorrow).look_first


def test_forms_that_gave_one_number_are_shown_as_joined_and_forgotten_together(panel: Panel, petra: User, elm: Hub) -> None:
    one, again = asked(panel), asked(panel, name="Sana M", email="sana@example.org")
    other = asked(panel, phone="07700 900124")
    elsewhere = asked(make_panel(elm, "Dads at Elm"))
    assert "2 forms gave this number" in page_of(petra, one)
    assert reverse("interests:one", args=[again.pk]) in page_of(petra, one)
    assert "forms gave this number" not in page_of(petra, other)

    page = sign_in(petra).post(reverse("interests:forget", args=[one.pk]), {"also_the_same": "1"}, follow=True).text

    assert "All 2 are deleted." in page
    assert set(Interest.objects.values_list("pk", flat=True)) == {other.pk, elsewhere.pk}
    assert Introduction.objects.count() == 2


def test_one_alone_is_forgotten_where_nobody_ticked_the_others(panel: Panel, petra: User) -> None:
    one, again = asked(panel), asked(panel)
    assert joining_ended.forget(interest=one, by=petra) == 1
    assert Interest.objects.get() == again


def test_where_one_of_them_is_held_back_none_goes(panel: Panel, petra: User, priya: User, elm: Hub) -> None:
    one, held = asked(panel), asked(panel, email="ola@example.org")
    ola = make_person(elm, "Ola Nowak", email="ola@example.org")
    LegalHold.objects.create(name="Case", reason="A court.", from_on=today(), placed_by=priya, person=ola)
    with pytest.raises(ValidationError):
        joining_ended.forget(interest=one, by=petra, also_the_same=True)
    assert {row.pk for row in Interest.objects.all()} == {one.pk, held.pk}
