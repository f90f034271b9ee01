"""Who answered surveys, of the groups that the council looks for: what families said of themselves, counted and never shown one by one.

An answer knows only its week, so it counts once its week is over: nobody who saw somebody answer today sees a number move today.
"""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, Func, JSONField, OuterRef

from core.answers import ANSWERED_A_SURVEY
from core.models import Hub
from core.questions import Reached
from feedback.models import Response, SurveyVersion, Voice
from feedback.rules.weeks import monday_of, week_of


class AnswerTo(Func):
    """The answer to a question whose id stands in another column: AnswerTo("answers", "version__about_question"), null where none is."""

    output_field = JSONField()
    function = "jsonb_extract_path"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Return the same for SQLite, which is told the way through the JSON as a text."""
        return super().as_sql(compiler, connection, template="JSON_EXTRACT(%(expressions)s || '\"')", arg_joiner=", '$.\"' || ", **context)


def who_answered(engagement_ids: Collection[int], *, since: date | None, until: date | None, today: date) -> list[Reached]:
    """Return how many of each group answered the surveys of these engagements, by hub: two queries, however much was asked.

    A family that ticked two answers for one group is counted once. A week counts on its Monday for the days asked, and once it is over.
    """
    rows = Response.objects.filter(survey__engagement__in=engagement_ids, week__lt=week_of(today)).exclude(version__about_question="")
    if since:
        rows = rows.filter(week__gte=week_of(monday_of(since + timedelta(days=6))))
    if until:
        rows = rows.filter(week__lte=week_of(until))
    said = rows.annotate(said=AnswerTo("answers", "version__about_question")).order_by()
    counted = list(said.values_list("survey__engagement", "version", "hub", "said").annotate(number=Count("pk")))
    counts_for = _groups({version for _engagement, version, *_ in counted})
    found: Counter[tuple[int, str, int]] = Counter()
    for engagement, version, hub, chosen, number in counted:
        for group in {counts_for[version].get(option, "") for option in chosen or ()} - {""}:
            found[engagement, group, hub] += number
    return [Reached(engagement, group, hub, number, ANSWERED_A_SURVEY) for (engagement, group, hub), number in found.items()]


def hubs_heard(engagement_id: int, hub_ids: Collection[int]) -> list[Hub]:
    """Return at which of these hubs an answer or a comment is kept of this engagement; never how many (one query)."""
    answers = Response.objects.filter(survey__engagement=engagement_id, hub=OuterRef("pk"))
    comments = Voice.objects.filter(survey__engagement=engagement_id, hub=OuterRef("pk"))
    return list(Hub.objects.filter(Exists(answers) | Exists(comments), pk__in=hub_ids))


def _groups(versions: Collection[int]) -> dict[int, dict[str, str]]:
    """Return for which group each answer of these versions counts. Not from what is kept compiled: families wait for that."""
    definitions = SurveyVersion.objects.filter(pk__in=versions).values_list("pk", "definition") if versions else []
    return {
        pk: {
            option["id"]: option.get("group", "") for one in definition["questions"] if one.get("about_family") for option in one["options"]
        }
        for pk, definition in definitions
    }
