"""Before you ask again: one search through what families told the council, for who plans."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from core.answers import Evidence
from core.models import Hub
from participation.choices import Stage
from participation.models import Engagement
from participation.selectors.known import ASKED, MOST_FOUND, PAST
from tests import builders
from tests.builders import make_engagement, make_theme, make_voice, make_we_did, make_you_said, today
from tests.cast import sign_in
from tests.participation.known import TIRED, found, make_past_report

SEARCH = "/admin/before/"
NOTHING = "We found nothing. That does not mean nobody told us."


def panel_points(*, user: User, words: str, hub_ids: frozenset[int] | None) -> list[Evidence]:
    """Answer engagement.known_already as the floor of panels will."""
    return [Evidence(f"The panel spoke about {words}.", "Panel of May", today(), kind="What panels said")]


def plan(hub: Hub, title: str = "Telling your story", **fields: Any) -> Engagement:
    return make_engagement(hub, title=title, stage=Stage.PLANNING, opened_on=None, **fields)


# --- What is found ---------------------------------------------------------------------------------------------------------


def test_everything_that_was_told_about_a_subject_comes_in_one_list_by_kind(asha: User, elm: Hub, settings: Settings) -> None:
    settings.PROVIDERS = settings.PROVIDERS | {
        "engagement.known_already": [*settings.PROVIDERS["engagement.known_already"], f"{__name__}.panel_points"]
    }
    make_past_report(elm)
    make_engagement(elm, title="How help goes", question="Are you telling your story twice?", stage=Stage.CLOSED, closed_on=today())
    make_theme(make_engagement(elm), "Telling the story again")
    answered = make_you_said(elm, text="You are telling your story again and again.")
    make_we_did(answered, by=asha, published=True, text="One worker keeps your story.")
    waiting = make_you_said(elm, text="Telling new workers the story is tiring.")

    page = sign_in(asha).get(SEARCH, {"words": "telling your story"})

    lines = found(asha, "telling your story")
    assert lines[PAST] == [TIRED]
    assert lines[ASKED] == ["We asked: Are you telling your story twice?"]
    assert lines["What people talked about"] == ["Telling the story again"]
    assert lines["What panels said"] == ["The panel spoke about telling your story."]
    assert "One worker keeps your story." in lines["What we answered"][0]
    assert lines["Promises still open"][0].startswith(waiting.text)
    for kind, texts in lines.items():
        assert kind in page.text
        assert all(text in page.text for text in texts)


def test_no_comment_of_a_family_is_shown(asha: User, elm: Hub) -> None:
    comment = make_voice(elm, "My story is about the swing.")
    make_theme(make_engagement(elm), "The swing", voices=[comment], by=asha)

    page = sign_in(asha).get(SEARCH, {"words": "swing"})

    assert "The swing" in page.text
    assert "My story" not in page.text


def test_nothing_of_another_hub_is_found(cara: User, asha: User, elm: Hub, oak: Hub) -> None:
    make_past_report(elm, findings=("The canary door is heavy.",))
    engagement = make_engagement(elm, title="The canary door")
    make_theme(engagement, "Canary door")
    make_we_did(make_you_said(elm, text="The canary door is heavy."), by=asha, published=True)
    builders.make_open_survey(elm, title="Canary", questions=[builders.long_text("Is the canary door heavy?")])

    assert len(found(asha, "canary door")) == 4
    assert found(cara, "canary door") == {}
    page = sign_in(cara).get(SEARCH, {"words": "canary door", "hubs": str(elm.pk)})
    assert "canary" not in page.text.replace("canary door", "").lower()
    assert "Select a valid choice" in page.text


def test_the_hubs_that_are_ticked_narrow_it_and_the_whole_councils_reports_stay(dev: User, elm: Hub, oak: Hub) -> None:
    make_past_report(elm, findings=("Doors are heavy at Elm.",))
    make_past_report(oak, findings=("Doors are heavy at Oak.",))
    make_past_report(findings=("Doors are heavy everywhere.",))

    assert sorted(found(dev, "heavy doors")[PAST]) == ["Doors are heavy at Elm.", "Doors are heavy at Oak.", "Doors are heavy everywhere."]
    assert sorted(found(dev, "heavy doors", hub_ids=frozenset({oak.pk}))[PAST]) == [
        "Doors are heavy at Oak.",
        "Doors are heavy everywhere.",
    ]


def test_the_newest_comes_first_and_says_where_and_when(asha: User, elm: Hub) -> None:
    make_past_report(elm, findings=("Old story.",), title="Long ago", heard_year=2012)
    make_past_report(elm, findings=("New story.",), title="Lately", heard_year=2020, heard_on=today().replace(year=2020, month=3, day=14))

    page = sign_in(asha).get(SEARCH, {"words": "story"})

    assert found(asha, "story")[PAST] == ["New story.", "Old story."]
    assert "Lately, 14 March 2020" in page.text
    assert "heard by December 2012" in page.text


def test_who_may_not_read_themes_or_answers_finds_none(petra: User, elm: Hub) -> None:
    make_theme(make_engagement(elm), "Swing")
    make_past_report(elm, findings=("The swing is broken.",))

    assert found(petra, "swing") == {PAST: ["The swing is broken."]}


def test_what_is_only_planned_was_asked_of_nobody(asha: User, elm: Hub) -> None:
    plan(elm, "The swing")
    builders.make_survey(elm, title="Swing")

    assert found(asha, "swing") == {}


def test_nothing_found_is_said_honestly(asha: User, elm: Hub) -> None:
    client = sign_in(asha)

    assert NOTHING in client.get(SEARCH, {"words": "trampoline"}).text
    assert NOTHING not in client.get(SEARCH).text
    assert NOTHING in client.get(SEARCH, {"words": "?"}).text


@pytest.mark.parametrize("words", ["x" * 201, "\x00", "🙂 مرحبا \u202e", "<script>alert(1)</script>", "%s {} %"])
def test_odd_words_break_nothing(asha: User, elm: Hub, words: str) -> None:
    page = sign_in(asha).get(SEARCH, {"words": words, "hubs": "x", "page": "-1"})

    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_too_many_words_are_refused_in_words_and_stay(asha: User, elm: Hub) -> None:
    page = sign_in(asha).get(SEARCH, {"words": "story " * 40})

    assert "Ensure this value has at most 200 characters" in page.text
    assert page.text.count("story story") > 1


# --- Many ------------------------------------------------------------------------------------------------------------------


def test_hundreds_cost_as_many_queries_as_one_and_the_page_says_what_it_leaves_off(asha: User, elm: Hub) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(SEARCH, {"words": "story"}).status_code == 200
        return len(asked)

    def tell(number: int) -> None:
        make_past_report(elm, title=f"Report {number}", findings=tuple(f"Story {n} of {number}." for n in range(20)))
        engagement = make_engagement(elm, title=f"Story {number}")
        make_theme(engagement, f"Story {number}")
        make_we_did(make_you_said(elm, engagement=engagement, text=f"Story {number}."), by=asha, published=True)

    client = sign_in(asha)
    tell(0)
    client.get(SEARCH, {"words": "story"})
    one = cost()
    for number in range(1, 16):
        tell(number)

    assert cost() == one
    page = client.get(SEARCH, {"words": "story"})
    assert len(found(asha, "story")[PAST]) == MOST_FOUND
    assert f"{16 * 20 - MOST_FOUND} more. Look with more words to see them." in page.text
