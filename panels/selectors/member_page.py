"""Everything about one member, for their page."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from consent.models import Person
from consent.selectors import ledger, people
from consent.selectors.ledger import as_now
from consent.selectors.retention import kept_until
from panels.choices import Stage
from panels.models import Claim, ExitNote, MeetingAction, MemberNote, Membership, StandingNeed, Terms, TermsAgreement, Training
from panels.selectors.member_endings import CODE
from panels.selectors.member_waits import is_to_ask_again
from panels.selectors.member_work import AtMeeting, claims_of, meetings_of, tasks_of
from panels.selectors.members import EDIT, terms_to_agree
from panels.selectors.names import name_of


@dataclass(frozen=True)
class OneMember:
    """What stands about a member, as this reader may read it. `consents` are (purpose, what holds in words); None without the right.

    Needs, for whom they speak, what they took on, notes and what they said as they left are there only when `is_whole`: for who looks
    after members (`member.edit`). Who only sees that they are on the panel reads none of it (decision 0060). Whether it is safe to write
    is read by them, and by who may reach somebody: whoever rings must know how not to.
    """

    member: Membership
    person: Person
    name: str
    is_whole: bool
    may_read_safe: bool
    speaks_for: str
    ring_first: str
    childrens_ages: list[str]
    consents: list[tuple[str, str]] | None
    needs: list[StandingNeed]
    ask_needs_again: bool
    agreements: list[TermsAgreement]
    terms_to_agree: Terms | None
    trainings: list[Training]
    notes: list[MemberNote]
    meetings: list[AtMeeting]
    tasks: list[MeetingAction]
    claims: list[Claim]
    exit_note: ExitNote | None
    gone_by: date | None

    @property
    def how_not_to_reach(self) -> str:
        """What nobody may do, in words; empty where it is safe to write."""
        said = {
            "only_ring": "Do not write. Only ring, leave no message, and say nothing to anybody else who answers.",
            "in_person": "Do not ring and do not write. Speak to them in person.",
            "": "Nobody asked yet whether it is safe to write. Ring, and ask for them alone.",
        }
        return said.get(self.person.safe, "") if self.may_read_safe else ""

    @property
    def has_left(self) -> bool:
        """Whether they are on the panel no more."""
        return self.member.stage == Stage.LEFT


def one_member(user: User, member: Membership, *, today: date) -> OneMember:
    """Return what stands about a member, and nothing private to who may not read it; the same few queries whoever it is."""
    assert member.person is not None, "who was forgotten has no page"
    person = as_now(member.person)
    is_whole = Membership.objects.visible_to(user, EDIT).filter(pk=member.pk).exists()
    needs = list(member.standing_needs.all()) if is_whole and member.stage != Stage.LEFT else []
    first = min((one.confirmed_on for one in needs), default=None)
    return OneMember(
        member=member,
        person=person,
        name=name_of(user, person),
        is_whole=is_whole,
        may_read_safe=is_whole or people.may_for(user, people.CONTACT, person),
        speaks_for=member.speaks_for if is_whole else "",
        ring_first=member.ring_first if is_whole else "",
        childrens_ages=member.ages_in_words if is_whole else [],
        consents=_consents(person, today) if people.may_for(user, ledger.VIEW, person) else None,
        needs=needs,
        ask_needs_again=first is not None and is_to_ask_again(first, today),
        agreements=list(member.agreements.select_related("terms").order_by("-terms__number")),
        terms_to_agree=terms_to_agree(member) if member.stage != Stage.LEFT else None,
        trainings=list(member.trainings.all()),
        notes=list(member.notes.select_related("written_by")) if is_whole else [],
        meetings=meetings_of(member),
        tasks=tasks_of(member) if is_whole else [],
        claims=claims_of(user, member),
        exit_note=ExitNote.objects.filter(membership=member).first() if is_whole else None,
        gone_by=kept_until(CODE, member.left_on) if member.left_on else None,
    )


def _consents(person: Person, today: date) -> list[tuple[str, str]]:
    found = []
    for line in ledger.ledger_of(person, today=today):
        said = "Yes" if line.standing.is_yes else "No" if line.standing.is_no else "Not asked, or not known"
        found.append((f"{line.purpose.title}{f' ({line.partner})' if line.partner else ''}", said))
    return found
