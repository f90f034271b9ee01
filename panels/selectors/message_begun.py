"""What a message begins with that is made of something else: minutes that are out, or what was decided between meetings."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from core.clocks import day_in_words
from core.row_numbers import row_number
from panels.models import Meeting, Minutes, Panel, PanelQuestion
from panels.rules.messages import LONGEST_FOR_PHONES, LONGEST_WORDS
from panels.selectors import public
from panels.selectors.meetings import day_of
from panels.selectors.minutes import are_public, as_text, public_minutes

REST = "\n\nThere is more. Ask us for the rest."


def begun(panel: Panel, asked: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in the boxes of a new message, by field; nothing for what is not of this panel or not to be told yet.

    `asked` is what the address says: `minutes` (the number of a meeting) or `question` (an id).
    """
    if said := asked.get("minutes"):
        return _of_minutes(panel, said)
    return _of_question(panel, asked.get("question", ""))


def _of_minutes(panel: Panel, said: str) -> dict[str, str]:
    number = row_number(said)
    rows = Meeting.objects.filter(panel=panel, pk=number, minutes__out_on__isnull=False) if number else Meeting.objects.none()
    meeting = rows.select_related("panel", "minutes").first()
    if meeting is None:
        return {}
    day, minutes = day_in_words(day_of(meeting)), meeting.minutes
    heading = f"Minutes of our meeting on {day}"
    if not (are_public(panel) and public.is_public(panel)):
        return {"heading": heading, "words": _fits(as_text(public_minutes(meeting, minutes)))}
    where = settings.BASE_URL + reverse("panel_minutes", args=[panel.slug, meeting.pk])
    return {
        "heading": heading,
        "words": _of_the_page(minutes, where),
        "phone_words": f"The minutes of our meeting on {day}: {where}"[:LONGEST_FOR_PHONES],
    }


def _of_the_page(minutes: Minutes, where: str) -> str:
    end = f"\n\nAll of them are here: {where}"
    return _fits(minutes.summary, leaves=len(end)) + end


def _of_question(panel: Panel, said: str) -> dict[str, str]:
    try:
        key = UUID(said)
    except ValueError:
        return {}
    question = PanelQuestion.objects.filter(panel=panel, pk=key, ended_on__isnull=False).first()
    if question is None:
        return {}
    other = f"\n\nSome saw it otherwise: {question.minority_view}" if question.minority_view else ""
    words = f"You were asked: {question.words}\n\nWe decided: {question.decided}\n\nWhy: {question.reason}{other}"
    return {"heading": "What we decided between our meetings", "words": _fits(f"{words}\n\nThank you for your answers.")}


def _fits(words: str, *, leaves: int = 0) -> str:
    """Return words that are kept whole, or as much of them as is, with a line that says so."""
    room = LONGEST_WORDS - leaves
    return words if len(words) <= room else words[: room - len(REST)].rstrip() + REST
