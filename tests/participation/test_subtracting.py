"""Who may not read what families wrote holds the page of a session beside the grids of reach, subtracts, and learns of no few."""

import random
import re
from math import inf

import pytest

from accounts.models import User
from core.choices import RoleKind
from core.models import CouncilDefaults, Hub
from core.small_numbers import numbers
from participation.models import Engagement, Turnout
from participation.selectors import reach
from participation.selectors.activities import who_came
from participation.selectors.heard import HeardOf, added_up
from participation.services.groups import begin
from tests.builders import make_engagement, today
from tests.cast import give_role, make_user
from tests.participation.reaching import cell, count, group, make_activity

pytestmark = pytest.mark.django_db
Span = tuple[float, float]  # the least and the most that somebody can conclude
Session = tuple[int, int]  # how many came, and how many of them are fathers

# Each is a list of sessions at one hub; somebody wants to know of one of them, or of one question, how many fathers came.
CASES: dict[str, list[list[Session]]] = {
    "one of a few among many": [[(60, 3), (40, 12)]],
    "the others stand at the lowest end of their bands, the sum at the highest": [[(30, 20), (30, 20), (12, 5), (9, 4)]],
    "nobody but a few came at all": [[(3, 3)]],
    "a few came, all fathers, beside a full session": [[(4, 4), (60, 45)]],
    "all but a few are fathers": [[(23, 22), (8, 2)]],
    "one session of a question, another question in the same year": [[(14, 2)], [(49, 47)]],
    "three questions at the lowest end": [[(20, 3)], [(20, 5), (20, 5)], [(40, 20)]],
    "four questions, and the year at the highest end": [[(20, 3)], [(20, 5)], [(20, 5)], [(20, 5)]],
    "a few at each of two, and one large": [[(20, 2)], [(20, 3)], [(60, 44)]],
    "nobody at one, few at the other": [[(12, 0), (12, 4)]],
    "just under and just at the line": [[(5, 5), (9, 4), (19, 1)]],
}


@pytest.fixture(autouse=True)
def five_groups(db: None) -> None:
    """A council looks for five groups from the beginning."""
    begin()


@pytest.fixture(params=[RoleKind.DECIDER, RoleKind.ANALYST])
def looker(request: pytest.FixtureRequest) -> User:
    """Somebody who reads no answer: of the whole council, so that every grid stands open."""
    user = make_user("Dora")
    give_role(user, request.param, None)
    return user


def span(words: str) -> Span:
    """Return what a number in words says: "20 to 49", "fewer than 5", "nobody", "not shown"."""
    said = [float(one.replace(",", "")) for one in re.findall(r"[\d,]+", words)]
    if not said:
        return (0, 0) if words == "nobody" else (0, inf)
    if words.startswith("fewer"):
        return (0, said[0] - 1)
    if words.endswith("or more"):
        return (said[0], inf)
    return (said[0], said[-1])


def of_a_session(turnout: Turnout, user: User) -> Span:
    """Return what its page says of the fathers who came."""
    came = who_came(turnout, user)
    least, most = span(dict(came.groups).get(group().name, "not shown"))
    return (least, min(most, span(came.people)[1]))


def left_for(one: int, parts: list[Span], whole: Span) -> Span:
    """Return what is left of a whole for one of its parts, when all the others are taken from it."""
    least, most = parts[one]
    others = [part for at, part in enumerate(parts) if at != one]
    return (max(least, whole[0] - sum(part[1] for part in others)), min(most, whole[1] - sum(part[0] for part in others)))


def of_the_grid(place: reach.Place) -> Span:
    """Return what a grid says of the fathers who were heard at a hub."""
    said = [span(one.number_in_words) for one in place.heard]
    assert len(said) <= 1, "by one way"
    return (0, 0) if place.is_missing else said[0]


def in_the_year(user: User, hub: Hub) -> reach.Place:
    grid = reach.grid_of_year(user, year=reach.year_of(today()))
    return next(one for one in grid.places if (one.group.key, one.hub) == ("fathers", hub))


