"""What staff and families read when words were deleted after their time."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from consent.models import RetentionRun
from core import outbox
from core.codes import code_from, code_hash
from core.models import Hub
from feedback.choices import ADDED
from feedback.models import Response, ThemeMark, Voice
from feedback.selectors.unfinished import comments_nobody_sorted
from tests.builders import end_theme, make_open_survey, make_response, make_theme, make_voice, make_you_said, today, week_of
from tests.consent.retention_people import looked_at
from tests.feedback.desk import words
from tests.feedback.ended import WORDS, answered_long_ago, ended, said_long_ago
from tests.feedback.family import forms_of

pytestmark = pytest.mark.django_db
CODE = code_from("one family's token")
CANARY = "Quagga the zebra hit my buggy."
IN_PLACE = "The words were deleted after 12 months, as we promised."
GONE = "We have deleted your words, as we promised. Nobody here can read them any more."
SORRY = "Nobody here had answered them. We are sorry."


def gone(hub: Hub, *, said: str = "2025-W45", ended_in: str = "2026-W46", **fields: Any) -> Voice:
    """Make a comment whose words went after twelve months."""
    voice = make_voice(hub, CANARY, week=said, **fields)
    Voice.objects.filter(pk=voice.pk).update(text=None, words_ended_week=ended_in)
    voice.refresh_from_db()
    return voice


# --- Staff ----------------------------------------------------------------------------------------------------------------


def test_staff_read_that_the_words_are_gone_and_what_they_were_about(lead: Client, asha: User, elm: Hub) -> None:
    survey = make_open_survey(elm, title="After a session")
    voice = gone(elm, response=make_response(survey, week="2025-W45"))
    assert survey.engagement is not None
    theme = make_theme(survey.engagement, voices=[voice], by=asha)

    for address in ("/admin/comments/", f"/admin/comments/{voice.pk}/", f"/admin/themes/{theme.pk}/"):
        page = words(lead.get(address))
        assert IN_PLACE in page, address
        assert "None" not in page.replace("None yet", ""), address
        assert "After a session" in page, address
    assert "Doors and ramps" in words(lead.get(f"/admin/comments/{voice.pk}/"))


@pytest.mark.parametrize(
    ("said", "ended_in", "reads"),
    [
        ("2025-W45", "2026-W46", "after 12 months, as"),
        ("2025-W48", "2026-W47", "after 11 months, as"),
        ("2026-W45", "2026-W51", "after 1 month, as"),
        ("2026-W45", "2026-W46", "were deleted, as"),
    ],
)
def test_how_long_they_were_kept_is_counted_and_not_taken_from_the_rule_of_today(
    lead: Client, elm: Hub, said: str, ended_in: str, reads: str
) -> None:
    gone(elm, said=said, ended_in=ended_in)
    assert reads in words(lead.get("/admin/comments/"))


def test_what_has_no_words_cannot_be_ticked_or_sorted(lead: Client, asha: User, elm: Hub) -> None:
    voice, there = gone(elm), make_voice(elm)
    theme = make_theme(make_you_said(elm).engagement, voices=[voice], by=asha)

    page = lead.get("/admin/comments/").text
    assert f'value="{there.pk}"' in page
    assert f'value="{voice.pk}"' not in page

    one = lead.get(f"/admin/comments/{voice.pk}/").text
    for door in ("Take out", "Put to themes", "Raise a You said", "Is this a complaint"):
        assert door not in one, door

    refused = lead.post("/admin/comments/put-to-themes/", {"comment": str(voice.pk), "theme": theme.pk}, follow=True)
    assert "nobody can tell any more what it is about" in words(refused)
    refused = lead.post(f"/admin/comments/{voice.pk}/take-out/", {"theme": theme.pk}, follow=True)
    assert "nobody can tell any more what it is about" in words(refused)
    assert ThemeMark.objects.count() == 1
    refused = lead.post("/admin/you-said/new/", {"comment": str(voice.pk)})
    assert "A comment whose words were deleted, as we promised" in words(refused)


def test_nobody_is_asked_to_sort_what_cannot_be_read(lead: Client, asha: User, elm: Hub) -> None:
    gone(elm, said=week_of(today() - timedelta(weeks=8)), ended_in=week_of(today() - timedelta(weeks=1)))

    assert comments_nobody_sorted(asha, today=today()) == []
    assert IN_PLACE not in words(lead.get("/admin/comments/?without_theme=on"))


def test_nothing_that_is_searched_finds_them(lead: Client, priya: User, elm: Hub) -> None:
    said_long_ago(elm, CANARY)
    ended(priya, WORDS)

    for address in ("/admin/comments/?q=Quagga", "/search/?q=Quagga", "/admin/themes/?q=Quagga"):
        assert "the zebra" not in lead.get(address, follow=True).text


def test_the_officer_sees_them_wait_approves_and_keeps_a_certificate(client: Client, priya: User, elm: Hub) -> None:
    said_long_ago(elm, CANARY)
    client.force_login(priya)

    assert "Kept for 12 months" in (page := words(client.get("/admin/retention/comment_words/")))
    assert "1 past its time." in page
    assert "Approve: make anonymous 1" in page
    client.post("/admin/retention/comment_words/approve/", {"seen": looked_at("comment_words", 1)})
    assert Voice.objects.get().text == CANARY, "it is the worker who ends it"
    outbox.drain()

    assert Voice.objects.get().words_are_gone
    certificate = words(client.get(f"/admin/retention/certificates/{RetentionRun.objects.get().pk}/"))
    assert "What families wrote in their own words" in certificate
    assert "Quagga" not in certificate


# --- Families -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def answer(elm: Hub) -> Response:
    """One family's answer of a year ago, by its code."""
    response = answered_long_ago(make_open_survey(elm, title="After a session at Elm"), elm, months=14, receipt_hash=code_hash(CODE))
    said_long_ago(elm, CANARY, response=response)
    return response


