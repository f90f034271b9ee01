"""What a family is told before it answers and after, and what its phone keeps: the words and the limits we promised (DESIGN 4)."""

from datetime import timedelta
from http.cookies import Morsel

import pytest
from django.test import Client

from core.models import Hub
from feedback.choices import Mode, SurveyState
from feedback.models import Survey
from feedback.views.phone import cookie_name
from tests.builders import long_text, make_brand, make_open_survey, make_survey, today
from tests.feedback.family import Parent, answered

NO_NAMES = "Please do not put names. What you write could still show who you are."
GETS_A_CODE = "At the end you get your own code"
NOBODY_CAN_TELL = "Nobody can tell it was you, unless you write it. We cannot find, change or delete your answer later."


def _start(parent: Parent, survey: Survey) -> str:
    return parent.open(f"/have-your-say/{survey.slug}/").text


@pytest.mark.parametrize(("mode", "there", "away"), [("code", GETS_A_CODE, NOBODY_CAN_TELL), ("unlinkable", NOBODY_CAN_TELL, GETS_A_CODE)])
def test_a_family_knows_before_it_begins_whether_its_answer_can_be_found_again(
    parent: Parent, elm: Hub, mode: str, there: str, away: str
) -> None:
    page = _start(parent, make_open_survey(elm, mode=mode, questions=[long_text()]))

    assert there in page
    assert away not in page
    assert NO_NAMES in page


def test_a_survey_gives_codes_unless_somebody_decides_otherwise() -> None:
    assert Survey().mode == Mode.CODE_LINKED


def test_whom_to_call_stands_at_the_beginning_and_at_the_end(parent: Parent, survey: Survey) -> None:
    make_brand(safeguarding_phone="01632 960 001", safeguarding_hours="9 to 5", out_of_hours_phone="01632 960 002")

    pages = [_start(parent, survey), answered(parent, survey).send().text]

    for page in pages:
        care = page.split('aria-labelledby="not-for-emergencies"', 1)[1].split("</section>", 1)[0]  # the foot has them too
        assert 'href="tel:999"' in care
        assert 'href="tel:01632960001"' in care
        assert "9 to 5" in care
        assert 'href="tel:01632960002"' in care


def test_the_thank_you_says_where_our_answer_is_read_without_any_code(parent: Parent, survey: Survey) -> None:
    page = answered(parent, survey).send().text

    assert "You can read our answer without any code:" in page
    assert 'href="/you-said-we-did/"' in page.split("without any code:", 1)[1].split("</p>", 1)[0]
    assert survey.engagement
    assert f'href="/what-we-ask/{survey.engagement.slug}/">What this is about, and where it stands</a>' in page


def test_the_list_shows_what_can_be_answered_today_and_nothing_else(client: Client, elm: Hub) -> None:
    make_open_survey(elm, title="Open today")
    make_open_survey(elm, title="Last day today", opens_on=today() - timedelta(days=9), closes_on=today())
    make_survey(elm, title="Still a draft")
    make_open_survey(elm, title="From tomorrow", opens_on=today() + timedelta(days=1))
    make_open_survey(elm, title="Until yesterday", closes_on=today() - timedelta(days=1))
    shut = make_open_survey(elm, title="Closed by hand")
    Survey.objects.filter(pk=shut.pk).update(state=SurveyState.CLOSED, closed_on=today())

    page = client.get("/have-your-say/").text

    assert [title in page for title in ("Open today", "Last day today")] == [True, True]
    assert [title for title in ("Still a draft", "From tomorrow", "Until yesterday", "Closed by hand") if title in page] == []


def _cookie(parent: Parent, survey: Survey) -> "Morsel[str]":
    return parent.client.cookies[cookie_name(survey.slug)]


def test_the_phone_keeps_one_cookie_that_no_script_and_no_other_site_reads(parent: Parent, survey: Survey) -> None:
    writing = _cookie(parent.start(survey), survey)
    kept = {name: writing[name] for name in ("httponly", "samesite", "path", "domain", "max-age")}
    assert kept == {"httponly": True, "samesite": "Lax", "path": "/", "domain": "", "max-age": 3 * 24 * 60 * 60}

    sent = _cookie(answered(Parent(), survey).send(), survey)
    kept = {name: sent[name] for name in ("httponly", "samesite", "path", "domain", "max-age")}
    assert kept == {"httponly": True, "samesite": "Lax", "path": "/", "domain": "", "max-age": 30 * 60}
