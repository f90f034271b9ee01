"""What a letter says that asks a member to decide between meetings. Called in the reader's language."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from core import clocks
from panels.models import QuestionAsked
from panels.selectors.phones import to_ring
from panels.selectors.reply_links import token_of


def question_address(asked: QuestionAsked) -> str:
    """Return the whole address by which somebody answers, in the language of now."""
    return settings.BASE_URL + reverse("panel_decide", args=[token_of(asked)])


def letter(asked: QuestionAsked) -> dict[str, Any]:
    """Return what the letter holds: never a name."""
    question = asked.question
    return {
        "panel": question.panel.title,
        "words": question.words,
        "by": clocks.day_in_words(question.closes_on, weekday=True),
        "link": question_address(asked),
        **to_ring(question.panel),
    }
