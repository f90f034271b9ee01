"""What is left of a comment when its words were deleted after the time we promised, and what nobody can do with it any more."""

from collections.abc import Iterable
from datetime import date, timedelta

from feedback.models import Voice
from feedback.rules.weeks import first_day_of, last_day_of, week_of


def months_kept(voice: Voice) -> int:
    """Return for how many whole months the words of a comment were kept before they were deleted, counted from the end of its week."""
    said, ended = last_day_of(voice.week), first_day_of(voice.words_ended_week)
    return max(0, (ended.year - said.year) * 12 + ended.month - said.month - (ended.day < said.day))


def in_place_of_words(voice: Voice) -> str:
    """Return what staff read where a comment's words stood; empty while they stand."""
    if not voice.words_are_gone:
        return ""
    months = months_kept(voice)
    kept = f" after {months} month{'' if months == 1 else 's'}" if months else ""
    return f"The words were deleted{kept}, as we promised."


def why_not_sort(voices: Iterable[Voice]) -> list[str]:
    """Return why these comments cannot be put to a theme, taken out of one, or raised: nobody can tell any more what they said."""
    gone = sum(voice.words_are_gone for voice in voices)
    if not gone:
        return []
    what = "The words of one of these comments were" if gone == 1 else f"The words of {gone} of these comments were"
    return [f"{what} deleted, as we promised, so nobody can tell any more what it is about. Leave it out."]


def weeks_over_by(day: date) -> str:
    """Return the last week that was over, to its Sunday, by a day: so nothing that knows only its week ends a day too soon.

    For a day before all weeks, by which the asker means "none", it is a text before all weeks.
    """
    return week_of(day - timedelta(days=6)) if day.year > 1000 else ""
