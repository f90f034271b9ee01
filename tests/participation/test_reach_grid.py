"""Groups by hubs over a year: who is missing, what is done about it, the same as a table, and what it costs."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry, Hub
from participation.choices import Stage
from participation.models import Activity, Aim, Engagement, Population, PriorityGroup, Turnout, TurnoutCount
from participation.selectors import reach as selectors
from participation.services.groups import begin
from tests.builders import about_family, make_engagement, make_hub, make_open_survey, make_post, make_response, today, week_of
from tests.cast import sign_in
from tests.participation.reaching import came, make_aim, words

GRID = "reach:index"


@pytest.fixture(autouse=True)
def five_groups(db: None) -> None:
    """A council looks for five groups from the beginning."""
    begin()


@pytest.fixture
def asked(elm: Hub, oak: Hub) -> Engagement:
    """The whole council asks, at both hubs."""
    return make_engagement(elm, oak, title="The garden")


# --- The grid -------------------------------------------------------------------------------------------------------------------


def test_the_grid_says_who_is_missing_and_what_is_being_done(dev: User, asha: User, asked: Engagement, elm: Hub) -> None:
    post = make_post("Family worker", hub=elm)
    make_aim(asked, elm, plan="Ask at the barber’s.", owner=post, due_on=today() - timedelta(days=1))

    page = words(sign_in(asha).get(reverse(GRID)))

    assert "Nobody yet, or a few Ask at the barber’s. Family worker, Elm, by" in page
    assert ", late" in page
    assert "Nobody does anything about it yet" in page


def test_the_grid_leads_on_to_one_engagement(asha: User, asked: Engagement, oak: Hub) -> None:
    make_engagement(oak, title="Only of Oak")
    client = sign_in(asha)

    page = client.get(reverse(GRID)).text

    assert f'<option value="{asked.pk}">The garden</option>' in page
    assert "Only of Oak" not in page
    assert client.get(reverse(GRID), {"engagement": asked.pk}).headers["Location"] == reverse("reach:one", args=[asked.pk])
    assert client.get(reverse(GRID), {"engagement": "9" * 40}).status_code == 200


def test_a_group_that_nobody_looks_for_any_more_is_not_in_it(asha: User, asked: Engagement) -> None:
    PriorityGroup.objects.filter(key="fathers").update(is_active=False)

    assert "Fathers" not in words(sign_in(asha).get(reverse(GRID)))


@pytest.mark.parametrize("year", ["", "1", "x", "٢٠٢٦", "9" * 40])
def test_an_odd_year_is_this_one(asha: User, asked: Engagement, year: str) -> None:
    assert f'value="{selectors.year_of(today())}" selected' in sign_in(asha).get(reverse(GRID), {"year": year}).text


def test_the_table_for_a_spreadsheet_says_what_the_screen_says(dev: User, asha: User, asked: Engagement, elm: Hub, oak: Hub) -> None:
    came(asked, elm, asha, fathers=3)
    came(asked, oak, asha, fathers=14)
    make_aim(asked, elm, approach='=HYPERLINK("x")', aim_from=20)

    answer = sign_in(dev).post(reverse("reach:table"))
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))

    numbers = {(row["Group"], row["Hub"], row["Heard from"]) for row in rows if row["By which way"]}
    assert numbers == {("Fathers and male carers", "Elm", "not shown"), ("Fathers and male carers", "Oak", "not shown")}
    assert [row["How we reach them"] for row in rows if row["Engagement"]] == ['\'=HYPERLINK("x")']
    assert "14" not in answer.text
    assert AuditEntry.objects.filter(verb="participation.reach.export").exists()


def test_only_who_sees_the_whole_council_takes_it_out(asha: User, asked: Engagement) -> None:
    assert sign_in(asha).post(reverse("reach:table")).status_code in {302, 403}
    assert "Take it out" not in words(sign_in(asha).get(reverse(GRID)))


def test_two_hundred_engagements_fifty_groups_and_sixteen_hubs_cost_what_a_few_do(
    dev: User,
    asha: User,
    asked: Engagement,
    elm: Hub,
    oak: Hub,
    django_assert_num_queries: Callable[..., Any],
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    came(asked, elm, asha, fathers=3)
    answered(asked, elm)
    make_aim(asked, elm)
    client, year = sign_in(dev), selectors.year_of(today())
    client.get(reverse(GRID))
    with django_assert_max_num_queries(100) as small:
        client.get(reverse(GRID))
    with django_assert_num_queries(QUERIES_OF_A_GRID):
        selectors.grid_of_year(User.objects.get(pk=dev.pk), year=year)

    hubs = [elm, oak, *(make_hub(f"Hub {number}") for number in range(14))]
    groups = PriorityGroup.objects.bulk_create(
        PriorityGroup(key=f"group-{number}", name=f"Group {number}", meaning="x", order=number + 10) for number in range(45)
    )
    groups += PriorityGroup.objects.exclude(pk__in=[one.pk for one in groups])
    fields = {"stage": Stage.PLANNING, "question": "?"}
    asks = Engagement.objects.bulk_create(Engagement(title=f"E {n}", slug=f"e-{n}", **fields) for n in range(199))
    Engagement.hubs.through.objects.bulk_create(
        Engagement.hubs.through(engagement_id=one.pk, hub_id=hubs[(place + step) % 16].pk)
        for place, one in enumerate(asks)
        for step in (0, 5)
    )
    held = Activity.objects.bulk_create(
        Activity(engagement=one, hub=hubs[place % 16], title="x", kind="drop_in", held_on=today()) for place, one in enumerate(asks)
    )
    turnouts = Turnout.objects.bulk_create(Turnout(activity=one, number_of_people=99, entered_by=asha, entered_on=today()) for one in held)
    TurnoutCount.objects.bulk_create(
        TurnoutCount(turnout=one, group=groups[(place * 7 + step) % 50], number_of_people=1 + (place * step) % 23)
        for place, one in enumerate(turnouts)
        for step in range(20)
    )
    Aim.objects.bulk_create(
        Aim(engagement=one, group=groups[place % 50], hub=hubs[place % 16], approach="x", aim_from=5) for place, one in enumerate(asks)
    )
    Population.objects.bulk_create(
        Population(group=one, hub=hub, number_of_people=300, source="x", counted_on=today()) for one in groups for hub in hubs
    )

    for place, one in enumerate(asks):
        answered(one, hubs[place % 16])

    with django_assert_num_queries(QUERIES_OF_A_GRID):
        grid = selectors.grid_of_year(User.objects.get(pk=dev.pk), year=year)

    assert (len(grid.rows), len(grid.hubs)) == (50, 16)
    assert sum(len(place.aims) for place in grid.places) == 200
    with django_assert_max_num_queries(len(small.captured_queries)):
        assert client.get(reverse(GRID)).status_code == 200


def answered(engagement: Engagement, hub: Hub) -> None:
    """Have a father answer the engagement's survey last week."""
    asks = about_family("Who?", {"text": "I am a dad", "group": "fathers"}, "No")
    chosen = {asks["id"]: [asks["value"]["options"][0]["id"]]}
    survey = make_open_survey(hub, engagement=engagement, questions=[asks])
    make_response(survey, hub, answers=chosen, week=week_of(today() - timedelta(days=7)))


# The person, their roles, engagements, hubs, who came, who answered and what its answers count for, the line for inside, figures, aims,
# sentences, groups. Then, since how far an aim is its own engagement says as its page does: at which hubs each is, and once more, over
# all their days, who came, who answered and what its answers count for.
# Both times also which of them this reader typed.
QUERIES_OF_A_GRID = 12 + 4 + 2
