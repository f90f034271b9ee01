"""The grid of a year, all engagements together: an aim is its own engagement's, a sentence its year's, and the past stays as it was."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from participation.choices import Stage
from participation.models import Aim, Engagement, PriorityGroup
from participation.selectors import reach as selectors
from tests.builders import make_engagement, make_post, today
from tests.cast import sign_in
from tests.participation.reaching import came, cell, group, make_aim, make_sentence, words

DAY = timedelta(days=1)
GRID = "reach:index"


@pytest.fixture(autouse=True)
def fathers(db: None) -> PriorityGroup:
    """A council looks for five groups from the beginning, fathers among them."""
    return group()


def this_year() -> int:
    """Return the council's year of today."""
    return selectors.year_of(today())


def in_year(user: User, hub: Hub, *, year: int | None = None, key: str = "fathers") -> selectors.Place:
    """Return what somebody reads of a group at a hub in a year, this one where none is named."""
    grid = selectors.grid_of_year(user, year=year if year is not None else this_year())
    return next(place for place in grid.places if (place.group.key, place.hub) == (key, hub))


def table_of(user: User) -> list[dict[str, Any]]:
    """Return the rows of this year's table."""
    return list(csv.DictReader(io.StringIO(sign_in(user).post(reverse("reach:table")).text.removeprefix("\ufeff"))))


# --- Aims -----------------------------------------------------------------------------------------------------------------------


def test_an_aim_is_not_reached_because_another_engagement_heard_that_group(dev: User, asha: User, elm: Hub) -> None:
    garden, cafe = make_engagement(elm, title="The garden"), make_engagement(elm, title="The café")
    make_aim(garden, elm, aim_from=20, plan="Ask at the barber’s.", owner=make_post("Worker", hub=elm), due_on=today() - 9 * DAY)
    came(cafe, elm, asha, fathers=60)

    assert [line.gap for line in in_year(asha, elm).to_do] == [line.gap for line in cell(asha, garden, elm).aims] == ["Not there yet."]
    page = words(sign_in(asha).get(reverse(GRID)))
    assert "50 to 99" in page
    assert "Ask at the barber’s. Worker, Elm, by" in page
    assert [row["How far we are"] for row in table_of(dev) if row["Engagement"]] == ["Not there yet."]


def test_an_aim_that_its_engagement_reached_is_nothing_to_do_in_its_year(asha: User, elm: Hub) -> None:
    garden = make_engagement(elm, title="The garden")
    make_aim(garden, elm, aim_from=20)
    came(garden, elm, asha, fathers=60)

    assert (len(in_year(asha, elm).aims), in_year(asha, elm).to_do) == (1, ())


def test_what_the_page_of_an_engagement_leaves_unsaid_its_year_leaves_unsaid(dev: User, asha: User, elm: Hub, oak: Hub) -> None:
    garden, cafe = make_engagement(elm, oak, title="The garden"), make_engagement(elm, oak, title="The café")
    make_aim(garden, elm, aim_from=20)
    came(garden, elm, asha, fathers=3)
    came(cafe, elm, asha, fathers=60)

    assert [line.gap for line in cell(dev, garden, elm).aims] == [""]
    assert [line.gap for line in in_year(dev, elm).aims] == [""], "of a few nobody is told, though the year's number is shown"
    assert [row["How far we are"] for row in table_of(dev) if row["Engagement"]] == [""]


def test_only_what_was_under_way_in_a_year_has_aims_in_its_grid(asha: User, elm: Hub) -> None:
    since, until = selectors.days_of(this_year() - 1)
    long_ago = since - 200 * DAY
    of_it = {
        "began and ended in it": make_engagement(elm, stage=Stage.CLOSED, opened_on=since + DAY, closed_on=until - DAY),
        "goes on since": make_engagement(elm, opened_on=long_ago),
    }
    others = {
        "ended before": make_engagement(elm, stage=Stage.CLOSED, opened_on=long_ago, closed_on=since - DAY),
        "began after": make_engagement(elm, opened_on=until + DAY),
        "is planned now": make_engagement(elm, stage=Stage.PLANNING, opened_on=None),
    }
    for engagement in (*of_it.values(), *others.values()):
        make_aim(engagement, elm)

    def shown(year: int) -> set[Engagement]:
        return {line.aim.engagement for line in in_year(asha, elm, year=year).aims}

    assert shown(this_year() - 1) == set(of_it.values())
    assert shown(this_year()) == {of_it["goes on since"], others["began after"], others["is planned now"]}


