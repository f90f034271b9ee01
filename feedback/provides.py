"""What feedback answers to questions from below (core/questions.py). Named in settings.PROVIDERS."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.urls import reverse

from accounts.models import User
from core import clocks
from core.clocks import day_in_words
from core.held_records import Search
from core.questions import (
    About,
    AskedOf,
    Attention,
    Erased,
    Evidence,
    FamiliesSaid,
    ForFamilies,
    Hangs,
    HeldRecords,
    Missing,
    OldRecords,
    Reached,
    RowEnded,
    Section,
)
from core.subject import Subject
from feedback.choices import SurveyState, ThemeState
from feedback.models import Survey, Theme, Voice, YouSaid
from feedback.rules.weeks import first_day_of
from feedback.selectors import (
    asked_about,
    asked_of,
    check_back,
    concerns,
    endings,
    evidence,
    heard,
    in_plain_words,
    known,
    owed,
    ratings,
    unfinished,
    waiting,
)
from feedback.selectors import held as held_selectors
from feedback.selectors.voices import in_no_theme
from feedback.services import own_answer
from feedback.services.endings import ENDINGS

MOST_NAMED = 5


def why_not_close_engagement(*, engagement_id: int) -> list[Missing]:
    """Answer engagement.closing: closed is never counted as done (DESIGN promises 8 and 10).

    A theme ends answered, merged, or with one public line; no You said waits for its answer or is taken down; no survey still asks, but
    for one by which families rate how it went.
    """
    unread = _unsorted(engagement_id)
    return [*unread, *_open_themes(engagement_id), *_owed_answers(engagement_id), *what_still_asks(engagement_id=engagement_id)]


def _unsorted(engagement_id: int) -> Iterable[Missing]:
    """A comment that nobody put to a theme was answered by nobody: making no theme is no way to close.

    Survey by survey, with the week of the newest: who agrees to close without these agrees to none that came later, or elsewhere.
    """
    rows = in_no_theme(Voice.objects.filter(survey__engagement=engagement_id, words_ended_week=""))
    newest = rows.order_by("survey__title").values_list("survey", "survey__title").annotate(week=Max("week"))
    for survey, title, week in newest:
        words = f"Some comments to “{title}” are in no theme yet, the newest of the week of {day_in_words(first_day_of(week))}"
        href = f"{reverse('comments:index')}?without_theme=on&survey={survey}"
        yield Missing(f"{words}: read them first, and put each to what it is about.", href)


def _open_themes(engagement_id: int) -> Iterable[Missing]:
    still_open = list(Theme.objects.filter(engagement_id=engagement_id, state=ThemeState.OPEN).order_by("name").values_list("pk", "name"))
    for pk, name in still_open[:MOST_NAMED]:
        words = f"“{name}” is still open: answer it, merge it, or say in one line why it goes no further."
        yield Missing(words, reverse("themes:one", args=[pk]))
    if len(still_open) > MOST_NAMED:
        # Each by its name: who agrees to close without these agrees to none that comes in their place.
        rest = [f"“{name}”" for _pk, name in still_open[MOST_NAMED:]]
        words = f"{'One more theme is' if len(rest) == 1 else f'{len(rest)} more themes are'} still open: {', '.join(rest)}."
        yield Missing(words, f"{reverse('themes:index')}?state={ThemeState.OPEN}")


def _owed_answers(engagement_id: int) -> Iterable[Missing]:
    rows = YouSaid.objects.filter(engagement_id=engagement_id).order_by("reference")
    for row in rows.filter(published_on__isnull=True):
        yield Missing(f"{row.reference} waits for its answer: publish one first.", reverse("you_said_board:one", args=[row.pk]))
    for row in rows.filter(taken_down_on__isnull=False):
        words = f"{row.reference} was taken down: publish a corrected answer first."
        yield Missing(words, reverse("you_said_board:one", args=[row.pk]))


def what_still_asks(*, engagement_id: int) -> list[Missing]:
    """Answer engagement.asking: the surveys that families can still answer; a rating asks how it went, and holds nothing up."""
    asking = Survey.objects.filter(engagement_id=engagement_id, state=SurveyState.OPEN, rating_point="").order_by("title")
    rows = asking.values_list("pk", "title")
    return [Missing(f"Families can still answer “{title}”: close it first.", reverse("survey:close", args=[pk])) for pk, title in rows]


def what_is_still_finished(*, engagement_id: int, today: date) -> list[Missing]:
    """Answer engagement.finishing: the closed surveys that who began in time may still send, and until when (Survey.finish_by_on)."""
    closed = (
        Survey.objects.filter(engagement_id=engagement_id, state=SurveyState.CLOSED, rating_point="").defer("questions").order_by("title")
    )
    return [
        Missing(f"Who began “{survey.title}” in time may still send it until {day_in_words(survey.finish_by_on)}. Close after that day.")
        for survey in closed
        if survey.finish_by_on and survey.finish_by_on >= today
    ]


def what_families_read(*, engagement_id: int, today: date) -> list[ForFamilies]:
    """Answer engagement.for_families: what can be answered now, and what was answered."""
    return asked_about.for_families(engagement_id, today=today)


def families_view(*, engagement_id: int, today: date) -> list[FamiliesSaid]:
    """Answer engagement.families_view: what families said of how they were listened to, as it may be shown to anybody."""
    return ratings.families_said(engagement_id, today=today)


def who_answered(*, engagement_ids: frozenset[int], since: date | None, until: date | None) -> list[Reached]:
    """Answer engagement.reach: who answered surveys, by what they said of themselves."""
    return heard.who_answered(engagement_ids, since=since, until=until, today=clocks.today())


def who_was_asked(*, since: date, until: date) -> list[AskedOf]:
    """Answer engagement.asked_of: the groups of the question “About the family”, where a survey that has it could be answered."""
    return asked_of.who_was_asked(since=since, until=until)


def why_hubs_stay(*, engagement_id: int, hub_ids: frozenset[int]) -> list[str]:
    """Answer engagement.hubs_leaving: families asked somewhere, waiting for an answer or heard there are not left behind."""
    asking = Survey.objects.filter(engagement_id=engagement_id, state=SurveyState.OPEN, hubs__in=hub_ids).order_by("title", "hubs__name")
    owed = YouSaid.objects.filter(engagement_id=engagement_id, hubs__in=hub_ids).exclude(published_on__isnull=False, taken_down_on=None)
    return [
        *(f"Families at {hub} can still answer “{title}”: close it, or take {hub} off it first." for title, hub in _names(asking, "title")),
        *(f"{reference} still owes families at {hub} an answer." for reference, hub in _names(owed.order_by("reference"), "reference")),
        *(f"Families at {hub} answered or wrote a comment, so {hub} stays." for hub in heard.hubs_heard(engagement_id, hub_ids)),
    ]


def _names(rows: "QuerySet[Any]", field: str) -> Iterable[tuple[str, str]]:
    return rows.values_list(field, "hubs__name")


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: what is owed to families, second looks to give, what came back, and what lies still."""
    return [
        *owed.owed_by(user, today=today),
        *waiting.looks_to_give(user),
        *waiting.answers_that_came_back(user),
        *unfinished.answers_nobody_finished(user, today=today),
        *unfinished.comments_nobody_sorted(user, today=today),
        *unfinished.surveys_past_a_day(user, today=today),
    ]


