"""Ending what is past its time: the words of a comment, and an answer with all of its comments (questions retention.due and .end)."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from consent.selectors import holds
from core.questions import RowEnded
from feedback.models import Response, Voice
from feedback.rules.weeks import week_of
from feedback.selectors import concerns as concern_selectors
from feedback.selectors import endings as selectors
from feedback.services import concerns
from feedback.services.own_answer import say_that_comments_go

HELD_WORDS = "Words of it are held back."

Due = Callable[[date], list[str]]
End = Callable[[UUID, date], RowEnded]


def end_words(pk: UUID, today: date) -> RowEnded:
    """Delete the words of one comment and write down in which week: no moment, for no answer knows one (DESIGN promise 4).

    Its week, hub, language, themes and places behind a You said stay, and so does every count. One query.
    """
    Voice.objects.filter(pk=pk, words_ended_week="").update(text=None, words_ended_week=week_of(today))
    return RowEnded()


def end_answer(pk: UUID, today: date) -> RowEnded:
    """Delete one answer with its comments and their places in themes; what was raised from it stays, in our own words.

    A comment whose words somebody holds back keeps its answer. Nothing stands in the trail of each: the certificate counts them.
    """
    # Locked, so that nobody puts one to a theme while it goes.
    voices = list(Voice.objects.select_for_update().filter(response=pk).values_list("pk", flat=True))
    if holds.held_back("comment_words", [str(voice) for voice in voices]):
        return RowEnded(why_kept=HELD_WORDS)
    say_that_comments_go(voices)
    Response.objects.filter(pk=pk).delete()
    return RowEnded()


def end_worry(pk: UUID, today: date) -> RowEnded:
    """Delete the words of a worry that a hold had kept after it was handed over."""
    return concerns.end_words(pk)


ENDINGS: Mapping[str, tuple[Due, End]] = {
    "comment_words": (selectors.words_said_until, end_words),
    "anonymous_answers": (selectors.answers_given_until, end_answer),
    "concern_words": (concern_selectors.words_left, end_worry),
}
