"""Who came to a session: counted on a phone by those who work there, read as typed by them and in bands by others."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import questions
from core.choices import RoleKind
from core.models import AuditEntry, Hub, Post, PostHolder
from participation.models import Activity, PriorityGroup, Turnout
from participation.rules import activities as rules
from participation.services.activities import Counted, write_down_who_came
from participation.services.groups import begin
from tests.builders import make_engagement, make_post, today
from tests.cast import give_role, make_user, sign_in
from tests.participation.reaching import count, group, make_activity, words


def at(name: str, activity: Activity) -> str:
    return reverse(f"turnout:{name}", args=(activity.pk,))


def typed(**numbers: Any) -> dict[str, Any]:
    """Return a post of the screen: `fathers=3` goes into the box of that group."""
    keys = {one.key.replace("-", "_"): f"group_{one.pk}" for one in PriorityGroup.objects.all()}
    return {keys.get(name, name): number for name, number in numbers.items()}


@pytest.fixture(autouse=True)
def five_groups(db: None) -> None:
    """A council looks for five groups from the beginning."""
    begin()


@pytest.fixture
def desk(ben: User) -> Client:
    return sign_in(ben)


# --- Writing it down --------------------------------------------------------------------------------------------------------


def test_a_hub_worker_counts_who_came_and_reads_what_she_typed(desk: Client, elm: Hub) -> None:
    activity = make_activity(elm)
    assert rules.NEVER_GUESS in words(desk.get(at("enter", activity)))

    page = desk.post(at("enter", activity), typed(people=12, fathers=3, send=0, went_well="The breakfast."), follow=True)

    assert "Written down." in words(page)
    assert "In all 12" in words(page)
    assert "Fathers and male carers 3" in words(page)
    assert "The breakfast." in words(page)
    turnout = Turnout.objects.get()
    assert {one.group.key: one.number_of_people for one in turnout.counts.all()} == {"fathers": 3, "send": 0}
    assert AuditEntry.objects.filter(verb="participation.turnout.count", hub_id=elm.pk).exists()


@pytest.mark.parametrize("name", ["ben", "petra"])
def test_who_works_at_the_hub_and_who_runs_its_panels_counts(name: str, request: pytest.FixtureRequest, elm: Hub) -> None:
    sign_in(request.getfixturevalue(name)).post(at("enter", make_activity(elm)), typed(people=9, fathers=2))
    assert Turnout.objects.get().number_of_people == 9


def test_also_of_what_the_whole_council_asks_and_is_not_hers_to_change(desk: Client, elm: Hub, oak: Hub) -> None:
    activity = make_activity(elm, engagement=make_engagement(elm, oak))

    desk.post(at("enter", activity), typed(people=5))

    assert Turnout.objects.get().number_of_people == 5
    assert desk.get(reverse("engagement:edit", args=(activity.engagement_id,))).status_code == 404


def test_a_correction_takes_the_place_of_what_was_typed(desk: Client, elm: Hub) -> None:
    activity = make_activity(elm)
    desk.post(at("enter", activity), typed(people=12, fathers=3))
    assert re.search(r'name="people" value="12"', desk.get(at("enter", activity)).text)

    desk.post(at("enter", activity), typed(people=14, english_not_first=6, seen=1))

    turnout = Turnout.objects.get()
    assert turnout.number_of_people == 14
    assert [(one.group.key, one.number_of_people) for one in turnout.counts.all()] == [("english-not-first", 6)]
    assert AuditEntry.objects.filter(verb="participation.turnout.count_again").count() == 1


def test_nobody_writes_over_what_they_have_not_read(desk: Client, ben: User, elm: Hub) -> None:
    activity = make_activity(elm)
    count(activity, by=ben, people=12, groups={"fathers": 3})

    page = desk.post(at("enter", activity), typed(people=14, seen=0, went_well="Mine."))

    assert "A colleague changed this while you had it open." in words(page)
    assert "In all 12 Fathers and male carers 3" in words(page)
    assert "Mine." in page.text
    assert 'name="seen" value="1"' in page.text
    desk.post(at("enter", activity), typed(people=14, seen=1))
    assert Turnout.objects.get().number_of_people == 14


def test_what_was_counted_of_a_group_that_nobody_looks_for_any_more_stays(desk: Client, ben: User, elm: Hub) -> None:
    activity = make_activity(elm)
    count(activity, by=ben, people=12, groups={"fathers": 3, "send": 2})
    PriorityGroup.objects.filter(key="send").update(is_active=False)

    desk.post(at("enter", activity), typed(people=12, fathers=4, seen=1))

    assert {one.group.key: one.number_of_people for one in Turnout.objects.get().counts.all()} == {"fathers": 4, "send": 2}


def test_groups_overlap_so_together_they_may_be_more_than_everybody(desk: Client, elm: Hub) -> None:
    activity = make_activity(elm)

    desk.post(at("enter", activity), typed(people=6, fathers=5, send=4))

    assert Turnout.objects.get().counts.count() == 2


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"people": ""}, "How many came? Write 0 when nobody did."),
    ({"people": "-1"}, "A number cannot be below 0."),
    ({"people": "many"}, "Write a whole number, such as 3."),
    ({"people": "3.5"}, "Write a whole number, such as 3."),
    ({"people": "10000"}, "At most 9,999. Is it a slip?"),
    ({"people": "9" * 5000}, "Write a whole number, such as 3."),
    ({"people": "10", "fathers": "12"}, "you counted 12, and 10 in all. Mend one of the two."),
    ({"people": "10", "fathers": "-2"}, "A number cannot be below 0."),
    ({"people": "10", "practitioners": "-2"}, "A number cannot be below 0."),
    ({"people": "10", "went_well": "x" * 1_001}, "at most 1000 characters"),
]


@pytest.mark.parametrize(("post", "says"), WRONG, ids=[says[:30] for _, says in WRONG])
def test_a_slip_is_said_where_it_is_and_nothing_typed_is_lost(desk: Client, elm: Hub, post: dict[str, Any], says: str) -> None:
    activity = make_activity(elm)

    page = desk.post(at("enter", activity), typed(**{"send": "4", "to_change": "Start at ten.", **post}))

    assert says in words(page)
    assert "Start at ten." in page.text
    assert re.search(rf'name="group_{group("send").pk}" value="4"', page.text)
    assert not Turnout.objects.exists()


def test_what_has_not_been_yet_is_not_counted(desk: Client, elm: Hub) -> None:
    activity = make_activity(elm, held_on=today() + timedelta(days=1))

    assert "This session has not happened yet." in words(desk.post(at("enter", activity), typed(people=3)))
    assert "It is still to come." in words(desk.get(at("one", activity)))


@pytest.mark.parametrize("odd", ["x\x00y", "😀" * 300, "\u202eturned", "دروازہ بھاری ہے", "a" * 1_000])
def test_odd_words_break_no_page(desk: Client, elm: Hub, odd: str) -> None:
    activity = make_activity(elm)

    page = desk.post(at("enter", activity), typed(people=3, went_well=odd), follow=True)

    assert page.status_code == 200
    assert Turnout.objects.get().went_well == odd.replace("\x00", "").replace("\u202e", "")


def test_the_service_refuses_who_does_not_work_there(cara: User, elm: Hub) -> None:
    with pytest.raises(PermissionDenied):
        write_down_who_came(activity=make_activity(elm), counted=Counted(people=3), by=cara)


def test_the_service_says_every_reason_at_once(ben: User, elm: Hub) -> None:
    with pytest.raises(ValidationError) as refused:
        write_down_who_came(activity=make_activity(elm), counted=Counted(people=2, practitioners=-1, groups={group(): 5}), by=ben)

    assert len(refused.value.messages) == 2


# --- That it did not happen ---------------------------------------------------------------------------------------------------


def test_what_did_not_happen_is_called_off_with_a_reason_and_asks_nobody_any_more(desk: Client, ben: User, elm: Hub) -> None:
    PostHolder.objects.create(post=make_post("Family worker", hub=elm), user=ben, from_on=today())
    activity = make_activity(elm)
    assert "Say in a few words why it did not happen." in words(desk.post(at("call_off", activity), {"because": " "}, follow=True))

    page = desk.post(at("call_off", activity), {"because": "Snow."}, follow=True)

    assert "It did not happen: Snow." in words(page)
    assert waits(ben) == []
    assert "It was called off. Take that back first." in words(desk.post(at("enter", activity), typed(people=3)))
    desk.post(at("call_on_again", activity))
    assert len(waits(ben)) == 1


def test_what_was_counted_did_happen(desk: Client, ben: User, elm: Hub) -> None:
    activity = make_activity(elm)
    count(activity, by=ben)

    assert "so it did happen" in words(desk.post(at("call_off", activity), {"because": "Snow."}, follow=True))


# --- Who reads it -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def decider_at_elm(elm: Hub) -> User:
    """Somebody who may look and does not read what families wrote."""
    user = make_user("Dora")
    give_role(user, RoleKind.DECIDER, elm)
    return user


def test_others_read_about_how_many_and_never_of_a_few(ben: User, decider_at_elm: User, elm: Hub) -> None:
    activity = make_activity(elm)
    count(activity, by=ben, people=37, groups={"fathers": 3, "send": 22, "young-parents": 11}, number_of_practitioners=2)

    page = words(sign_in(decider_at_elm).get(at("one", activity)))

    assert "In all 20 to 49" in page
    for name in ("Fathers", "disability", "Young parents"):
        assert name not in page, "beside the grid it would tell how many came to another session"
    assert "Which groups came is not shown for one session" in page
    assert "For their work fewer than 5" in page
    assert " 37 " not in page


def test_who_typed_it_reads_it_as_typed_also_without_reading_comments(decider_at_elm: User, elm: Hub) -> None:
    activity = make_activity(elm)
    count(activity, by=decider_at_elm, people=7, groups={"fathers": 3})

    assert "Fathers and male carers 3" in words(sign_in(decider_at_elm).get(at("one", activity)))


def test_a_colleague_who_reads_what_families_wrote_there_reads_the_numbers(ben: User, asha: User, elm: Hub) -> None:
    activity = make_activity(elm)
    count(activity, by=ben, people=7, groups={"fathers": 3})

    assert "Fathers and male carers 3" in words(sign_in(asha).get(at("one", activity)))


# --- Whose turn it is ---------------------------------------------------------------------------------------------------------


def waits(user: User) -> list[Any]:
    found = [one for some in questions.attention.answers(user=user, today=today()) for one in some]
    return [one for one in found if "write down who came" in one.text]


def test_it_waits_for_whoever_works_at_the_hub_and_says_why(ben: User, asha: User, cara: User, elm: Hub, oak: Hub) -> None:
    PostHolder.objects.create(post=make_post("Family worker", hub=elm), user=ben, from_on=today())
    PostHolder.objects.create(post=make_post("Family worker", hub=oak), user=cara, from_on=today())
    activity = make_activity(elm)

    [one] = waits(ben)

    assert "“Dads and tots”" in one.text
    assert (one.href, one.why, one.is_late) == (at("enter", activity), "You hold Family worker at Elm.", False)
    assert waits(asha) == [], "she holds no post there"
    assert waits(cara) == []


def test_it_waits_for_the_post_that_runs_it_alone(ben: User, asha: User, elm: Hub, elm_manager: Post) -> None:
    worker = make_post("Family worker", hub=elm)
    PostHolder.objects.create(post=worker, user=ben, from_on=today())
    make_activity(elm, ran_by=worker)

    assert len(waits(ben)) == 1
    assert waits(asha) == []


def test_where_nobody_holds_a_post_it_waits_for_who_acts_on_the_engagement(asha: User, elm: Hub) -> None:
    lead = make_post("Participation lead")
    PostHolder.objects.create(post=lead, user=asha, from_on=today())
    make_activity(elm, engagement=make_engagement(elm, who_acts=lead))

    assert [one.why for one in waits(asha)] == ["You hold Participation lead."]


def test_it_waits_from_its_day_on_until_somebody_counts_and_is_late_after_a_week(ben: User, elm: Hub) -> None:
    PostHolder.objects.create(post=make_post("Family worker", hub=elm), user=ben, from_on=today())
    make_activity(elm, "To come", held_on=today() + timedelta(days=1))
    make_activity(elm, "Today", held_on=today())
    old = make_activity(elm, "Long ago", held_on=today() - timedelta(days=8))

    assert [(one.text.split("”")[0], one.is_late) for one in waits(ben)] == [("“Long ago", True), ("“Today", False)]
    count(old, by=ben)
    assert len(waits(ben)) == 1


def test_what_waits_costs_the_same_for_one_and_for_thirty(ben: User, elm: Hub, django_assert_num_queries: Callable[..., Any]) -> None:
    PostHolder.objects.create(post=make_post("Family worker", hub=elm), user=ben, from_on=today())
    engagement = make_engagement(elm)
    for number in range(30):
        make_activity(elm, f"Session {number}", engagement=engagement)
    provider = next(one for one in questions.attention.providers() if one.__module__ == "participation.provides.reach")

    with django_assert_num_queries(5):  # roles, activities, plans; posts, which a page asks once, twice
        assert len(provider(user=ben, today=today())) == 30
