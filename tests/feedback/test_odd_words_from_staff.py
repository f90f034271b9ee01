"""Odd and long words from staff: a clear sentence instead of a broken page, and nothing that was typed is lost."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub, SecondLook
from feedback.models import Survey, Theme, Voice, YouSaid
from feedback.services import we_did
from participation.models import Engagement
from tests.builders import (
    long_text,
    make_open_survey,
    make_response,
    make_survey,
    make_theme,
    make_voice,
    make_we_did,
    make_you_said,
    today,
)
from tests.cast import sign_in
from tests.feedback.family import forms_of
from tests.staff_forms import largest_form

LIST, PUT = "/admin/comments/", "/admin/comments/put-to-themes/"
TOO_LONG = ("Doors that are too heavy to open with a buggy " * 3).strip()


@pytest.fixture
def asked(elm: Hub) -> Engagement:
    """What a survey of Elm hangs on."""
    engagement = make_open_survey(elm, title="After a session").engagement
    assert engagement
    return engagement


@pytest.fixture
def comments(elm: Hub, asked: Engagement) -> list[Voice]:
    """Three comments of one survey."""
    survey = Survey.objects.get()
    return [make_voice(elm, f"The door is heavy, {n}.", response=make_response(survey, elm)) for n in range(3)]


# --- Sorting comments ----------------------------------------------------------------------------------------------------------


def test_a_theme_with_too_long_a_name_costs_neither_the_name_nor_the_ticks(
    lead: Client, asked: Engagement, comments: list[Voice], asha: User
) -> None:
    known = make_theme(asked, "Ramps", by=asha)
    ticked = [str(comments[0].pk), str(comments[2].pk)]

    page = lead.post(PUT, {"next": LIST, "comment": ticked, "theme": [known.pk], "new_theme": TOO_LONG}, follow=True).text

    assert f"This has {len(TOO_LONG)} letters, and at most 120 fit." in page
    form = next(form["fields"] for form in forms_of(page) if form["action"] == PUT)
    assert form["new_theme"] == [TOO_LONG]
    assert sorted(form["comment"]) == sorted(ticked)
    assert form["theme"] == [str(known.pk)]
    assert [theme.name for theme in Theme.objects.all()] == ["Ramps"]


def test_what_was_refused_is_shown_once_and_only_where_it_was_typed(lead: Client, comments: list[Voice]) -> None:
    lead.post(PUT, {"next": LIST, "comment": [comments[0].pk], "new_theme": TOO_LONG})
    assert TOO_LONG not in lead.get("/admin/themes/").text  # somebody went elsewhere instead

    lead.post(PUT, {"next": LIST, "comment": [comments[0].pk], "new_theme": TOO_LONG})
    assert TOO_LONG in lead.get(LIST).text
    assert TOO_LONG not in lead.get(LIST).text


def test_a_refusal_stays_with_the_comment_it_was_about(lead: Client, comments: list[Voice]) -> None:
    first = min(comments, key=lambda comment: comment.pk)  # heard in one week they are listed by their keys, which are random
    here = f"{LIST}{first.pk}/"
    form = next(form["fields"] for form in forms_of(lead.get(here).text) if form["action"] == PUT)

    refused = lead.post(PUT, {**form, "new_theme": TOO_LONG}, follow=True)
    done = lead.post(PUT, {**form, "new_theme": "Doors"})

    assert form["next"] != form["here"]
    assert refused.redirect_chain[-1][0] == here
    assert TOO_LONG in refused.text
    assert done.headers["Location"] == form["next"][0]


@pytest.mark.parametrize("typed", ["Heavy\x00 doors", "Heavy\u202e doors\u2069"])
def test_odd_letters_leave_a_themes_name_as_it_looks(lead: Client, comments: list[Voice], typed: str) -> None:
    lead.post(PUT, {"next": LIST, "comment": [comments[0].pk], "new_theme": typed})

    assert Theme.objects.get().name == "Heavy doors"


# --- A line that ends a theme ------------------------------------------------------------------------------------------------


def test_a_line_that_is_too_long_is_refused_and_kept_whole(lead: Client, asked: Engagement, asha: User) -> None:
    theme, line = make_theme(asked, "The park", by=asha), ("The park belongs to the parish. " * 12).strip()

    page = lead.post(f"/admin/themes/{theme.pk}/no-further/", {"public_line": line}, follow=True).text

    assert f"This has {len(line)} letters, and at most 300 fit." in page
    assert next(form["fields"] for form in forms_of(page) if form["action"].endswith("/no-further/"))["public_line"] == [line]
    assert Theme.objects.get().public_line == ""


# --- Remarks of a second look --------------------------------------------------------------------------------------------------


@pytest.fixture
def look(elm: Hub, asha: User, dev: User) -> SecondLook:
    """A look that waits for Dev, at Asha's answer."""
    answer = make_we_did(make_you_said(elm), by=asha)
    return we_did.ask_for_second_look(answer=answer, by=asha, today=today())


