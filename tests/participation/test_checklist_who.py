"""Who reads and answers a checklist, the list of them, and the paper for a committee."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.models import Hub, Post
from participation import lundy
from participation.choices import Element, Said, Stage
from participation.models import ChecklistAnswer, CouncilItem, Engagement
from tests import builders
from tests.cast import sign_in
from tests.participation.listening import save_audience, say, tab, typed

# --- Who may ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("element", [*Element, "print", "begin-from"])
def test_another_hubs_checklist_is_not_there(cara: User, asked: Engagement, element: str) -> None:
    say(asked, "AU-P1", evidence="Of Elm.")
    stranger = sign_in(cara)
    address = f"/admin/checklist/{asked.pk}/{element}/"

    answers = [stranger.get(address), stranger.post(address, typed("AU-P1", said="no") | {"use": "AU-P1:0"})]

    assert [one.status_code for one in answers] == [404, 404]
    assert ChecklistAnswer.objects.get().said == "yes"


def test_who_may_only_look_reads_answers_and_has_no_form(ben: User, asked: Engagement) -> None:
    say(asked, "AU-P1", Said.PARTLY, "The cabinet member was told.")
    client = sign_in(ben)

    page = client.get(tab(asked)).text

    assert "The cabinet member was told." in page
    assert "AU-P1-said" not in page
    assert client.post(tab(asked), typed("AU-P1", said="no")).status_code in (302, 403)
    assert ChecklistAnswer.objects.get().said == "partly"


def test_what_two_hubs_ask_is_read_by_one_and_not_answered(desk: Client, elm: Hub, oak: Hub) -> None:
    both = builders.make_engagement(elm, oak, title="Both hubs")

    assert "AU-P1-said" not in desk.get(tab(both)).text
    assert desk.post(tab(both), typed("AU-P1", said="yes")).status_code == 404


@pytest.mark.parametrize("element", ["spaces", "1", "SPACE", "%00"])
def test_there_are_four_tabs_and_no_more(desk: Client, asked: Engagement, element: str) -> None:
    assert desk.get(tab(asked, element)).status_code == 404


def test_a_post_of_another_hub_is_not_offered(desk: Client, asked: Engagement, oak: Hub) -> None:
    foreign = builders.make_post("Manager of Oak", hub=oak)

    page = save_audience(desk, asked, typed("AU-P1", owner=str(foreign.pk)))

    assert "Manager of Oak" not in page
    assert "Select a valid choice." in page


# --- Lists and paper ----------------------------------------------------------------------------------------------------------


def test_a_tab_costs_as_much_however_many_items_and_posts(
    desk: Client, asked: Engagement, elm: Hub, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk.get(tab(asked))  # what a process remembers from its first page on
    with django_assert_max_num_queries(33) as few:  # what looks for all that Earshot can see by itself among them
        desk.get(tab(asked))
    for n in range(20):
        builders.make_post(f"Post {n}", hub=elm)
        CouncilItem.objects.create(code=f"AU-P+{n}", element="audience", when="planning", question=f"{n}?", since_on=builders.today())
    for one in lundy.items(element=Element.AUDIENCE):
        say(asked, one.id, owner=builders.make_post(f"Owner of {one.id}", hub=elm))

    with django_assert_max_num_queries(len(few.captured_queries)):
        assert desk.get(tab(asked)).status_code == 200


def test_the_list_shows_four_words_and_costs_as_much_for_many(desk: Client, elm: Hub) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked_for:
            desk.get("/admin/checklist/")
        return len(asked_for)

    say(builders.make_engagement(elm, title="Question", stage=Stage.PLANNING), "AU-P1")
    cost()  # what a process remembers from its first page on
    of_one = cost()
    for n in range(23):
        say(builders.make_engagement(elm, title=f"Question {n}", stage=Stage.PLANNING), "AU-P1")

    page = desk.get("/admin/checklist/").text

    assert cost() == of_one
    assert page.count("Not said yet") == 24 * 3
    assert "1 yes, 5 open" in page


def test_the_paper_for_a_committee_has_everything(desk: Client, asked: Engagement, elm_manager: Post) -> None:
    say(asked, "AU-P1", Said.PARTLY, "Told, not heard.", owner=elm_manager, due_on=builders.today())

    page = desk.get(f"/admin/checklist/{asked.pk}/print/").text

    assert "Audience: not yet" in page
    assert "Space: not said yet" in page
    assert "Told, not heard." in page
    assert "Family hub manager, Elm, by" in page
    assert page.count("AU-P2") == 2  # open, and in its place
    assert "AU-A1" in page
    assert "<li>AU-A1" not in page  # afterwards has not come yet
