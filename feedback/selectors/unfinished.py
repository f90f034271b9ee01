"""What was begun and lies still: drafts of answers, comments that nobody sorted, surveys past a day of theirs."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Q
from django.urls import reverse

from accounts.models import User
from core import audit
from core.choices import LookState
from core.clocks import today as day_of
from core.models import AuditEntry, Hub, SecondLook
from core.querysets import may, reach
from core.questions import Attention
from feedback.choices import SurveyState
from feedback.models import Survey, Voice, WeDid
from feedback.rules.weeks import first_day_of, week_of
from feedback.selectors.owed import due_in_words, named
from feedback.selectors.voices import in_no_theme
from participation.choices import ENDED

LIES_STILL = timedelta(days=7)
UNSORTED_FOR = timedelta(weeks=2)
LOOK_BACK = timedelta(weeks=26)  # what nobody sorted for half a year is no work of today
ENDS_SOON = timedelta(days=7)
MOST_NAMED = 2


def answers_nobody_finished(user: User, *, today: date) -> list[Attention]:
    """Return the answers somebody began, left for a week, and asked nobody to look at."""
    drafts = {
        audit.name_of(draft): draft
        for draft in WeDid.objects.filter(published_at__isnull=True, written_by=user).select_related("you_said").order_by("pk")
    }
    looked_at = SecondLook.objects.filter(about__in=drafts).exclude(state=LookState.WITHDRAWN).values_list("about", flat=True)
    asked = set(looked_at)
    last = AuditEntry.objects.filter(subject__in=drafts, verb="feedback.we_did.write").values_list("subject").annotate(last=Max("at"))
    written_on = {name: day_of(datetime.fromisoformat(at).astimezone(UTC)) for name, at in last}
    within = WeDid.objects.wholly_within(user, "we_did.edit").filter(pk__in=[draft.pk for draft in drafts.values()])
    may_write = set(within.values_list("pk", flat=True))
    return [
        Attention(
            text=f"{named(draft.you_said)}: you began an answer, and nobody looks at it yet",
            href=reverse("you_said_board:answer", args=[draft.you_said_id]),
            why="You wrote it.",
            since_on=written_on[name],
        )
        for name, draft in drafts.items()
        if name not in asked and draft.pk in may_write and name in written_on and written_on[name] <= today - LIES_STILL
    ]


def comments_nobody_sorted(user: User, *, today: date) -> list[Attention]:
    """Return in one line how many comments of the last half year lie without a theme for two weeks, at hubs where somebody sorts them."""
    if not may(user, "theme.edit"):
        return []
    old, oldest = week_of(today - UNSORTED_FOR), week_of(today - LOOK_BACK)
    rows = Voice.objects.readable_by(user).visible_to(user, "theme.edit").filter(week__lte=old, week__gte=oldest, words_ended_week="")
    asked_still = Q(survey__isnull=True) | ~Q(survey__engagement__stage__in=ENDED)
    unsorted = in_no_theme(rows.filter(asked_still)).order_by("hub__name", "hub_id")
    found = list(unsorted.values_list("hub_id", "hub__name").annotate(number=Count("pk"), first=Min("week")))
    if not found:
        return []
    total, first = sum(number for *_, number, _ in found), min(week for *_, week in found)
    what = f"{total} comment{'' if total == 1 else 's'} at {_places([name for _, name, *_ in found])}"
    only = {"hub": found[0][0]} if len(found) == 1 else {}
    href = f"{reverse('comments:index')}?{urlencode({'without_theme': 'on', **only})}"
    text = f"{what} {'waits' if total == 1 else 'wait'} to be read and put to a theme"
    return [Attention(text, href, f"You sort comments {_where(user, 'theme.edit')}.", first_day_of(first))]


def surveys_past_a_day(user: User, *, today: date) -> list[Attention]:
    """Return the surveys somebody opens and closes that end within a week, have ended, or were to open on a day that has come."""
    if not may(user, "survey.open"):
        return []
    # Of a rating nobody is reminded, so it is named when it is over and not before.
    ending = Q(state=SurveyState.OPEN, closes_on__lte=today + ENDS_SOON, rating_point="") | Q(state=SurveyState.OPEN, closes_on__lt=today)
    waiting = Q(state=SurveyState.DRAFT, opens_on__lte=today, hubs__isnull=False)
    mine = Survey.objects.wholly_within(user, "survey.open").filter(ending | waiting).distinct().defer("questions")
    why = f"You open and close surveys {_where(user, 'survey.open')}."
    return [_of_survey(survey, why, today) for survey in mine.order_by("pk")]


def _of_survey(survey: Survey, why: str, today: date) -> Attention:
    if survey.state == SurveyState.DRAFT:
        text = f"“{survey.title}” was to open to families and is a draft still"
        return Attention(text, reverse("survey:open", args=[survey.pk]), why, survey.opens_on)
    if survey.closes_on and survey.closes_on < today:
        text = f"“{survey.title}” has had its last day: close it"
        return Attention(text, reverse("survey:close", args=[survey.pk]), why, survey.closes_on)
    ends = due_in_words(survey.closes_on, today).removeprefix("due ") if survey.closes_on else ""
    text = f"“{survey.title}” ends {ends}: remind families, or give it a later day"
    return Attention(text, f"{reverse('survey:edit', args=[survey.pk])}#tab-where_and_when", why, survey.opens_on)


def _places(names: list[str]) -> str:
    """Return hubs in words: all of a few, else the first and how many more."""
    if len(names) <= MOST_NAMED + 1:
        return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more hubs"


def _where(user: User, right: str) -> str:
    hubs = reach(user, right)
    if hubs is None:
        return "at every hub"
    return f"at {_places(list(Hub.objects.filter(pk__in=hubs).order_by('name').values_list('name', flat=True)))}"
