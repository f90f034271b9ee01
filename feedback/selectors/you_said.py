"""What was answered, what waits and what is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.utils.translation import gettext

from core import clocks
from core.clocks import is_late
from core.models import Hub
from core.text import isolated
from feedback.choices import PROMISED, Outcome, ThemeState, Topic
from feedback.models import Theme, ThemeMark, Voice, WeDid, YouSaid
from feedback.rules import answering_back as rules


@dataclass(frozen=True)
class Reply:
    """One published answer as families read it: plain values, no person, no count of people."""

    reference: str
    you_said: str
    topic: str
    topic_words: str
    hubs: list[str]
    outcome: str
    outcome_words: str
    we_say: str
    what_changed: str
    changed_on: date | None
    due_on: date | None
    reason: str
    would_change_it: str
    decided_by: str
    passed_to: str
    replies_by_on: date | None
    heard_from_on: date
    heard_until_on: date
    promised_on: date
    first_answered_on: date
    answered_on: date
    is_correction: bool
    today: date

    @property
    def who(self) -> str:
        """Where it was said, in words; never who or how many."""
        return gettext("Families at %(hubs)s") % {"hubs": isolated(", ".join(self.hubs))}

    @property
    def is_late(self) -> bool:
        """Whether the day we promised has passed and nothing newer was said."""
        if self.outcome in PROMISED or self.outcome == Outcome.PARTLY:
            return self.due_on is not None and is_late(self.due_on, self.today)
        return self.outcome == Outcome.PASSED_ON and self.replies_by_on is not None and is_late(self.replies_by_on, self.today)

    @property
    def was_answered_late(self) -> bool:
        """Whether the first answer came after the day we had promised."""
        return is_late(self.promised_on, self.first_answered_on)


def _reply(you_said: YouSaid, answer: WeDid, *, today: date) -> Reply:
    assert answer.published_at is not None, "only published answers are shown"
    assert you_said.published_on is not None, "a published answer dates its You said"
    return Reply(
        reference=you_said.reference,
        you_said=you_said.text,
        topic=you_said.topic,
        topic_words=str(Topic(you_said.topic).label),
        hubs=[hub.name for hub in you_said.hubs.all()],
        outcome=answer.outcome,
        outcome_words=str(Outcome(answer.outcome).label),
        we_say=answer.text,
        what_changed=answer.what_changed,
        changed_on=answer.changed_on,
        due_on=answer.due_on,
        reason=answer.reason,
        would_change_it=answer.would_change_it,
        decided_by=rules.who_decided(answer),
        passed_to=answer.passed_to,
        replies_by_on=answer.replies_by_on,
        heard_from_on=you_said.heard_from_on,
        heard_until_on=you_said.heard_until_on,
        promised_on=you_said.answer_by_on,
        first_answered_on=you_said.published_on,
        answered_on=clocks.today(answer.published_at),
        is_correction=answer.supersedes_id is not None,
        today=today,
    )


_STANDING = WeDid.objects.readable().filter(you_said=OuterRef("pk")).order_by("-published_at", "-pk")


def published(*, hub: Hub | None = None, topic: str = "", outcome: str = "") -> "QuerySet[YouSaid]":
    """Return what families can read, newest answer first, whatever came of it. Only the answer that stands now counts."""
    rows = YouSaid.objects.answered_in_public().annotate(
        standing_outcome=Subquery(_STANDING.values("outcome")[:1]), standing_at=Subquery(_STANDING.values("published_at")[:1])
    )
    if hub:
        rows = rows.filter(hubs=hub)
    if topic:
        rows = rows.filter(topic=topic)
    if outcome:
        rows = rows.filter(standing_outcome=outcome)
    return rows.prefetch_related("hubs").order_by("-standing_at", "-pk")


def raised_from(voices: "QuerySet[Voice]") -> Q:
    """Return which You saids were raised from these comments, directly or through what several people talked about."""
    comments = voices.order_by().values("pk")
    direct = YouSaid.voices.through.objects.filter(yousaid=OuterRef("pk"), voice__in=comments)
    by_theme = YouSaid.themes.through.objects.filter(
        Exists(ThemeMark.objects.filter(theme=OuterRef("theme_id"), voice__in=comments)), yousaid=OuterRef("pk")
    )
    return Q(Exists(direct)) | Q(Exists(by_theme))


def answers_about(voices: "QuerySet[Voice]", *, since: date, today: date) -> list[Reply]:
    """Return the answers that stand to what these comments said, as far as they came since a day, the newest first; three queries."""
    rows = replies(published().filter(raised_from(voices)), today=today)
    return [one for one in rows if one.answered_on >= since]


def replies(rows: Iterable[YouSaid], *, today: date) -> list[Reply]:
    """Return the reply that stands for each row: one query for the answers, however many rows."""
    rows = list(rows)
    answers = WeDid.objects.readable().filter(you_said__in=rows).select_related("decided_by").order_by("published_at", "pk")
    standing = {answer.you_said_id: answer for answer in answers}
    return [_reply(row, standing[row.pk], today=today) for row in rows]


def reply_with_history(you_said: YouSaid, *, today: date) -> list[Reply]:
    """Return every answer families may read to one You said, the one that stands first. What was taken down stays away."""
    answers = you_said.we_dids.readable().select_related("decided_by").order_by("-published_at", "-pk")
    return [_reply(you_said, answer, today=today) for answer in answers]


def latest_answers(hub: Hub | None = None, number: int = 3, *, today: date | None = None) -> list[Reply]:
    """Return the newest answers to families of a hub, or of everywhere; every outcome counts the same. Three queries."""
    return replies(published(hub=hub)[:number], today=today or clocks.today())


def number_of_answers_by_outcome(*, hub: Hub | None = None, topic: str = "") -> dict[str, int]:
    """Return how often each thing came of it: counts of what the council did, never of people."""
    rows = published(hub=hub, topic=topic).order_by()
    counted = rows.values_list("standing_outcome").annotate(number=Count("pk", distinct=True))  # type: ignore[misc]  # annotated above
    return dict.fromkeys(Outcome.values, 0) | dict(counted)


def hubs_with_answers() -> "QuerySet[Hub]":
    """Return the hubs whose families were answered."""
    answered = YouSaid.objects.answered_in_public().order_by().values("pk")
    return Hub.objects.filter(pk__in=YouSaid.hubs.through.objects.filter(yousaid__in=answered).values("hub"))


@dataclass(frozen=True)
class Line:
    """One public line on what was heard and is not taken further: where, since when, and why."""

    hubs: str
    heard_on: date
    words: str


def lines_of_what_goes_no_further(*, hub: Hub | None = None) -> list[Line]:
    """Return the public lines on what was heard and is not taken further, newest first, of a hub or of everywhere."""
    heard = Theme.objects.filter(state=ThemeState.HEARD).select_related("engagement")
    if hub:
        heard = heard.filter(engagement__hubs=hub)
    return lines_of(heard.order_by("-heard_on", "-pk"))


def lines_of(heard: Iterable[Theme]) -> list[Line]:
    """Return what families read of themes that go no further: one query for the hubs, none when there are no such themes."""
    themes = list(heard)
    prefetch_related_objects(themes, "engagement__hubs")
    return [
        Line(hubs=", ".join(hub.name for hub in theme.engagement.hubs.all()), heard_on=theme.heard_on, words=theme.public_line)
        for theme in themes
        if theme.heard_on is not None
    ]


def lines_about(voices: "QuerySet[Voice]", *, since: date) -> list[Line]:
    """Return the public lines on what these comments were about and goes no further, since a day, the newest first; two queries."""
    marked = Exists(ThemeMark.objects.filter(theme=OuterRef("pk"), voice__in=voices.order_by().values("pk")))
    rows = Theme.objects.filter(marked, state=ThemeState.HEARD, heard_on__gte=since).select_related("engagement")
    return lines_of(rows.order_by("-heard_on", "-pk"))


def number_unanswered(voices: "QuerySet[Voice]") -> int:
    """Return how many of these comments nobody answered in public yet, and that are not said to go no further; one query."""
    answered = YouSaid.objects.answered_in_public().order_by().values("pk")
    direct = YouSaid.voices.through.objects.filter(voice=OuterRef("pk"), yousaid__in=answered)
    ended = ThemeMark.objects.filter(Q(theme__you_saids__in=answered) | Q(theme__state=ThemeState.HEARD), voice=OuterRef("pk"))
    return voices.filter(~Exists(direct), ~Exists(ended)).count()
