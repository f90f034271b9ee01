"""Whom we heard, and where: in bands and words, never as a score, and never a few people."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from core.questions import Reached
from core.small_numbers.circulation import TOTAL, Cell, Circulation
from participation.models import Engagement, Population
from participation.rules import reach as rules
from participation.selectors import reach as selectors
from participation.selectors.activities import came_by_group
from participation.selectors.heard import Heard, HeardOf
from participation.services.groups import begin
from tests.builders import make_engagement, today
from tests.cast import sign_in
from tests.participation.reaching import came, cell, count, group, make_activity, make_aim, words


@pytest.fixture(autouse=True)
def five_groups(db: None) -> None:
    """A council looks for five groups from the beginning."""
    begin()


@pytest.fixture
def asked(elm: Hub, oak: Hub) -> Engagement:
    """The whole council asks, at both hubs."""
    return make_engagement(elm, oak, title="The garden")


ANSWERS: list[Reached] = []


def other_ways(*, engagement_ids: frozenset[int], since: date | None, until: date | None) -> list[Reached]:
    """A made-up floor above that heard families in another way."""
    return [one for one in ANSWERS if one.engagement_id in engagement_ids]


@contextmanager
def also_heard(monkeypatch: pytest.MonkeyPatch, *answers: Reached) -> Iterator[None]:
    monkeypatch.setitem(settings.PROVIDERS, "engagement.reach", [*settings.PROVIDERS["engagement.reach"], f"{__name__}.other_ways"])
    monkeypatch.setattr(f"{__name__}.ANSWERS", list(answers))
    yield


# --- What counts --------------------------------------------------------------------------------------------------------------


def test_who_came_is_added_up_over_the_sessions_at_a_hub(asha: User, asked: Engagement, elm: Hub, oak: Hub) -> None:
    came(asked, elm, asha, fathers=14)
    came(asked, elm, asha, fathers=12)
    came(asked, oak, asha, fathers=3)

    place = cell(asha, asked, elm)

    assert place.heard_in_words == ["came to a session: 20 to 49"]


def test_each_way_stands_by_itself_and_nothing_is_added_up_over_ways(
    dev: User, asha: User, asked: Engagement, elm: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(asked, elm, asha, fathers=14)
    with also_heard(monkeypatch, Reached(asked.pk, "fathers", elm.pk, 14, "answered a survey")):
        place = cell(asha, asked, elm)
        page = words(sign_in(asha).get(reverse("reach:one", args=[asked.pk])))

    assert place.heard_in_words == ["answered a survey: 10 to 19", "came to a session: 10 to 19"]
    assert "28" not in page
    assert "20 to 49" not in page


def test_drafts_and_people_who_speak_for_their_work_never_count(
    asha: User, asked: Engagement, elm: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Reached(asked.pk, "fathers", elm.pk, 40, "answered a survey", is_draft=True)
    workers = Reached(asked.pk, "fathers", elm.pk, 30, "answered a survey", are_practitioners=True)
    with also_heard(monkeypatch, draft, workers):
        place = cell(asha, asked, elm)

    assert place.is_missing
    assert place.heard_in_words == ["nobody yet, or a few"]


def test_practitioners_at_a_session_are_counted_apart(asha: User, asked: Engagement, elm: Hub) -> None:
    count(make_activity(elm, engagement=asked), by=asha, people=0, number_of_practitioners=9)

    assert came_by_group([asked.pk], since=None, until=None) == []


def test_what_was_called_off_or_is_of_another_year_is_not_in_the_year(asha: User, asked: Engagement, elm: Hub) -> None:
    year = selectors.year_of(today())
    first, last = selectors.days_of(year)
    came(asked, elm, asha, held_on=first - timedelta(days=1), fathers=30)
    came(asked, elm, asha, held_on=first, fathers=3)
    came(asked, elm, asha, held_on=last, send=3)

    [this, before] = (selectors.grid_of_year(asha, year=one).rows[0].places[0].heard_in_words for one in (year, year - 1))

    assert this == ["came to a session: 1 to 9"]
    assert before == ["came to a session: 20 to 49"]


@pytest.mark.parametrize(("day", "year"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2026, 12, 31), 2026)])
def test_a_councils_year_begins_in_april(day: date, year: int) -> None:
    assert selectors.year_of(day) == year
    assert selectors.days_of(2025)[1] + timedelta(days=1) == selectors.days_of(2026)[0]


# --- In words -------------------------------------------------------------------------------------------------------------------


def test_it_is_said_beside_about_how_many_there_are(asha: User, asked: Engagement, elm: Hub) -> None:
    Population.objects.create(group=group(), hub=elm, number_of_people=300, source="Census", counted_on=today())
    came(asked, elm, asha, fathers=3)

    assert cell(asha, asked, elm).heard_in_words == ["came to a session: 1 to 9, of about 300"]
    assert cell(asha, asked, elm, "send").heard_in_words == ["nobody yet, or a few"]


GAPS = [
    (0, 20, 1, rules.NOT_THERE),
    (0, None, 1, ""),
    (0, 9, 1, ""),
    (0, 10, 1, rules.NOT_THERE),
    (0, 4, 5, ""),
    (0, 5, 5, rules.NOT_THERE),
    (5, None, 1, ""),
    (5, 20, 1, rules.NOT_THERE),
    (21, 40, 5, rules.NEAR),
    (48, 20, 5, rules.NEAR),
    (60, 20, 5, rules.THERE),
    (9, 3, 1, rules.NEAR),
    (6, 3, 5, rules.THERE),
]


@pytest.mark.parametrize(("heard", "aim", "below", "says"), GAPS)
def test_how_far_we_are_tells_no_more_than_a_band(heard: int, aim: int | None, below: int, says: str) -> None:
    assert rules.gap_in_words(heard, aim_from=aim, below=below) == says


def test_the_gap_is_by_the_way_that_most_were_heard_by(asha: User, asked: Engagement, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    make_aim(asked, elm, aim_from=20)
    came(asked, elm, asha, fathers=12)
    with also_heard(monkeypatch, Reached(asked.pk, "fathers", elm.pk, 12, "answered a survey")):
        [line] = cell(asha, asked, elm).aims

    assert line.gap == rules.NOT_THERE, "twelve and twelve are not twenty-four: they may be the same fathers"


# --- Small numbers --------------------------------------------------------------------------------------------------------------


def test_who_reads_no_comments_reads_of_no_few_and_can_work_none_out(dev: User, asha: User, asked: Engagement, elm: Hub, oak: Hub) -> None:
    came(asked, elm, asha, fathers=3)
    came(asked, oak, asha, fathers=14)

    row = selectors.grid_of_engagement(dev, asked).rows[0]
    said = [one.number_in_words for place in row.places for one in place.heard]

    assert said == ["not shown", "not shown"], "with the total beside it, fourteen would tell of the three"
    assert [one.number_in_words for one in row.everywhere] == ["5 to 19"]
    assert "1 to 9" not in words(sign_in(dev).get(reverse("reach:one", args=[asked.pk])))


def test_what_is_hidden_beside_a_few_looks_the_same_and_says_nothing_of_the_aim(
    dev: User, asha: User, asked: Engagement, elm: Hub, oak: Hub
) -> None:
    came(asked, elm, asha, fathers=3)
    came(asked, oak, asha, fathers=14)
    make_aim(asked, elm, aim_from=20)
    make_aim(asked, oak, aim_from=1)

    gaps = [line.gap for hub in (elm, oak) for line in cell(dev, asked, hub).aims]

    assert gaps == ["", ""]


def test_a_lead_of_one_hub_reads_it_as_it_is_and_no_other_hubs(asha: User, asked: Engagement, elm: Hub, oak: Hub) -> None:
    came(asked, elm, asha, fathers=3)
    came(asked, oak, asha, fathers=14)

    grid = selectors.grid_of_engagement(asha, asked)

    assert grid.hubs == (elm,)
    assert grid.rows[0].places[0].heard_in_words == ["came to a session: 1 to 9"]


def test_no_few_people_can_be_worked_out_of_what_is_shown_of_a_group() -> None:
    chance, line = random.Random(5), 5
    for _ in range(150):
        hubs = [Hub(pk=number, name=f"Hub {number}") for number in range(1, chance.randint(2, 8))]
        ways = ["came to a session", "answered a survey"][: chance.randint(1, 2)]
        by_way = {how: {hub.pk: chance.choice([0, 0, 1, 2, 3, 4, 6, 11, 30]) for hub in hubs} for how in ways}
        group_heard = HeardOf(by_way, hubs, {hub.pk: line for hub in hubs})

        # Worse than it is: whoever reads knows each number that is shown, not its band alone.
        table = Circulation([[by_way[how][hub.pk] for hub in hubs] for how in group_heard.ways], below=line)
        table.hidden = {one for one in table.value if one.row == TOTAL}
        for row, total in enumerate(group_heard.everywhere()):
            said = [next((one for one in group_heard.at(hub) if one.how == total.how), Heard(total.how, None)) for hub in hubs]
            shown = [*((Cell(row, place), heard) for place, heard in enumerate(said)), (Cell(row, TOTAL), total)]
            table.hidden |= {cell for cell, heard in shown if heard.shown is None or "or more" in heard.shown.words}
        small = [one for one, number in table.value.items() if one.row != TOTAL and 0 < number < line]
        assert all(one in table.hidden for one in small)
        assert all(table.freedom(one, more=True, enough=line - 1) >= line - 1 for one in small), by_way
