"""The board of what families said and where its answer stands, for staff."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from accounts.models import User
from core import audit
from core.choices import LookState
from core.clocks import is_late, lateness_in_words
from core.models import SecondLook
from core.querysets import may
from feedback.choices import Outcome
from feedback.models import ThemeMark, Voice, WeDid, YouSaid
from feedback.rules.answering_back import digest_of

STATES = {"late": "Late", "waiting": "Waiting for an answer", "answered": "Answered"}


@dataclass(frozen=True)
class Standing:
    """Where one You said stands, in words: colour alone says nothing."""

    you_said: YouSaid
    state: str
    words: str


def board(user: User, *, today: date, state: str = "") -> "QuerySet[YouSaid]":
    """Return what the user sees of the board: late and taken down first, then by the day it is due, then what is answered."""
    late = Q(published_on__isnull=True, answer_by_on__lt=today) | Q(taken_down_on__isnull=False)
    rows = YouSaid.objects.visible_to(user, "you_said.view").annotate(
        place=Case(When(late, then=Value(0)), When(published_on__isnull=True, then=Value(1)), default=Value(2), output_field=IntegerField())
    )
    if state in STATES:
        rows = rows.filter(place=list(STATES).index(state))
    rows = rows.select_related("owner__hub").prefetch_related("hubs", "we_dids__decided_by")
    return rows.order_by("place", F("published_on").desc(nulls_first=True), "answer_by_on", "-pk")


def standings(rows: "list[YouSaid]", *, today: date) -> list[Standing]:
    """Say where each row of a page stands: one question to the database for all second looks."""
    names = [audit.name_of(answer) for row in rows for answer in row.we_dids.all() if answer.published_at is None]
    asked = SecondLook.objects.filter(about__in=names).order_by("pk").values_list("about", "state", "digest")
    looks = {about: (state, digest) for about, state, digest in asked}
    return [_standing(row, looks, today) for row in rows]


def _standing(row: YouSaid, looks: "dict[str, tuple[str, str]]", today: date) -> Standing:
    draft = next((answer for answer in row.we_dids.all() if answer.published_at is None), None)
    shown = max((answer for answer in row.we_dids.all() if answer.published_at), key=lambda answer: answer.pk, default=None)
    words = []
    if row.taken_down_on:
        words.append(f"Taken off the public pages on {row.taken_down_on:%-d %B %Y}: needs a corrected answer")
    elif shown:
        words.append(f"Answered: {Outcome(shown.outcome).label}")
        if why := why_late(shown, today=today):
            words.append(why)
    elif is_late(row.answer_by_on, today):
        words.append(f"Late: promised by {row.answer_by_on:%-d %B %Y}, {lateness_in_words(row.answer_by_on, today)}")
    else:
        words.append(f"Answer by {row.answer_by_on:%-d %B %Y}")
    if draft:
        words.append(_draft_words(draft, row, looks.get(audit.name_of(draft))))
    return Standing(row, _state(row, today), ". ".join(words) + ".")


def _state(row: YouSaid, today: date) -> str:
    if row.published_on and not row.taken_down_on:
        return "answered"
    return "late" if row.taken_down_on or is_late(row.answer_by_on, today) else "waiting"


_LOOKS: dict[str, str] = {
    LookState.ASKED: "An answer waits for a second look",
    LookState.AGREED: "An answer had its second look and can be published",
    LookState.SENT_BACK: "An answer was sent back",
}


def _draft_words(draft: WeDid, row: YouSaid, look: "tuple[str, str] | None") -> str:
    """Say where an answer that is being prepared stands; a look at words that changed since says nothing."""
    state, digest = look or ("", "")
    is_current = digest == digest_of(draft, you_said=row, hub_ids=[hub.pk for hub in row.hubs.all()])
    return _LOOKS.get(state if is_current else "", "An answer is being written")


def why_late(answer: WeDid, *, today: date) -> str:
    """Return in words which promise of a published answer has passed; empty when none has."""
    if answer.outcome == Outcome.PASSED_ON and answer.replies_by_on and is_late(answer.replies_by_on, today):
        return f"Their reply is late: due {answer.replies_by_on:%-d %B %Y}, {lateness_in_words(answer.replies_by_on, today)}"
    if answer.outcome in {Outcome.DOING, Outcome.PLANNED, Outcome.PARTLY} and answer.due_on and is_late(answer.due_on, today):
        return f"What we promised is late: due {answer.due_on:%-d %B %Y}, {lateness_in_words(answer.due_on, today)}"
    return ""


@dataclass(frozen=True)
class Sources:
    """What a You said came from: counts of comments, for staff who may read comments (promise 11)."""

    themes: list[tuple[int, str, int]]
    number_of_comments: int
    may_be_counted: bool


def sources(you_said: YouSaid, user: User) -> Sources:
    """Return the themes behind a You said and how many comments, among those this user may read."""
    mine = Voice.objects.readable_by(user).order_by()
    number = Count("marks", filter=Q(marks__voice__in=mine.values("pk")), distinct=True)
    themes = you_said.themes.annotate(number=number).order_by("name").values_list("pk", "name", "number")
    by_theme = ThemeMark.objects.filter(theme__in=you_said.themes.all()).values("voice")
    behind = mine.filter(Q(pk__in=by_theme) | Q(pk__in=you_said.voices.values("pk")))
    return Sources(list(themes), behind.count(), may_be_counted=may(user, "voice.view"))


def draft_of(you_said: YouSaid) -> WeDid | None:
    """Return the answer that is being prepared."""
    return you_said.we_dids.filter(published_at__isnull=True).select_related("decided_by__hub", "written_by").first()


def published_answers(you_said: YouSaid) -> "QuerySet[WeDid]":
    """Return what families were answered, newest first."""
    return you_said.we_dids.published().select_related("decided_by__hub", "written_by", "taken_down").order_by("-published_at", "-pk")
