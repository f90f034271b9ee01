"""One family's answer moves a number by itself; what staff type moves it too. Neither tells anybody of a few."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import User
from core.answers import ANSWERED_A_SURVEY
from core.models import Hub
from core.questions import Reached
from participation.models import Engagement, PriorityGroup
from participation.selectors import evidence, reach
from participation.services.activities import Counted, write_down_who_came
from participation.services.groups import begin
from tests.builders import make_engagement
from tests.cast import sign_in
from tests.participation.reaching import came, cell, count, group, make_activity, make_aim, make_sentence, words

ANSWERS: list[Reached] = []
NOBODY_OR_A_FEW = ["nobody yet, or a few"]


def surveys(*, engagement_ids: frozenset[int], since: Any, until: Any) -> list[Reached]:
    """Who answered surveys, made up."""
    return [one for one in ANSWERS if one.engagement_id in engagement_ids]


@pytest.fixture(autouse=True)
def five_groups(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A council looks for five groups, and hears them at sessions and by surveys."""
    begin()
    providers = ["participation.provides.reach.who_came", f"{__name__}.surveys"]
    monkeypatch.setitem(settings.PROVIDERS, "engagement.reach", providers)
    monkeypatch.setattr(f"{__name__}.ANSWERS", [])


@pytest.fixture
def asked(elm: Hub, oak: Hub) -> Engagement:
    """The whole council asks, at both hubs."""
    return make_engagement(elm, oak, title="The garden")


def answered(engagement: Engagement, numbers: Sequence[tuple[Hub, int]], key: str = "fathers") -> None:
    """Have so many of a group answered at each hub; nobody, where it is nought."""
    ANSWERS[:] = [Reached(engagement.pk, key, hub.pk, number, ANSWERED_A_SURVEY) for hub, number in numbers if number]


