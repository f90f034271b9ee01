"""What a parent sends counts once, and leaves nothing behind."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.codes import code_hash
from core.models import Hub
from feedback.choices import Mode
from feedback.models import Draft, Response, SubmissionKey, Survey, Voice
from tests.builders import long_text, make_open_survey, one_choice, short_text
from tests.feedback.family import YES, Parent, answered


def test_a_phone_that_keeps_no_cookies_can_still_answer(parent: Parent, survey: Survey) -> None:
    parent.open(f"/have-your-say/{survey.slug}/?lost")
    for value in (None, YES, "The singing", "A lighter door"):
        parent.client.cookies.clear()
        parent.press(**({"answer": value, "go": "on"} if value else {}))
    parent.client.cookies.clear()
    parent.send()

    assert "data-thank-you" in parent.text
    assert Response.objects.count() == 1
    assert code_hash(parent.code) == Response.objects.get().receipt_hash


def test_sending_twice_counts_once_and_shows_the_same_thank_you(parent: Parent, survey: Survey) -> None:
    answered(parent, survey)
    check = parent.form()
    parent.send()
    first = parent.code

    parent.post(check["action"], check["fields"])

    assert parent.code == first
    assert Response.objects.count() == 1
    assert Voice.objects.count() == 2


def test_a_lost_reply_is_harmless(parent: Parent, survey: Survey) -> None:
    answered(parent, survey)
    check = parent.form()
    cookies = {name: morsel.value for name, morsel in parent.client.cookies.items()}
    parent.send()
    # The phone never saw the reply: it still has its old cookie.
    for name, value in cookies.items():
        parent.client.cookies[name] = value

    parent.post(check["action"], check["fields"])

    assert "data-thank-you" in parent.text
    assert Response.objects.count() == 1


def test_refreshing_the_thank_you_page_shows_it_again(parent: Parent, survey: Survey) -> None:
    answered(parent, survey).send()
    code = parent.code

    parent.open(f"/have-your-say/{survey.slug}/thank-you/")

    assert parent.code == code


def test_the_thank_you_page_is_nobody_elses(parent: Parent, survey: Survey) -> None:
    answered(parent, survey).send()

    stranger = Parent().open(f"/have-your-say/{survey.slug}/thank-you/")

    assert stranger.code == ""
    assert "data-thank-you" not in stranger.text


def test_a_change_in_another_tab_is_shown_before_it_is_sent(parent: Parent, survey: Survey) -> None:
    answered(parent, survey)
    first_tab = parent.form()
    parent.open(f"/have-your-say/{survey.slug}/{survey.questions[1].id}/?check").press(answer="The slide", go="on")

    parent.post(first_tab["action"], first_tab["fields"])

    assert "data-thank-you" not in parent.text
    assert "Your answers were changed in another tab." in parent.text
    assert "The slide" in parent.text
    assert not Response.objects.exists()
    assert "data-thank-you" in parent.send().text


def test_what_went_wrong_at_sending_has_an_address_so_that_back_sends_no_form_again(parent: Parent, survey: Survey) -> None:
    answered(parent, survey)
    form = parent.form()

    reply = parent.client.post(form["action"], form["fields"] | {"seen": "older"}, headers={"Sec-Fetch-Site": "same-origin"})

    assert reply.status_code == 302
    assert "Your answers were changed in another tab." in parent.open(reply["Location"]).text
    assert "another tab" not in parent.open(f"/have-your-say/{survey.slug}/check/?look=<b>").text


def test_an_unfinished_answer_cannot_be_sent(parent: Parent, elm: Hub) -> None:
    survey = make_open_survey(elm, questions=[short_text("What did you like?", required=True), short_text("Anything else?")])
    parent.start(survey).open(f"/have-your-say/{survey.slug}/check/").send()

    assert "Some questions still need an answer." in parent.text
    assert not Response.objects.exists()


def test_clearing_the_phone_leaves_nothing_here_and_nothing_there(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES)

    parent.post(f"/have-your-say/{survey.slug}/clear/", {})

    assert "This phone is clear" in parent.text
    assert not Draft.objects.exists()
    assert not any(morsel.value for morsel in parent.client.cookies.values())


def test_clearing_the_phone_drops_what_the_browser_kept_and_leaving_in_a_hurry_waits_for_nothing(client: Client, survey: Survey) -> None:
    ours = {"Sec-Fetch-Site": "same-origin"}

    assert client.post(f"/have-your-say/{survey.slug}/clear/", headers=ours)["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.post(f"/have-your-say/{survey.slug}/leave/", headers=ours)


def test_clearing_after_sending_keeps_the_answer(parent: Parent, survey: Survey) -> None:
    answered(parent, survey).send().post(f"/have-your-say/{survey.slug}/clear/", {})

    assert Response.objects.count() == 1
    assert parent.open(f"/have-your-say/{survey.slug}/thank-you/").code == ""


def test_an_unlinkable_survey_shows_no_code_and_keeps_none(parent: Parent, elm: Hub) -> None:
    survey = make_open_survey(elm, mode=Mode.UNLINKABLE, questions=[short_text("What did you like?")])

    parent.start(survey).answer("The singing").send()

    assert "We cannot find, change or delete your answer" in parent.text
    assert parent.code == ""
    assert Response.objects.get().receipt_hash is None


def test_a_response_knows_its_week_and_nothing_finer(parent: Parent, survey: Survey) -> None:
    answered(parent, survey).send()

    columns = {field.name for field in Response._meta.get_fields() if field.concrete}
    assert columns == {"id", "survey", "version", "hub", "week", "answers", "language", "receipt_hash"}
    assert {field.name for field in SubmissionKey._meta.get_fields()} == {"key_hash", "week"}


def test_answering_sets_no_cookie_but_the_drafts_and_opens_no_session(parent: Parent, survey: Survey) -> None:
    answered(parent, survey).send()

    names = set(parent.client.cookies)
    assert len(names) == 1
    assert names.pop().startswith("answer-")


def test_a_page_with_answers_is_stored_by_nobody(parent: Parent, survey: Survey) -> None:
    assert "no-store" in parent.start(survey).page["Cache-Control"]


@pytest.mark.parametrize(
    "header",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://[broken"},
        {"Origin": "null"},
    ],
)
def test_another_site_cannot_post_for_a_family(client: Client, survey: Survey, header: dict[str, str]) -> None:
    assert client.post(f"/have-your-say/{survey.slug}/", headers=header).status_code == 403
    assert not Draft.objects.exists()


def test_what_seems_to_come_from_elsewhere_is_given_back_without_blame(client: Client, survey: Survey) -> None:
    page = client.post(f"/have-your-say/{survey.slug}/", {"answer": "The <b>door</b> is heavy"}, headers={"Origin": "null"}).text

    assert "It seemed to come from another website, so nothing was sent." in page
    assert "You have done nothing wrong." in page
    assert "The &lt;b&gt;door&lt;/b&gt; is heavy" in page
    assert "kept for other people" not in page


def test_a_tick_that_seems_to_come_from_elsewhere_is_not_read_out_as_words(client: Client, survey: Survey) -> None:
    page = client.post(f"/have-your-say/{survey.slug}/", {"answer": "rather-not-say"}, headers={"Origin": "null"}).text

    assert "rather-not-say" not in page
    assert "What you wrote" not in page


@pytest.mark.parametrize("header", [{}, {"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}])
def test_our_own_page_can_post_from_old_and_new_browsers(client: Client, survey: Survey, header: dict[str, str]) -> None:
    assert client.post(f"/have-your-say/{survey.slug}/", headers=header).status_code == 302


def test_sending_a_survey_of_12_questions_takes_at_most_seven_queries(parent: Parent, elm: Hub) -> None:
    survey = make_open_survey(elm, questions=[*[one_choice(f"Q{n}?") for n in range(10)], long_text("Why?"), long_text("What else?")])
    parent.start(survey)
    for _ in range(10):
        parent.press(go="on")
    parent.answer("Because", "Nothing")
    check = parent.form()

    with CaptureQueriesContext(connection) as asked:
        parent.client.post(check["action"], check["fields"], headers={"Sec-Fetch-Site": "same-origin"})
    assert Response.objects.count() == 1
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) <= 7


def test_leaving_in_a_hurry_leaves_no_draft_and_leads_out(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES)

    parent.post(f"/have-your-say/{survey.slug}/leave/", {})

    assert 'http-equiv="refresh" content="0; url=https://' in parent.text
    assert survey.title not in parent.text
    assert not Draft.objects.exists()
    assert not any(morsel.value for morsel in parent.client.cookies.values())


def test_every_page_of_the_way_can_be_left_without_javascript(parent: Parent, survey: Survey) -> None:
    for _ in range(2):
        parent.open(f"/have-your-say/{survey.slug}/")
        assert f'action="/have-your-say/{survey.slug}/leave/"' in parent.text
        parent.press()
    answered(parent, survey)
    assert f'action="/have-your-say/{survey.slug}/leave/"' in parent.text


def test_a_second_tab_does_not_count_again_and_gives_back_what_was_typed(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES, "The singing")
    other_tab = parent.form()
    parent.answer("A lighter door").send()

    parent.post(other_tab["action"], {**other_tab["fields"], "answer": "One thing more", "go": "on"})

    assert "You have sent your answers" in parent.text
    assert "One thing more" in parent.text
    assert Response.objects.count() == 1
    assert not Draft.objects.exists()


@pytest.mark.parametrize("end", ["send", "clear", "leave"])
def test_a_tab_that_closes_later_brings_nothing_back(parent: Parent, survey: Survey, end: str) -> None:
    parent.start(survey).answer(YES, "The singing")
    other_tab = parent.form()
    if end == "send":
        parent.answer("A lighter door").send()
    else:
        parent.post(f"/have-your-say/{survey.slug}/{end}/", {})

    parent.post(other_tab["action"], {**other_tab["fields"], "answer": "The singing", "go": "keep"})

    assert parent.page.status_code == 204
    assert not Draft.objects.exists()
    assert not any(morsel.value.startswith("d.") for morsel in parent.client.cookies.values())