def what_shows_listening(*, engagement_id: int) -> list[Evidence]:
    """Answer engagement.evidence: what came in, what was made of it, what was answered, and how people were told."""
    return evidence.evidence_of(engagement_id)


def what_families_rated(*, engagement_id: int) -> list[Evidence]:
    """Answer engagement.evidence: how families said that they were listened to, where it may be shown to anybody."""
    return ratings.rated(engagement_id)


def what_hangs(*, post_ids: frozenset[int], today: date) -> list[Hangs]:
    """Answer post.hangs: what these posts owe families."""
    return owed.hanging_on(post_ids, today=today)


def what_it_is_about(*, kind: str, key: str) -> About | None:
    """Answer format.about for surveys and published answers."""
    finders = {"survey": in_plain_words.survey_about, "answer": in_plain_words.answer_about}
    return finders[kind](key) if kind in finders else None


def words_in_plain(*, kind: str, key: str) -> list[Section]:
    """Answer format.words for surveys and published answers."""
    finders = {"survey": in_plain_words.survey_words, "answer": in_plain_words.answer_words}
    return finders[kind](key) if kind in finders else []


def what_is_due(*, code: str, counted_until: date) -> list[str] | None:
    """Answer retention.due for the words of comments, and for answers without a name."""
    return ENDINGS[code][0](counted_until) if code in ENDINGS else None


def which_are_due(*, code: str, keys: list[str]) -> list[OldRecords] | None:
    """Answer retention.which: of which hubs and weeks."""
    return endings.which(code, keys)


def find_one(*, code: str, typed: str) -> str | None:
    """Answer retention.find for comments and for answers."""
    return endings.id_of(code, typed)


def end_one(*, code: str, key: str, today: date) -> RowEnded | None:
    """Answer retention.end for the words of comments, and for answers without a name."""
    return ENDINGS[code][1](UUID(key), today) if code in ENDINGS else None


def erase_under_a_code(*, receipt_hash: str) -> Erased:
    """Answer receipt.erase: the answer of this code, its comments, and their places in themes."""
    return own_answer.erase(receipt_hash=receipt_hash)


def records_held(*, user: User, words: str, since: date | None, until: date | None, hub_ids: frozenset[int] | None) -> HeldRecords:
    """Answer records.held: what was asked, said and answered."""
    search = Search(words, since, until, hub_ids)
    held_selectors.held(search, user)
    return search.answer()


def known_codes(*, receipt_hashes: frozenset[str]) -> list[str]:
    """Answer receipt.known: the codes under which an answer is still here."""
    return check_back.known_among(receipt_hashes)


def known_already(*, user: User, words: str, hub_ids: frozenset[int] | None) -> list[Evidence]:
    """Answer engagement.known_already: promises still open, published answers, themes and questions. Never a comment."""
    return known.known(user, Subject(words), hub_ids)


def worries_that_wait(*, user: User, today: date) -> list[Attention]:
    """Answer attention: worries to act on, and those that nobody has opened. Never what they are."""
    return concerns.what_waits(user, today)
