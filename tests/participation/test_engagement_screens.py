"""The screens where staff say what they ask about, who acts and by when."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub, Post
from participation.choices import Size, Stage
from participation.models import Engagement
from tests import builders
from tests.builders import make_engagement
from tests.cast import sign_in
from tests.staff_forms import seen_on


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def at(name: str, engagement: Engagement) -> str:
    return reverse(f"engagement:{name}", args=(engagement.pk,))


@pytest.fixture
def desk(asha: User, elm_manager: Post) -> Client:
    return sign_in(asha)


def test_a_title_and_a_hub_are_enough_for_a_draft(desk: Client, elm: Hub) -> None:
    desk.post(reverse("engagement:add"), {"title": "The garden", "hubs": [elm.pk]})

    engagement = Engagement.objects.get()
    assert (engagement.title, engagement.slug, engagement.stage, engagement.size) == ("The garden", "the-garden", "planning", "standard")


def test_two_of_one_title_have_two_addresses(desk: Client, elm: Hub) -> None:
    for _ in range(2):
        desk.post(reverse("engagement:add"), {"title": "The garden", "hubs": [elm.pk]})

    assert sorted(Engagement.objects.values_list("slug", flat=True)) == ["the-garden", "the-garden-2"]


@pytest.mark.parametrize("extra", [{"stage": "open"}, {"size": "everyday"}, {"slug": "mine"}, {"opened_on": "2026-01-01"}])
def test_posted_fields_that_are_not_on_the_page_change_nothing(desk: Client, elm: Hub, extra: dict[str, str]) -> None:
    desk.post(reverse("engagement:add"), {"title": "The garden", "hubs": [elm.pk], **extra})

    engagement = Engagement.objects.get()
    assert (engagement.stage, engagement.size, engagement.slug, engagement.opened_on) == ("planning", "standard", "the-garden", None)


def test_it_opens_from_its_page_with_every_reason_shown_first(desk: Client, elm: Hub, elm_manager: Post) -> None:
    engagement = make_engagement(elm, stage=Stage.PLANNING, question="", who_acts=elm_manager)
    assert "Open to families" in words(desk.get(at("edit", engagement)))
    assert "Write the question in plain words." in words(desk.get(at("open", engagement)))
    assert "Write the question in plain words." in words(desk.post(at("open", engagement)))

    Engagement.objects.update(question="What grows here?")
    page = desk.post(at("open", engagement), follow=True)

    assert "It is open." in words(page)
    assert Engagement.objects.get().stage == Stage.OPEN


def test_each_missing_thing_leads_to_the_field_where_it_is_mended(desk: Client, elm: Hub) -> None:
    engagement = make_engagement(elm, stage=Stage.PLANNING, question="", what_can_change="")
    Engagement.objects.update(who_acts=None, answer_by_on=None)

    ways = re.findall(rf'href="{at("edit", engagement)}#([^"]+)"', desk.get(at("open", engagement)).text)

    page = desk.get(at("edit", engagement)).text
    assert [way.removeprefix("panel-").removesuffix("-section") for way in ways] == [
        "who_acts",
        "question",
        "what_can_change",
        "answer_by_on",
    ]
    assert all(f'id="{way}"' in page for way in ways)


def test_an_open_one_offers_to_write_its_survey(desk: Client, elm: Hub) -> None:
    engagement = make_engagement(elm, stage=Stage.PLANNING)
    offer = f"{reverse('survey:add')}?engagement={engagement.pk}"
    assert offer not in desk.get(at("edit", engagement)).text

    page = desk.post(at("open", engagement), follow=True).text
    assert f'href="{offer}"' in page

    form = desk.get(offer).text
    assert re.search(rf'<option value="{engagement.pk}" selected>', form)
    assert re.search(rf'name="hubs" value="{elm.pk}"[^>]*checked', form)


def test_an_offer_names_no_engagement_of_another_hub(desk: Client, oak: Hub) -> None:
    foreign = make_engagement(oak, title="The garden of Oak")

    assert "The garden of Oak" not in desk.get(f"{reverse('survey:add')}?engagement={foreign.pk}").text


def test_it_closes_from_its_page_once_themes_have_ended(desk: Client, elm: Hub) -> None:
    engagement = make_engagement(elm)
    theme = builders.make_theme(engagement, "Doors")
    assert "“Doors” is still open" in words(desk.post(at("close", engagement)))

    theme.delete()
    desk.post(at("close", engagement))

    assert Engagement.objects.get().stage == Stage.CLOSED


def test_looking_at_a_step_changes_nothing(desk: Client, elm: Hub) -> None:
    engagement = make_engagement(elm)
    desk.get(at("close", engagement))

    assert Engagement.objects.get().stage == Stage.OPEN


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CLOSED])
def test_one_that_families_were_told_of_never_loses_who_acts_or_the_day(desk: Client, elm: Hub, stage: str) -> None:
    engagement = make_engagement(elm, stage=stage)

    page = desk.post(at("edit", engagement), {"title": "x", "question": "y", "hubs": [elm.pk], "who_acts": "", "answer_by_on": ""})

    assert words(page).count("This field is required.") >= 2
    engagement.refresh_from_db()
    assert engagement.who_acts_id
    assert engagement.answer_by_on


def test_what_the_gate_asked_for_is_said_better_and_never_emptied(desk: Client, elm: Hub) -> None:
    engagement = make_engagement(elm, what_is_fixed="The fence.", claimed_degree="consulted")
    sent = {"title": "x", "hubs": [elm.pk], "who_acts": engagement.who_acts_id, "answer_by_on": engagement.answer_by_on}

    page = desk.post(at("edit", engagement), {**sent, "question": "", "what_can_change": "", "what_is_fixed": " "})
    assert words(page).count("Families were told this. Say it better, but do not leave it empty.") == 3

    better = {"question": "What grows?", "what_can_change": "The beds.", "what_is_fixed": "The fence, by law.", "claimed_degree": "lead"}
    desk.post(at("edit", engagement), {**sent, **better, "seen": seen_on(desk, at("edit", engagement))})
    engagement.refresh_from_db()
    assert (engagement.question, engagement.what_is_fixed, engagement.claimed_degree) == ("What grows?", "The fence, by law.", "consulted")


def test_everyday_listening_promises_weeks_and_a_question_promises_a_day(desk: Client, elm: Hub) -> None:
    everyday = desk.get(at("edit", builders.make_everyday_engagement(elm))).content.decode()
    standard = desk.get(at("edit", make_engagement(elm))).content.decode()

    assert 'name="answer_within_weeks"' in everyday
    assert 'name="answer_by_on"' not in everyday
    assert 'name="answer_by_on"' in standard
    assert 'name="answer_within_weeks"' not in standard


def test_the_day_is_a_native_date_field(desk: Client) -> None:
    assert re.search(r'<input type="date" name="answer_by_on"', desk.get(reverse("engagement:add")).content.decode())


def test_everyday_listening_keeps_its_hub(desk: Client, asha: User, elm: Hub, oak: Hub) -> None:
    everyday = builders.make_everyday_engagement(elm)
    sent = {"question": "How is it?", "what_can_change": "All.", "who_acts": everyday.who_acts_id, "answer_within_weeks": 4}
    sent["seen"] = seen_on(desk, at("edit", everyday))
    desk.post(at("edit", everyday), {**sent, "title": "Ours", "hubs": [oak.pk]})

    assert list(everyday.hubs.all()) == [elm]
    assert Engagement.objects.get().title == "Ours"


def test_everyday_listening_begins_on_one_page(desk: Client, elm: Hub, elm_manager: Post) -> None:
    page = desk.post(reverse("engagement:everyday"), {"hub": elm.pk, "who_acts": elm_manager.pk, "weeks": 4}, follow=True)

    assert "Everyday listening at Elm has begun." in words(page)
    engagement = Engagement.objects.get()
    assert (engagement.size, engagement.stage, engagement.answer_within_weeks) == (Size.EVERYDAY, Stage.OPEN, 4)


def test_a_hub_that_listens_is_not_offered_again(desk: Client, elm: Hub) -> None:
    builders.make_everyday_engagement(elm)

    assert "All your hubs listen already." in words(desk.get(reverse("engagement:everyday")))


def test_everyday_listening_cannot_begin_at_somebody_elses_hub(desk: Client, oak: Hub, elm_manager: Post) -> None:
    desk.post(reverse("engagement:everyday"), {"hub": oak.pk, "who_acts": elm_manager.pk, "weeks": 4})

    assert not Engagement.objects.exists()


def test_posts_of_one_title_are_told_apart(desk: Client, oak: Hub) -> None:
    builders.make_post("Head of service")

    page = words(desk.get(reverse("engagement:everyday")))

    assert "Family hub manager, Elm" in page
    assert "Head of service" in page


def test_who_only_reads_changes_nothing(ben: User, elm: Hub) -> None:
    engagement = make_engagement(elm, title="The garden")
    client = sign_in(ben)
    for name in ("edit", "open", "close"):
        client.post(at(name, engagement), {"title": "Changed", "hubs": [elm.pk]})

    engagement.refresh_from_db()
    assert (engagement.title, engagement.stage) == ("The garden", Stage.OPEN)


def test_the_list_says_who_acts_and_by_when(desk: Client, elm: Hub) -> None:
    builders.make_everyday_engagement(elm)

    page = words(desk.get(reverse("engagement:index")))

    assert "Family hub manager, Elm" in page
    assert "within 6 weeks" in page
    Engagement.objects.update(answer_within_weeks=1)
    assert "within 1 week " in words(desk.get(reverse("engagement:index")))


def test_the_list_asks_as_often_for_many_as_for_one(desk: Client, elm: Hub, django_assert_max_num_queries: Any) -> None:
    for number in range(15):
        make_engagement(elm, title=f"Question {number}")

    with django_assert_max_num_queries(25):
        desk.get(reverse("engagement:index"))
