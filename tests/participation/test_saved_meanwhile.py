"""Two colleagues at one engagement: the second reads what the first wrote, and neither loses a word."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from core.overtaken import OVERTAKEN
from participation.choices import Size, Stage
from participation.models import Engagement
from participation.services.engagements import open_engagement
from participation.services.holding import held
from participation.services.two_views import keep_what_staff_thought
from tests.builders import make_engagement, make_post, today
from tests.cast import give_role, sign_in
from tests.staff_forms import largest_form


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


@pytest.fixture
def garden(elm: Hub) -> Engagement:
    return make_engagement(elm, title="The garden", stage=Stage.PLANNING, ways_to_take_part={"hour": "Come and see."})


@pytest.fixture
def desk(asha: User) -> Client:
    return sign_in(asha)


def there(engagement: Engagement) -> str:
    return reverse("engagement:edit", args=[engagement.pk])


def opened(desk: Client, engagement: Engagement, **changed: Any) -> dict[str, Any]:
    """Return what a colleague's page would send, with what they changed."""
    form = largest_form(there(engagement), desk.get(there(engagement)).content.decode())
    return {name: values for name, values in form.values.items() if values} | changed


def test_the_second_reads_what_the_first_wrote_and_keeps_what_they_typed(desk: Client, garden: Engagement, elm: Hub, oak: Hub) -> None:
    mine = opened(desk, garden, question="What grows here?")
    post = make_post("Head of parks", hub=elm)
    desk.post(there(garden), opened(desk, garden, question="What is the garden for?", decided_by=post.pk, decided_on="2027-05-01"))

    page = desk.post(there(garden), mine)

    assert OVERTAKEN in words(page)
    shown = words(page)[words(page).index("What stands there now") :]
    assert "What is the garden for?" in shown
    assert "Head of parks" in shown
    assert "1 May 2027" in shown
    assert {label for label, _ in page.context["form"].stands_now} == {"The question in plain words", "Decided by", "When it is decided"}
    assert "What grows here?" in page.content.decode()
    garden.refresh_from_db()
    assert garden.question == "What is the garden for?"


def test_saved_once_more_it_is_a_knowing_save(desk: Client, garden: Engagement) -> None:
    mine = opened(desk, garden, question="What grows here?")
    Engagement.objects.update(question="What is the garden for?")
    refused = desk.post(there(garden), mine)
    seen = largest_form(there(garden), refused.content.decode()).values["seen"]

    assert desk.post(there(garden), mine | {"seen": seen}).status_code == 302

    garden.refresh_from_db()
    assert garden.question == "What grows here?"


def test_a_hub_that_a_colleague_added_is_not_taken_off_unseen(desk: Client, asha: User, garden: Engagement, oak: Hub) -> None:
    mine = opened(desk, garden, question="What grows here?")
    garden.hubs.add(oak)
    give_role(asha, RoleKind.ENGAGEMENT_LEAD, oak)

    page = desk.post(there(garden), mine)

    assert OVERTAKEN in words(page)
    assert "Oak" in words(page)
    assert garden.hubs.count() == 2


def test_what_became_a_big_decision_meanwhile_keeps_its_checks(desk: Client, garden: Engagement) -> None:
    mine = opened(desk, garden, question="What grows here?")
    Engagement.objects.update(size=Size.BIG, fair_checks={"open": "All of it."})

    assert OVERTAKEN in words(desk.post(there(garden), mine))

    garden.refresh_from_db()
    assert garden.fair_checks == {"open": "All of it."}


def test_a_page_without_the_mark_is_taken_for_an_old_one(desk: Client, garden: Engagement) -> None:
    mine = opened(desk, garden, question="What grows here?")
    del mine["seen"]

    assert OVERTAKEN in words(desk.post(there(garden), mine))


def test_what_a_colleague_opens_between_sending_and_keeping_is_not_saved_as_a_plan(
    desk: Client, garden: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = opened(desk, garden, question="")

    def opened_first(engagement: Engagement, by: User | None) -> Engagement:
        monkeypatch.setattr("participation.viewsets.engagements.held", held)
        open_engagement(engagement=Engagement.objects.get(pk=engagement.pk), by=None)
        return held(engagement, by)

    monkeypatch.setattr("participation.viewsets.engagements.held", opened_first)

    assert OVERTAKEN in words(desk.post(there(garden), mine))
    garden.refresh_from_db()
    assert garden.question


def test_what_the_worker_keeps_of_what_staff_thought_is_not_saved_over(
    desk: Client, garden: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = opened(desk, garden, question="What grows here?")

    def kept_first(engagement: Engagement, by: User | None) -> Engagement:
        keep_what_staff_thought(engagement_id=engagement.pk, on=today())
        return held(engagement, by)

    monkeypatch.setattr("participation.viewsets.engagements.held", kept_first)

    assert desk.post(there(garden), mine).status_code == 302
    garden.refresh_from_db()
    assert (garden.question, garden.thought_on) == ("What grows here?", today())
    assert garden.thought["audience"] == "not said yet"
