"""Nobody is led to ring a number at which we were told not to ring: also not by what somebody said who is known at another hub."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry, Hub
from panels.choices import CameOf
from panels.models import Panel
from panels.services import joining as services
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.joining import asked
from tests.panels.paneling import make_panel

pytestmark = pytest.mark.django_db
WARNING = "We were told not to ring or write there. Ask the safeguarding lead before you do."
NUMBER = "07700 900123"


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """The parents' panel of Elm."""
    return make_panel(elm, coordinator=make_post("Parent panel coordinator", hub=elm))


@pytest.mark.parametrize("where", ["elm", "oak"])
def test_who_may_not_be_rung_is_warned_of_above_the_number_whichever_hub_knows_them(
    where: str, panel: Panel, petra: User, request: pytest.FixtureRequest
) -> None:
    ola = make_person(request.getfixturevalue(where), "Ola Nowak", phone=NUMBER, safe="in_person")
    make_person(request.getfixturevalue("oak"), "Jan Nowak", phone=NUMBER, safe="yes")
    one, desk = asked(panel), sign_in(petra)

    page = desk.get(reverse("interests:one", args=[one.pk])).text
    assert page.index(WARNING) < page.index("Show who they are and how to reach them")
    opened = desk.post(reverse("interests:who", args=[one.pk])).text
    assert opened.index(WARNING) < opened.index(NUMBER)
    assert ola.name not in page + opened
    warning = page[page.index(WARNING) - 100 : page.index("Show who they are")]
    assert ola.shown_code not in warning


def test_a_call_there_needs_a_word_that_it_is_all_right(panel: Panel, petra: User, oak: Hub) -> None:
    make_person(oak, "Ola Nowak", email="ola@example.org", safe="in_person")
    one, desk = asked(panel, email="ola@example.org"), sign_in(petra)
    for came_of in CameOf.values:
        with pytest.raises(ValidationError, match="told not to ring or write there"):
            services.rang(interest=one, came_of=came_of, by=petra, today=today())
    assert not one.calls.exists()

    desk.post(reverse("interests:rang", args=[one.pk]), {"came_of": "reached", "is_all_right": "1"})

    assert one.calls.count() == 1
    assert json.loads(AuditEntry.objects.get(verb="panels.interest.ring").facts)["safe"] == "in_person"


def test_it_is_warned_of_also_once_they_are_known(panel: Panel, petra: User, elm: Hub, oak: Hub) -> None:
    one = services.rang(interest=asked(panel), came_of=CameOf.REACHED, by=petra, today=today())
    services.make_known(interest=one, name="Sana", hub=elm, by=petra, today=today())
    make_person(oak, "Ola Nowak", phone=NUMBER, safe="in_person")
    assert WARNING in sign_in(petra).get(reverse("interests:one", args=[one.pk])).text


def test_nobody_is_warned_where_nobody_said_so(panel: Panel, petra: User, oak: Hub) -> None:
    make_person(oak, "Ola Nowak", phone=NUMBER, safe="only_ring")
    one, desk = asked(panel), sign_in(petra)
    page = desk.get(reverse("interests:one", args=[one.pk])).text
    assert WARNING not in page
    assert "is_all_right" not in page
    assert "Only ring. Leave no message" in desk.post(reverse("interests:who", args=[one.pk])).text
