"""A family deletes its answer by its code: everything it said goes, what was said in public stays, and the code opens nothing."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core import questions
from core.answers import Erased
from core.codes import code_from, code_hash
from core.models import AuditEntry, Hub
from feedback.choices import ADDED, Mode
from feedback.models import Response, Survey, ThemeMark, Voice, YouSaid
from feedback.services.themes import merge_themes
from tests.builders import long_text, make_open_survey, make_response, make_theme, make_voice, make_we_did, make_you_said
from tests.feedback.desk import words
from tests.feedback.family import Parent, answered, forms_of

CODE = code_from("one family's token")
DELETE = "/check-back/delete/"
SAID = "The door hit my buggy again."


@pytest.fixture
def answer(elm: Hub) -> Response:
    """One family's answer after a session at Elm, with a comment, and one added later."""
    response = make_response(make_open_survey(elm, title="After a session at Elm"), receipt_hash=code_hash(CODE))
    make_voice(elm, SAID, response=response)
    make_voice(elm, "And the bins.", response=response, question_id=ADDED)
    return response


def delete(client: Client, code: str = CODE) -> Any:
    return client.post(DELETE, {"code": code, "sure": "yes"}, follow=True)


def test_first_it_says_what_goes_and_what_stays_then_it_is_done(client: Client, answer: Response) -> None:
    found = client.post("/check-back/", {"code": CODE}, follow=True)
    form = next(one for one in forms_of(found.text) if one["action"] == DELETE)

    asked = client.post(DELETE, form["fields"], follow=True)
    assert "What goes" in asked.text
    assert "Numbers that we have published stay as they were." in asked.text
    assert "We cannot bring it back." in asked.text
    assert Response.objects.exists()

    form = next(one for one in forms_of(asked.text) if one["action"] == DELETE)
    done = client.post(DELETE, form["fields"], follow=True)
    assert "Your answer is deleted" in done.text
    for page in (found, asked, done):
        assert "no-store" in page["Cache-Control"]
        assert not page.cookies
        assert SAID not in page.text


def test_everything_that_was_said_is_gone(client: Client, answer: Response, asha: User, elm: Hub) -> None:
    assert answer.survey.engagement is not None
    theme = make_theme(answer.survey.engagement, voices=list(answer.voices.all()), by=asha)
    other = make_voice(elm, "Theirs.", response=make_response(answer.survey))
    ThemeMark.objects.create(theme=theme, voice=other, marked_by=asha)

    delete(client)

    assert list(Voice.objects.all()) == [other]
    assert [mark.voice for mark in ThemeMark.objects.all()] == [other]
    assert Response.objects.count() == 1
    assert not YouSaid.voices.through.objects.exists()


def test_staff_lose_it_from_their_lists_at_once(client: Client, answer: Response, lead: Client) -> None:
    assert "buggy" in lead.get("/admin/comments/").text
    delete(client)

    page = lead.get("/admin/comments/").text
    assert "buggy" not in page
    assert "bins" not in page


def test_what_was_answered_in_public_stays_and_is_named_before_and_after(client: Client, answer: Response, elm: Hub, asha: User) -> None:
    said = make_you_said(elm, text="The door is too heavy.")
    said.voices.add(answer.voices.get(question_id=""))
    make_we_did(said, by=asha, text="The door now opens by itself.", published=True)

    asked, done = client.post(DELETE, {"code": CODE}, follow=True).text, delete(client).text

    for page in (asked, done):
        assert said.reference in page
        assert "We answered this in public, in our own words." in page
    public = client.get(f"/you-said-we-did/{said.reference}/").text
    assert "The door is too heavy." in public
    assert "The door now opens by itself." in public


def test_staff_read_why_a_you_said_and_a_theme_count_fewer_comments(
    client: Client, answer: Response, elm: Hub, asha: User, lead: Client
) -> None:
    assert answer.survey.engagement is not None
    theme = make_theme(answer.survey.engagement, voices=[answer.voices.get(question_id="")], by=asha)
    by_theme, direct, neither = (make_you_said(elm, reference=f"YS-2026-70{number}") for number in range(3))
    by_theme.themes.add(theme)
    direct.voices.add(answer.voices.get(question_id=ADDED))

    delete(client)

    for said in (by_theme, direct):
        assert "Families have since deleted some of the comments behind it" in words(lead.get(f"/admin/you-said/{said.pk}/"))
    assert "have since deleted" not in words(lead.get(f"/admin/you-said/{neither.pk}/"))
    assert "Families have deleted some of the comments that were in it" in words(lead.get(f"/admin/themes/{theme.pk}/"))


def test_a_theme_that_takes_in_another_says_that_comments_of_that_one_were_deleted(
    client: Client, answer: Response, asha: User, lead: Client
) -> None:
    assert answer.survey.engagement is not None
    doors = make_theme(answer.survey.engagement, voices=[answer.voices.get(question_id="")], by=asha)
    ramps = make_theme(answer.survey.engagement, "Ramps")
    delete(client)
    assert "Families have deleted" not in words(lead.get(f"/admin/themes/{ramps.pk}/"))

    merge_themes(theme=doors, into=ramps, by=asha)

    assert "Families have deleted" in words(lead.get(f"/admin/themes/{ramps.pk}/"))


