"""What everybody reads of an engagement: what it is about, how to take part, where it stands, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.clocks import day_in_words
from core.questions import ForFamilies, engagement_for_families
from participation.choices import ENDED, UNDER_WAY, FairCheck, Gate, Size, Stage, TimeAsked
from participation.models import Engagement, GateOverride, GroupSentence
from participation.rules.gates import has_closed_for_good
from participation.rules.honest_words import HonestDegree, honest_degree
from participation.rules.two_views import TwoViews
from participation.selectors.checklist import words_of
from participation.selectors.equality import Published, published_of
from participation.selectors.overrides import exceptions_made
from participation.selectors.reach import sentences_of
from participation.selectors.two_views import two_views_of

# Where it stands, as families read it.
STANDS: dict[str, "str | Promise"] = {
    Stage.OPEN: _("You can tell us now"),
    Stage.SENSE: _("We are reading what families said"),
    Stage.ANSWERING: _("We are answering what families said"),
    Stage.CLOSED: _("Families have been answered"),
    Stage.LOOKED: _("We have looked at it again"),
}
# A standing engagement is open all year, also while no poster hangs: then nobody can tell us anything on this page.
NOTHING_TO_FILL_IN = _("There are no questions to fill in here just now")
# Where the everyday listening of a hub that closed for good stands.
OF_CLOSED_HUBS: dict[str, "str | Promise"] = {
    Stage.OPEN: _("This hub has closed. We are answering what families said."),
    Stage.CLOSED: _("This hub has closed. Families have been answered."),
}
# What a second person agreed to close all the same: nobody may read of it that families have been answered.
CUT_SHORT = _("Ended before everything was answered")
HAS_TIME: dict[str, "str | Promise"] = {
    TimeAsked.MINUTE: _("One minute"),
    TimeAsked.TEN_MINUTES: _("Ten minutes"),
    TimeAsked.HOUR: _("An hour"),
    TimeAsked.MEETINGS: _("A few meetings"),
    TimeAsked.MONTHS: _("Some months"),
    TimeAsked.YEAR: _("A year"),
}
# The four checks of a fair consultation, as a parent asks them.
IS_FAIR: dict[str, "str | Promise"] = {
    FairCheck.OPEN: _("What is not decided yet"),
    FairCheck.REASONS: _("Where you can read more before you answer"),
    FairCheck.TIME: _("How long you have, and why that is enough"),
    FairCheck.WEIGHED: _("How what you say is weighed"),
}


@dataclass(frozen=True)
class AskedAbout:
    """One engagement for its public page. `ways` are (time asked, what one can do), `fair` (what a parent asks, what is said to it)."""

    row: Engagement
    hubs: str
    stands: str
    is_open: bool
    promised_on: date | None
    expected_on: date | None
    asked_when: str = ""
    ways: Sequence[tuple[str, str]] = ()
    fair: Sequence[tuple[str, str]] = ()
    degree: HonestDegree = field(default_factory=lambda: HonestDegree(""))
    exceptions: Sequence[GateOverride] = ()
    to_answer: Sequence[ForFamilies] = ()
    answers: Sequence[ForFamilies] = ()
    lines: Sequence[ForFamilies] = ()
    sentences: Sequence[GroupSentence] = ()
    equality: Published | None = None
    views: TwoViews | None = None


def list_for_families() -> list[tuple[str, list[Engagement]]]:
    """Return what families may read about, by what they can do: asked now, being answered, answered. Three queries."""
    closed_all_the_same = GateOverride.objects.filter(engagement=OuterRef("pk"), gate=Gate.CLOSING, used_at__isnull=False)
    shown = Engagement.objects.exclude(stage=Stage.PLANNING).annotate(cut_short=Exists(closed_all_the_same))
    rows: list[Any] = list(shown.prefetch_related("hubs").order_by("-opened_on", "title"))
    asks = [row for row in rows if row.stage == Stage.OPEN and not _hub_has_closed(row)]
    groups = (
        (str(_("Asked now")), [row for row in asks if row.size != Size.EVERYDAY]),
        (str(_("Heard, and not answered yet")), [row for row in rows if row.stage in UNDER_WAY and row not in asks]),
        (str(_("Answered")), [row for row in rows if row.stage in ENDED and not row.cut_short]),
        (str(CUT_SHORT), [row for row in rows if row.stage in ENDED and row.cut_short]),
        (str(_("Every day, at each hub")), [row for row in asks if row.size == Size.EVERYDAY]),
    )
    return [(title, found) for title, found in groups if found]


def _hub_has_closed(row: Engagement) -> bool:
    return has_closed_for_good(row, list(row.hubs.all()))


def asked_about(slug: str, *, today: date) -> AskedAbout | None:
    """Return one engagement for everybody; None while it is planned, and for an address that leads nowhere."""
    found = Engagement.objects.exclude(stage=Stage.PLANNING).select_related("who_acts", "decided_by").prefetch_related("hubs")
    row = found.filter(slug=slug).first()
    if row is None:
        return None
    lines = [line for heard in engagement_for_families.answers(engagement_id=row.pk, today=today) for line in heard]
    closed = _hub_has_closed(row)
    to_answer = [line for line in lines if line.kind == "ask" and not closed]
    ways = [(str(HAS_TIME[one]), str(words)) for one in TimeAsked if (words := row.ways_to_take_part.get(one))]
    exceptions = exceptions_made(row)
    return AskedAbout(
        row=row,
        hubs=", ".join(hub.name for hub in row.hubs.all()),
        stands=_where_it_stands(row, exceptions, can_tell=bool(to_answer or ways)),
        is_open=row.stage == Stage.OPEN and not closed,
        promised_on=None if row.size == Size.EVERYDAY else row.promised_on(today),
        expected_on=row.expected_on(today),
        asked_when=_asked_when(row),
        ways=ways,
        fair=[(str(IS_FAIR[one]), str(words)) for one in FairCheck if row.size == Size.BIG and (words := row.fair_checks.get(one))],
        degree=honest_degree(row),
        exceptions=exceptions,
        to_answer=to_answer,
        answers=[line for line in lines if line.kind == "answer"],
        lines=[line for line in lines if line.kind == "line"],
        sentences=list(sentences_of(row)),
        equality=published_of(row),
        views=two_views_of(row, staff=words_of(row), today=today) if _shows_views(row) else None,
    )


def _where_it_stands(row: Engagement, exceptions: Sequence[GateOverride], *, can_tell: bool) -> str:
    if row.stage == Stage.CLOSED and any(one.gate == Gate.CLOSING for one in exceptions):
        return str(CUT_SHORT)
    if _hub_has_closed(row) and row.stage in OF_CLOSED_HUBS:
        return str(OF_CLOSED_HUBS[row.stage])
    return str(STANDS[row.stage] if can_tell or row.stage != Stage.OPEN else NOTHING_TO_FILL_IN)


def _shows_views(row: Engagement) -> bool:
    """Return whether both views stand there. Families are asked how it was of what has an end, not of every day."""
    return row.size != Size.EVERYDAY and row.stage in (Stage.ANSWERING, *ENDED)


def _asked_when(row: Engagement) -> str:
    """Say from which day until which families are asked, as far as it is known."""
    first, last = (day_in_words(day) if day else "" for day in (row.starts_on, row.ends_on))
    if first and last:
        return gettext("From %(first)s until %(last)s") % {"first": first, "last": last}
    if first:
        return gettext("From %(first)s") % {"first": first}
    return gettext("Until %(last)s") % {"last": last} if last else ""
