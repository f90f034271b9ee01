"""What panels read before others do: for who looks after the panel, for its members, and for the page that says that parents read it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Max, Q
from wagtail.models import Page, PageQuerySet
from wagtail.permissions import page_permission_policy

from accounts.models import User
from core import clocks, memory, questions
from core.models import Hub
from panels.choices.members import PARENTS_AND_CARERS
from panels.models import HasRead, Membership, Panel, Reading, ReadingNote
from panels.rules.readings import PAGE_WAITS, is_open, paragraphs_of
from panels.selectors.members import EDIT as MEMBERS
from panels.selectors.my_parts import Mine, Part
from panels.selectors.names import by_code, called
from panels.selectors.panels import may_for

STAYS = timedelta(days=120)  # what was changed is read that long


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, by its number from 1, and what was said of it: by whom as far as the reader may know, and what."""

    number: int
    words: str
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ToRead:
    """One thing that a member is asked to read, or read. `is_open` while they can say something of it."""

    reading: Reading
    is_open: bool
    has_read: bool


def readings_of(panel: Panel) -> list[Reading]:
    """Return what a panel was asked to read, the newest first, each with `number_of_readers`; one query."""
    rows = Reading.objects.filter(panel=panel).select_related("page").annotate(number_of_readers=Count("readers"))
    return list(rows.order_by("-asked_on", "-pk"))


def paragraphs_for(user: User, reading: Reading) -> list[Paragraph]:
    """Return the paragraphs with what members said of each: by name for who looks after the members, by code for who changes the panel."""
    notes = list(reading.notes.select_related("membership__person__merged_into"))
    speakers = [one.membership for one in notes]
    knows_them = bool(notes) and may_for(user, MEMBERS, reading.panel)
    names = called(speakers, user) if knows_them else by_code(speakers)
    said: dict[int, list[tuple[str, str]]] = {}
    for one in notes:
        said.setdefault(one.paragraph, []).append((names[one.membership_id], one.words))
    words = paragraphs_of(reading.words)
    return [Paragraph(number, text, tuple(said.get(number, []))) for number, text in enumerate(words, start=1)]


def readings(mine: Mine) -> Part | None:
    """Return what somebody is asked to read, and what came of what they read; nothing of who left. Two queries."""
    today = clocks.today(mine.now)
    if not mine.is_on_it:
        return None
    rows = Reading.objects.filter(panel=mine.member.panel_id, until_on__gte=today - STAYS).defer("words")
    done = set(HasRead.objects.filter(membership=mine.member).values_list("reading", flat=True))
    found = [to_read(one, has_read=one.pk in done, today=today) for one in rows]
    shown = [one for one in found if one.is_open or one.reading.changed]
    return Part("readings", shown) if shown else None


def to_read(reading: Reading, *, has_read: bool, today: date) -> ToRead:
    """Return a reading as a member sees it."""
    return ToRead(reading, is_open(until=reading.until_on, closed_on=reading.closed_on, today=today), has_read)


def reading_for(member: Membership, pk: UUID) -> Reading | None:
    """Return something that somebody's panel was asked to read; None for any other panel's."""
    return Reading.objects.filter(panel=member.panel_id, pk=pk).select_related("page").first()


def said_by(member: Membership, reading: Reading) -> dict[int, str]:
    """Return what a member said of each paragraph, by its number."""
    return {one.paragraph: one.words for one in ReadingNote.objects.filter(reading=reading, membership=member)}


def has_read(member: Membership, reading: Reading) -> bool:
    """Return whether a member read it."""
    return HasRead.objects.filter(membership=member, reading=reading).exists()


def is_being_read(page_id: int) -> bool:
    """Return whether a panel is asked to read a page, and nobody has said yet what changed: a page waits so long, and no longer."""
    since = clocks.today() - PAGE_WAITS
    return Reading.objects.filter(page=page_id, closed_on__isnull=True, until_on__gte=since).exists()


def pages_to_read(user: User, panel: Panel) -> PageQuerySet[Page]:
    """Return the pages that somebody may give this panel: what they may change, drafts too, and what everybody reads of its hubs."""
    theirs = page_permission_policy.instances_user_has_permission_for(user, "change")
    found = Page.objects.filter(depth__gt=1)
    return found.filter(Q(pk__in=theirs.values("pk")) | (Q(pk__in=Page.objects.live().public().values("pk")) & _of_its_hubs(panel)))


def _of_its_hubs(panel: Panel) -> Q:
    if panel.hub_id is None and panel.locality_id is None:
        return Q()
    hubs = [panel.hub_id] if panel.hub_id else Hub.objects.filter(locality=panel.locality_id).values_list("pk", flat=True)
    tops = [page for hub in hubs if hub for answer in questions.hub_pages.answers(hub_id=hub) for page in answer]
    paths = Page.objects.filter(pk__in=tops).values_list("path", flat=True)
    return reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[]))


def page_was_read_on(page_id: int) -> date | None:
    """Return when parents last read a page before others did: one that was published since what they said was seen to.

    A version that stood there before is not theirs, and nor is one that only who comes for their work has read. From memory, for every
    page asks: one query in ten seconds.
    """
    nothing: dict[int, date] = {}
    return memory.recall("panels.pages_read", _pages_read, when_away=nothing).get(page_id)


def _pages_read() -> dict[int, date]:
    rows = Reading.objects.filter(closed_on__isnull=False, readers__membership__kind__in=PARENTS_AND_CARERS)
    known = rows.values_list("page", "closed_on", "page__last_published_at").annotate(last=Max("readers__read_on")).order_by("last")
    return {page: last for page, closed, published, last in known if published and closed and clocks.today(published) >= closed}