def test_what_an_engagement_that_closed_had_planned_is_nobodys_now(dev: User, asha: User, elm: Hub) -> None:
    closed = make_engagement(elm, title="The garden", stage=Stage.CLOSED, opened_on=today(), closed_on=today())
    make_aim(closed, elm, plan="Ask at the barber’s.", owner=make_post("Worker", hub=elm), due_on=today() - 9 * DAY)

    page = words(sign_in(asha).get(reverse(GRID)))

    assert "; “ The garden ” has closed" in page
    assert "Nobody does anything about it yet" in page
    assert ", late" not in page
    assert "The garden (has closed)" in {row["Engagement"] for row in table_of(dev)}


# --- Sentences ------------------------------------------------------------------------------------------------------------------


def test_a_sentence_stands_in_the_year_in_which_they_agreed_with_its_question_and_its_year(
    dev: User, asha: User, elm: Hub, oak: Hub
) -> None:
    since, _ = selectors.days_of(this_year())
    old, new, cafe = (make_engagement(elm, oak, title=title) for title in ("The old garden", "The new garden", "The café"))
    make_sentence(old, elm, words="Nobody asked us.", agreed_on=since - DAY)
    make_sentence(new, elm, words="You asked us.", agreed_on=since)
    came(cafe, elm, asha, fathers=3)

    assert [one.words for one in in_year(dev, elm).in_their_words] == ["You asked us."]
    page = words(sign_in(dev).get(reverse(GRID)))
    assert f"“ The new garden ”: agreed with them on 1 April {since.year}: “ You asked us. ”" in page
    assert "Nobody asked us." not in page


def test_the_page_of_an_engagement_says_the_year_too(dev: User, asha: User, elm: Hub) -> None:
    garden = make_engagement(elm)
    came(garden, elm, asha, fathers=3)
    make_sentence(garden, elm, agreed_on=date(2023, 5, 3))

    page = words(sign_in(dev).get(reverse("reach:one", args=[garden.pk])))

    assert page.count("Agreed with them on 3 May 2023: “ We felt heard about the café. ”") == 2


# --- A group that nobody looks for any more -------------------------------------------------------------------------------------


@pytest.fixture
def retired(fathers: PriorityGroup) -> PriorityGroup:
    """The council looks for fathers no longer."""
    PriorityGroup.objects.filter(pk=fathers.pk).update(is_active=False)
    fathers.refresh_from_db()
    return fathers


def test_a_retired_group_stays_where_it_was_counted(dev: User, asha: User, elm: Hub, retired: PriorityGroup) -> None:
    garden = make_engagement(elm)
    came(garden, elm, asha, fathers=60)

    for page in (sign_in(asha).get(reverse(GRID)), sign_in(asha).get(reverse("reach:one", args=[garden.pk]))):
        assert "Fathers and male carers (not looked for now)" in words(page)
    assert "Set an aim for Fathers" not in words(sign_in(asha).get(reverse("reach:one", args=[garden.pk])))
    assert "Fathers and male carers (not looked for now)" in {row["Group"] for row in table_of(dev)}


def test_a_retired_group_stays_where_it_speaks(asha: User, elm: Hub, retired: PriorityGroup) -> None:
    garden = make_engagement(elm)
    make_sentence(garden, elm)

    assert cell(asha, garden, elm).sentences
    assert in_year(asha, elm).sentences


def test_the_aim_of_a_retired_group_is_reached_and_taken_off(asha: User, elm: Hub, retired: PriorityGroup) -> None:
    garden, desk = make_engagement(elm), sign_in(asha)
    aim = make_aim(garden, elm)
    page = desk.get(reverse("reach:one", args=[garden.pk])).text
    address = f"{reverse('reach:aim', args=[garden.pk])}?group={retired.pk}&amp;hub={elm.pk}"

    assert address in page
    assert aim.approach in desk.get(address.replace("&amp;", "&")).text
    assert "Nobody does anything about it yet" not in page.partition("not looked for now")[2].partition("</tr>")[0]
    desk.post(reverse("reach:aim", args=[garden.pk]), {"row_id": aim.pk, "drop": "1"})

    assert not Aim.objects.exists()
    assert "not looked for now" not in desk.get(reverse("reach:one", args=[garden.pk])).text


def test_a_retired_group_that_was_counted_only_elsewhere_is_no_row_of_this_hub(
    asha: User, cara: User, elm: Hub, oak: Hub, retired: PriorityGroup
) -> None:
    both = make_engagement(elm, oak)
    came(both, oak, cara, fathers=60)
    make_aim(both, oak)

    assert retired not in {row.group for row in selectors.grid_of_engagement(asha, both).rows}
