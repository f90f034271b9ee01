"""A form proves nothing: nobody is made known before a call, and nobody's no is undone by what another typed in their name."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from consent.choices import Decision
from consent.models import ConsentRecord, Person, Purpose, Wording
from consent.selectors import ledger
from consent.services import purposes
from consent.services.introductions import Known
from consent.services.ledger import change_mind
from core.models import Hub
from panels.choices import CameOf, HowAsked
from panels.models import Interest, Panel
from panels.services import joining as services
from tests.builders import make_post, today
from tests.families import make_person
from tests.panels.joining import asked, talked_with
from tests.panels.paneling import make_panel

pytestmark = pytest.mark.django_db
BOTH = {"phone": "07700 900123", "email": "ola@example.org"}


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """The parents' panel of Elm, and the purposes that a form asks for."""
    purposes.begin()
    return make_panel(elm, coordinator=make_post("Parent panel coordinator", hub=elm))


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, whom we know."""
    return make_person(elm, "Ola Nowak", **BOTH)


def words() -> list[Wording]:
    return list(Wording.objects.current().filter(purpose__key__in=["take_part", "told"], audience="adults", language="en-gb"))


def made_known(one: Interest, by: User, hub: Hub, **said: Any) -> Known:
    return services.make_known(interest=one, name="Sana", hub=hub, by=by, today=today(), **said)


def test_nobody_is_made_of_a_form_before_somebody_talked_with_them(panel: Panel, petra: User, elm: Hub, ola: Person) -> None:
    one = asked(panel)
    services.rang(interest=one, came_of=CameOf.NO_ANSWER, by=petra, today=today())
    services.do_step(interest=one, due_on=today(), owner=None, by=petra, today=today())
    for known in ("", str(ola.pk)):
        with pytest.raises(ValidationError, match="Talk with them first"):
            made_known(one, petra, elm, known_id=known, is_another=True)

    services.rang(interest=one, came_of=CameOf.REACHED, by=petra, today=today())
    assert made_known(one, petra, elm, known_id=str(ola.pk)).person == ola


def test_who_was_written_down_by_staff_was_talked_with(panel: Panel, petra: User, elm: Hub) -> None:
    said = {"name": "Sana", "phone": "07700 900123", "safe": "yes"}
    one = services.write_down(panel=panel, how_asked=HowAsked.RANG, said=said, by=petra, today=today())
    assert made_known(one, petra, elm).person.name == "Sana"


def test_a_tick_becomes_a_decision_of_its_day_where_nothing_else_stands(panel: Panel, petra: User, elm: Hub, ola: Person) -> None:
    one = talked_with(panel, petra, yeses=words(), **BOTH)
    take_part, told = Purpose.objects.get(key="take_part"), Purpose.objects.get(key="told")
    change_mind(person=ola, purpose=told, today=today(), by=None)

    done = made_known(one, petra, elm, known_id=str(ola.pk))

    record = ConsentRecord.objects.get(purpose=take_part)
    assert (record.decision, record.given_on, record.collected_by, record.method) == (Decision.GRANTED, today(), None, "web")
    assert record.wording in words()
    assert ledger.standing(ola, take_part, None, today=today()).is_yes
    assert not ledger.standing(ola, told, None, today=today()).is_yes
    assert done.asked_anew == (told.title,)


def test_a_no_of_an_earlier_day_is_not_undone_by_a_form(panel: Panel, petra: User, elm: Hub, ola: Person) -> None:
    told = Purpose.objects.get(key="told")
    change_mind(person=ola, purpose=told, today=today(), by=None)
    later = today() + timedelta(days=1)
    said = {"name": "Sana", "safe": "yes", **BOTH}
    one = services.ask_to_join(panel=panel, token="one", how_asked=HowAsked.FORM, said=said, yeses=words(), today=later)
    services.rang(interest=one, came_of=CameOf.REACHED, by=petra, today=later)

    done = services.make_known(interest=one, name="", hub=elm, by=petra, today=later, known_id=str(ola.pk))

    assert done.asked_anew == (told.title,)
    assert not ConsentRecord.objects.filter(purpose=told, decision=Decision.GRANTED).exists()
    assert ledger.standing(ola, told, None, today=later).is_no


@pytest.mark.parametrize("given", [{"phone": "07700 900123"}, {"phone": "07700 900123", "email": "mallory@example.org"}])
def test_no_yes_is_written_down_for_who_is_known_by_half_of_their_address(
    given: dict[str, str], panel: Panel, petra: User, elm: Hub, ola: Person
) -> None:
    one = talked_with(panel, petra, yeses=words(), **given)

    done = made_known(one, petra, elm, known_id=str(ola.pk))

    assert len(done.asked_anew) == len(words()) > 0
    assert not ConsentRecord.objects.exists()
