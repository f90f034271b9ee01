"""The day a family is promised is one day: before they start, on the thank-you, and when they come back with their code."""

from datetime import date

import pytest
from django.test import Client

from core import clocks
from core.models import Hub
from feedback.choices import Mode
from feedback.models import Survey
from tests import builders
from tests.feedback.family import Parent

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
PROMISED = "29 December 2026"  # six weeks after the Monday, and the bank holiday passed over


@pytest.mark.django_db
@pytest.mark.parametrize("day", [MONDAY, SUNDAY])
def test_the_day_we_promise_is_the_same_wherever_a_parent_reads_it(elm: Hub, monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(clocks, "today", lambda: day)
    everyday = builders.make_everyday_engagement(elm)
    survey: Survey = builders.make_open_survey(elm, engagement=everyday, questions=[builders.long_text()])
    parent = Parent()

    before = parent.client.get(f"/have-your-say/{survey.slug}/").text
    parent.start(survey).answer("A lighter door").send()

    assert PROMISED in before
    assert PROMISED in parent.text
    assert PROMISED in Client().post("/check-back/", {"code": parent.code}, follow=True).text


@pytest.mark.django_db
@pytest.mark.parametrize("mode", [Mode.CODE_LINKED, Mode.UNLINKABLE])
def test_a_day_that_has_gone_by_is_promised_to_nobody(elm: Hub, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    monkeypatch.setattr(clocks, "today", lambda: MONDAY)
    engagement = builders.make_engagement(elm, answer_by_on=date(2026, 11, 10))
    survey = builders.make_open_survey(elm, engagement=engagement, mode=mode, questions=[builders.long_text()])
    parent = Parent()

    before = parent.open(f"/have-your-say/{survey.slug}/").text
    after = parent.press().answer("A lighter door").send().text

    for page in (before, after):
        assert "We promised an answer by 10 November 2026. We are late, and we are sorry." in page
        assert "by Tuesday 10 November 2026" not in page
