"""What a family may still do with an answer that its own code opens."""

from datetime import date

from django.utils.translation import gettext

from core import clocks
from feedback.models import Survey
from participation.choices import ENDED

MOST_ADDED = 10  # times: enough for every afterthought, and no one code fills the comments of a hub


def why_not_add(survey: Survey, *, number_of_additions: int, today: date) -> list[str]:
    """Return why no words can be added to an answer of this survey, for families to read; an empty list when they can.

    Words are taken as long as a begun answer can still be sent. That it was answered in public is no reason: while the survey asks,
    somebody reads what comes, and the page says that it is not part of that answer.
    """
    if survey.finish_by_on and today > survey.finish_by_on:
        said = gettext("It is too late to add to it. Words could be added until {day}.")
        return [said.format(day=clocks.day_in_words(survey.finish_by_on))]
    if survey.engagement is None or survey.engagement.stage in ENDED:
        return [gettext("It is too late to add to it. Nobody reads new words about this any more.")]
    if number_of_additions >= MOST_ADDED:
        return [gettext("You have added to it ten times. That is as often as we can take.")]
    return []
