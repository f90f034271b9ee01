"""A message about minutes that are out, or about what was decided, is begun for whoever writes it; nobody has it until it is sent."""

import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from panels.models import Meeting, Message, Panel
from panels.rules.messages import LONGEST_WORDS
from panels.selectors.message_begun import begun
from panels.services.questions import end_question
from tests.builders import today
from tests.cast import sign_in
from tests.panels.deciding import make_question
from tests.panels.messaging import writing_panel
from tests.panels.paneling import make_panel, open_to_families
from tests.panels.writing_down import held_before, make_decision, make_minutes


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """A panel whose page families can read."""
    return open_to_families(writing_panel(elm))


def _out(panel: Panel, by: User, summary: str = "We talked about the café.") -> Meeting:
    meeting = held_before(panel)
    make_decision(meeting, by)
    make_minutes(meeting, by, summary=summary)
    return meeting


def test_from_minutes_that_are_out_one_tap_leads_to_a_message_with_their_link(panel: Panel, petra: User) -> None:
    desk, meeting = sign_in(petra), _out(panel, petra)
    way = f"{reverse('panel_messages:new', args=[panel.pk])}?minutes={meeting.pk}"
    assert f'href="{way}"' in desk.get(reverse("meeting:minutes", args=[meeting.pk])).text

    page = desk.get(way).text
    where = settings.BASE_URL + reverse("panel_minutes", args=[panel.slug, meeting.pk])
    assert "Minutes of our meeting on" in page
    assert f"We talked about the café.\n\nAll of them are here: {where}" in page
    assert not Message.objects.exists(), "looking writes nothing"


def test_where_families_have_no_page_the_whole_text_is_the_message(elm: Hub, petra: User) -> None:
    panel = writing_panel(elm)
    said = begun(panel, {"minutes": str(_out(panel, petra).pk)})
    assert "We decided: We try a Saturday group." in said["words"]
    assert "http" not in said["words"]
    assert "phone_words" not in said


def test_words_that_are_too_long_end_with_a_line_that_says_so(panel: Panel, petra: User) -> None:
    said = begun(panel, {"minutes": str(_out(panel, petra, summary="word " * 1_000).pk)})
    assert len(said["words"]) <= LONGEST_WORDS
    assert "Ask us for the rest.\n\nAll of them are here: http" in said["words"]


def test_what_was_decided_between_meetings_is_told_with_its_reason(panel: Panel, petra: User) -> None:
    question = make_question(panel)
    assert not begun(panel, {"question": str(question.pk)}), "not decided yet"
    end_question(
        question=question,
        decided="Beside the slide.",
        reason="Most could live with it.",
        minority_view="Far away.",
        by=petra,
        today=today(),
    )

    said = begun(panel, {"question": str(question.pk)})
    assert "We decided: Beside the slide.\n\nWhy: Most could live with it.\n\nSome saw it otherwise: Far away." in said["words"]
    way = f"{reverse('panel_messages:new', args=[panel.pk])}?question={question.pk}"
    assert f'href="{way}"' in sign_in(petra).get(reverse("panel_question:one", args=[question.pk])).text


def test_nothing_is_begun_with_what_is_of_another_panel_not_out_or_odd(panel: Panel, oak: Hub, petra: User) -> None:
    other = _out(make_panel(oak), petra)
    draft = held_before(panel)
    for asked in (
        {"minutes": str(other.pk)},
        {"minutes": str(draft.pk)},
        {"minutes": "9" * 40},
        {"question": "x"},
        {"question": str(uuid.uuid4())},
    ):
        assert not begun(panel, asked), asked


def test_who_may_not_write_to_members_is_not_led_there(panel: Panel, petra: User, hana: User) -> None:
    meeting = _out(panel, petra)
    desk: Client = sign_in(hana)
    page = desk.get(reverse("meeting:minutes", args=[meeting.pk]))
    if page.status_code == 200:
        leads = reverse("panel_messages:new", args=[panel.pk]) in page.text
        assert leads == (desk.get(reverse("panel_messages:new", args=[panel.pk])).status_code == 200)
