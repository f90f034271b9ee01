"""What happened to my answer? A parent types the code; the words themselves never come back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.codes import code_from, code_hash, in_fours
from core.models import Hub
from feedback.choices import Mode, Outcome
from feedback.models import Response
from feedback.services.themes import merge_themes
from tests.builders import end_theme, make_open_survey, make_response, make_theme, make_voice, make_we_did, make_you_said, put_off, today

CODE = code_from("one family's token")
HERE = "/check-back/"
WORDS = "The door hit my buggy again."


def ask(client: Client, code: str = CODE) -> str:
    return client.post(HERE, {"code": code}, follow=True).text


@pytest.fixture
def answer(elm: Hub) -> Response:
    """One family's answer after a session at Elm."""
    response = make_response(make_open_survey(elm, title="After a session at Elm"), receipt_hash=code_hash(CODE))
    make_voice(elm, WORDS, response=response)
    return response


@pytest.mark.django_db
def test_the_page_asks_for_the_code_and_is_kept_by_nobody(client: Client) -> None:
    page = client.get(HERE)

    assert "What happened to my answer?" in page.text
    assert 'method="post"' in page.text
    assert "no-store" in page["Cache-Control"]
    assert not page.cookies
    assert "no-store" in client.post(HERE, {"code": CODE}, follow=True)["Cache-Control"]


def test_an_answer_nobody_has_taken_up_yet_is_being_looked_at_with_the_day_we_promised(client: Client, answer: Response) -> None:
    engagement = answer.survey.engagement
    assert engagement is not None
    page = ask(client)

    assert "You answered “After a session at Elm”." in page
    assert "It is being looked at" in page
    assert f"{engagement.answer_by_on:%B %Y}" in page


def test_the_title_is_the_one_that_was_answered_and_not_what_staff_are_changing(client: Client, answer: Response) -> None:
    answer.survey.title = "Half-written"
    answer.survey.save()

    page = ask(client)

    assert "You answered “After a session at Elm”." in page
    assert "Half-written" not in page


def test_a_broken_promise_is_said_as_it_is(client: Client, answer: Response) -> None:
    engagement = answer.survey.engagement
    assert engagement is not None
    engagement.answer_by_on = today() - timedelta(days=2)
    engagement.save()

    assert "We are late, and we are sorry." in ask(client)


def test_a_day_that_was_put_off_is_said_beside_the_one_we_promised(client: Client, answer: Response) -> None:
    engagement = answer.survey.engagement
    assert engagement is not None
    put_off(engagement, weeks=8)
    first, now = engagement.promised_on(today()), engagement.answer_by_on

    page = ask(client)

    assert f"We promised an answer by {first:%-d %B %Y}. We now expect {now:%-d %B %Y}." in page


def test_putting_the_day_off_does_not_take_lateness_away(client: Client, answer: Response) -> None:
    engagement = answer.survey.engagement
    assert engagement is not None
    late_on = today() - timedelta(days=2)
    engagement.answer_by_on = late_on
    put_off(engagement, weeks=8)

    page = ask(client)

    assert f"We promised an answer by {late_on:%-d %B %Y}. We are late, and we are sorry. We now expect" in page


def test_the_reply_is_shown_when_the_comment_led_to_it(client: Client, elm: Hub, asha: User, answer: Response) -> None:
    said = make_you_said(elm, text="The door is too heavy.")
    said.voices.add(answer.voices.get())
    make_we_did(said, by=asha, text="The door now opens by itself.", published=True)

    page = ask(client)

    assert "The door now opens by itself." in page
    assert f"/you-said-we-did/{said.reference}/" in page
    assert "It is being looked at" not in page


def test_the_reply_is_shown_when_the_comment_was_part_of_what_people_talked_about(
    client: Client, elm: Hub, asha: User, answer: Response
) -> None:
    assert answer.survey.engagement is not None
    theme = make_theme(answer.survey.engagement, voices=[answer.voices.get()], by=asha)
    said = make_you_said(elm, engagement=answer.survey.engagement)
    said.themes.add(theme)
    make_we_did(said, by=asha, outcome=Outcome.NO, text="Not this door.", published=True)

    assert "Not this door." in ask(client)


def test_what_is_raised_and_not_answered_shows_its_day_and_not_its_words(client: Client, elm: Hub, answer: Response) -> None:
    said = make_you_said(elm, text="A sentence still being written.", answer_by_on=today() + timedelta(days=400))
    said.voices.add(answer.voices.get())

    page = ask(client)

    assert "It is being looked at" in page
    assert str(said.answer_by_on.year) in page
    assert "A sentence still being written." not in page


def test_one_answer_and_one_still_open_are_both_told(client: Client, elm: Hub, asha: User, answer: Response) -> None:
    done, waiting = make_you_said(elm, text="The door."), make_you_said(elm, text="The café.", reference="YS-2026-1234")
    for said in (done, waiting):
        said.voices.add(answer.voices.get())
    make_we_did(done, by=asha, text="A lighter door.", published=True)

    page = ask(client)

    assert "A lighter door." in page
    assert "It is being looked at" in page


def test_a_theme_that_goes_no_further_tells_its_line(client: Client, asha: User, answer: Response) -> None:
    assert answer.survey.engagement is not None
    end_theme(make_theme(answer.survey.engagement, voices=[answer.voices.get()], by=asha))

    page = ask(client)

    assert "The park belongs to the parish." in page
    assert "It is being looked at" not in page


