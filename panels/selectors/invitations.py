"""Who is asked to a meeting, who is left out and why, and what each of them said."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.models import User
from consent.choices import SafeThere
from consent.models import Person
from consent.selectors import ledger_mail
from core import brand
from panels.choices import NeedKind, Reply
from panels.choices.members import ON_THE_PANEL
from panels.choices.needs import COMING
from panels.models import Invitation, Meeting, MeetingNeed, Membership, Panel, StandingNeed
from panels.rules import invitations as rules
from panels.selectors.letters import MOVED, OFF, ON, on_their_way, why_it_did_not_leave
from panels.selectors.names import in_order, name_of
from panels.selectors.reply_links import is_good, person_of

RIGHT = "meeting.edit"
LETTER = "panel_dates"


@dataclass
class Line:
    """One member beside a meeting. `name` is empty where the reader may not read it; `why_no_letter` is empty when a letter may go."""

    member: Membership
    person: Person | None
    name: str
    why_no_letter: list[str]
    is_asked_at_all: bool
    invitation: Invitation | None = None
    needs: list[MeetingNeed] = field(default_factory=list)
    standing: set[str] = field(default_factory=set)
    on_its_way: set[str] = field(default_factory=set)

    @property
    def called(self) -> str:
        """How they are called on the screen: by name where that may be read, else by code."""
        return self.name or str(self.member)

    @property
    def reply(self) -> str:
        """What they said; empty while they said nothing."""
        return self.invitation.reply if self.invitation else Reply.NONE

    @property
    def reply_in_words(self) -> str:
        """The same in words."""
        return str(Reply(self.reply).label)

    @property
    def is_coming(self) -> bool:
        """Whether they said that they come."""
        return self.reply in COMING

    @property
    def kinds(self) -> set[str]:
        """What is ticked beside them: what they said for this meeting, or before they answered what they always need."""
        return {need.kind for need in self.needs} if self.reply else self.standing

    @property
    def mark(self) -> str:
        """What stands beside them, for a page to carry along: see `mark_of`."""
        return mark_of(self.invitation, self.needs)

    @property
    def has_link(self) -> bool:
        """Whether a link of theirs opens."""
        return bool(self.invitation and self.invitation.salt and is_good(self.invitation, self.member))

    @property
    def booked_in_vain(self) -> list[str]:
        """What is booked for somebody who does not come: somebody has to call it off."""
        booked = [need for need in self.needs if need.booked_on and self.reply == Reply.NO]
        return [str(NeedKind(need.kind).label) for need in booked]

    @property
    def may_have_letter(self) -> bool:
        """Whether a letter can be sent to them now: none is on its way, and none left."""
        return not self.why_no_letter and not self.on_its_way and (self.invitation is None or not self.invitation.asked_at)

    @property
    def did_not_leave(self) -> str:
        """Why the last letter did not leave; empty when it did, or waits."""
        return why_it_did_not_leave(self.invitation, self.on_its_way)

    @property
    def said_for_another_day(self) -> bool:
        """Whether the meeting was to start at another time when they answered."""
        one = self.invitation
        return bool(one and one.reply and one.said_for and one.said_for != one.meeting.starts_at)

    @property
    def knows_another_day(self) -> bool:
        """Whether what they last heard of when and where is not so any more."""
        one = self.invitation
        knows = bool(one and one.told_of and not one.heard_off and one.told_of != rules.when_and_where(one.meeting))
        return knows and (self.reply != Reply.NO or self.said_for_another_day)


def mark_of(invitation: Invitation | None, needs: Iterable[MeetingNeed]) -> str:
    """Return what somebody answered and needs as one word, so that nobody writes over what came in since their page was opened."""
    return "-".join([invitation.reply if invitation else "", *sorted(need.kind for need in needs)])


def reply_to(panel: Panel) -> str:
    """Return where answers to a panel's letters go: an office's address that a person reads; empty when there is none."""
    return panel.reply_to or brand.stored().contact_email


def reply_to_of(meeting: Meeting) -> str:
    """Return where answers about a meeting go."""
    return reply_to(meeting.panel)


def why_no_letters(
    members: Iterable[Membership], template: str = LETTER, *, rule: Callable[..., list[str]] = rules.why_no_letter
) -> dict[Any, list[str]]:
    """Return for each member, by id, why no letter of a template goes to them; an empty list lets it go. `rule` is one like
    `rules.why_no_letter`, for letters that do not ask to a meeting."""
    members = list(members)
    who = {one.pk: person_of(one) for one in members}
    consent = ledger_mail.why_not_write_to({p.pk: p for p in who.values() if p}.values(), template)
    found = {}
    for one in members:
        person = who[one.pk]
        found[one.pk] = rule(one, person, may_write=consent[person.pk] if person else [])
    return found


def lines_of(meeting: Meeting, user: User) -> list[Line]:
    """Return everybody on the panel, and who left after they were asked, by name; as many queries however many they are."""
    asked = Q(invitations__meeting=meeting)
    members = Membership.objects.filter(Q(panel=meeting.panel) & (Q(stage__in=ON_THE_PANEL) | asked)).distinct()
    rows = list(members.select_related("panel", "person__merged_into__merged_into"))
    why_not = why_no_letters(rows)
    lines = []
    for one in rows:
        person = person_of(one)
        lines.append(Line(one, person, name_of(user, person), why_not[one.pk], not rules.why_not_among(one)))
    _add_what_they_said(meeting, lines)
    return in_order(lines)


def _add_what_they_said(meeting: Meeting, lines: list[Line]) -> None:
    by_member = {line.member.pk: line for line in lines}
    invitations = list(Invitation.objects.filter(meeting=meeting))
    waiting = on_their_way(invitations)
    for invitation in invitations:
        invitation.meeting = meeting
        line = by_member[invitation.membership_id]
        line.invitation, line.on_its_way = invitation, waiting[invitation.pk]
    for need in MeetingNeed.objects.filter(meeting=meeting):
        if beside := by_member.get(need.membership_id):
            beside.needs.append(need)
    for always in StandingNeed.objects.filter(membership__in=list(by_member)).order_by("kind"):
        by_member[always.membership_id].standing.add(always.kind)


def to_remind(meeting: Meeting, lines: Iterable[Line], *, now: datetime) -> list[Line]:
    """Return who would get one more letter: see `rules.is_to_be_reminded`."""
    return [line for line in lines if not line.why_no_letter and line.invitation and may_be_reminded(line.invitation, now=now)]


def to_tell(lines: Iterable[Line]) -> list[Line]:
    """Return who is told by letter that a meeting is called off: who was asked, has not said no, and was not told."""
    asked = [line for line in lines if line.invitation and (line.invitation.asked_at or line.reply) and not line.invitation.heard_off]
    return [line for line in asked if not line.why_no_letter and line.reply != Reply.NO and OFF not in line.on_its_way]


def to_tell_on(lines: Iterable[Line]) -> list[Line]:
    """Return who is told by letter that a meeting takes place after all: whoever had a letter that says that it is called off."""
    heard = [line for line in lines if line.invitation and line.invitation.heard_off]
    return [line for line in heard if not line.why_no_letter and ON not in line.on_its_way]


def to_tell_moved(lines: Iterable[Line]) -> list[Line]:
    """Return who is told by letter that a meeting moved: who knows another day or place, unless they said no and the day is the same."""
    return [line for line in lines if line.knows_another_day and not line.why_no_letter and MOVED not in line.on_its_way]


def to_ring_anew(lines: Iterable[Line]) -> list[Line]:
    """Return who knows another day or place, or that it is called off, and cannot be told by letter: somebody rings them."""
    wrong = [line for line in lines if line.knows_another_day or (line.invitation and line.invitation.heard_off)]
    return [line for line in wrong if line.why_no_letter and line.is_asked_at_all]


def to_ring(lines: Iterable[Line]) -> list[Line]:
    """Return who knows of a meeting that was called off and cannot be told by letter: somebody rings them."""
    asked = [line for line in lines if line.invitation and (line.invitation.asked_at or line.reply)]
    return [line for line in asked if line.why_no_letter and line.reply != Reply.NO and line.is_asked_at_all]


def may_be_reminded(invitation: Invitation, *, now: datetime) -> bool:
    """Return whether one more letter to somebody is right."""
    return rules.is_to_be_reminded(invitation.reply, asked_at=invitation.asked_at, reminded_at=invitation.reminded_at, now=now)


def may_be_texted(line: Line) -> bool:
    """Return whether words for somebody's phone may be copied: they said it is safe to write to them, and no letter is what they want."""
    person = line.person
    if person is None or not line.is_asked_at_all or rules.is_of_a_child(line.member.panel, person):
        return False
    stopped = line.why_no_letter and line.why_no_letter[0] not in rules.BY_HAND
    return bool(person.phone) and person.safe == SafeThere.YES and not stopped


def standing_kinds(member: Membership) -> set[str]:
    """Return the kinds of what a member always needs."""
    return set(StandingNeed.objects.filter(membership=member).order_by().values_list("kind", flat=True))


def needs_of(invitation: Invitation) -> list[MeetingNeed]:
    """Return what is to be arranged for somebody at a meeting."""
    return list(MeetingNeed.objects.filter(meeting=invitation.meeting_id, membership=invitation.membership_id).order_by("kind", "pk"))
