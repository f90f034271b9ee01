"""Who comes to a meeting, and who came: names only for who may read them, opened and sorted in Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.formats import date_format

from accounts.models import User
from consent.selectors import people
from core.imports.report import as_table
from core.questions import Held
from core.small_numbers import numbers
from core.text import folded
from panels.choices import Came, Reply
from panels.choices.agenda import TOOK_PART
from panels.choices.needs import COMING
from panels.models import Attendance, AttendanceSheet, Invitation, Meeting, Membership, Panel
from panels.models.membership import FORGOTTEN
from panels.rules.needs import destroy_by
from panels.selectors.meetings import day_of
from panels.selectors.names import name_of
from panels.selectors.panels import may_for

SEE_MEMBERS = "member.view"


def may_see_members(user: User, panel: Panel) -> bool:
    """Return whether somebody may see who is on a panel: their codes, and the names as far as those may be read."""
    return may_for(user, SEE_MEMBERS, panel)


@dataclass(frozen=True)
class Member:
    """A member as somebody may see them. `name` is empty where it may not be read, `reply` in words and empty where nobody asked them."""

    pk: UUID
    code: str
    name: str = ""
    reply: str = ""
    comes: bool = False
    came: str = ""

    @property
    def first_name(self) -> str:
        """The first word of the name."""
        return self.name.split()[0] if self.name.strip() else ""

    @property
    def called(self) -> str:
        """The first name and the code, as far as they may be read: one name may be two people's."""
        return f"{self.first_name} ({self.code})" if self.first_name else self.code


def member_shown(user: User, membership: Membership, *, reply: str | None = None, came: str = "") -> Member:
    """Return a member as this user may see them. `membership` has its person joined, and who that was merged into."""
    person = people.led_on(membership.person) if membership.person else None
    said = Reply(reply).label if reply is not None else ""
    facts: dict[str, Any] = {"reply": str(said), "comes": reply in COMING, "came": came}
    if person is None or not person.is_here:
        return Member(membership.pk, FORGOTTEN, **facts)
    return Member(membership.pk, person.shown_code, name_of(user, person), **facts)


def in_order(members: Iterable[Member]) -> list[Member]:
    """Return members in the order of their names, those without one last, by their code."""
    return sorted(members, key=lambda one: (not one.name, folded(one.name), one.code))


def replies_to(meeting: Meeting) -> dict[UUID, str]:
    """Return what each asked member answered, by membership; one query."""
    return dict(Invitation.objects.filter(meeting=meeting).values_list("membership", "reply"))


@dataclass(frozen=True)
class Expected:
    """Who is expected. `nobody_answered` says that these are all who are asked to meetings, as no answer came yet."""

    members: tuple[Member, ...]
    nobody_answered: bool


def expected_at(user: User, meeting: Meeting) -> Expected:
    """Return who said that they come; while nobody answered, everybody who is asked to meetings. Two queries."""
    replies = replies_to(meeting)
    coming = [pk for pk, reply in replies.items() if reply in COMING]
    nobody = not any(replies.values())
    rows = Membership.objects.filter(panel=meeting.panel_id)
    rows = rows.who_come() if nobody else rows.filter(pk__in=coming)
    members = [member_shown(user, one, reply=replies.get(one.pk)) for one in rows.select_related("person__merged_into")]
    return Expected(tuple(in_order(members)), nobody)


def to_tick(user: User, meeting: Meeting) -> list[Member]:
    """Return whose attendance is written down: who is asked to meetings, and whoever answered or is ticked. Three queries."""
    replies, came = replies_to(meeting), dict(Attendance.objects.filter(meeting=meeting).values_list("membership", "came"))
    known = [*came, *(pk for pk, reply in replies.items() if reply)]
    of_panel = Membership.objects.filter(panel=meeting.panel_id)
    rows = of_panel.filter(Q(pk__in=known) | Q(pk__in=of_panel.who_come().order_by().values("pk"))).select_related("person__merged_into")
    return in_order(member_shown(user, one, reply=replies.get(one.pk), came=came.get(one.pk, "")) for one in rows)


def came_in_words(member: Member) -> str:
    """Return in words whether a member took part."""
    return str(Came(member.came).label) if member.came else "Was not there"


@dataclass(frozen=True)
class Attended:
    """Who took part, as somebody may read it: how many members in words, and each of them where they may be seen."""

    number: str
    number_of_staff: int
    number_of_guests: int
    members: tuple[tuple[Member, str], ...]


def attended(user: User, meeting: Meeting, *, sees: bool) -> Attended | None:
    """Return who took part; None while nobody wrote it down. Three queries at most. Who was forgotten since is counted still.

    `sees` is whether this reader may see the panel's members. Who may not reads about how many of them came (core.small_numbers).
    """
    sheet = AttendanceSheet.objects.filter(meeting=meeting).first()
    if sheet is None:
        return None
    rows = list(Attendance.objects.filter(meeting=meeting).select_related("membership__person__merged_into"))
    number = sum(one.came in TOOK_PART for one in rows)
    below = numbers.ALL_SHOWN if sees else numbers.line_for(user, hub_id=meeting.panel.hub_id)
    said = numbers.people(number, below=below) if below == numbers.ALL_SHOWN else numbers.about_how_many(number, below=below)
    shown = in_order(member_shown(user, one.membership, came=one.came) for one in rows) if sees else []
    members = tuple((one, came_in_words(one)) for one in shown)
    return Attended(str(said), sheet.number_of_staff, sheet.number_of_guests, members)


def number_there(meeting: Meeting) -> int | None:
    """Return how many members took part, for who counts hands; None while nobody wrote it down."""
    if not AttendanceSheet.objects.filter(meeting=meeting).exists():
        return None
    return Attendance.objects.filter(meeting=meeting, came__in=TOOK_PART).count()


def came_to(person_id: UUID) -> list[Held]:
    """Return to which meetings somebody came, for the copy that they may ask for (UK GDPR Article 15). In English yet."""
    rows = Attendance.objects.filter(membership__person=person_id).select_related("meeting__panel").order_by("meeting__starts_at", "pk")
    said = tuple((f"{one.meeting}, {date_format(day_of(one.meeting), 'j F Y')}", str(Came(one.came).label)) for one in rows)
    return [Held("The meetings you came to", said, is_still_english=True)] if said else []


def as_csv(user: User, meeting: Meeting) -> Iterator[str]:
    """Yield exactly the list of who comes as a table, with the meeting's day and the day by which it is destroyed in every row."""
    day = day_of(meeting)
    heads = ("First name", "Code", "Answer", "Meeting", "On", "Destroy this list by")
    tail = (meeting, f"{day:%d/%m/%Y}", f"{destroy_by(day):%d/%m/%Y}")
    return as_table(heads, ((one.first_name, one.code, one.reply, *tail) for one in expected_at(user, meeting).members))