def _send_back(dev: User, look: SecondLook, remark: str) -> str:
    said = YouSaid.objects.get()
    posted = {"digest": look.digest, "remark": remark}
    return sign_in(dev).post(f"/admin/you-said/{said.pk}/second-look/send-back/", posted, follow=True).text


def test_an_odd_remark_arrives_as_it_looks(dev: User, look: SecondLook) -> None:
    _send_back(dev, look, "It names\x00 a \u202echild.\r\nTake her out.")

    assert SecondLook.objects.get().remark == "It names a child.\nTake her out."


def test_a_remark_that_is_too_long_is_refused_and_kept_whole(dev: User, look: SecondLook) -> None:
    remark = ("It names a child. " * 120).strip()

    page = _send_back(dev, look, remark)

    assert "in at most 2,000 letters" in page
    assert next(form["fields"] for form in forms_of(page) if "remark" in form["fields"])["remark"] == [remark]
    assert SecondLook.objects.get().remark == ""


# --- You said, and its answer ---------------------------------------------------------------------------------------------------


def _form(client: Client, address: str) -> dict[str, list[str]]:
    """Return the form with the most fields on a page, as it would be sent."""
    return largest_form(address, client.get(address).text).values


@pytest.mark.parametrize(("screen", "field", "most"), [("edit", "text", 1_000), ("answer", "text", 5_000), ("answer", "reason", 5_000)])
def test_words_for_families_have_an_end_and_say_so(lead: Client, elm: Hub, asha: User, screen: str, field: str, most: int) -> None:
    said = make_you_said(elm)
    make_we_did(said, by=asha)
    address, typed = f"/admin/you-said/{said.pk}/{screen}/", "The door is heavy. " * (most // 19 + 1)

    refused = lead.post(address, {**_form(lead, address), field: typed}).text

    assert f"Ensure this value has at most {most} characters" in refused
    assert typed.strip() in refused
    assert YouSaid.objects.get().text != typed.strip()


def test_days_in_the_wrong_order_are_refused_in_plain_words(lead: Client, elm: Hub) -> None:
    said = make_you_said(elm)
    address = f"/admin/you-said/{said.pk}/edit/"
    before = {"heard_until_on": f"{said.heard_from_on - timedelta(days=1)}"}

    page = lead.post(address, {**_form(lead, address), **before}).text

    assert "The last day you heard it comes before the first." in page
    assert "Constraint" not in page


@pytest.mark.parametrize("field", ["question", "what_can_change"])
def test_what_is_asked_has_an_end_and_says_so(lead: Client, asked: Engagement, field: str) -> None:
    address, typed = reverse("engagement:edit", args=[asked.pk]), "What would make it easier? " * 80

    refused = lead.post(address, {**_form(lead, address), field: typed}).text

    assert "Ensure this value has at most 2000 characters" in refused
    assert typed.strip() in refused


def test_why_a_survey_asks_has_an_end_and_says_so(lead: Client, elm: Hub) -> None:
    typed = "We want to know. " * 150

    refused = lead.post(reverse("survey:add"), {"title": "T", "questions-count": "0", "mode": "code", "seen": "0", "why": typed}).text

    assert "Ensure this value has at most 2000 characters" in refused
    assert typed.strip() in refused


# --- Trying a survey ------------------------------------------------------------------------------------------------------------


def test_half_a_letter_carried_along_breaks_nothing(lead: Client, elm: Hub) -> None:
    survey = make_survey(elm, questions=[long_text("What next?"), long_text("And then?")])
    first, second = (block["id"] for block in survey.questions.get_prep_value())
    carried = json.dumps({first: "half \ud800 a letter", second: ["\udfff"]})

    page = lead.post(reverse("survey:try", args=[survey.pk]), {"carried": carried, "question": second, "answer": "x", "go": "back"})

    assert page.status_code == 200
    assert "half \ufffd a letter" in page.text
