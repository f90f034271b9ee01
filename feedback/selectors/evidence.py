"""What of an engagement shows by itself how families were heard and answered. Kept and printed for committees: nothing here is not public.

A number of people is said in bands at the public's line (core.small_numbers), whoever asks. Counts of what the council did are not hidden.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.formats import date_format

from core import clocks
from core.questions import Evidence
from core.small_numbers import numbers
from feedback.choices import PROMISED, REFUSALS, Outcome, ThemeState
from feedback.models import EntryPoint, Response, Theme, Told, Voice, WeDid, YouSaid
from feedback.rules.weeks import first_day_of

MOST_ANSWERS = 6  # of the published ones, the newest; the rest is said in one line
HEARD, SORTED, ANSWERED, TOLD = "Answers that came in", "What people talked about", "You said, we did", "How people were told"
_STANDING = WeDid.objects.readable().filter(you_said=OuterRef("pk")).order_by("-published_at", "-pk")


def evidence_of(engagement_id: int) -> list[Evidence]:
    """Return what Earshot can see of an engagement, each with the items of Lundy's checklist that it speaks to. Eight queries at most."""
    return [*_heard(engagement_id), *_met(engagement_id), *_sorted(engagement_id), *_answered(engagement_id), *_told(engagement_id)]


def _heard(engagement_id: int) -> Iterator[Evidence]:
    found = Response.objects.filter(survey__engagement=engagement_id, survey__rating_point="").aggregate(
        number=Count("pk"), last=Max("week")
    )
    if found["number"]:
        on = first_day_of(found["last"])
        people = numbers.band(found["number"], below=numbers.line_for(None))
        yield Evidence(f"Answers that came in: {people}, the last in the week of {_day(on)}.", HEARD, on, items=("SP-A1",))


def _met(engagement_id: int) -> Iterator[Evidence]:
    posters = EntryPoint.objects.filter(survey__engagement=engagement_id, survey__rating_point="").aggregate(
        number=Count("pk"), hubs=Count("hub", distinct=True), last=Max("made_on")
    )
    if posters["number"]:
        text = f"Posters and session sheets put up: {posters['number']}, at {posters['hubs']} hub{'' if posters['hubs'] == 1 else 's'}."
        yield Evidence(text, HEARD, posters["last"], reverse("entry_point:index"), ("SP-P6", "SP-P1"))


def _sorted(engagement_id: int) -> Iterator[Evidence]:
    themes = Theme.objects.filter(engagement=engagement_id).exclude(state=ThemeState.MERGED)
    counted = themes.aggregate(number=Count("pk"), open=Count("pk", filter=Q(state=ThemeState.OPEN)))
    if not counted["number"]:
        return
    put = Voice.objects.filter(marks__theme__engagement=engagement_id).aggregate(number=Count("pk", distinct=True), last=Max("week"))
    on = first_day_of(put["last"]) if put["last"] else clocks.today()
    people = numbers.band(put["number"], below=numbers.line_for(None))
    text = f"Themes made of what people said: {counted['number']}, {counted['open']} of them still open. Comments put to them: {people}."
    yield Evidence(text, SORTED, on, reverse("themes:index"), ("VO-A3", "VO-D3"))


def _answered(engagement_id: int) -> Iterator[Evidence]:
    rows = YouSaid.objects.answered_in_public().filter(engagement=engagement_id)
    standing = rows.annotate(outcome=Subquery(_STANDING.values("outcome")[:1])).exclude(outcome=None).order_by("-published_on", "-pk")
    answers: list[tuple[str, str, date, date]] = list(standing.values_list("reference", "outcome", "published_on", "answer_by_on"))  # type: ignore[arg-type]  # what is answered has its day
    for reference, outcome, published_on, _ in answers[:MOST_ANSWERS]:
        text = f"{reference} was answered in public on {_day(published_on)}: {str(Outcome(outcome).label).lower()}."
        yield Evidence(text, ANSWERED, published_on, reverse("you_said", args=[reference]), _speaks_to(outcome))
    if answers:
        refused = sum(one[1] in REFUSALS for one in answers)
        total = f"Answers published: {len(answers)}. A no with its reason among them: {refused or 'none'}."
        in_time = sum(published_on <= promised_on for _, _, published_on, promised_on in answers)
        kept = f"Answered by the day that families were told: {in_time} of {len(answers)}."
        yield Evidence(kept, ANSWERED, answers[0][2], reverse("you_said_list"), ("IN-D1", "IN-A3"))
        yield Evidence(total, ANSWERED, answers[0][2], reverse("you_said_list"), ("IN-A1", "IN-A2", "IN-A3"))


def _speaks_to(outcome: str) -> tuple[str, ...]:
    if outcome in REFUSALS:
        return ("IN-A2",)
    if outcome == Outcome.PASSED_ON:
        return ("AU-A3", "AU-P5")
    return ("IN-P4", "IN-A1") if outcome not in PROMISED else ("IN-A1",)


def _told(engagement_id: int) -> Iterator[Evidence]:
    rows = Told.objects.filter(you_said__engagement=engagement_id, you_said__in=YouSaid.objects.answered_in_public())
    found = rows.aggregate(number=Count("you_said", distinct=True), last=Max("told_on"))
    if found["number"]:
        ways = sorted({one.get_how_display().lower() for one in rows.only("how")})
        many = f"{found['number']} answer{'' if found['number'] == 1 else 's'}"
        text = f"People were told of {many}, last on {_day(found['last'])}: {', '.join(ways)}."
        yield Evidence(text, TOLD, found["last"], reverse("you_said_list"), ("IN-A3", "IN-D2"))


def _day(day: date) -> str:
    return date_format(day, "j F Y")
