"""What must hold of a decision before it is written down, and of something before it is used. Rules return the reasons."""

from dataclasses import dataclass
from datetime import date

from consent.choices import Audience, Decision, GivenBy, Method, SafeThere, Source, Special, UsedIn
from consent.models import ConsentRecord, Partner, Person, Purpose, Wording
from consent.rules.standing import Standing
from core import clocks

LONGEST_NAME = 200
NOT_HERE = "This person was erased, set aside, or their record was merged into another."
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

    @property
    def places(self) -> list[str]:
        """The places that a yes is for: those they named, or else those of the purpose today; none for a no."""
        return sorted(self.channels or self.purpose.channels) if self.is_yes else []


def says_the_same(record: ConsentRecord, said: Said) -> bool:
    """Return whether somebody says on the same day and in the same way what is written down already: pressed or typed twice."""
    is_explicit = said.is_explicit and said.is_yes
    then = (record.decision, record.wording_id, record.given_by, record.given_on, record.method, record.until_on, record.is_explicit)
    now = (said.decision, said.wording.pk, said.given_by, said.given_on, said.method, said.until_on, is_explicit)
    return then == now and record.channels == said.places


def may_say_yes(person: Person, day: date) -> bool:
    """Return whether somebody is asked themselves on a day: a grown-up, or a young person from the month that was set for them.

    No month is no: until somebody has set one, whoever may decide for a child says yes, and nobody else (domain 5.3). But a young person
    who came by the public form told us that they are 13 or older, and is asked until staff write down who decides for them.
    """
    if not person.is_young:
        return True
    if person.ask_again_from is not None:
        return person.ask_again_from <= day
    return person.source == Source.FORM and not person.decided_by


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
    if said.person.set_aside_on:
        return [NOT_HERE]
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
    if not said.is_confirmation and set(said.channels) - set(said.purpose.channels or UsedIn.values):
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
    if said.given_by == GivenBy.DECIDER:
        if not person.is_young:
            reasons.append("Grown-ups decide for themselves. Ask the person.")
        elif may_say_yes(person, said.given_on):
            reasons.append("They are old enough to be asked themselves now.")
        if not (said.decided_by.strip() or said.is_confirmation):
            reasons.append("Write who decided for them, and what they are to the child, such as “Ola Bright, mother”.")
    elif not may_say_yes(person, said.given_on):
        reasons.append("They are not asked themselves yet. Somebody who may decide for them says yes.")
        if person.ask_again_from is None:
            reasons.append("If they are old enough, write down first from which month they are asked themselves.")
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


def why_not_stop(person: Person, purpose: Purpose) -> list[str]:
    """Return why "stop using mine" cannot be written down for a purpose."""
    if not person.is_here:
        return [NOT_HERE]
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
        return [NOT_HERE]
    reasons = [] if purpose.ended_on is None else ["This purpose has ended."]
    if is_stopped:
        reasons.append("They told us to stop using theirs for this.")
    if channel and purpose.channels and channel not in purpose.channels:
        reasons.append(f"This purpose has no such place: {UsedIn(channel).label}.")
    if purpose.is_asked:
        reasons += _why_not_covered(purpose, channel, standing)
    if purpose.for_a_partner and (partner is None or partner.ended_on):
        reasons.append("We share nothing with this partner any more." if partner else "It is not said which partner.")
    if channel in _REACHING and (unsafe := why_not_reach(person.safe, channel)):
        reasons.append(unsafe)
    return reasons


def _why_not_covered(purpose: Purpose, channel: str, standing: Standing) -> list[str]:
    """Return why a yes does not cover a use, whatever stands about its purpose today: what counts is what they were asked then."""
    if not standing.is_yes or standing.record is None:
        return [f"They have not agreed to this. What we know: {standing.in_words}."]
    reasons = []
    if purpose.special == Special.EXPLICIT and not standing.is_explicit:
        reasons.append("They said yes, but not to these very words, which this needs now. Ask them anew.")
    if channel and standing.record.channels and channel not in standing.record.channels:
        reasons.append(f"They agreed to this, but not here: {UsedIn(channel).label}.")
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
        return "Nobody has asked them yet whether it is safe to write to them. Ask first."
    return ""
