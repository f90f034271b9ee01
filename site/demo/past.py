"""What families of Ashmere wrote last year, on cards in a box at Maple Road: past its time, and waiting for the data protection officer."""

from collections.abc import Mapping
from datetime import date, timedelta

from consent.services import retention
from core.models import Hub
from demo import days
from feedback.models import Voice
from feedback.services import endings

# How many weeks ago, and the words.
LAST_YEAR = (
    (61, "The toys in the big room are sticky. Could somebody wipe them before we come?"),
    (60, "A lady gave me tea and let me cry. I will not forget that."),
    (58, "Please put the times outside on the door as well. I stood in the rain."),
    (57, "More for dads. I am the only one here."),
)
ENDED_SAID, ENDED_WEEKS_AGO = 72, 18  # weeks ago: said, and its words deleted


def remember_last_year(hubs: Mapping[str, Hub], today: date) -> None:
    """Store last year's cards, one of them without its words already, and count what is due as the worker does every day."""
    here = {"hub": hubs["maple-road"], "language": "en-gb"}
    Voice.objects.bulk_create(Voice(week=_week(today, weeks), text=words, **here) for weeks, words in LAST_YEAR)
    gone = Voice.objects.create(week=_week(today, ENDED_SAID), text="The clock in the hall is slow.", **here)
    endings.end_words(gone.pk, today - timedelta(weeks=ENDED_WEEKS_AGO))
    retention.look_at_what_is_due(today)


def _week(today: date, weeks: int) -> str:
    return days.week_of(today - timedelta(weeks=weeks))