# --- Who answered -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "first"), [("amir", 5), ("petra", 5), ("ben", 10)])
@pytest.mark.parametrize("others", [0, 20, 49])
def test_from_nobody_to_a_few_every_page_says_the_same(
    who: str, first: int, others: int, asked: Engagement, elm: Hub, oak: Hub, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    came(asked, elm, request.getfixturevalue("asha"), fathers=14, send=3)
    make_aim(asked, elm, aim_from=4)

    pages = []
    for number in range(first + 1):
        answered(asked, [(elm, number), (oak, others)])
        grid = reach.grid_of_engagement(user, asked)
        row = grid.rows[0]
        told = [(place.heard_in_words, place.is_missing, [line.gap for line in place.aims]) for place in row.places]
        pages.append((told, [(one.how, one.number_in_words) for one in row.everywhere]))

    assert all(page == pages[0] for page in pages[:first])
    assert pages[first] != pages[0], "from the line on it is told"


def test_a_few_who_answered_look_like_nobody_on_the_page_and_in_the_table(amir: User, dev: User, asked: Engagement, elm: Hub) -> None:
    answered(asked, [(elm, 4)])

    place = cell(amir, asked, elm)
    table = sign_in(dev).post(reverse("reach:table")).text.removeprefix("\ufeff")

    assert (place.heard_in_words, place.is_missing) == (NOBODY_OR_A_FEW, True)
    assert cell(amir, asked, elm, "send").heard_in_words == NOBODY_OR_A_FEW
    assert {row["Heard from"] for row in csv.DictReader(io.StringIO(table))} == set(NOBODY_OR_A_FEW)
    assert "look like nobody" in words(sign_in(dev).get(reverse("reach:one", args=[asked.pk])))


def test_a_few_who_answered_bring_no_retired_group_back(amir: User, asked: Engagement, elm: Hub) -> None:
    PriorityGroup.objects.filter(key="fathers").update(is_active=False)
    answered(asked, [(elm, 1)])
    assert "fathers" not in {row.group.key for row in reach.grid_of_engagement(amir, asked).rows}

    answered(asked, [(elm, 30)])
    assert "fathers" in {row.group.key for row in reach.grid_of_engagement(amir, asked).rows}


def test_a_few_who_answered_may_speak_in_their_own_words(amir: User, asked: Engagement, elm: Hub) -> None:
    sentence = make_sentence(asked, elm)
    answered(asked, [(elm, 4)])
    assert cell(amir, asked, elm).in_their_words == (sentence,)

    answered(asked, [(elm, 5)])
    assert cell(amir, asked, elm).in_their_words == ()


def test_all_hubs_together_say_at_least_where_a_few_may_stand_beside_them(amir: User, asked: Engagement, elm: Hub, oak: Hub) -> None:
    for few in (0, 4):
        answered(asked, [(elm, 49), (oak, few)])
        assert [str(one.shown) for one in reach.grid_of_engagement(amir, asked).rows[0].everywhere] == ["20 or more"]

    answered(asked, [(elm, 49), (oak, 5)])
    assert [str(one.shown) for one in reach.grid_of_engagement(amir, asked).rows[0].everywhere] == ["50 to 99"]


def test_no_gap_is_said_where_a_few_may_have_reached_the_aim(amir: User, ben: User, asked: Engagement, elm: Hub) -> None:
    make_aim(asked, elm, aim_from=4)
    make_aim(asked, elm, "send", aim_from=20)
    answered(asked, [(elm, 4)])

    for reader in (amir, ben):
        assert [line.gap for line in cell(reader, asked, elm).aims] == [""]
        assert [line.gap for line in cell(reader, asked, elm, "send").aims] == ["Not there yet."]


# --- Who types ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("others", [3, 4, 7])
def test_who_types_numbers_finds_no_few_beside_them(others: int, petra: User, ben: User, elm: Hub) -> None:
    engagement = make_engagement(elm)
    count(make_activity(elm, engagement=engagement), by=ben, people=20, groups={"fathers": others})
    mine, before = make_activity(elm, "Mine", engagement=engagement), cell(petra, engagement, elm).heard_in_words
    year = reach.year_of(mine.held_on)

    for typed in (0, 1, 12, 13, 17, 30, 60):
        seen = mine.turnout.version if typed else 0
        write_down_who_came(activity=mine, counted=Counted(people=900, groups={group(): typed}), by=petra, seen=seen)
        mine.refresh_from_db()
        assert cell(petra, engagement, elm).heard_in_words == before
        assert reach.grid_of_year(petra, year=year).rows[0].places[0].heard_in_words == before


def test_others_read_what_she_typed_and_her_page_says_that_it_is_left_out(petra: User, amir: User, ben: User, elm: Hub) -> None:
    engagement = make_engagement(elm)
    came(engagement, elm, petra, fathers=30)

    assert cell(petra, engagement, elm).heard_in_words == NOBODY_OR_A_FEW
    for reader in (amir, ben):
        assert cell(reader, engagement, elm).heard_in_words == ["came to a session: 20 to 49"]
    assert "What you counted yourself is left out" in words(sign_in(petra).get(reverse("reach:one", args=[engagement.pk])))


def test_who_reads_everything_there_has_nothing_left_out(ben: User, elm: Hub) -> None:
    engagement = make_engagement(elm)
    came(engagement, elm, ben, fathers=30)

    assert cell(ben, engagement, elm).heard_in_words == ["came to a session: 20 to 49"]


def heard_from(engagement: Engagement) -> list[str]:
    return [one.text for one in evidence.evidence_of(engagement.pk) if one.text.startswith("Heard from")]


def test_evidence_rests_on_no_number_of_who_reads_no_small_ones(petra: User, ben: User, elm: Hub) -> None:
    engagement = make_engagement(elm)
    came(engagement, elm, ben, fathers=7)
    came(engagement, elm, petra, fathers=3)
    assert heard_from(engagement) == [], "seven and three are ten, and she knows her three"

    came(engagement, elm, ben, fathers=3)

    assert heard_from(engagement) == ["Heard from at Elm, 10 people or more of each: Fathers and male carers."]
