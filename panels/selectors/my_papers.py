"""What a member may read before a meeting, and after it: papers that members were given, and no draft."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from panels.choices import MeetingState, PaperKind
from panels.models import MeetingPaper, Membership
from panels.selectors.meetings import day_of
from panels.selectors.my_parts import Mine, Part

STAYS = timedelta(days=120)  # after their meeting: until the one after the next, where a panel meets every other month


@dataclass(frozen=True)
class ToRead:
    """One paper, and for the meeting of which day. Words are read on a page, a file is taken."""

    paper: MeetingPaper
    on: date

    @property
    def is_words(self) -> bool:
        """Whether it was typed here."""
        return self.paper.kind == PaperKind.WORDS

    @property
    def form(self) -> str:
        """What kind of file it is, as everybody calls it."""
        return {PaperKind.PDF: "PDF", PaperKind.WORD: "Word"}.get(PaperKind(self.paper.kind), "")


def papers(mine: Mine) -> Part | None:
    """Return what there is to read, for the next meeting first and then back in time; one query, and nothing of who left."""
    if not mine.is_on_it:
        return None
    rows = MeetingPaper.objects.filter(meeting__panel=mine.member.panel_id, out_on__isnull=False, meeting__starts_at__gte=mine.now - STAYS)
    stands = rows.exclude(meeting__state=MeetingState.CALLED_OFF).select_related("meeting").defer("content", "words")
    found = [ToRead(one, day_of(one.meeting)) for one in stands.order_by("-meeting__starts_at", "added_on", "pk")]
    return Part("papers", found) if found else None


def paper_for(member: Membership, pk: UUID) -> MeetingPaper | None:
    """Return a paper that members of somebody's panel were given; None for a draft, and for any other panel's."""
    return MeetingPaper.objects.filter(meeting__panel=member.panel_id, out_on__isnull=False, pk=pk).select_related("meeting").first()
