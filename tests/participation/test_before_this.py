"""What a planner says before families are asked again: what is known, why it is still asked, and what families read of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry, Hub
from participation.choices import Stage
from participation.models import Engagement
from participation.rules.before import why_not_ask_again, why_not_say_before
from participation.services.before import say_what_is_known
from tests.builders import make_engagement, today
from tests.cast import sign_in
from tests.participation.known import TIRED, make_past_report

SEARCH = "/admin/before/"


def plan(hub: Hub, title: str = "Telling your story", **fields: Any) -> Engagement:
    return make_engagement(hub, title=title, stage=Stage.PLANNING, opened_on=None, **fields)


def boxes(**typed: str) -> dict[str, str]:
    """Return what the one form sends."""
    empty = dict.fromkeys(("known_already", "still_to_ask", "you_told_us", "we_did_then", "now_we_ask", "seen"), "")
    return {"words": "story", **empty, **typed}


def seen(client: Client, engagement: Engagement) -> str:
    return client.get(f"{SEARCH}{engagement.pk}/").context["form"]["seen"].value()  # type: ignore[no-any-return]  # a page's context


def test_a_planner_is_led_from_the_search_to_what_they_plan(asha: User, elm: Hub) -> None:
    engagement = plan(elm)
    make_engagement(elm, title="Open already")

    page = sign_in(asha).get(SEARCH, {"words": "story"})

    assert f'href="/admin/before/{engagement.pk}/?words=story"' in page.text
    assert "Open already" not in page.text


def test_use_this_puts_the_line_below_what_is_typed_and_keeps_it(asha: User, elm: Hub) -> None:
    make_past_report(elm)
    engagement, client = plan(elm), sign_in(asha)
    button = client.get(f"{SEARCH}{engagement.pk}/").text.split('name="use" value="')[1].split('"')[0]

    page = client.post(
        f"{SEARCH}{engagement.pk}/",
        boxes(known_already="Typed, not kept yet.", still_to_ask="Half a th", use=button, seen=seen(client, engagement)),
        follow=True,
    )

    engagement.refresh_from_db()
    assert engagement.known_already == f"Typed, not kept yet.\n{TIRED} (Listening before the hubs opened, {today().year - 1})"
    assert engagement.still_to_ask == "Half a th"
    assert "It stands under “We know this already”." in page.text
    assert page.context["subject"]["words"].value() == "story"

    client.post(f"{SEARCH}{engagement.pk}/", boxes(known_already=engagement.known_already, use=button, seen=seen(client, engagement)))
    engagement.refresh_from_db()
    assert engagement.known_already.count(TIRED) == 1, "pressed twice"


def test_looking_anew_loses_nothing_that_is_typed(asha: User, elm: Hub) -> None:
    make_past_report(elm, findings=("The swing is broken.",))
    engagement = plan(elm)

    page = sign_in(asha).post(f"{SEARCH}{engagement.pk}/", boxes(words="swing", go="look", now_we_ask="Which swing?"))

    assert "The swing is broken." in page.text
    assert "Which swing?" in page.text
    engagement.refresh_from_db()
    assert engagement.now_we_ask == ""


def test_all_of_it_is_kept_and_written_down(asha: User, elm: Hub) -> None:
    engagement, client = plan(elm), sign_in(asha)
    said = boxes(
        known_already="They tell it twice.",
        still_to_ask="We do not know at which door.",
        you_told_us="You tell it twice.",
        we_did_then="One worker keeps it.",
        now_we_ask="Does it hold?",
        seen=seen(client, engagement),
    )

    page = client.post(f"{SEARCH}{engagement.pk}/", said, follow=True)

    engagement.refresh_from_db()
    assert "It is kept." in page.text
    assert (engagement.still_to_ask, engagement.we_did_then) == ("We do not know at which door.", "One worker keeps it.")
    entry = AuditEntry.objects.get(verb="participation.engagement.say_before")
    assert "you_told_us" in entry.facts
    assert "twice" not in entry.facts


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"you_told_us": "You tell it twice."}, "Families read all three or none. Fill this in, or empty the others."),
        ({"known_already": "x" * 2_001}, "at most 2000 characters"),
        ({"known_already": "Ring 07700 900123"}, "This seems to hold a phone number. Take it out: colleagues of other hubs read this."),
        (
            {"you_told_us": "a@b.example", "we_did_then": "x", "now_we_ask": "x"},
            "This seems to hold an e-mail address. Take it out: families read this.",
        ),
    ],
)
def test_a_slip_is_said_in_words_and_nothing_typed_is_lost(asha: User, elm: Hub, typed: dict[str, str], words: str) -> None:
    engagement, client = plan(elm), sign_in(asha)

    page = client.post(f"{SEARCH}{engagement.pk}/", boxes(still_to_ask="By lantern light", seen=seen(client, engagement)) | typed)

    assert words in page.text
    assert "By lantern light" in page.text
    engagement.refresh_from_db()
    assert engagement.still_to_ask == ""


def test_what_a_colleague_wrote_meanwhile_is_shown_before_it_is_written_over(asha: User, elm: Hub) -> None:
    engagement, client = plan(elm), sign_in(asha)
    old = seen(client, engagement)
    Engagement.objects.filter(pk=engagement.pk).update(known_already="A colleague’s words.")

    page = client.post(f"{SEARCH}{engagement.pk}/", boxes(known_already="Mine.", still_to_ask="To hear fathers.", seen=old))

    assert "A colleague changed this while you had it open." in page.text
    assert "A colleague’s words." in page.text
    assert "Mine." in page.text
    client.post(
        f"{SEARCH}{engagement.pk}/",
        boxes(known_already="Mine.", still_to_ask="To hear fathers.", seen=page.context["form"]["seen"].value()),
    )
    engagement.refresh_from_db()
    assert engagement.known_already == "Mine."


def test_only_who_may_change_the_engagement_says_it(ben: User, cara: User, dev: User, elm: Hub) -> None:
    engagement = plan(elm)

    assert sign_in(cara).get(f"{SEARCH}{engagement.pk}/").status_code == 404
    assert sign_in(cara).post(f"{SEARCH}{engagement.pk}/", boxes()).status_code == 404
    assert sign_in(ben).post(f"{SEARCH}{engagement.pk}/", boxes()).status_code == 302
    for person in (ben, cara, dev):
        with pytest.raises(PermissionDenied):
            say_what_is_known(engagement=engagement, words={"known_already": "x"}, by=person)


def test_what_is_known_is_not_kept_without_why_it_is_asked_again(asha: User, elm: Hub) -> None:
    engagement, client = plan(elm), sign_in(asha)

    page = client.post(f"{SEARCH}{engagement.pk}/", boxes(known_already="They tell it twice.", seen=seen(client, engagement)))

    assert "You know something about this already. Say why you still need to ask." in page.text
    assert "They tell it twice." in page.text
    engagement.refresh_from_db()
    assert engagement.known_already == ""
    said = boxes(known_already="They tell it twice.", still_to_ask="To hear fathers.", seen=seen(client, engagement))
    client.post(f"{SEARCH}{engagement.pk}/", said)
    engagement.refresh_from_db()
    assert engagement.still_to_ask == "To hear fathers."


def test_what_has_ended_says_nothing_new(asha: User, elm: Hub) -> None:
    ended = make_engagement(elm, stage=Stage.CLOSED, closed_on=today())

    with pytest.raises(ValidationError) as refused:
        say_what_is_known(engagement=ended, words={"known_already": "x"}, by=asha)

    assert refused.value.messages == ["This engagement has ended. Say it in the next one."]


def test_the_rules_in_their_words() -> None:
    assert why_not_ask_again(Engagement(known_already="They tell it twice.")) == [
        "You know something about this already. Say why you still need to ask."
    ]
    assert why_not_ask_again(Engagement(known_already="x", still_to_ask="y")) == why_not_ask_again(Engagement()) == []
    assert sorted(why_not_say_before(Engagement(now_we_ask="x"))) == ["we_did_then", "you_told_us"]
    assert why_not_say_before(Engagement()) == {}


def test_what_is_planned_does_not_find_itself(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm, title="The story of the swing", opened_on=today() - timedelta(days=9))

    page = sign_in(asha).get(f"{SEARCH}{engagement.pk}/")

    assert reverse("engagement:edit", args=[engagement.pk]) not in page.text.split("What families told us already")[1]
