"""What must hold of a decision before it is written down, and what stands of those that were. Rules return the reasons."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from consent.choices import Audience, Decision, GivenBy, Method, SafeThere, Special, Stands, UsedIn
from consent.models import ConsentRecord, Partner, Person, Purpose, Wording
from core import clocks

LONGEST_NAME = 200
BY_STAFF = (Method.PAPER, Method.SHEET, Method.SPOKEN, Method.REPLY)
_WRITING = {UsedIn.EMAIL, UsedIn.TEXT, UsedIn.POST}
_REACHING = _WRITING | {UsedIn.PHONE}


@dataclass(frozen=True)
class Said:
    """What somebody said about one purpose, with everything that proves it. `language` is that of the words they were shown."""

    person: Person
    purpose: Purpose
    wording: Wording
    decision: str
    language: str
    method: str
    given_on: date
    given_by: str = GivenBy.SELF
    partner: Partner | None = None
    is_explicit: bool = False
    channels: tuple[str, ...] = ()
    until_on: date | None = None
    decided_by: str = ""
    witness: str = ""
    kept_at: str = ""
    has_scan: bool = False
    is_confirmation: bool = False
    """Whether they say once more what they said before: the names and papers of then stand behind it."""
    is_collected: bool = False
    """Whether a member of staff took it in."""

    @property
    def is_yes(self) -> bool:
        """Whether they said yes. Proof is asked for that alone: a no is as good as it is said."""
        return self.decision == Decision.GRANTED


def why_not_record(said: Said, *, replaced_on: date | None, today: date) -> list[str]:
    """Return every reason why a decision cannot be written down (domain 5.2, 5.3).

    `replaced_on` is the day on which newer words took the place of these.
    """
    return [
        *_about_the_person(said),
        *_about_the_purpose(said),
        *_about_the_words(said, replaced_on),
        *_about_the_day(said, today),
        *_about_who_said_it(said),
        *(_about_the_proof(said) if said.is_yes else []),
    ]


def _about_the_person(said: Said) -> list[str]:
    if said.person.erased_on:
        return ["This person was erased. Nothing more is written down about them."]
    if said.person.merged_into_id:
        return ["This record was merged into another. Write it down there."]
    return []


def _about_the_purpose(said: Said) -> list[str]:
    reasons = []
    if not said.purpose.is_asked:
        reasons.append("Nobody is asked for a yes to this: its basis is not consent. People can object instead.")
    if said.purpose.ended_on and said.is_yes:
        reasons.append("This purpose has ended, so nobody can say yes to it any more.")
    if said.purpose.for_a_partner and said.partner is None:
        reasons.append("Choose the partner whom it is about.")
    if said.partner and not said.purpose.for_a_partner:
        reasons.append("This purpose names no partner. Leave the partner out.")
    if said.partner and said.partner.ended_on and said.is_yes:
        reasons.append("We share nothing with this partner any more, so nobody can say yes to it.")
    if said.decision not in Decision.values:
        reasons.append("Say what they decided: yes or no.")
    if set(said.channels) - set(said.purpose.channels or UsedIn.values):
        reasons.append("Choose only places that belong to this purpose.")
    return reasons


def _about_the_words(said: Said, replaced_on: date | None) -> list[str]:
    wording, reasons = said.wording, []
    if wording.purpose_id != said.purpose.pk:
        reasons.append("These words belong to another purpose.")
    if wording.published_at is None:
        return [*reasons, "These words were never published, so nobody can have decided on them."]
    if wording.language != said.language:
        reasons.append("These words are in another language than those that were shown.")
    if clocks.today(wording.published_at) > said.given_on:
        reasons.append("These words did not exist yet on that day. Choose the words that they read, or ask them anew.")
    on_paper = said.method in {Method.PAPER, Method.SHEET}  # a form may have been printed long before it was signed
    if said.is_yes and replaced_on and said.given_on > replaced_on and not (on_paper or said.is_confirmation):
        reasons.append("Newer words had taken the place of these. Show them those.")
    is_for_young = wording.audience == Audience.YOUNG
    if said.is_yes and is_for_young != (said.person.is_young and said.given_by == GivenBy.SELF):
        reasons.append("These words are for young people." if is_for_young else "A young person says yes to the words for young people.")
    return reasons


def _about_the_day(said: Said, today: date) -> list[str]:
    if said.given_on > today:
        return ["That day is still to come. Write the day on which they said it."]
    if said.until_on and said.until_on < said.given_on:
        return ["A yes cannot end before the day it was said."]
    return []


def _about_who_said_it(said: Said) -> list[str]:
    person, reasons = said.person, []
    if said.given_by not in GivenBy.values:
        return ["Say who decided: they themselves, or somebody who says that they may decide for them."]
    if max(len(name) for name in (said.decided_by, said.witness, said.kept_at)) > LONGEST_NAME:
        reasons.append(f"Write at most {LONGEST_NAME} letters into a box.")
    if not said.is_yes:
        return reasons
    asked_from = person.ask_again_from
    if said.given_by == GivenBy.DECIDER:
        if not person.is_young:
            reasons.append("Grown-ups decide for themselves. Ask the person.")
        elif asked_from and asked_from <= said.given_on:
            reasons.append("They are old enough to be asked themselves now.")
        if not (said.decided_by.strip() or said.is_confirmation):
            reasons.append("Write who decided for them, and what they are to the child, such as “Ola Bright, mother”.")
    elif person.is_young and asked_from and asked_from > said.given_on:
        reasons.append("They are not asked themselves yet. Somebody who may decide for them says yes.")
    return reasons


def _about_the_proof(said: Said) -> list[str]:
    reasons = []
    if said.method not in Method.values:
        return ["Say how they told us."]
    if said.method in BY_STAFF and not said.is_collected:
        reasons.append("A member of staff writes this down.")
    if said.method == Method.PAPER and not said.has_scan:
        reasons.append("Add a photo or a scan of the signed form.")
    if said.method == Method.SPOKEN and not said.witness.strip():
        reasons.append("Write who else heard it. Without a witness, use the paper form.")
    if said.method == Method.SHEET and not said.kept_at.strip():
        reasons.append("Write where the sheet is kept.")
    if said.purpose.special == Special.EXPLICIT and not said.is_explicit:
        reasons.append("This needs a yes to these very words. Tick that they signed or said the words themselves.")
    return reasons


@dataclass(frozen=True)
class Standing:
    """What holds for one person, one purpose and one partner on a day. `history` is every decision, the first one first."""

    state: str = Stands.NOT_KNOWN
    record: ConsentRecord | None = None
    since_on: date | None = None
    confirmed_on: date | None = None
    history: tuple[ConsentRecord, ...] = field(default=())

    @property
    def is_yes(self) -> bool:
        """Whether a yes holds."""
        return self.state == Stands.GRANTED

    @property
    def in_words(self) -> str:
        """What holds, in words."""
        return str(Stands(self.state).label)


NOTHING_KNOWN = Standing()


def standing_of(records: Iterable[ConsentRecord], *, asked_themselves_from: date | None, today: date) -> Standing:
    """Return what stands after decisions about one purpose, given in the order they were said: the last one holds.

    A yes ends after its own last day. Somebody else's yes for a child ends when the young person is to be asked (domain 5.3).
    """
    history = tuple(records)
    held: ConsentRecord | None = None
    confirmed_on = None
    for one in history:
        if held and one.answers_id == held.pk and one.decision == held.decision:
            confirmed_on = one.given_on  # the same yes, said once more: it holds since it was said first
        else:
            held, confirmed_on = one, None
    if held is None:
        return NOTHING_KNOWN
    state, since_on = str(held.decision), held.given_on
    if held.decision == Decision.GRANTED and (ended_on := _ended_on(held, asked_themselves_from)) and ended_on <= today:
        state, since_on = str(Stands.RAN_OUT), ended_on
    return Standing(state, held, since_on, confirmed_on, history)


def _ended_on(record: ConsentRecord, asked_themselves_from: date | None) -> date | None:
    """Return the first day on which a yes does not hold any more."""
    days = [date.fromordinal(record.until_on.toordinal() + 1)] if record.until_on else []
    if record.given_by == GivenBy.DECIDER and asked_themselves_from:
        days.append(asked_themselves_from)
    return min(days) if days else None


def why_not_stop(person: Person, purpose: Purpose) -> list[str]:
    """Return why "stop using mine" cannot be written down for a purpose."""
    if not person.is_here:
        return ["This person was erased, or their record was merged into another."]
    if purpose.is_asked:
        return ["They said yes or no to this. Write down that they changed their mind instead."]
    return (
        [] if purpose.stops_in_one_step else ["This is not stopped in one step. They can object: write down a request about their rights."]
    )


def why_not_use(
    *, person: Person, purpose: Purpose, partner: Partner | None, channel: str, standing: Standing, is_stopped: bool = False
) -> list[str]:
    """Return why something of a person may not be used for a purpose now; `channel` is one of `UsedIn`, or empty when none is meant."""
    if not person.is_here:
        return ["This person was erased, or their record was merged into another."]
    reasons = [] if purpose.ended_on is None else ["This purpose has ended."]
    if is_stopped:
        reasons.append("They told us to stop using theirs for this.")
    if purpose.is_asked and not standing.is_yes:
        reasons.append(f"They have not agreed to this. What we know: {standing.in_words}.")
    elif purpose.is_asked and channel and standing.record and standing.record.channels and channel not in standing.record.channels:
        reasons.append(f"They agreed to this, but not here: {UsedIn(channel).label}.")
    if purpose.for_a_partner and (partner is None or partner.ended_on):
        reasons.append("We share nothing with this partner any more." if partner else "It is not said which partner.")
    if channel in _REACHING and (unsafe := why_not_reach(person.safe, channel)):
        reasons.append(unsafe)
    return reasons


def why_not_reach(safe: str, channel: str) -> str:
    """Return why somebody may not be reached this way at home; empty when they may. "Not asked yet" is not yes (DESIGN 3)."""
    if channel not in _REACHING:
        return ""
    if safe == SafeThere.IN_PERSON:
        return "It is not safe to write to them or to ring them: only talk to them face to face."
    if safe == SafeThere.ONLY_RING and channel in _WRITING:
        return "It is not safe to write to them: only ring."
    if safe == SafeThere.NOT_ASKED and channel in _WRITING:
        return "Nobody has asked them yet whether it is safe to write to them."
    return ""
