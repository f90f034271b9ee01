"""What families wrote and answered that is past its time. In the order of weeks and random ids, never in that of the table.

What was chosen for an answer under the Freedom of Information Act waits until that is given.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from consent.selectors.information import comments_waiting
from core import clocks
from core.answers import OldRecords
from core.old_records import gathered
from core.record_ids import id_typed
from feedback.models import Concern, RatingResult, Response, Voice
from feedback.rules.endings import weeks_over_by
from feedback.rules.weeks import first_day_of


def words_said_until(day: date) -> list[str]:
    """Return the ids of the comments whose words still stand and that were said in a week that was over by a day."""
    rows = Voice.objects.filter(week__lte=weeks_over_by(day), words_ended_week="").order_by("week", "pk")
    waiting = comments_waiting(clocks.today())
    return [key for pk in rows.values_list("pk", flat=True) if (key := str(pk)) not in waiting]


def answers_given_until(day: date) -> list[str]:
    """Return the ids of the answers given in a week that was over by a day, without those that were added to later.

    Those to a rating that ended wait for the hour in which the worker puts it into words (services/ratings.keep_results).
    """
    week = weeks_over_by(day)
    later = Voice.objects.filter(response=OuterRef("pk"), week__gt=week)
    asked_for = Voice.objects.filter(response=OuterRef("pk"), pk__in=comments_waiting(clocks.today()))
    has_ended = Q(survey__closes_on__lte=clocks.today()) | Q(survey__closed_on__isnull=False)
    in_words = Exists(RatingResult.objects.filter(survey=OuterRef("survey")))
    rows = Response.objects.filter(~Exists(later), ~Exists(asked_for), week__lte=week).order_by("week", "pk")
    rows = rows.exclude(~in_words & ~Q(survey__rating_point="") & has_ended)
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def which(code: str, keys: list[str]) -> list[OldRecords] | None:
    """Return of which hubs and weeks these comments or answers are; None for a kind that is another's."""
    if code == WORRIES:
        return gathered(Concern.objects.all(), keys, where="hub__name", when="ended_at", say=_day_in_words)
    return gathered(_ROWS[code](), keys, where="hub__name", when="week", say=_week_in_words) if code in _ROWS else None


def id_of(code: str, typed: str) -> str | None:
    """Return the id of a comment or an answer that was typed as its page or the trail shows it."""
    return id_typed(typed, _ROWS[code]()) if code in _ROWS else None


def _week_in_words(week: str) -> str:
    return f"the week of {clocks.day_in_words(first_day_of(week))}"


def _day_in_words(moment: datetime) -> str:
    return clocks.day_in_words(clocks.today(moment))


WORRIES = "concern_words"
_ROWS: Mapping[str, Callable[[], Any]] = {
    "comment_words": Voice.objects.all,
    "anonymous_answers": Response.objects.all,
    WORRIES: Concern.objects.all,
}
