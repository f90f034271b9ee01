"""Whatever arrives, the page is clear, nothing typed is lost, and nothing breaks."""

from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from core.models import Hub
from feedback.models import Draft, Response, Survey, Voice
from feedback.selectors.surveys import entry_point
from tests.builders import long_text, make_entry_point, make_open_survey, one_choice, short_text
from tests.feedback.family import Parent

YES = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def survey(elm: Hub) -> Survey:
    return make_open_survey(elm, questions=[one_choice("Easy?", {"id": YES, "text": "Yes"}, "No"), short_text(), long_text()])


@pytest.fixture
def writing(survey: Survey) -> Parent:
    return Parent().start(survey).answer(YES, "The singing")


def test_a_megabyte_of_text_is_told_kindly_and_kept(writing: Parent) -> None:
    typed = "x" * 1_000_000

    writing.press(answer=typed, go="on")

    assert writing.page.status_code == 200
    assert "letters too long" in writing.text
    assert typed in writing.text


def test_ten_thousand_fields_are_a_clear_no(writing: Parent) -> None:
    fields = writing.form()["fields"]

    writing.post(writing.form()["action"], {**fields, **{f"field{n}": "x" for n in range(10_000)}})

    assert writing.page.status_code == 400
    assert "<h1" in writing.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("nul\x00byte", "nulbyte"),
        ("turn\u202earound", "turnaround"),
        ("vertical\x0btab", "verticaltab"),
        ("two\r\nlines", "two\nlines"),
        ("cafe\u0301", "café"),
    ],
)
def test_odd_characters_are_made_harmless_and_the_words_kept(writing: Parent, typed: str, kept: str) -> None:
    writing.answer(typed).send()

    assert kept in {voice.text for voice in Voice.objects.all()}


def test_bytes_that_are_no_text_do_no_harm(writing: Parent) -> None:
    form = writing.form()
    body = f"token={form['fields']['token'][0]}&go=on&answer=".encode() + b"half\xed\xa0\x80\xff a word"

    page = writing.client.post(form["action"], body, content_type="application/x-www-form-urlencoded", follow=True)

    assert page.status_code == 200
    assert "half" in page.content.decode()


def test_an_answer_that_was_never_offered_is_refused_in_words(survey: Survey) -> None:
    parent = Parent().start(survey).press(answer="' OR 1=1 --", go="on")

    assert "Choose one of the answers shown." in parent.text


@pytest.mark.parametrize("token", ["", "x", "d." + "a" * 5_000, "../../etc", "d.\x00", "s.unknown", "é" * 40])
def test_a_tampered_token_opens_nobodys_answers_and_keeps_what_is_typed(writing: Parent, survey: Survey, token: str) -> None:
    question = survey.questions[2].id
    stranger = Parent()

    stranger.post(f"/have-your-say/{survey.slug}/{question}/", {"token": token, "answer": "My own words", "go": "on"})

    assert stranger.page.status_code == 200
    assert "The singing" not in stranger.text
    stranger.open(f"/have-your-say/{survey.slug}/check/")
    assert "My own words" in stranger.text


def test_a_draft_of_one_survey_is_none_of_another(writing: Parent, elm: Hub) -> None:
    other = make_open_survey(elm, questions=[short_text("Something else?")])
    token = writing.form()["fields"]["token"][0]

    stranger = Parent().post(f"/have-your-say/{other.slug}/check/", {"token": token})

    assert "data-thank-you" not in stranger.text
    assert not Response.objects.exists()


def test_a_question_that_is_not_in_the_survey_is_not_found(writing: Parent, survey: Survey) -> None:
    assert writing.open(f"/have-your-say/{survey.slug}/99999999-9999-4999-8999-999999999999/").page.status_code == 404


def test_a_wrong_host_is_refused(client: Client, survey: Survey) -> None:
    page = client.get(f"/have-your-say/{survey.slug}/", headers={"Host": "evil.example"})

    assert page.status_code == 400
    assert "evil.example" not in page.content.decode()


def test_a_body_that_is_far_too_large_is_refused_in_words(writing: Parent) -> None:
    page = writing.client.post(writing.form()["action"], {"answer": "x" * 3_000_000})

    assert page.status_code in {400, 413}
    assert "<h1" in page.content.decode()


ODD = ["%00", "a%00b", "%ED%A0%80", "%E2%80%AE", "x" * 300, "%F0%9F%99%82", "-1", "YS-2026-%D9%A1", "YS-2026-001%00", "%27%20OR%201=1--"]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("address", ["/you-said-we-did/{}/", "/you-said-we-did/{}/poster/"])
def test_an_odd_reference_is_not_found_and_never_looked_up(client: Client, elm: Hub, address: str, odd: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address.format(odd))

    assert page.status_code == 404
    assert "<h1" in page.content.decode()
    assert not [query for query in asked.captured_queries if "feedback_yousaid" in query["sql"]]


@pytest.mark.parametrize("odd", [*ODD, "CDF34", "CDF3477", "CDE347"])
def test_an_odd_poster_code_leads_to_no_poster_and_is_never_looked_up(
    client: Client, survey: Survey, elm: Hub, odd: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_entry_point(survey, elm, code="CDF347")

    assert client.get(f"/have-your-say/p/{odd}/", follow=True).status_code < 500
    assert client.post(f"/have-your-say/{survey.slug}/", {"poster": unquote(odd, errors="replace")}).status_code < 500
    with django_assert_num_queries(0):
        assert entry_point(unquote(odd, errors="replace")) is None


@pytest.mark.parametrize("typed", ["CDF347", "cdf 347", " cdf-347 ", "cdf347\x00"])
def test_a_poster_code_is_found_however_it_is_typed(survey: Survey, elm: Hub, typed: str) -> None:
    poster = make_entry_point(survey, elm, code="CDF347")

    assert entry_point(typed) == poster


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.dictionaries(st.sampled_from(["token", "answer", "go", "after", "seen", "poster", "plain"]), st.text(max_size=60)),
    where=st.integers(0, 5),
)
def test_no_post_to_the_answer_road_ever_breaks_it(survey: Survey, client: Client, data: dict[str, str], where: int) -> None:
    base = f"/have-your-say/{survey.slug}/"
    address = [base, f"{base}hub/", f"{base}check/", f"{base}clear/", f"{base}{survey.questions[where % 3].id}/", "/have-your-say/p/ABC/"][
        where
    ]
    sent = {key: value.encode("utf-8", "replace").decode() for key, value in data.items()}

    assert client.post(address, sent).status_code < 500
    assert client.get(address, sent).status_code < 500
    Draft.objects.all().delete()


@pytest.mark.parametrize("seen", ["", "\u202e\u2066", "é", "0" * 10_000])
def test_a_made_up_digest_sends_nothing_and_shows_the_answers_again(writing: Parent, survey: Survey, seen: str) -> None:
    writing.answer("A lighter door")
    form = writing.form()

    writing.post(form["action"], {**form["fields"], "seen": seen})

    assert writing.page.status_code == 200
    assert "Your answers were changed in another tab." in writing.text
    assert not Response.objects.exists()
