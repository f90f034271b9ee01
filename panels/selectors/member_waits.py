"""What waits about one member, asked in one place: the list of a panel says it beside a name, the front page counts it."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from panels.choices import MemberKind, Stage
from panels.choices.agenda import TOOK_PART
from panels.choices.member_files import AGREE_WITHIN, LONG_INDUCTION, NEEDS_HOLD_FOR, WARN_OF_TERM
from panels.choices.members import WITH_A_SAY
from panels.models import Attendance, Membership, StandingNeed, Terms, TermsAgreement

NEEDS_ASK, NEEDS_SURE, TERM_ENDS, BREAK_OVER, NOT_AGREED, LONG_NEW = "needs", "sure", "term", "break", "terms", "new"
GUEST_CAME = "came"
WAITS = (
    (NEEDS_ASK, "Ask them again what to arrange"),
    (NEEDS_SURE, "What to arrange is confirmed"),
    (TERM_ENDS, "Their time ends soon"),
    (BREAK_OVER, "Their break is over"),
    (NOT_AGREED, "They have not agreed to how the panel works"),
    (LONG_NEW, "Still getting to know the panel"),
    (GUEST_CAME, "Came to see: ask whether they stay"),
)
OF_NEEDS = {NEEDS_ASK, NEEDS_SURE}


def with_what_waits(rows: "QuerySet[Membership]", *, needs: bool) -> "QuerySet[Any]":
    """Put beside each row what `what_waits` asks of it. `needs`: whether the reader may know who needs something at all."""
    newest = Terms.objects.adopted().filter(panel=OuterRef("panel"))
    found: QuerySet[Any] = rows.annotate(terms_now=Subquery(newest.values("pk")[:1]), adopted_on=Subquery(newest.values("adopted_on")[:1]))
    said = TermsAgreement.objects.filter(membership=OuterRef("pk"), terms=OuterRef("terms_now"))
    came = Attendance.objects.filter(membership=OuterRef("pk"), came__in=sorted(TOOK_PART))
    found = found.annotate(has_agreed=Exists(said), has_come=Exists(came))
    if needs:
        oldest = StandingNeed.objects.filter(membership=OuterRef("pk")).order_by("confirmed_on")
        found = found.annotate(needs_since=Subquery(oldest.values("confirmed_on")[:1]))
    return found


def may_wait(today: date) -> Q:
    """Return what narrows rows `with_what_waits` to those about which something could wait: the database leaves out the others."""
    is_asked = Q(stage__in=[Stage.INDUCTION, Stage.ON], kind__in=sorted(WITH_A_SAY))
    return (
        Q(needs_since__lte=today - NEEDS_HOLD_FOR)
        | Q(term_until_on__lte=today + WARN_OF_TERM)
        | Q(break_until_on__lte=today)
        | (is_asked & Q(has_agreed=False, adopted_on__lte=today - AGREE_WITHIN, joined_on__lte=today - AGREE_WITHIN))
        | Q(stage=Stage.INDUCTION, joined_on__lte=today - LONG_INDUCTION)
        | Q(kind=MemberKind.GUEST, has_come=True)
    )


def what_waits(row: Any, today: date) -> list[str]:
    """Return what waits about a row `with_what_waits`."""
    since, until, rests_until = getattr(row, "needs_since", None), row.term_until_on, row.break_until_on
    found = [
        (NEEDS_ASK, since is not None and is_to_ask_again(since, today)),
        (NEEDS_SURE, since is not None and not is_to_ask_again(since, today)),
        (TERM_ENDS, until is not None and until <= today + WARN_OF_TERM),
        (BREAK_OVER, rests_until is not None and rests_until <= today),
        (NOT_AGREED, _is_to_agree(row, today)),
        (GUEST_CAME, row.kind == MemberKind.GUEST and row.has_come),
        (LONG_NEW, row.stage == Stage.INDUCTION and row.joined_on <= today - LONG_INDUCTION),
    ]
    return [what for what, waits in found if waits]


def is_to_ask_again(confirmed_on: date, today: date) -> bool:
    """Return whether what somebody needs was confirmed so long ago that they are asked again."""
    return confirmed_on <= today - NEEDS_HOLD_FOR


def _is_to_agree(row: Any, today: date) -> bool:
    """Return whether somebody with a say has had time to read what the panel adopted, and has not said yes. Nobody is asked on a break."""
    if row.adopted_on is None or row.has_agreed or row.kind not in WITH_A_SAY or row.stage not in {Stage.INDUCTION, Stage.ON}:
        return False
    return bool(max(row.adopted_on, row.joined_on) <= today - AGREE_WITHIN)
