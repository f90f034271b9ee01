"""Ending what is past its time, as the data protection officer approved it (decision 0031): one record, inside the asker's transaction.

The run is what is written down of it; the trail gets no line for each, for that would say for ever which session had said something.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import F

from core.answers import RowEnded
from participation.models import GroupSentence, LearningNote, PastReportFile, Turnout
from participation.selectors.endings import FILES, NOTES, SENTENCES, TURNOUTS


def end(code: str, key: str) -> RowEnded | None:
    """End one record of a kind; None for a kind that is not kept here. One that is gone already is ended."""
    if code not in ENDINGS:
        return None
    ENDINGS[code](key)
    return RowEnded()


def _empty_words(key: str) -> None:
    """Take away what went well and what to change; how many came stays. Whoever has the page open is asked to read it anew."""
    Turnout.objects.filter(pk=key).update(went_well="", to_change="", version=F("version") + 1)


ENDINGS: Mapping[str, Callable[[str], Any]] = {
    FILES: lambda key: PastReportFile.objects.filter(pk=key).delete(),  # what it found stays
    TURNOUTS: _empty_words,
    NOTES: lambda key: LearningNote.objects.filter(pk=key).delete(),
    SENTENCES: lambda key: GroupSentence.objects.filter(pk=key).delete(),
}