def look(client: Client) -> str:
    return client.post("/check-back/", {"code": CODE}, follow=True).text


def test_a_family_reads_that_its_words_went_and_that_nobody_answered(client: Client, priya: User, answer: Response) -> None:
    assert GONE not in look(client)
    ended(priya, WORDS)

    page = look(client)
    assert GONE in page
    assert SORRY in page
    assert "It is being looked at" not in page, "nobody can look at what is gone"
    assert "We do not show what you wrote" not in page


def test_what_came_of_it_is_still_told(client: Client, priya: User, asha: User, elm: Hub, answer: Response) -> None:
    assert answer.survey.engagement is not None
    theme = make_theme(answer.survey.engagement, voices=list(answer.voices.all()), by=asha)
    end_theme(theme)
    ended(priya, WORDS)

    page = look(client)
    assert "The park belongs to the parish." in page
    assert GONE in page
    assert SORRY not in page


def test_what_somebody_took_up_before_is_still_promised_an_answer(
    client: Client, priya: User, asha: User, elm: Hub, answer: Response
) -> None:
    assert answer.survey.engagement is not None
    make_theme(answer.survey.engagement, voices=list(answer.voices.all()), by=asha)
    ended(priya, WORDS)

    page = look(client)
    assert "It is being looked at" in page
    assert SORRY not in page


def test_the_code_still_adds_and_deletes(client: Client, priya: User, answer: Response) -> None:
    ended(priya, WORDS)
    box = next(one for one in forms_of(look(client)) if one["action"] == "/check-back/add/")
    asked = client.post("/check-back/add/", box["fields"], follow=True)
    form = next(one for one in forms_of(asked.text) if one["action"] == "/check-back/add/")
    added = client.post("/check-back/add/", {**form["fields"], "answer": "And the bins.", "go": "send"}, follow=True)
    assert "What you added is here" in added.text

    page = look(client)
    assert "We have deleted some of what you wrote, as we promised. The rest is still here." in page
    assert "It is being looked at" in page, "what was added waits for an answer"
    assert SORRY not in page
    assert answer.voices.get(question_id=ADDED).text == "And the bins."

    client.post("/check-back/delete/", {"code": CODE, "sure": "yes"})
    assert not Response.objects.exists()


@pytest.mark.parametrize("language", ["ar", "pl", "ro", "ur"])
def test_it_is_said_in_the_familys_own_language(client: Client, priya: User, answer: Response, language: str) -> None:
    ended(priya, WORDS)
    page = client.post(f"/{language}/check-back/", {"code": CODE}).text
    for english in (GONE, SORRY, "What you wrote"):
        assert english not in page
