"""Papers of a meeting, without their bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import QuerySet

from accounts.models import User
from core.marks import mark_of
from panels.choices import PaperFormat, PaperKind, Reply, Stage
from panels.models import FormatSent, Meeting, MeetingPaper
from panels.rules.invitations import why_no_papers
from panels.rules.plain_english import Hint, hints_on
from panels.selectors.invitations import Line, why_no_letters
from panels.selectors.letters import PAPERS
from panels.selectors.meetings import EDIT
from panels.selectors.panels import may_for

LETTER = "panel_papers"


def mark_of_paper(paper: MeetingPaper) -> str:
    """Return a mark of what a page showed of a paper."""
    return mark_of(paper, ["title", "words"])


@dataclass(frozen=True)
class Paper:
    """One paper, the other forms that went out, and what may be hard to read in it; no hints on a file, which nobody can look into."""

    row: MeetingPaper
    formats: tuple[FormatSent, ...]
    hints: tuple[Hint, ...]

    @property
    def is_words(self) -> bool:
        """Whether it was typed here."""
        return self.row.kind == PaperKind.WORDS

    @property
    def all_formats(self) -> list[tuple[str, str]]:
        """The other forms in which a paper may go out."""
        return PaperFormat.choices

    @property
    def sent(self) -> set[str]:
        """The other forms that went out."""
        return {one.format for one in self.formats}


def readable(user: User, meeting: Meeting) -> "QuerySet[MeetingPaper]":
    """Return the papers of a meeting that somebody may read: a draft may hold words of families, so it is for who may change the meeting.

    The others read what members have.
    """
    rows = MeetingPaper.objects.filter(meeting=meeting)
    return rows if may_for(user, EDIT, meeting.panel) else rows.filter(out_on__isnull=False)


def papers_of(user: User, meeting: Meeting) -> list[Paper]:
    """Return the papers of a meeting that somebody may read, the first one first; two queries, and no bytes of a file."""
    rows = readable(user, meeting).defer("content").prefetch_related("formats")
    return [Paper(row, tuple(row.formats.all()), tuple(hints_on(row.words))) for row in rows]


def papers_out(meeting: Meeting) -> list[MeetingPaper]:
    """Return the papers that members have, for a page behind a link: what they are called and their kind; one query, nothing opened."""
    return list(MeetingPaper.objects.filter(meeting=meeting, out_on__isnull=False).defer("content", "words"))


def mark_of_out(papers: Iterable[MeetingPaper]) -> str:
    """Return a digest of which papers are out, to tell whether somebody was told of all of them; empty for none."""
    keys = sorted(str(one.pk) for one in papers)
    return sha256(repr(keys).encode()).hexdigest() if keys else ""


@dataclass(frozen=True)
class TellOfPapers:
    """How many papers are out, who gets a letter that says so, and to whom they are given in another way, with why."""

    number_out: int
    to_tell: list[Line]
    otherwise: list[tuple[Line, list[str]]]


def to_tell_of_papers(meeting: Meeting, lines: Iterable[Line]) -> TellOfPapers:
    """Return whom to tell that papers are out: who comes and who reads, and was not told of all of them; nobody who said no."""
    papers = papers_out(meeting)
    if not papers:
        return TellOfPapers(0, [], [])
    mark, lines = mark_of_out(papers), [line for line in lines if line.member.stage not in {Stage.LEFT, Stage.BREAK}]
    why_not = why_no_letters([line.member for line in lines], LETTER, rule=why_no_papers)
    waits = [line for line in lines if line.reply != Reply.NO and not (line.invitation and line.invitation.papers_told == mark)]
    to_tell = [line for line in waits if not why_not[line.member.pk] and PAPERS not in line.on_its_way]
    return TellOfPapers(len(papers), to_tell, [(line, why) for line in waits if (why := why_not[line.member.pk])])
