"""A family adds words to an answer by its code: taken once, read like any comment, never shown back."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.codes import code_from, code_hash
from core.models import AuditEntry, Hub
from feedback.choices import ADDED, Mode, SurveyState
from feedback.models import Response, SubmissionKey, Survey, Voice
from feedback.rules.own_answer import MOST_ADDED
from feedback.rules.weeks import week_of
from feedback.selectors.voices import as_read
from feedback.services.themes import put_to_themes
from participation.choices import Stage
from tests.builders import make_open_survey, make_response, make_theme, make_voice, make_we_did, make_you_said, today
from tests.feedback.family import forms_of

CODE = code_from("one family's token")
ADD = "/check-back/add/"
BEFORE, MORE = "The door hit my buggy again.", "And the café shuts at two.\nآپ کا شکریہ"


@pytest.fixture
def answer(elm: Hub) -> Response:
    """One family's answer after a session at Elm."""
    response = make_response(make_open_survey(elm, title="After a session at Elm"), receipt_hash=code_hash(CODE))
    make_voice(elm, BEFORE, response=response)
    return response


def send(client: Client, words: str = MORE, *, code: str = CODE, token: str = "a-token", address: str = ADD) -> Any:
    return client.post(address, {"code": code, "token": token, "answer": words, "go": "send"}, follow=True)


def added() -> list[Voice]:
    return list(Voice.objects.filter(question_id=ADDED))


def close(survey: Survey, *, days_ago: int) -> None:
    Survey.objects.filter(pk=survey.pk).update(state=SurveyState.CLOSED, closed_on=today() - timedelta(days=days_ago))


def test_the_way_from_the_code_to_the_box_and_back_needs_nothing_but_forms(client: Client, answer: Response) -> None:
    page = client.post("/check-back/", {"code": CODE}, follow=True)
    form = next(one for one in forms_of(page.text) if one["action"] == ADD)

    box = client.post(ADD, form["fields"], follow=True)
    form = next(one for one in forms_of(box.text) if one["action"] == ADD)
    done = client.post(ADD, {**form["fields"], "answer": MORE, "go": "send"}, follow=True)

    assert "What do you want to add?" in box.text
    assert 'href="tel:999"' in box.text
    assert "What you added is here" in done.text
    assert added()[0].text == MORE
    for one in (page, box, done):
        assert "no-store" in one["Cache-Control"]
        assert not one.cookies


def test_the_words_belong_to_the_same_answer_and_count_it_once(client: Client, answer: Response) -> None:
    send(client)

    (voice,) = added()
    assert (voice.response, voice.survey, voice.hub) == (answer, answer.survey, answer.hub)
    assert voice.week == week_of(today())
    assert Response.objects.count() == 1


def test_the_words_lie_encrypted(client: Client, answer: Response) -> None:
    send(client, "Purple elephants")

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM feedback_voice")
        assert not any("elephants" in str(row[0]) for row in cursor.fetchall())


def test_staff_read_them_and_put_them_to_a_theme_like_any_comment(client: Client, answer: Response, asha: User) -> None:
    send(client)
    assert answer.survey.engagement is not None
    theme = make_theme(answer.survey.engagement, "The café")
    put_to_themes(voices=added(), themes=[theme], by=asha)

    (comment,) = as_read(list(Voice.objects.readable_by(asha).filter(question_id=ADDED)))
    assert comment.asked == "Added later, by the code of an answer"
    assert list(theme.voices.all()) == added()


def test_no_page_shows_back_what_was_said_or_added(client: Client, answer: Response) -> None:
    done = send(client)

    for page in (done, client.post(ADD, {"code": CODE}, follow=True), client.post("/check-back/", {"code": CODE}, follow=True)):
        assert "buggy" not in page.text
        assert "café" not in page.text


def test_the_same_sending_twice_is_one_comment(client: Client, answer: Response) -> None:
    first, second = send(client), send(client)

    assert "What you added is here" in first.text
    assert second.text == first.text
    assert len(added()) == 1


def test_two_different_thoughts_are_two_comments(client: Client, answer: Response) -> None:
    send(client, token="one")
    send(client, "And the bins.", token="two")

    assert {voice.text for voice in added()} == {MORE, "And the bins."}


def test_one_tablets_token_takes_nothing_from_another_familys_code(client: Client, answer: Response) -> None:
    other = code_from("another")
    make_response(answer.survey, receipt_hash=code_hash(other))
    send(client)
    send(client, "Theirs.", code=other)

    assert len(added()) == 2


def test_a_new_thought_after_everything_was_answered_is_looked_at_again(client: Client, answer: Response, elm: Hub, asha: User) -> None:
    said = make_you_said(elm)
    said.voices.add(answer.voices.get())
    make_we_did(said, by=asha, published=True)
    assert "It is being looked at" not in client.post("/check-back/", {"code": CODE}, follow=True).text
    assert "is no part of that answer" in client.post(ADD, {"code": CODE}, follow=True).text

    send(client)

    assert "It is being looked at" in client.post("/check-back/", {"code": CODE}, follow=True).text
    said.voices.add(added()[0])
    assert "It is being looked at" not in client.post("/check-back/", {"code": CODE}, follow=True).text