def test_the_words_themselves_are_never_shown_back(client: Client, elm: Hub, asha: User, answer: Response) -> None:
    said = make_you_said(elm)
    said.voices.add(answer.voices.get())
    make_we_did(said, by=asha, published=True)

    assert WORDS not in ask(client)
    assert "Doors and ramps" not in ask(client)


def test_another_familys_answer_is_not_touched(client: Client, elm: Hub, asha: User, answer: Response) -> None:
    other = make_response(answer.survey, elm, receipt_hash=code_hash(code_from("another")))
    said = make_you_said(elm)
    said.voices.add(make_voice(elm, "Other words", response=other))
    make_we_did(said, by=asha, text="An answer to somebody else.", published=True)

    assert "An answer to somebody else." not in ask(client)


@pytest.mark.parametrize("typed", [in_fours(CODE), in_fours(CODE).replace(" ", "-"), f"  {CODE} ", CODE.translate({48: "٠", 49: "١"})])
def test_the_code_may_be_typed_as_it_comes(client: Client, answer: Response, typed: str) -> None:
    assert "data-found" in ask(client, typed)


@pytest.mark.django_db
def test_a_code_nobody_has_is_met_with_kind_words(client: Client) -> None:
    page = client.post(HERE, {"code": code_from("nobody")}, follow=True)

    assert page.status_code == 200
    assert "We cannot find an answer with this code" in page.text
    assert "You have done nothing wrong." in page.text


def test_a_deleted_answer_looks_just_like_one_that_never_was(client: Client, answer: Response) -> None:
    never = ask(client, code_from("nobody"))
    answer.delete()

    assert ask(client) == never


def test_a_slip_of_the_finger_is_noticed_before_anything_is_looked_up(client: Client, answer: Response) -> None:
    wrong = CODE[:-1] + str((int(CODE[-1]) + 1) % 10)

    with CaptureQueriesContext(connection) as asked:
        page = ask(client, wrong)

    assert not any("feedback_" in query["sql"] for query in asked)

    assert "One of its 16 numbers does not fit, or two have changed places." in page
    assert f'value="{wrong}"' in page
    assert "We cannot find" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "hello", "1" * 5000, "\x00\ud800", "<script>alert(1)</script>", "0413 9595"])
def test_whatever_is_typed_gets_a_plain_answer(client: Client, typed: str) -> None:
    page = client.post(HERE, {"code": typed.encode("utf-8", "replace").decode()}, follow=True)

    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "16 numbers" in page.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (" \u200e", "Type the 16 numbers of your code."),
        ("0413", "Your code has 16 numbers, in four groups of four. You typed 4. Please look at it once more."),
        ("0413 9595 1538 8954 1", "You typed 17."),
        ("O413 9595 1538 8954", "Your code has 16 numbers and nothing else. Please take out what is not a number."),
    ],
)
def test_who_copied_too_little_too_much_or_a_letter_reads_which(client: Client, typed: str, said: str) -> None:
    assert said in ask(client, typed)


def test_an_unlinkable_answer_is_found_by_no_code(client: Client, elm: Hub) -> None:
    survey = make_open_survey(elm, mode=Mode.UNLINKABLE)
    make_response(survey, receipt_hash=code_hash(CODE))  # cannot be, and would not be shown if it were

    assert "We cannot find an answer with this code" in ask(client)


@pytest.mark.django_db
def test_a_code_in_an_address_is_dropped_from_it(client: Client) -> None:
    page = client.get(HERE, {"code": CODE})

    assert page.status_code == 302
    assert page["Location"] == HERE


@pytest.mark.django_db
def test_a_foreign_page_cannot_ask_for_a_family(client: Client) -> None:
    page = client.post(HERE, {"code": CODE}, headers={"Sec-Fetch-Site": "cross-site"})

    assert page.status_code == 403


def test_guessing_is_stopped_kindly_and_a_slip_counts_as_no_try(client: Client, answer: Response) -> None:
    for _ in range(30):
        ask(client, "1234")
    for number in range(20):
        ask(client, code_from(f"guess {number}"))

    page = client.post(HERE, {"code": CODE}, follow=True)

    assert page.status_code == 429
    assert "There were too many tries in a row." in page.text
    assert "data-found" not in page.text


def test_looking_at_ones_own_answer_again_and_again_is_no_guessing(client: Client, answer: Response) -> None:
    for _ in range(30):
        page = ask(client)

    assert "data-found" in page


def test_a_comment_whose_theme_became_part_of_another_still_finds_its_reply(client: Client, elm: Hub, asha: User, answer: Response) -> None:
    assert answer.survey.engagement is not None
    doors = make_theme(answer.survey.engagement, "Doors", voices=[answer.voices.get()], by=asha)
    ramps = make_theme(answer.survey.engagement, "Ramps")
    merge_themes(theme=doors, into=ramps, by=asha)
    said = make_you_said(elm, engagement=answer.survey.engagement)
    said.themes.add(ramps)
    make_we_did(said, by=asha, text="A new ramp is there.", published=True)

    assert "A new ramp is there." in ask(client)


def test_the_newest_answer_is_the_one_that_is_shown(client: Client, elm: Hub, asha: User, answer: Response) -> None:
    said = make_you_said(elm)
    said.voices.add(answer.voices.get())
    first = make_we_did(said, by=asha, outcome=Outcome.PLANNED, text="We plan a lighter door.", published=True)
    make_we_did(said, by=asha, text="The lighter door is in.", published=True, supersedes=first)

    page = ask(client)

    assert "The lighter door is in." in page
    assert "We plan a lighter door." not in page
