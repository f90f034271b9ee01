"""What everybody reads of what we ask about: what it is, how to take part, where it stands, what came of it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.models import Hub
from feedback.choices import Outcome, ThemeState
from feedback.models import Theme
from participation.choices import Condition, Degree, Element, Gate, Method, Stage
from participation.models import Engagement, GateOverride, GroupSentence
from participation.provides import plain
from participation.services.equality import LineSaid, publish_record
from tests import builders
from tests.builders import make_engagement, make_everyday_engagement, make_open_survey, make_post, make_theme, today
from tests.participation.known import fill_in, make_equality, sign
from tests.participation.listening import say_all
from tests.participation.reaching import make_sentence


def words(page: Any) -> str:
    main = re.search(r"<main.*</main>", page.content.decode(), re.DOTALL)
    assert main, "no main on the page"
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main[0]))


def at(engagement: Engagement) -> str:
    return reverse("asked_about", args=[engagement.slug])


def test_it_says_what_it_is_about_who_listens_and_by_when(client: Client, elm: Hub) -> None:
    engagement = make_engagement(
        elm,
        title="The garden",
        what_is_fixed="The fence stays: the law says so.",
        decided_by=make_post("Head of parks"),
        decided_on=today() + timedelta(days=60),
        decided_at="Parks committee",
        ways_to_take_part={"minute": "Tap the poster.", "year": "Look after the pond with us."},
        reciprocity="A key to the garden.",
    )

    page = words(client.get(at(engagement)))

    for said in (
        "The garden",
        "You can tell us now",
        "What happens first, and when.",
        "The fence stays",
        "Family hub manager",
        "Head of parks",
    ):
        assert said in page
    for said in (
        "Parks committee",
        "One minute Tap the poster.",
        "A year Look after the pond with us.",
        "A key to the garden.",
        "Nothing yet.",
    ):
        assert said in page


def test_what_can_be_answered_now_stands_first(client: Client, elm: Hub) -> None:
    engagement = make_engagement(elm)
    make_open_survey(elm, engagement=engagement, title="What grows here?", slug="grows")
    make_open_survey(elm, title="Of another question", slug="other")

    page = client.get(at(engagement))

    assert 'href="/have-your-say/grows/"' in page.text
    assert "Of another question" not in page.text


def test_what_came_of_it_is_there_whatever_the_answer(client: Client, elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm)
    for outcome in (Outcome.DID, Outcome.NO):
        said = builders.make_you_said(elm, engagement=engagement, text=f"Asked for {outcome}")
        builders.make_we_did(said, by=asha, outcome=outcome, published=True)
    theme = make_theme(engagement, "Parking")
    Theme.objects.filter(pk=theme.pk).update(state=ThemeState.HEARD, public_line="The car park is not ours.", heard_on=today())
    builders.make_you_said(elm, engagement=engagement, text="Not answered yet")

    page = words(client.get(at(engagement)))

    assert "Asked for did" in page
    assert "Asked for no" in page
    assert "The car park is not ours." in page
    assert "Not answered yet" not in page


@pytest.mark.parametrize(
    ("stage", "stands"),
    [
        (Stage.OPEN, "You can tell us now"),
        (Stage.SENSE, "We are reading what families said"),
        (Stage.ANSWERING, "We are answering what families said"),
        (Stage.CLOSED, "Families have been answered"),
        (Stage.LOOKED, "We have looked at it again"),
    ],
)
def test_it_says_where_it_stands(client: Client, elm: Hub, stage: str, stands: str) -> None:
    engagement = make_engagement(elm, stage=stage, ways_to_take_part={"minute": "Tap the poster."})
    page = words(client.get(at(engagement)))

    assert stands in page
    assert ("Tap the poster." in page) is (stage == Stage.OPEN)


def test_what_is_planned_is_not_there(client: Client, elm: Hub) -> None:
    planned = make_engagement(elm, stage=Stage.PLANNING, title="A secret plan")

    assert client.get(at(planned)).status_code == 404
    assert "A secret plan" not in client.get(reverse("what_we_ask")).text
    assert plain.what_it_is_about(kind="asked_about", key=planned.slug) is None


def test_a_day_that_was_put_off_stands_beside_the_one_that_was_promised(client: Client, elm: Hub) -> None:
    engagement = builders.put_off(make_engagement(elm), weeks=4)

    assert "We now expect" in words(client.get(at(engagement)))


def test_everyday_listening_promises_weeks(client: Client, elm: Hub) -> None:
    assert "By when we answer Within 6 weeks" in words(client.get(at(make_everyday_engagement(elm))))


def test_an_exception_is_read_by_everybody(client: Client, elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm)
    facts = {"missing": ["x"], "asked_by": asha, "asked_on": today()}
    GateOverride.objects.create(
        engagement=engagement, gate=Gate.OPENING, public_reason="The lease ends in May.", used_at=timezone.now(), **facts
    )
    GateOverride.objects.create(engagement=engagement, gate=Gate.CLOSING, public_reason="Only asked for, never made.", **facts)

    page = words(client.get(at(engagement)))

    assert "We began before everything was ready The lease ends in May." in page
    assert "Only asked for" not in page


def test_decided_together_is_read_only_when_it_is_true(client: Client, elm: Hub) -> None:
    engagement = make_engagement(elm, claimed_degree=Degree.COUNCIL_BEGAN, methods=[Method.WORKSHOP])
    assert "we decide together" not in words(client.get(at(engagement)))

    Engagement.objects.update(conditions={one.value: "Yes: in May." for one in Condition})
    assert "We started it, and we decide together" in words(client.get(at(engagement)))


def test_the_list_tells_what_is_asked_from_what_was_answered(client: Client, elm: Hub) -> None:
    for stage in (Stage.OPEN, Stage.SENSE, Stage.CLOSED):
        make_engagement(elm, title=f"About {stage}", stage=stage)
    make_everyday_engagement(elm)

    page = words(client.get(reverse("what_we_ask")))

    order = ["Asked now", "About open", "Heard, and not answered yet", "About sense", "Answered", "About closed", "Every day, at each hub"]
    assert [page.index(said) for said in order] == sorted(page.index(said) for said in order)


def test_an_empty_list_says_so(client: Client, db: None) -> None:
    assert "We are not asking about anything just now." in words(client.get(reverse("what_we_ask")))


def test_small_groups_say_it_in_words_once_they_agreed(client: Client, elm: Hub) -> None:
    engagement = make_engagement(elm)
    make_sentence(engagement, elm, words="We felt heard about the café.", agreed_on=today(), how_agreed="Read back on the day.")
    assert "We felt heard about the café." in words(client.get(at(engagement)))

    GroupSentence.objects.update(agreed_on=None)
    assert "We felt heard" not in words(client.get(at(engagement)))


def test_both_views_stand_beside_each_other_once_it_is_answered(client: Client, elm: Hub) -> None:
    engagement = make_engagement(elm, stage=Stage.CLOSED)
    say_all(engagement, but=(Element.AUDIENCE,))

    page = words(client.get(at(engagement)))

    assert "How well we listened" in page
    assert "The right people listen" in page
    assert "Families have not said yet how they were listened to" in page
    Engagement.objects.update(stage=Stage.OPEN, closed_on=None)
    assert "How well we listened" not in words(client.get(at(engagement)))


def test_whom_it_touches_is_read_once_it_is_signed_and_published(client: Client, elm: Hub, asha: User, dev: User) -> None:
    post = make_post("Head of buildings")
    worse = LineSaid(effect="negative", evidence="Steps.", mitigation="A lift.", owner=post, due_on=today() + timedelta(days=9))
    record = fill_in(make_equality(elm, by=asha), by=asha, lines={"disability": worse}, outcome="adjust")
    engagement = make_engagement(elm, equality_record=record)
    assert "Who this touches" not in words(client.get(at(engagement)))

    publish_record(record=sign(record, by=dev), by=dev, today=today())

    page = words(client.get(at(engagement)))
    assert "Who this touches more than others" in page
    assert "A lift." in page


def test_words_that_staff_typed_are_shown_and_never_run(client: Client, elm: Hub) -> None:
    engagement = make_engagement(elm, question="<script>alert(1)</script>", reciprocity="<b>Tea</b>")

    page = client.get(at(engagement)).text

    assert "<script>alert(1)" not in page
    assert "&lt;b&gt;Tea" in page


def test_it_can_be_asked_for_in_another_way(client: Client, elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm, what_is_fixed="The fence stays.")
    builders.make_we_did(builders.make_you_said(elm, engagement=engagement), by=asha, published=True)

    assert client.get(f"/another-way/asked_about/{engagement.slug}/").status_code == 200
    assert "The fence stays." in client.get(f"/another-way/asked_about/{engagement.slug}/large-print/").text


def test_the_pages_cost_the_same_however_much_there_is(
    client: Client, elm: Hub, asha: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    engagement = make_engagement(elm)
    for number in range(12):
        make_open_survey(elm, engagement=engagement, title=f"Part {number}", slug=f"part-{number}")
        builders.make_we_did(builders.make_you_said(elm, engagement=engagement), by=asha, published=True)
    client.get(at(engagement))

    with django_assert_max_num_queries(13):
        client.get(at(engagement))
    with django_assert_max_num_queries(4):
        client.get(reverse("what_we_ask"))
