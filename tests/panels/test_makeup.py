"""Who is on a panel, as others read it: in bands, all answers or none, and a group only where neither it nor the rest is a few."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from panels.models import MakeupCount, Membership, MonitoringRound, Panel
from panels.rules.monitoring import may_tell_answers, may_tell_group
from panels.selectors.makeup import NOT_SHOWN, makeup_of
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.membering import make_round
from tests.panels.paneling import make_member, make_panel
from tests.participation.reaching import group, words

BELOW = 5


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([6, 5, 0], True),
        ([6, 4, 0], False),  # 4 are a few
        ([11, 0, 0], False),  # it would say it of each of them
        ([6, 6, 1], False),  # the rest beside the others is one
        ([2, 2, 0], False),
        ([0, 0, 0], False),
    ],
)
def test_the_answers_to_a_question_are_told_together_or_not_at_all(counts: Sequence[int], told: bool) -> None:
    assert may_tell_answers(counts, below=BELOW) is told


@pytest.mark.parametrize(("number", "members", "told"), [(5, 10, True), (4, 10, False), (6, 10, False), (10, 10, False), (0, 10, False)])
def test_a_group_is_told_where_neither_it_nor_the_rest_is_a_few(number: int, members: int, told: bool) -> None:
    assert may_tell_group(number, number_of_members=members, below=BELOW) is told


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """A panel of twelve."""
    panel = make_panel(elm)
    person = make_person(elm)
    make_member(panel, person)
    for number in range(11):
        make_member(panel, make_person(elm, f"Parent {number}"))
    return panel


def read(user: User, panel: Panel) -> str:
    return words(sign_in(user).get(reverse("panel:one", args=[panel.pk])))


def count_groups(row: MonitoringRound, **numbers: int) -> None:
    for name, number in numbers.items():
        MakeupCount.objects.create(round=row, group=group(name), number_of_people=number)


def test_everybody_reads_the_same_bands_also_who_typed_and_who_reads_comments(panel: Panel, petra: User, hana: User, sol: User) -> None:
    row = make_round(panel, sex={"female": 7, "male": 5}, age={"25-34": 11, "65+": 1}, ethnicity={"asian": 12})
    count_groups(row, fathers=5)

    pages = [read(user, panel) for user in (petra, hana, sol)]

    for page in pages:
        assert "Female: 5 to 19" in page
        assert "Male: 5 to 19" in page
        assert "Other: nobody" in page
        assert page.count(NOT_SHOWN) == 2, "one is 65 or older; and all said the same of their ethnic group"
        assert "65 or older" not in page


def test_an_open_round_tells_nothing(panel: Panel, hana: User) -> None:
    """Whoever looked before and after a slip would read what stood on it."""
    make_round(panel, closed=False, sex={"female": 7, "male": 5})

    assert makeup_of(panel) is None
    assert "Female" not in read(hana, panel)


def test_the_last_closed_round_stands(panel: Panel, hana: User) -> None:
    make_round(panel, sex={"female": 12})
    make_round(panel, sex={"female": 6, "male": 6})
    make_round(panel, closed=False, sex={"male": 12})

    found = makeup_of(panel, hana)

    assert found
    assert dict(found.answers)["Sex"][0][0] == "Female"


def test_a_group_is_compared_with_who_was_on_the_panel_then(panel: Panel, elm: Hub) -> None:
    row = make_round(panel)
    count_groups(row, fathers=10)
    MonitoringRound.objects.filter(pk=row.pk).update(began_on=today() - timedelta(days=3), closed_on=today() - timedelta(days=2))
    for number in range(20):
        make_member(panel, make_person(elm, f"New {number}"), joined_on=today())
    assert Membership.objects.active_on(today()).count() == 32

    found = makeup_of(panel)
    assert found
    assert found.groups == [(str(group()), NOT_SHOWN)], "two others were a few on that day"
