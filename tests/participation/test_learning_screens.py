"""The screens for looking back: both views, what was learned, and looking at it again with nothing lost that was typed."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from feedback.models import Survey
from participation.choices import Condition, Stage
from participation.models import Engagement, LearningNote
from participation.services.learning import note_learning
from tests.builders import make_engagement, today
from tests.cast import sign_in
from tests.feedback.rating import end, open_rating, put_into_words, rate


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def at(name: str, engagement: Engagement) -> str:
    return reverse(f"learning:{name}", args=[engagement.pk])


def seen_on(page: Any) -> str:
    """Return what stood there when the page was opened, as its form says it."""
    found = re.search(r'name="seen" value="(\w+)"', page.content.decode())
    assert found
    return found[1]


@pytest.fixture
def cafe(elm: Hub) -> Engagement:
    return make_engagement(elm, title="The café", stage=Stage.CLOSED, closed_on=today(), claimed_degree="council")


@pytest.fixture
def desk(asha: User) -> Client:
    return sign_in(asha)


def test_staff_read_what_families_said_beside_the_degree_they_planned(cafe: Engagement, desk: Client) -> None:
    rate(end(open_rating(cafe)), 16, listened="no", how="consulted")
    put_into_words()

    page = words(desk.get(at("one", cafe)))

    assert "Did the right people listen? Half or more said no. How many answered: 15 to 49." in page
    assert "What we said at the start Families were asked and told the result" in page, "its conditions were never said"
    assert "What families say Families were asked and told the result" in page

    said = {one.value: "In May." for one in Condition}
    Engagement.objects.update(conditions=said, methods=["workshop"])
    assert "What we said at the start The council started it, and we decided together" in words(desk.get(at("one", cafe)))


def test_a_difference_asks_for_a_note_until_there_is_one(cafe: Engagement, desk: Client, asha: User) -> None:
    rate(end(open_rating(cafe)), 16, how="consulted")
    put_into_words()
    Engagement.objects.update(achieved_degree="council")
    assert "What did they see that you did not?" in words(desk.get(at("one", cafe)))

    note_learning(engagement=cafe, notes={"difference": "They saw the plan late."}, by=asha)

    assert "What did they see that you did not?" not in words(desk.get(at("one", cafe)))


def test_looking_again_is_one_form_and_its_words_are_found_afterwards(cafe: Engagement, desk: Client) -> None:
    form = desk.get(at("look", cafe))
    assert "Has what changed lasted?" in words(form)

    sent = {"degree": "consulted", "lasted": "It has.", "bias": "Mornings.", "seen": seen_on(form), "look": "1"}
    page = desk.post(at("look", cafe), sent, follow=True)

    assert "It was looked at again." in words(page)
    cafe.refresh_from_db()
    assert (cafe.stage, cafe.achieved_degree) == (Stage.LOOKED, "consulted")
    assert "Mornings." in words(desk.get(reverse("learning:index"), {"q": "mornings"}))


def test_a_refusal_says_what_to_do_and_loses_nothing(cafe: Engagement, desk: Client) -> None:
    sent = {"bias": "We asked in the morning only.", "look": "1", "seen": seen_on(desk.get(at("look", cafe)))}
    page = desk.post(at("look", cafe), sent)

    assert page.status_code == 200
    assert "Say how it was done." in words(page)
    assert "Say if what changed has lasted" in words(page)
    assert "We asked in the morning only.</textarea>" in page.text
    assert not LearningNote.objects.exists()


def test_saving_keeps_notes_and_moves_nothing(cafe: Engagement, desk: Client) -> None:
    desk.post(at("look", cafe), {"bias": "Mornings.", "save": "1", "seen": ""})
    assert LearningNote.objects.count() == 0, "an empty state was not what stood there"

    seen = seen_on(desk.get(at("look", cafe)))
    desk.post(at("look", cafe), {"bias": "Mornings.", "save": "1", "seen": seen})

    cafe.refresh_from_db()
    assert (cafe.stage, LearningNote.objects.get().words) == (Stage.CLOSED, "Mornings.")


def test_who_saves_second_reads_what_the_first_wrote_and_keeps_their_own(cafe: Engagement, desk: Client, asha: User) -> None:
    seen = seen_on(desk.get(at("look", cafe)))
    note_learning(engagement=cafe, notes={"bias": "First."}, by=asha)

    page = desk.post(at("look", cafe), {"bias": "Second.", "seen": seen, "save": "1"})

    assert "A colleague changed this while you had it open." in words(page)
    assert "First." in words(page)
    assert "Second.</textarea>" in page.text
    desk.post(at("look", cafe), {"bias": "Second.", "seen": seen_on(page), "save": "1"})
    assert LearningNote.objects.get().words == "Second."


def test_what_is_too_long_is_all_there_to_be_made_shorter(cafe: Engagement, desk: Client) -> None:
    page = desk.post(at("look", cafe), {"bias": "x" * 2_001, "save": "1"})
    assert "x" * 2_001 in page.text
    assert not LearningNote.objects.exists()


@pytest.mark.parametrize("odd", ["\u202e<script>alert(1)</script> 🫖", "w" * 1_999, "nul\x00here", "{{ settings }} %s"])
def test_odd_words_break_no_page(cafe: Engagement, desk: Client, asha: User, odd: str) -> None:
    note_learning(engagement=cafe, notes={"bias": odd}, by=asha)
    for page in (desk.get(at("one", cafe)), desk.get(at("look", cafe)), desk.get(reverse("learning:index"), {"q": odd})):
        assert page.status_code == 200
        assert "<script>alert(1)" not in page.text


def test_what_is_planned_still_has_nothing_to_look_back_on(elm: Hub, desk: Client) -> None:
    planned = make_engagement(elm, stage=Stage.PLANNING)
    assert "Write down what you learned" not in words(desk.get(at("one", planned)))
    page = desk.post(at("look", planned), {"bias": "Early.", "save": "1", "seen": ""})
    assert page.status_code == 200
    assert not LearningNote.objects.exists()


def test_another_hubs_is_not_there_and_who_only_reads_writes_nothing(cafe: Engagement, cara: User, ben: User) -> None:
    for name in ("one", "look"):
        assert sign_in(cara).get(at(name, cafe)).status_code == 404
    assert sign_in(cara).post(at("look", cafe), {"bias": "Mine."}).status_code == 404
    assert sign_in(ben).get(at("one", cafe)).status_code == 200
    assert sign_in(ben).post(at("look", cafe), {"bias": "Mine."}).status_code in {302, 403}
    assert not LearningNote.objects.exists()


def test_the_list_costs_as_much_for_twenty_as_for_two(elm: Hub, desk: Client, asha: User) -> None:
    def fill(number: int) -> int:
        for _ in range(number):
            row = make_engagement(elm, stage=Stage.CLOSED, closed_on=today())
            note_learning(engagement=row, notes={"bias": "Mornings."}, by=asha)
        with CaptureQueriesContext(connection) as seen:
            desk.get(reverse("learning:index"))
        return len(seen)

    fill(1)
    assert fill(1) == fill(18)
    assert not Survey.objects.exists()
