"""Whether a first name may stand on a panel's page is asked of who is on a panel, and of nobody else."""

import pytest
from django.utils import timezone

from accounts.models import User
from consent.models import Person, Purpose
from consent.selectors.my_choices import choices_of
from consent.services import purposes
from core.models import Hub
from panels.choices import Stage
from tests.builders import today
from tests.consent.agreeing import decide
from tests.families import make_person
from tests.panels.paneling import make_member, make_panel

ASKED = {"panel_name", "panel_words"}


@pytest.fixture(autouse=True)
def begun(db: None) -> None:
    """The purposes that a new council starts with."""
    purposes.begin()


def _asked(person: Person) -> set[str]:
    return ASKED & {one.purpose.key for one in choices_of(person, language="en-gb", today=today())}


def test_who_is_on_no_panel_is_not_asked(elm: Hub) -> None:
    assert not _asked(make_person(elm))


@pytest.mark.parametrize("stage", [Stage.INDUCTION, Stage.ON, Stage.BREAK])
def test_who_is_on_a_panel_is_asked(elm: Hub, stage: str) -> None:
    ola = make_person(elm)
    make_member(make_panel(elm), ola, stage=stage)
    assert _asked(ola) == ASKED


def test_who_left_is_asked_no_more(elm: Hub) -> None:
    ola = make_person(elm)
    make_member(make_panel(elm), ola, stage=Stage.LEFT, left_on=today())
    assert not _asked(ola)


def test_who_is_on_a_panel_under_a_joined_record_is_asked(elm: Hub) -> None:
    goes, stays = make_person(elm, "Ola"), make_person(elm, "Ola Nowak")
    make_member(make_panel(elm), goes)
    Person.objects.filter(pk=goes.pk).update(merged_into=stays, merged_at=timezone.now())
    assert _asked(stays) == ASKED


def test_what_was_decided_once_stays_there_to_be_stopped(elm: Hub, petra: User) -> None:
    ola = make_person(elm)
    decide(ola, Purpose.objects.get(key="panel_name"), by=petra)
    assert _asked(ola) == {"panel_name"}
