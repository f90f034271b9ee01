"""Who may not read what a colleague counted does not write over it either: it would be lost, and read by who wrote."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry, Hub
from participation.models import PriorityGroup, Turnout
from participation.selectors.activities import who_came
from participation.services.activities import Counted, write_down_who_came
from participation.services.groups import begin
from tests.cast import sign_in
from tests.participation.reaching import count, group, make_activity, words

REFUSED = "counted already, and you may not read it. Ask them to change it, or who reads what families write at Elm."


@pytest.fixture(autouse=True)
def five_groups(db: None) -> None:
    """A council looks for five groups from the beginning."""
    begin()


def test_who_may_not_read_it_does_not_write_over_it_and_reads_whom_to_ask(petra: User, ben: User, elm: Hub) -> None:
    activity = make_activity(elm)
    count(activity, by=ben, people=20, groups={"fathers": 3})
    desk, at = sign_in(petra), reverse("turnout:enter", args=[activity.pk])

    assert f"{ben} {REFUSED}" in words(desk.get(at))
    assert 'name="people"' not in desk.get(at).text
    for seen in (0, 1):
        page = desk.post(at, {"people": 10, "seen": seen, "went_well": "Mine."})
        assert f"{ben} {REFUSED}" in words(page)
        assert "Mine." in page.text, "what was typed can still be copied"

    turnout = Turnout.objects.get()
    assert (turnout.number_of_people, turnout.entered_by) == (20, ben)
    assert not AuditEntry.objects.filter(verb="participation.turnout.count_again").exists()
    assert "Change who came" not in words(desk.get(reverse("turnout:one", args=[activity.pk])))


def test_the_service_refuses_it_too_and_the_record_stays(petra: User, ben: User, elm: Hub) -> None:
    activity = make_activity(elm)
    count(activity, by=ben, people=20, groups={"fathers": 3})
    PriorityGroup.objects.filter(key="fathers").update(is_active=False)

    with pytest.raises(ValidationError, match="you may not read it"):
        write_down_who_came(activity=activity, counted=Counted(people=10), by=petra, seen=1)

    assert who_came(Turnout.objects.get(), petra).groups == ()
    assert Turnout.objects.get().counts.get().number_of_people == 3


def test_who_typed_it_still_changes_it(petra: User, elm: Hub) -> None:
    activity = make_activity(elm)
    write_down_who_came(activity=activity, counted=Counted(people=9, groups={group(): 3}), by=petra)

    write_down_who_came(activity=activity, counted=Counted(people=10, groups={group(): 4}), by=petra, seen=1)

    assert who_came(Turnout.objects.get(), petra).groups == (("Fathers and male carers", "4"),)


def test_who_reads_everything_there_still_changes_what_a_colleague_typed(ben: User, asha: User, elm: Hub) -> None:
    activity = make_activity(elm)
    count(activity, by=ben, people=20, groups={"fathers": 3})

    write_down_who_came(activity=activity, counted=Counted(people=21), by=asha, seen=1)

    assert Turnout.objects.get().entered_by == asha


def test_what_stayed_of_a_group_from_before_is_not_read_by_who_only_typed_the_rest(petra: User, ben: User, elm: Hub) -> None:
    turnout = count(make_activity(elm), by=petra, people=20, groups={"fathers": 3, "send": 5})
    PriorityGroup.objects.filter(key="fathers").update(is_active=False)

    assert [number for _, number in who_came(turnout, petra).groups] == ["5"]
    assert [number for _, number in who_came(turnout, ben).groups] == ["3", "5"], "he reads what families write there"