def test_a_deleted_code_and_one_that_never_was_are_answered_alike_on_every_page(client: Client, answer: Response, elm: Hub) -> None:
    never, hidden = code_from("nobody"), code_from("unlinkable")
    make_response(make_open_survey(elm, title="Nobody can tell", slug="nobody", mode=Mode.UNLINKABLE), receipt_hash=code_hash(hidden))
    delete(client)

    for address, fields in (("/check-back/", {}), (DELETE, {}), (DELETE, {"sure": "yes"}), ("/check-back/add/", {})):
        pages = [client.post(address, {"code": code, **fields}, follow=True) for code in (CODE, never, hidden)]
        assert len({page.text for page in pages}) == 1
        assert {page.status_code for page in pages} == {200}
        assert "We cannot find an answer with this code" in pages[0].text
    assert Response.objects.count() == 1


def test_the_trail_knows_that_it_was_done_and_neither_code_nor_words(client: Client, answer: Response) -> None:
    delete(client)

    entry = AuditEntry.objects.get(verb="feedback.response.erase")
    assert entry.hub_id == answer.hub_id
    assert entry.actor == "system"
    for secret in (CODE, answer.receipt_hash, "buggy", "bins"):
        assert str(secret) not in f"{entry.subject}{entry.facts}"


def test_half_a_deletion_never_stays(client: Client, answer: Response, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down() -> Erased:
        raise RuntimeError

    monkeypatch.setattr(type(questions.receipt_erase), "answers", lambda self, **asked: [self.providers()[0](**asked), break_down()])
    client.raise_request_exception = False

    assert delete(client).status_code == 500
    assert Voice.objects.count() == 2


@pytest.mark.django_db
def test_the_named_question_erases_nothing_under_a_code_that_is_not_ours() -> None:
    (erased,) = questions.receipt_erase.answers(receipt_hash=code_hash(CODE))

    assert (erased.number_of_records, erased.kept) == (0, ())


def test_the_named_question_says_how_much_went_and_what_stays(answer: Response, elm: Hub, asha: User) -> None:
    said = make_you_said(elm)
    said.voices.add(answer.voices.get(question_id=""))
    make_we_did(said, by=asha, published=True)

    (erased,) = questions.receipt_erase.answers(receipt_hash=code_hash(CODE))

    assert erased.number_of_records == 3
    assert [kept.what for kept in erased.kept] == [said.reference, "Our safety copies"]
    assert erased.kept[1].until_on is not None


def test_guessing_at_codes_here_counts_like_guessing_there(client: Client, answer: Response) -> None:
    for number in range(20):
        delete(client, code_from(f"guess {number}"))

    assert delete(client).status_code == 429
    assert Response.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"sure": ""}, {"sure": "no"}, {"sure": "\x00"}])
def test_only_the_button_deletes(client: Client, answer: Response, fields: dict[str, str]) -> None:
    assert "Delete your answer?" in client.post(DELETE, {"code": CODE, **fields}, follow=True).text
    assert Response.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "1" * 5_000, "\x00\ud800".encode("utf-8", "replace").decode(), "<script>"])
def test_whatever_is_posted_as_a_code_gets_a_plain_answer(client: Client, code: str) -> None:
    page = delete(client, code)

    assert page.status_code == 200
    assert "16 numbers" in page.text


def test_an_address_alone_deletes_nothing(client: Client, answer: Response) -> None:
    assert client.get(DELETE, {"code": CODE, "sure": "yes"})["Location"] == "/check-back/"
    assert Response.objects.exists()


def test_a_foreign_page_deletes_nothing(client: Client, answer: Response) -> None:
    page = client.post(DELETE, {"code": CODE, "sure": "yes"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert page.status_code == 403
    assert Response.objects.exists()


def test_the_thank_you_page_says_no_more_that_the_answers_are_here(parent: Parent, survey: Survey) -> None:
    code = answered(parent, survey).send().code
    thanks = parent.address
    parent.open(thanks)
    assert "Your answers are safely here." in parent.text

    parent.post(DELETE, {"code": code, "sure": "yes"})
    parent.open(thanks)

    assert "Your answers are safely here." not in parent.text
    assert "You have sent your answers" not in parent.text
    assert not any(cookie.value for cookie in parent.client.cookies.values())


def test_sending_the_deleted_answer_again_from_an_old_page_brings_nothing_back(parent: Parent, survey: Survey) -> None:
    form = next(one for one in forms_of(answered(parent, survey).text) if one["action"].endswith("/check/"))
    code = parent.send().code
    parent.post(DELETE, {"code": code, "sure": "yes"})
    parent.post(form["action"], form["fields"])

    assert not Response.objects.exists()


def test_where_no_code_is_given_three_pages_say_why_we_cannot(client: Client, parent: Parent, elm: Hub) -> None:
    survey = make_open_survey(elm, title="Nobody can tell", slug="nobody", mode=Mode.UNLINKABLE, questions=[long_text()])
    start = client.get(f"/have-your-say/{survey.slug}/").text
    thanks = parent.start(survey).answer("Words").send().text
    why = client.get("/check-back/").text

    for page in (start, thanks):
        assert "We cannot find, change or delete your answer" in page
        assert 'href="/check-back/#no-code"' in page
    assert 'id="no-code"' in why
    assert "Nothing ties such an answer to you or your phone." in why
    assert "If you had a code and lost it" in why


def test_deleting_costs_the_same_however_much_was_said(client: Client, elm: Hub) -> None:
    survey = make_open_survey(elm)

    def cost(number: int) -> int:
        code = code_from(f"family {number}")
        response = make_response(survey, receipt_hash=code_hash(code))
        for _ in range(number):
            make_voice(elm, SAID, response=response)
        with CaptureQueriesContext(connection) as queries:
            assert "Your answer is deleted" in delete(client, code).text
        return len(queries)

    cost(3)
    assert cost(1) == cost(40)
