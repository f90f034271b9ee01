"""What must hold of a sharing agreement, and what it covers. Rules are given the facts and return the reasons."""

from collections.abc import Collection, Iterable
from datetime import date

from consent.choices.sharing import SPECIAL_ITEMS, AgreementState, AgreementStepKind, DataItem, PartyRole, Special
from consent.models import AgreementStep, Partner, SharingAgreement
from core import clocks

LONGEST_REASON = 300
NOBODY_SIGNS = (
    "Nobody is left who may sign it: whoever signs has written none of it, and did not ask. Let the administrator give a second person the"
    " role of data protection officer, or let an engagement lead draft it and ask."
)
SIGNED_ALREADY = "This is signed: its terms cannot change. Begin a new version."
LONGEST_YEARS = 2
TOO_LATE_A_REVIEW = f"That is more than {LONGEST_YEARS} years away. Choose an earlier day: nobody knows today what will be right then."
FROM_THE_START = f"It is looked at again within {LONGEST_YEARS} years of the day it begins. Choose an earlier day."
BEGINS_TOO_LATE = "It begins more than a year from now. Choose an earlier day, or sign it nearer to then."
ONLY_WHO_SIGNS = "An agreement is signed with this partner, so only who signs agreements changes this. Ask a data protection officer."
ONLY_WHO_SIGNS_BEGINS_ANEW = "Nothing is shared with a partner that has ended. Only who signs agreements lets it begin again."
# What tells who a partner is beside its name: as families read it, and where its office is found.
WHO_IT_IS = ("about", "website", "email")
# What the Information Commissioner's code asks an agreement to say (domain 5.5), with the words for who left it out.
NEEDED = {
    "our_contact": "whom they ask at the council",
    "their_contact": "whom we ask at the partner",
    "our_officer": "the council’s data protection officer",
    "their_officer": "the partner’s data protection officer",
    "purpose_code": "for which purpose it is",
    "purpose": "what it is shared for",
    "why_needed": "why that cannot be done without",
    "people": "about whom",
    "lawful_basis": "the lawful basis",
    "legal_power": "the law that lets the council do it",
    "how_often": "how often",
    "route": "by which way",
    "access": "who at the partner may see it",
    "rights_by": "who answers when somebody asks for their data",
    "notice": "what families are told",
    "security": "how it is kept safe",
    "retention": "how long the partner keeps it",
    "breach_steps": "what happens when something goes wrong",
    "onward": "whether the partner may pass it on",
    "termination": "how it ends",
    "owner_id": "who looks after it",
    "starts_on": "from when it is in force",
    "review_on": "by when it is looked at again",
}


def why_not_keep_partner(
    was: Partner, becomes: Partner, *, number_decided: int, number_signed: int, may_sign: bool
) -> dict[str, list[str]]:
    """Return why a partner cannot be kept like this, by field (decision 0048).

    Its name is what families said yes to, what was signed and where things went. What else tells who it is, is agreed once something is
    signed, so nobody who only drafts changes it alone; nor do they let an ended partner begin again.
    """
    reasons = {}
    stays = f"“{was.name}”, so its name stays. Add a partner of the new name, and"
    if was.name != becomes.name and number_decided:
        reasons["name"] = [f"Families decided about {stays} ask them again."]
    elif was.name != becomes.name and number_signed:
        reasons["name"] = [f"An agreement is signed with {stays} agree with it anew."]
    if number_signed and not may_sign:
        reasons |= {name: [ONLY_WHO_SIGNS] for name in WHO_IT_IS if getattr(was, name) != getattr(becomes, name)}
    if was.ended_on and not may_sign and (becomes.ended_on is None or becomes.ended_on > was.ended_on):
        reasons["ended_on"] = [f"{ONLY_WHO_SIGNS_BEGINS_ANEW} It ended on {clocks.day_in_words(was.ended_on)}."]
    return reasons


def why_not_write(agreement: SharingAgreement) -> list[str]:
    """Return why an agreement's terms cannot be changed."""
    return [SIGNED_ALREADY] if agreement.signed_at else []


def is_too_long_until(day: date, later: date) -> bool:
    """Return whether a day is more than two years after another. By the calendar, so that no day is too far away to be counted."""
    return (later.year - day.year, later.month, later.day) > (LONGEST_YEARS, day.month, day.day)


