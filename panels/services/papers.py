"""Papers for a meeting: kept sealed, given out, handed over to staff as a download."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from core import audit
from core.overtaken import refuse_if_overtaken
from core.text import normalise
from core.uploads import kind_of_document
from panels.choices import PaperFormat, PaperKind
from panels.models import FormatSent, Meeting, MeetingPaper
from panels.selectors.meetings import VIEW
from panels.selectors.papers import mark_of_paper, readable
from panels.services.meetings import held_meeting

TYPES = {
    PaperKind.PDF: "application/pdf",
    PaperKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperKind.WORDS: "text/plain; charset=utf-8",
}
ENDS = {PaperKind.PDF: "pdf", PaperKind.WORD: "docx", PaperKind.WORDS: "txt"}


@transaction.atomic
def add_paper(*, meeting: Meeting, title: str, words: str, file: "File[bytes] | None", by: User, on: date) -> MeetingPaper:
    """Keep a paper: words typed here, or a file. Raises ValidationError for both or neither, and for what core.uploads refuses."""
    row, words = held_meeting(meeting, by), normalise(words).strip()
    if bool(words) == (file is not None):
        raise ValidationError({"words": "Type the paper here, or choose a file: one of the two."})
    paper = MeetingPaper(meeting=row, title=normalise(title).strip(), kind=PaperKind.WORDS, words=words, added_on=on)
    if file is not None:
        paper.kind = PaperKind(kind_of_document(file))
        file.seek(0)
        paper.content = file.read()
    paper.save()
    audit.record("panels.paper.add", row, by=by, hub_id=row.panel.hub_id, kind=paper.kind)
    return paper


@transaction.atomic
def change_words(*, paper: MeetingPaper, title: str, words: str, by: User, seen: str | None) -> None:
    """Put right what a paper is called, and what was typed. Raises Overtaken when a colleague did so meanwhile."""
    row = _held(paper, by)
    words = normalise(words).strip()
    refuse_if_overtaken(seen=seen, now=mark_of_paper(row), theirs=row)
    if row.kind == PaperKind.WORDS and not words:
        raise ValidationError({"words": "A paper says something. Take it away instead."})
    row.title = normalise(title).strip()
    if row.kind == PaperKind.WORDS:
        row.words = words
    row.save()
    audit.record("panels.paper.edit", row.meeting, by=by, hub_id=row.meeting.panel.hub_id)


@transaction.atomic
def remove_paper(*, paper: MeetingPaper, by: User) -> None:
    """Take a paper away. Raises ValidationError once members had it: what they read belongs to the meeting."""
    row = _held(paper, by)
    if row.out_on:
        raise ValidationError(["Members had this paper, so it stays with the meeting."])
    row.delete()
    audit.record("panels.paper.remove", row.meeting, by=by, hub_id=row.meeting.panel.hub_id)


@transaction.atomic
def give_out(*, paper: MeetingPaper, is_out: bool, formats: Collection[str], by: User, on: date) -> None:
    """Write down whether members had a paper, and in which other forms. A form that was ticked before keeps its day.

    Raises ValidationError for who would take back that members had it: it could be deleted then, as if nobody had read it.
    """
    row = _held(paper, by)
    if row.out_on and not is_out:
        raise ValidationError(["Members had this paper, and that stays. If something in it is wrong, put it right."])
    row.out_on = (row.out_on or on) if is_out else None
    row.save(update_fields=["out_on"])
    chosen = {one for one in formats if one in PaperFormat.values}
    row.formats.exclude(format__in=chosen).delete()
    for one in sorted(chosen):
        FormatSent.objects.get_or_create(paper=row, format=one, defaults={"sent_on": on})
    audit.record("panels.paper.give_out", row.meeting, by=by, hub_id=row.meeting.panel.hub_id, is_out=is_out, formats=sorted(chosen))


@transaction.atomic
def fetch(*, paper: MeetingPaper, by: User) -> tuple[bytes, str, str]:
    """Return a paper as a file: its bytes, type and ending; who took it is written down. Raises PermissionDenied, also for a draft."""
    row = held_meeting(paper.meeting, by, VIEW)
    if not readable(by, row).filter(pk=paper.pk).exists():
        raise PermissionDenied
    audit.record("panels.paper.open", row, by=by, hub_id=row.panel.hub_id)
    return as_file(paper)


def as_file(paper: MeetingPaper) -> tuple[bytes, str, str]:
    """Return a paper's bytes, type and ending, for who may have it: whoever calls this has asked."""
    kind = PaperKind(paper.kind)
    return paper.content or paper.words.encode(), TYPES[kind], ENDS[kind]


def _held(paper: MeetingPaper, by: User) -> MeetingPaper:
    meeting = held_meeting(paper.meeting, by)
    row = MeetingPaper.objects.select_for_update(of=("self",)).filter(pk=paper.pk).first()
    if row is None:
        raise ValidationError(["A colleague took this paper away."])
    row.meeting = meeting
    return row
