"""Slips without a name: only totals are kept, never more than members, and nobody learns from them who said what."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry, Hub
from panels.choices import Asked, MemberKind, Stage
from panels.models import MakeupCount, MonitoringCount, MonitoringRound, Panel
from panels.selectors.makeup import counted, last_closed, number_of_slips
from panels.services import monitoring as services
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.membering import make_round
from tests.panels.paneling import make_member, make_panel
from tests.participation.reaching import group, words

SLIP = {"sex": "female", "age": "25-34", "ethnicity": "asian"}


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """A panel with two active members; who translates, and who left, is none."""
    panel = make_panel(elm)
    for name in ("Ada", "Bea"):
        make_member(panel, make_person(elm, name))
    make_member(panel, make_person(elm, "Kit"), kind=MemberKind.SUPPORTER)
    make_member(panel, make_person(elm, "Mo"), stage=Stage.LEFT, left_on=today())
    return panel


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def at(name: str, panel: Panel) -> str:
    return reverse(f"panel_members:{name}", args=[panel.pk])


def begin(client: Client, panel: Panel) -> MonitoringRound:
    client.post(at("begin_round", panel))
    return MonitoringRound.objects.get(panel=panel, closed_on=None)


def key(client: Client, panel: Panel, **said: str) -> str:
    return words(client.post(at("key_slip", panel), SLIP | said, follow=True))


def test_slips_are_added_to_totals_and_no_row_is_of_one(desk: Client, panel: Panel) -> None:
    row = begin(desk, panel)

    key(desk, panel)
    assert "It is in the totals." in key(desk, panel, age="not_said")

    assert counted(row) == {
        "sex": {"female": 2},
        "age": {"25-34": 1, "not_said": 1},
        "ethnicity": {"asian": 2},
    }
    assert "2 of 2 slips are in." in words(desk.get(at("slips", panel)))
    said = [entry.facts for entry in AuditEntry.objects.filter(verb="panels.monitoring.slip")]
    assert said == ["{}", "{}"], "the trail says that a slip was keyed in, and no answer"
    columns = {field.name for field in MonitoringCount._meta.get_fields()}
    assert columns == {"id", "round", "question", "answer", "number_of_people"}, "nothing says whose, and no moment is finer than the round"


def test_there_are_never_more_slips_than_members(desk: Client, panel: Panel) -> None:
    row = begin(desk, panel)
    for _ in range(3):
        page = key(desk, panel)

    assert "There are 2 active members, and this would make 3 slips." in page
    assert number_of_slips(row) == 2


def test_a_slip_answers_every_question_and_rather_not_say_is_an_answer(desk: Client, panel: Panel) -> None:
    row = begin(desk, panel)

    page = desk.post(at("key_slip", panel), {"sex": "female", "age": "odd"})

    assert words(page).count("Choose one. “Rather not say” is an answer, too.") == 1
    assert "odd" in words(page)
    assert number_of_slips(row) == 0
    with pytest.raises(ValidationError):
        services.key_slip(panel=panel, said={**SLIP, "age": "odd"}, by=User.objects.get(first_name="Petra"), today=today())


def test_who_is_under_18_counts_in_no_band_of_age(desk: Client, panel: Panel) -> None:
    """The return has no band for them: a young parent stays in the number of members and out of the bands (domain reference 3.8)."""
    row = begin(desk, panel)
    key(desk, panel, age="under_18")

    assert counted(row) == {"sex": {"female": 1}, "age": {}, "ethnicity": {"asian": 1}}
    assert number_of_slips(row) == 1, "a slip of theirs is a slip"


def test_a_panel_of_under_18s_is_asked_no_age(desk: Client, elm: Hub) -> None:
    worker, second = make_post("Youth worker", hub=elm), make_post("Second worker", hub=elm)
    panel = make_panel(elm, is_of_under_18s=True, coordinator=worker, second_reader=second)
    make_member(panel, make_person(elm, "Kit"))
    begin(desk, panel)

    assert "25 to 34" not in words(desk.get(at("key_slip", panel)))
    assert "25 to 34" not in words(desk.get(at("pile", panel)))
    key(desk, panel)
    assert not MonitoringCount.objects.filter(question=Asked.AGE).exists()


def pile(client: Client, panel: Panel, seen: int = 1, **said: Any) -> str:
    return words(client.post(at("pile", panel), {"seen": seen, **said}, follow=True))


def test_a_pile_takes_the_place_of_what_stands_and_groups_are_counted_beside_it(desk: Client, panel: Panel) -> None:
    fathers = group("fathers")
    row = begin(desk, panel)
    key(desk, panel)

    pile(desk, panel, 2, sex_male=1, sex_female=1, **{f"group_{fathers.pk}": 1})

    assert counted(row)["sex"] == {"male": 1, "female": 1}
    assert counted(row)["age"] == {}
    assert MakeupCount.objects.get(round=row, group=fathers).number_of_people == 1


def test_a_pile_of_too_many_is_refused_beside_its_question_and_nothing_is_lost(desk: Client, panel: Panel) -> None:
    fathers = group("fathers")
    row = begin(desk, panel)

    page = desk.post(at("pile", panel), {"seen": 1, "sex_male": 2, "sex_female": 1, f"group_{fathers.pk}": 3})

    assert "There are 2 active members, and this would make 3 slips." in words(page)
    assert "There are 2 active members. Mend the number." in words(page)
    assert 'name="sex_male" value="2"' in page.text
    assert not row.counts.exists()


def test_the_questions_of_a_pile_add_up_to_the_same(desk: Client, panel: Panel) -> None:
    """Or the return would tell of a child who is not there."""
    row = begin(desk, panel)

    said = {"sex_female": 2, "age_25-34": 1, "ethnicity_asian": 2}
    assert "This adds up to 1, and another question to 2." in pile(desk, panel, **said)
    assert not row.counts.exists()

    assert "It is kept." in pile(desk, panel, **said, age_under_18=1)
    assert counted(row)["age"] == {"25-34": 1}
    assert 'name="age_under_18" value="1"' in desk.get(at("pile", panel)).text


def test_the_second_who_counts_is_told(desk: Client, panel: Panel) -> None:
    begin(desk, panel)
    pile(desk, panel, sex_male=1)

    page = pile(desk, panel, sex_male=2)

    assert "A colleague changed this while you had it open." in page
    assert MonitoringCount.objects.get().number_of_people == 1


def test_one_round_at_a_time_and_nothing_is_added_to_a_closed_one(desk: Client, petra: User, panel: Panel) -> None:
    row = begin(desk, panel)
    with pytest.raises(ValidationError):
        services.begin_round(panel=panel, by=petra, today=today())
    with pytest.raises(IntegrityError), transaction.atomic():
        MonitoringRound.objects.create(panel=panel, began_on=today())

    assert "Destroy the slips now" in words(desk.post(at("close_round", panel), follow=True))

    assert "No round is open." in key(desk, panel)
    assert desk.get(at("key_slip", panel)).headers["Location"] == at("slips", panel)
    assert last_closed(panel) == row
    assert not row.counts.exists()


def test_an_answer_is_one_of_its_question(panel: Panel) -> None:
    row = make_round(panel, closed=False)

    with pytest.raises(IntegrityError), transaction.atomic():
        MonitoringCount.objects.create(round=row, question=Asked.SEX, answer="25-34", number_of_people=1)


def test_only_who_looks_after_members_types(hana: User, petra: User, panel: Panel) -> None:
    make_round(panel, closed=False, sex={"female": 1})

    client = sign_in(hana)
    assert client.get(at("slips", panel)).status_code in {302, 403}
    assert client.get(at("pile", panel)).status_code in {302, 403}
    assert 'name="sex_female" value="1"' in sign_in(petra).get(at("pile", panel)).text