def why_not_days(*, starts_on: date | None, review_on: date | None) -> list[str]:
    """Return why an agreement cannot have these days: nobody agrees to more than two years at once (decision 0048)."""
    return [FROM_THE_START] if starts_on and review_on and is_too_long_until(starts_on, review_on) else []


def why_not_sign(agreement: SharingAgreement, *, today: date) -> list[str]:
    """Return everything that is missing before an agreement can be signed."""
    if agreement.signed_at:
        return ["This is signed already."]
    missing = [words for name, words in NEEDED.items() if not getattr(agreement, name)]
    reasons = [f"Say {', '.join(missing[:-1])}{' and ' if missing[1:] else ''}{missing[-1]}."] if missing else []
    if not agreement.data_items:
        reasons.append("Tick exactly which data is shared.")
    if PartyRole.PROCESSOR in {agreement.our_role, agreement.their_role}:
        reasons.append("A processor needs a contract under Article 28, not an agreement like this. Ask your lawyers for it.")
    if SPECIAL_ITEMS.intersection(agreement.data_items) and agreement.special == Special.NONE:
        reasons.append("Some of the data can tell of health, ethnicity or belief. Choose the condition that allows it.")
    if agreement.review_on and agreement.review_on <= today:
        reasons.append("The day for looking at it again has gone by. Choose a later one.")
    reasons += why_not_days(starts_on=agreement.starts_on, review_on=agreement.review_on)
    if agreement.starts_on and agreement.starts_on > clocks.months_after(today, 12):
        reasons.append(BEGINS_TOO_LATE)
    if agreement.partner.ended_on:
        reasons.append("This partner has ended.")
    return reasons


def why_not_step(*, kind: str, state: str, reason: str, review_on: date | None, today: date) -> list[str]:
    """Return why an agreement cannot be ended, or noted as looked at again."""
    if state in {AgreementState.DRAFT, AgreementState.ENDED, AgreementState.REPLACED}:
        return ["Only a signed agreement that has not ended is looked at again or ended."]
    reasons = [] if 0 < len(reason) <= LONGEST_REASON else [f"Say why, in at most {LONGEST_REASON} letters."]
    if kind not in AgreementStepKind.values:
        reasons.append("Choose what happened.")
    if kind == AgreementStepKind.REVIEWED and (review_on is None or review_on <= today):
        reasons.append("Say by when it is looked at again: a day after today.")
    elif kind == AgreementStepKind.REVIEWED and review_on and is_too_long_until(today, review_on):
        reasons.append(TOO_LATE_A_REVIEW)
    return reasons


def review_day(agreement: SharingAgreement, steps: Iterable[AgreementStep]) -> date | None:
    """Return by when an agreement is to be looked at again, the last review heeded."""
    reviewed = [step.review_on for step in steps if step.kind == AgreementStepKind.REVIEWED]
    return reviewed[-1] if reviewed else agreement.review_on


def state_on(agreement: SharingAgreement, day: date, *, steps: Collection[AgreementStep], replaced_from: date | None) -> AgreementState:
    """Return where an agreement stands on a day. On its review day it is still in force; the day after, nothing is shared under it."""
    if agreement.signed_at is None or agreement.starts_on is None:
        return AgreementState.DRAFT
    if any(step.kind == AgreementStepKind.ENDED and step.on <= day for step in steps):
        return AgreementState.ENDED
    if replaced_from and replaced_from <= day:
        return AgreementState.REPLACED
    if day < agreement.starts_on:
        return AgreementState.SIGNED
    review_on = review_day(agreement, steps)
    return AgreementState.REVIEW_DUE if review_on and day > review_on else AgreementState.IN_FORCE


def why_not_covered(agreement: SharingAgreement, *, state: AgreementState, purpose_code: str, data_items: Collection[str]) -> list[str]:
    """Return why data may not go under an agreement: its state, another purpose, or an item it does not name, by its name."""
    reasons = []
    if state != AgreementState.IN_FORCE:
        reasons.append(f"“{agreement.title}”, version {agreement.version}: {state.label[0].lower()}{state.label[1:]}.")
    if agreement.purpose_code != purpose_code:
        reasons.append(f"“{agreement.title}” is for another purpose: {agreement.purpose_code}.")
    if extra := [code for code in data_items if code not in agreement.data_items]:
        names = ", ".join(str(DataItem(code).label) if code in DataItem.values else code for code in extra)
        reasons.append(f"“{agreement.title}” does not cover: {names}.")
    return reasons
