"""Families who read another language: what is ours is said in theirs, what somebody else wrote says its own language and direction."""

import pytest
from django.test import Client

from accounts.models import User
from core.models import Hub
from core.text import ISOLATE
from feedback.choices import Outcome
from tests.builders import (
    long_text,
    make_brand,
    make_open_survey,
    make_we_did,
    make_you_said,
    one_choice,
    today,
)
from tests.feedback.family import Parent
from tests.tongues import latin_words_in


def walk(hub: Hub, language: str) -> list[str]:
    """Answer a survey in a language and return every page met."""
    make_brand(phone="01632 960 000", phone_hours="9 to 5 on weekdays", safeguarding_phone="01632 960 001", safeguarding_hours="9 to 5")
    questions = [
        one_choice("Was it easy to find?", "Yes, easy", "It took a while", help="The new door"),
        long_text("What would you change?"),
    ]
    survey = make_open_survey(hub, title="What do you want?", slug="wanted", why="We plan next year.", questions=questions)
    first = survey.questions.get_prep_value()[0]["value"]["options"][0]["id"]
    parent = Parent().open(f"/{language}/have-your-say/")
    pages = [parent.text, parent.open(f"/{language}/have-your-say/{survey.slug}/").text, parent.press().text]
    for answer in (
        {"answer": "nothing we offered", "go": "on"},
        {"answer": first, "go": "on"},
        {"answer": "A lighter door", "go": "on"},
        {},
    ):
        pages.append(parent.press(**answer).text)
    return [*pages, parent.open(f"/{language}/check-back/").post(f"/{language}/check-back/", {"code": parent.code or "12"}).text]


@pytest.mark.parametrize("language", ["ur", "ar"])
def test_no_english_word_is_read_out_as_another_language_on_the_way_of_answering(elm: Hub, language: str) -> None:
    pages = walk(elm, language)

    assert "data-thank-you" in pages[-2]
    for page in pages:
        assert latin_words_in(page, language) == []


@pytest.mark.parametrize("outcome", list(Outcome))
def test_no_english_word_of_an_answer_is_read_out_as_urdu(client: Client, elm: Hub, asha: User, outcome: Outcome) -> None:
    make_we_did(make_you_said(elm, reference="YS-2026-014"), by=asha, outcome=outcome, published=True)

    for address in ("/ur/you-said-we-did/", "/ur/you-said-we-did/YS-2026-014/", "/ur/you-said-we-did/YS-2026-014/poster/"):
        assert latin_words_in(client.get(address).text, "ur") == [], address


def test_a_question_in_urdu_runs_from_right_to_left_on_an_english_page(elm: Hub) -> None:
    survey = make_open_survey(elm, questions=[one_choice("آپ کو کیا پسند آیا؟", "گانا", "Painting")])

    page = Parent().start(survey).text

    assert '<h1 dir="auto">آپ کو کیا پسند آیا؟</h1>' in page
    assert '<span dir="auto">گانا' in page


def test_a_job_title_does_not_turn_an_urdu_sentence_round(elm: Hub) -> None:
    survey = make_open_survey(elm)
    assert survey.engagement is not None
    assert survey.engagement.who_acts is not None
    title = survey.engagement.who_acts.title

    assert f"{ISOLATE}{title}" in Parent().open(f"/ur/have-your-say/{survey.slug}/").text
    assert ISOLATE not in Parent().open(f"/have-your-say/{survey.slug}/").text


def test_a_polish_day_has_the_ending_of_a_date(client: Client, elm: Hub) -> None:
    survey = make_open_survey(elm, slug="spring", opens_on=today().replace(year=today().year + 1, month=5, day=3))

    assert f"Zaczynamy 3 maja {survey.opens_on:%Y}." in client.get("/pl/have-your-say/spring/").text


def test_languages_beside_a_question_are_named_in_their_own_script(elm: Hub) -> None:
    survey = make_open_survey(elm)
    page = Parent().open(f"/ur/have-your-say/{survey.slug}/").press().text

    assert '<li lang="en-gb" dir="ltr"><button class="button quiet" type="submit" name="go" value="language:en-gb">English</button>' in page
