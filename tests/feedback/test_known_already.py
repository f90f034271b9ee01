"""What feedback knows of a subject already: promises, answers, themes and questions; never a comment, and nothing out of reach."""

from datetime import date, timedelta

from accounts.models import User
from core.answers import Evidence
from core.models import Hub
from feedback.choices import Outcome
from feedback.provides import known_already
from feedback.rules.weeks import week_of
from tests.builders import (
    end_theme,
    long_text,
    make_engagement,
    make_everyday_engagement,
    make_open_survey,
    make_survey,
    make_theme,
    make_voice,
    make_we_did,
    make_you_said,
    today,
)


def known(user: User, words: str, hub_ids: frozenset[int] | None = None) -> list[Evidence]:
    return known_already(user=user, words=words, hub_ids=hub_ids)


def test_what_is_still_to_be_done_is_a_promise_with_its_day(asha: User, elm: Hub) -> None:
    due = today() + timedelta(days=30)
    make_we_did(make_you_said(elm, text="The swing is broken."), by=asha, outcome=Outcome.DOING, published=True, due_on=due)

    (line,) = known(asha, "swing")

    assert line.kind == "Promises still open"
    assert line.text.startswith("The swing is broken. ")
    assert f"We promised it by {due:%-d %B %Y}." in line.text


def test_what_waits_for_its_answer_is_a_promise_too(asha: User, elm: Hub) -> None:
    said = make_you_said(elm, text="The swing is broken.")
    make_we_did(said, by=asha, text="A draft about the swing that nobody agreed to.")

    (line,) = known(asha, "swing")

    assert line.kind == "Promises still open"
    assert "An answer is promised by" in line.text
    assert "draft" not in line.text
    assert line.href == f"/admin/you-said/{said.pk}/"


def test_what_was_taken_down_shows_no_answer(asha: User, elm: Hub) -> None:
    said = make_you_said(elm, text="The swing is broken.")
    make_we_did(said, by=asha, published=True, text="Ann from number 4 broke it.")
    said.taken_down_on = today()
    said.save()

    (line,) = known(asha, "swing")

    assert "Ann" not in line.text


def test_a_theme_that_goes_no_further_says_why_and_a_merged_one_is_not_there(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm)
    end_theme(make_theme(engagement, "The swing"), "The park belongs to the parish.")
    merged = make_theme(engagement, "Swings")
    merged.state, merged.merged_into = "merged", make_theme(engagement, "The swing in the garden")
    merged.save()

    assert sorted(line.text for line in known(asha, "swing")) == [
        "The swing in the garden",
        "The swing. Heard, not taken further, because: The park belongs to the parish.",
    ]


def test_a_theme_is_as_old_as_what_was_said_of_it_last_also_in_everyday_listening(asha: User, elm: Hub) -> None:
    everyday = make_everyday_engagement(elm)
    voices = [make_voice(elm, week="2024-W02"), make_voice(elm, week="2024-W11")]
    make_theme(everyday, "Swings that squeak", voices=voices, by=asha)
    make_theme(everyday, "Swings that nobody spoke of yet")

    newest = {line.text: line.heard_until_on for line in known(asha, "swings")}

    assert newest["Swings that squeak"] == date(2024, 3, 17)
    assert newest["Swings that nobody spoke of yet"] == today()


def test_nothing_was_heard_after_today(asha: User, elm: Hub) -> None:
    make_theme(make_engagement(elm), "Swings", voices=[make_voice(elm, week=week_of(today()))], by=asha)

    (line,) = known(asha, "swings")

    assert line.heard_until_on == today()


def test_questions_are_found_as_they_were_asked_and_drafts_were_asked_of_nobody(asha: User, elm: Hub) -> None:
    make_open_survey(elm, title="The garden", questions=[long_text("Does anybody use the swing?"), long_text("What else?")])
    make_survey(elm, title="Later", questions=[long_text("A new swing?")])

    assert [(line.text, line.source) for line in known(asha, "swing")] == [("We asked: Does anybody use the swing?", "The garden")]


def test_the_hubs_narrow_all_of_it(dev: User, elm: Hub, oak: Hub) -> None:
    for hub in (elm, oak):
        make_theme(make_engagement(hub), f"Swing at {hub.name}")
        make_you_said(hub, text=f"The swing at {hub.name} is broken.")
        make_open_survey(hub, questions=[long_text(f"The swing at {hub.name}?")])

    assert len(known(dev, "swing")) == 6
    lines = known(dev, "swing", frozenset({oak.pk}))
    assert len(lines) == 3
    assert all("Oak" in line.text for line in lines)


def test_an_analyst_reads_answers_and_no_theme(amir: User, elm: Hub) -> None:
    make_theme(make_engagement(elm), "The swing")
    make_you_said(elm, text="The swing is broken.")

    assert [line.kind for line in known(amir, "swing")] == ["Promises still open"]
