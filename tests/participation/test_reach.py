"""Whom we heard, where, and who is missing: in bands and words, never as a score, and never a few people."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry, Hub, PostHolder
from core.questions import Reached
from participation.choices import Stage
from participation.models import Activity, Aim, Engagement, GroupSentence, Population, PriorityGroup, Turnout, TurnoutCount
from participation.rules import reach as rules
from participation.selectors import reach as selectors
from participation.selectors.activities import came_by_group
from participation.services.groups import begin
from participation.services.reach import keep_aim
from tests.builders import make_engagement, make_hub, make_post, today
from tests.cast import sign_in
from tests.participation.reaching import count, group, make_activity, make_aim, make_sentence

GRID = "reach:index"


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def cell(user: User, engagement: Engagement, hub: Hub, key: str = "fathers") -> selectors.Place:
    grid = selectors.grid_of_engagement(user, engagement)
    return next(place for place in grid.places if (place.group.key, place.hub) == (key, hub))


@pytest.fixture(autouse=True)
def five_groups(db: None) -> None:
    """A council looks for five groups from the beginning."""
    begin()


@pytest.fixture
def asked(elm: Hub, oak: Hub) -> Engagement:
    """The whole council asks, at both hubs."""
    return make_engagement(elm, oak, title="The garden")


def came(engagement: Engagement, hub: Hub, by: User, *, held_on: date | None = None, **groups: int) -> Activity:
    """Have so many of each group come."""
    activity = make_activity(hub, engagement=engagement, held_on=held_on or today())
    count(activity, by=by, people=500, groups={key.replace("_", "-"): number for key, number in groups.items()})
    return activity


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
    assert place.heard_in_words == ["nobody yet"]


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
    assert cell(asha, asked, elm, "send").heard_in_words == ["nobody yet"]


GAPS = [
    (0, 20, 1, rules.NOT_THERE),
    (0, None, 1, ""),
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


# --- A group's own sentence -----------------------------------------------------------------------------------------------------


def test_where_a_number_is_not_shown_the_groups_own_sentence_stands(dev: User, asha: User, asked: Engagement, elm: Hub, oak: Hub) -> None:
    came(asked, elm, asha, fathers=3)
    came(asked, oak, asha, fathers=14)
    make_sentence(asked, elm, agreed_on=date(2026, 5, 3))

    assert [one.words for one in cell(dev, asked, elm).in_their_words] == ["We felt heard about the café."]
    assert cell(asha, asked, elm).in_their_words == (), "she reads the number"
    page = words(sign_in(dev).get(reverse("reach:one", args=[asked.pk])))
    assert "Agreed with them on 3 May: “ We felt heard about the café. ”" in page


def test_a_sentence_is_shown_to_nobody_before_they_agreed(dev: User, asha: User, asked: Engagement, elm: Hub, oak: Hub) -> None:
    sentence = make_sentence(asked, elm, agreed_on=None, how_agreed="")

    assert list(selectors.sentences_of(asked)) == []
    assert sentence.words not in words(sign_in(dev).get(reverse("reach:one", args=[asked.pk])))
    GroupSentence.objects.update(agreed_on=today(), how_agreed="Read out.")
    assert list(selectors.sentences_of(asked)) == [sentence]


SENTENCES: list[tuple[dict[str, Any], str]] = [
    ({"words": " "}, "Write their sentence."),
    ({"how_agreed": ""}, "Say how they agreed"),
    ({"agreed_on": str(today() + timedelta(days=1))}, "That day has not come yet. Until they agree, leave it empty."),
    ({"words": "x" * 301}, "at most 300 characters"),
]


@pytest.mark.parametrize(("post", "says"), SENTENCES, ids=[says for _, says in SENTENCES])
def test_a_sentence_says_what_it_needs_and_nothing_typed_is_lost(asha: User, elm: Hub, post: dict[str, Any], says: str) -> None:
    engagement = make_engagement(elm)
    typed = {"group": group().pk, "hub": elm.pk, "words": "We felt heard.", "agreed_on": str(today()), "how_agreed": "Read out."} | post

    page = sign_in(asha).post(reverse("reach:sentence", args=[engagement.pk]), typed)

    assert says in words(page)
    assert typed["words"].strip() in page.text
    assert not GroupSentence.objects.exists()


def test_no_word_of_theirs_changes_after_they_agreed(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm)
    sentence, address = make_sentence(engagement, elm), reverse("reach:sentence", args=[engagement.pk])
    typed = {"row_id": sentence.pk, "group": sentence.group_id, "hub": elm.pk, "words": "All is well.", "how_agreed": "Read out."}

    assert "so they agree anew" in words(sign_in(asha).post(address, {**typed, "agreed_on": str(today())}))
    sign_in(asha).post(address, {**typed, "agreed_on": ""})

    assert list(GroupSentence.objects.values_list("words", "agreed_on")) == [("All is well.", None)]


def test_they_may_take_it_back(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm)
    sentence = make_sentence(engagement, elm)

    sign_in(asha).post(reverse("reach:sentence", args=[engagement.pk]), {"row_id": sentence.pk, "drop": "1"})

    assert not GroupSentence.objects.exists()
    assert AuditEntry.objects.filter(verb="participation.group_sentence.drop").exists()


# --- Aims -----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(asha: User) -> Client:
    return sign_in(asha)


def aim(hub: Hub, **fields: Any) -> dict[str, Any]:
    return {"group": group().pk, "hub": hub.pk, "aim_from": "20", "approach": "Saturday mornings.", **fields}


def test_an_aim_says_whom_how_and_who_closes_the_gap_by_when(desk: Client, elm: Hub) -> None:
    engagement, post = make_engagement(elm), make_post("Family worker", hub=elm)
    due = today() + timedelta(days=20)

    page = desk.post(
        reverse("reach:aim", args=[engagement.pk]),
        aim(elm, aim_to="30", plan="Ask at the barber’s.", owner=post.pk, due_on=str(due)),
        follow=True,
    )

    assert "Aim: 20 to 30. Not there yet." in words(page)
    assert "Ask at the barber’s. Family worker, Elm, by" in words(page)
    assert AuditEntry.objects.filter(verb="participation.aim.add", hub_id=elm.pk).exists()


AIMS: list[tuple[dict[str, Any], str]] = [
    ({"approach": " "}, "Say how you reach them"),
    ({"aim_from": "0"}, "Aim for at least 1, or leave it empty."),
    ({"aim_from": "-4"}, "greater than or equal to 0"),
    ({"aim_from": "9" * 30}, "less than or equal to"),
    ({"aim_to": "10"}, "An aim goes from a number up to a larger one."),
    ({"aim_from": "", "aim_to": "10"}, "An aim goes from a number up to a larger one."),
    ({"plan": "We ask."}, "A plan needs somebody who sees to it."),
    ({"plan": "We ask."}, "A plan needs a day. By when?"),
    ({"plan": "x" * 601}, "at most 600 characters"),
    ({"group": "0"}, "Select a valid choice"),
]


@pytest.mark.parametrize(("post", "says"), AIMS, ids=[says for _, says in AIMS])
def test_a_slip_in_an_aim_is_said_and_nothing_typed_is_lost(desk: Client, elm: Hub, post: dict[str, Any], says: str) -> None:
    typed = aim(elm) | post

    page = desk.post(reverse("reach:aim", args=[make_engagement(elm).pk]), typed)

    assert says in words(page)
    assert typed["approach"].strip() in page.text
    assert not Aim.objects.exists()


def test_two_aims_for_one_group_at_one_hub_cannot_be(desk: Client, elm: Hub) -> None:
    engagement = make_engagement(elm)
    first, address = make_aim(engagement, elm), reverse("reach:aim", args=[engagement.pk])
    assert "Saturday mornings, with breakfast." in desk.get(f"{address}?group={first.group_id}&hub={elm.pk}").text

    assert "There is an aim for this group at this hub already." in words(desk.post(address, aim(elm)))
    desk.post(address, aim(elm, row_id=first.pk, approach="At the football."))

    assert list(Aim.objects.values_list("approach", flat=True)) == ["At the football."]
    desk.post(address, {"row_id": first.pk, "drop": "1"})
    assert not Aim.objects.exists()


def test_what_two_hubs_ask_is_seen_by_each_and_planned_by_who_may_change_it(asha: User, cara: User, asked: Engagement, elm: Hub) -> None:
    client = sign_in(asha)
    assert "The garden" in words(client.get(reverse("reach:one", args=[asked.pk])))
    assert "Set an aim" not in words(client.get(reverse("reach:one", args=[asked.pk])))

    assert client.post(reverse("reach:aim", args=[asked.pk]), aim(elm)).status_code == 404
    with pytest.raises(PermissionDenied):
        keep_aim(aim=Aim(engagement=asked, group=group(), hub=elm, approach="x"), by=asha)
    assert not Aim.objects.exists()


def test_the_owner_of_what_the_whole_council_asks_plans_it(asha: User, asked: Engagement, elm: Hub) -> None:
    owner = make_post("Participation worker", hub=elm)
    PostHolder.objects.create(post=owner, user=asha, from_on=today())
    Engagement.objects.update(owner=owner)

    sign_in(asha).post(reverse("reach:aim", args=[asked.pk]), aim(elm))

    assert Aim.objects.get().hub == elm


def test_another_hubs_reach_is_not_there(cara: User, elm: Hub) -> None:
    engagement, client = make_engagement(elm, title="Only of Elm"), sign_in(cara)
    make_aim(engagement, elm, approach="Only of Elm.")

    for name in ("one", "aim", "sentence"):
        assert client.get(reverse(f"reach:{name}", args=[engagement.pk])).status_code == 404
        assert client.post(reverse(f"reach:{name}", args=[engagement.pk]), aim(elm)).status_code == 404
    assert "Only of Elm" not in client.get(reverse(GRID)).text


# --- The grid -------------------------------------------------------------------------------------------------------------------


def test_the_grid_says_who_is_missing_and_what_is_being_done(dev: User, asha: User, asked: Engagement, elm: Hub) -> None:
    post = make_post("Family worker", hub=elm)
    make_aim(asked, elm, plan="Ask at the barber’s.", owner=post, due_on=today() - timedelta(days=1))

    page = words(sign_in(asha).get(reverse(GRID)))

    assert "Nobody yet Ask at the barber’s. Family worker, Elm, by" in page
    assert ", late" in page
    assert "Nobody does anything about it yet" in page


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

    with django_assert_num_queries(QUERIES_OF_A_GRID):
        grid = selectors.grid_of_year(User.objects.get(pk=dev.pk), year=year)

    assert (len(grid.rows), len(grid.hubs)) == (50, 16)
    assert sum(len(place.aims) for place in grid.places) == 200
    with django_assert_max_num_queries(len(small.captured_queries)):
        assert client.get(reverse(GRID)).status_code == 200


# The person, their roles, engagements, hubs, who came, the line for inside, figures, aims, sentences, groups.
QUERIES_OF_A_GRID = 10