def test_what_is_added_is_promised_an_answer_from_the_week_in_which_it_came(client: Client, answer: Response, elm: Hub, asha: User) -> None:
    engagement = answer.survey.engagement
    assert engagement is not None
    engagement.answer_by_on, engagement.answer_within_weeks, engagement.promises = None, 4, []
    engagement.save()
    Response.objects.filter(pk=answer.pk).update(week=week_of(today() - timedelta(weeks=30)))
    said = make_you_said(elm)
    said.voices.add(answer.voices.get())
    make_we_did(said, by=asha, published=True)

    send(client)
    page = client.post("/check-back/", {"code": CODE}, follow=True).text

    assert "We promised an answer by" in page
    assert "We are late" not in page


@pytest.mark.parametrize("days_ago", [0, 3])
def test_who_is_in_time_to_finish_is_in_time_to_add(client: Client, answer: Response, days_ago: int) -> None:
    close(answer.survey, days_ago=days_ago)

    assert "What you added is here" in send(client).text


def test_after_that_it_is_too_late_and_no_word_is_lost(client: Client, answer: Response) -> None:
    close(answer.survey, days_ago=4)
    late = today() - timedelta(days=1)

    found, box, sent = (
        client.post("/check-back/", {"code": CODE}, follow=True),
        client.post(ADD, {"code": CODE}, follow=True),
        send(client, "Bins & <b>bells</b>"),
    )

    for page in (found, box, sent):
        assert f"Words could be added until {late:%-d %B %Y}." in page.text
    assert f'action="{ADD}"' not in found.text
    assert "Bins &amp; &lt;b&gt;bells&lt;/b&gt;" in sent.text
    assert not added()


def test_nobody_is_asked_into_the_void_of_a_closed_engagement(client: Client, answer: Response) -> None:
    engagement = answer.survey.engagement
    assert engagement is not None
    type(engagement).objects.filter(pk=engagement.pk).update(stage=Stage.CLOSED, closed_on=today())

    assert "Nobody reads new words about this any more." in send(client).text
    assert not added()


def test_one_code_cannot_fill_the_comments(client: Client, answer: Response) -> None:
    for number in range(MOST_ADDED):
        send(client, token=str(number))

    page = send(client, "One more.", token="more")

    assert "That is as often as we can take." in page.text
    assert "One more." in page.text
    assert len(added()) == MOST_ADDED


@pytest.mark.parametrize("words", ["", "  \n ", "\u200b\x00", "x" * 5_001, "x" * 100_000])
def test_what_cannot_be_taken_is_said_and_stays_in_the_box(client: Client, answer: Response, words: str) -> None:
    page = send(client, words)

    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text
    assert not added()
    if words.startswith("x"):
        assert words in page.text
        assert "letters too long" in page.text or "letter too long" in page.text


def test_odd_letters_are_made_sane_and_kept(client: Client, answer: Response) -> None:
    send(client, "a\x00b\u202e\r\nc 👶")

    assert added()[0].text == "ab\nc 👶"


def test_an_unknown_code_a_deleted_one_and_an_unlinkable_answer_are_met_alike(client: Client, answer: Response, elm: Hub) -> None:
    hidden = code_from("unlinkable")
    make_response(make_open_survey(elm, title="Nobody can tell", slug="nobody", mode=Mode.UNLINKABLE), receipt_hash=code_hash(hidden))
    never, unlinkable = send(client, code=code_from("nobody")).text, send(client, code=hidden).text
    answer.delete()

    assert send(client).text == never == unlinkable
    assert "We cannot find an answer with this code" in never
    assert "And the café shuts at two." in never  # what was typed just now is not lost
    assert not added()


def test_guessing_at_codes_here_counts_like_guessing_there(client: Client, answer: Response) -> None:
    for number in range(20):
        client.post(ADD, {"code": code_from(f"guess {number}")})

    page = send(client)

    assert page.status_code == 429
    assert "And the café shuts at two." in page.text
    assert not added()


@pytest.mark.django_db
def test_an_address_alone_leads_to_the_page_that_asks_for_the_code(client: Client) -> None:
    assert client.get(ADD)["Location"] == "/check-back/"
    assert client.get(ADD, {"code": CODE})["Location"] == "/check-back/"


def test_a_slip_in_the_code_keeps_the_words(client: Client, answer: Response) -> None:
    page = send(client, code="1234").text

    assert "You typed 4." in page
    assert "And the café shuts at two." in page


def test_a_foreign_page_adds_nothing(client: Client, answer: Response) -> None:
    page = client.post(ADD, {"code": CODE, "answer": MORE, "go": "send"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert page.status_code == 403
    assert not added()


def test_nothing_tells_when_or_by_whom_words_were_added(client: Client, answer: Response) -> None:
    before = AuditEntry.objects.count()
    send(client)

    assert AuditEntry.objects.count() == before
    (key,) = SubmissionKey.objects.all()
    assert key.key_hash != answer.receipt_hash
    assert key.week == week_of(today())


def test_adding_costs_the_same_however_much_was_said(client: Client, answer: Response, elm: Hub) -> None:
    def cost(token: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert "What you added is here" in send(client, token=token).text
        return len(queries)

    cost("warm")
    few = cost("few")
    for _ in range(20):
        make_voice(elm, BEFORE, response=answer)

    assert cost("many") == few
    assert few <= 18