@pytest.mark.parametrize("line", [5, 10, 19, 20])
@pytest.mark.parametrize("case", CASES)
def test_a_session_taken_from_a_grid_tells_of_no_few(case: str, line: int, looker: User, ben: User, asha: User, elm: Hub) -> None:
    CouncilDefaults.objects.create(hide_below_inside=line, hide_below_public=20, reason="A try.", chosen_by=asha)
    assert numbers.line_for(looker, hub_id=elm.pk) == line
    asked: list[tuple[Engagement, list[int], list[Span]]] = []
    for sessions in CASES[case]:
        engagement = make_engagement(elm)
        turnouts = [
            count(make_activity(elm, engagement=engagement, held_on=today()), by=ben, people=people, groups={"fathers": fathers})
            for people, fathers in sessions
        ]
        asked.append((engagement, [fathers for _, fathers in sessions], [of_a_session(one, looker) for one in turnouts]))
    every = [part for _, _, parts in asked for part in parts]
    year = of_the_grid(in_the_year(looker, elm))

    wholes = [of_the_grid(cell(looker, engagement, elm)) for engagement, _, _ in asked]
    for at, (_, fathers, _) in enumerate(asked):
        most = left_for(at, wholes, year)[1]
        assert not 0 < sum(fathers) < line or most >= line, f"of the year {most:.0f} are left at most for a question in which few came"
    for place, (engagement, fathers, parts) in enumerate(asked):
        whole = of_the_grid(cell(looker, engagement, elm))
        before = sum(len(others) for _, _, others in asked[:place])
        for at, number in enumerate(fathers):
            for _least, most in (left_for(at, parts, whole), left_for(before + at, every, year)):
                assert not 0 < number < line or most >= line, f"{number} came, and somebody works out that at most {most:.0f} did"
        if 0 < sum(fathers) < line:
            assert min(whole[1], sum(most for _, most in parts)) >= line, "of the whole question, too"


def test_a_year_in_which_every_question_is_known_but_one_is_said_in_a_wider_band(looker: User, ben: User, elm: Hub) -> None:
    """Three questions are at the lowest end of “5 to 19” and the year at the highest: four at most would be left for the fourth."""
    for fathers in (5, 5, 5):
        count(make_activity(elm, engagement=make_engagement(elm), held_on=today()), by=ben, people=60, groups={"fathers": fathers})
    assert in_the_year(looker, elm).heard_in_words == ["came to a session: 5 to 19"]
    few = make_engagement(elm)
    count(make_activity(elm, engagement=few, held_on=today()), by=ben, people=60, groups={"fathers": 3})

    place = in_the_year(looker, elm)

    assert cell(looker, few, elm).heard_in_words == ["came to a session: not shown"]
    assert place.heard_in_words == ["came to a session: 5 to 49"]
    count(make_activity(elm, engagement=few, held_on=today()), by=ben, people=60, groups={"fathers": 1})
    assert in_the_year(looker, elm).heard_in_words == place.heard_in_words, "the width tells nothing of the number"
    assert not place.is_missing


@pytest.mark.parametrize("seed", range(3))
def test_no_question_can_be_taken_from_the_year_at_any_hub(seed: int) -> None:
    """Many made-up years of a group: what is shown of all other questions and of the other hubs leaves room over the line."""
    chance, how = random.Random(seed), "came to a session"
    for _ in range(150):
        line = chance.choice([5, 8, 10, 20])
        hubs = [Hub(pk=number, name=f"Hub {number}") for number in range(1, chance.randint(2, 5))]
        parts = {how: {hub.pk: {n: chance.choice([0, 1, 3, 5, 5, 6, 10, 20, 21]) for n in range(chance.randint(1, 5))} for hub in hubs}}
        year = HeardOf(added_up(parts), hubs, dict.fromkeys((hub.pk for hub in hubs), line), parts)
        whole = span(year.everywhere()[0].number_in_words)
        said = {hub.pk: span(year.at(hub)[0].number_in_words) for hub in hubs}

        for hub in hubs:
            others = sum(least for pk, (least, _) in said.items() if pk != hub.pk)
            most = min(said[hub.pk][1], whole[1] - others)
            shown = [span(str(numbers.band(n, below=line)))[0] for n in parts[how][hub.pk].values()]
            for number in (n for n in parts[how][hub.pk].values() if 0 < n < line):
                assert most - sum(shown) >= line, (parts, line, hub.pk, number)
