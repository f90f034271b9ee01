"""Whether a message may leave for somebody, asked at the moment it leaves; and which ones were held back."""

from collections.abc import Iterable
from uuid import UUID

from consent.choices import MAIL_ABOUT_A_DECISION, MAIL_IS_FOR, MAIL_TO_UNKNOWN, SafeThere, Source, UsedIn
from consent.models import Person, Purpose
from consent.rules import ledger as rules
from consent.rules.standing import NOTHING_KNOWN
from consent.selectors import ledger
from core.choices import OutboxState
from core.models import OutboxItem

MOST_HELD_BACK = 20


def purpose_of(template: str) -> Purpose | None:
    """Return what a letter is for; None for one of which nobody has said it."""
    return Purpose.objects.filter(key=MAIL_IS_FOR.get(template, "")).first()


def why_not_write(person_id: UUID, template: str) -> list[str]:
    """Return why a message of a template may not leave for a person now, in words that name nobody; an empty list lets it go."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not person.is_here:
        return [rules.NOT_HERE]
    if template in MAIL_ABOUT_A_DECISION:
        unsafe = rules.why_not_reach(person.safe, UsedIn.EMAIL)
        return [unsafe] if unsafe else []
    purpose = purpose_of(template)
    if purpose is None:
        return ["Nobody has said what this message is for, so it does not leave."]
    return _why_not_for(person, purpose)


def _why_not_for(person: Person, purpose: Purpose) -> list[str]:
    is_about_their_panel = purpose.key in MAIL_TO_UNKNOWN
    if not is_about_their_panel and ledger.who_is_silent([person]):
        return ["They came with a list, and have decided nothing yet: we write to them about their panel and nothing else."]
    if is_about_their_panel and _may_have_a_first_letter(person):
        return ledger.why_not_use(person=person, purpose=purpose)
    return ledger.why_not_use(person=person, purpose=purpose, channel=UsedIn.EMAIL)


def why_not_write_to(people: Iterable[Person], template: str) -> dict[UUID, list[str]]:
    """Return the same for many people, by the person's id, as a screen shows it before anything is sent: as many queries for all of them.

    What holds is asked once more when each message leaves (`why_not_write`).
    """
    people = list(people)
    purpose = purpose_of(template)
    if purpose is None or purpose.is_asked or purpose.key not in MAIL_TO_UNKNOWN:
        return {one.pk: why_not_write(one.pk, template) for one in people}
    stopped = ledger.who_stopped(people, purpose)
    return {one.pk: _why_not_about_their_panel(one, purpose, is_stopped=one.pk in stopped) for one in people}


def _why_not_about_their_panel(person: Person, purpose: Purpose, *, is_stopped: bool) -> list[str]:
    channel = "" if _may_have_a_first_letter(person) else UsedIn.EMAIL
    return rules.why_not_use(person=person, purpose=purpose, partner=None, channel=channel, standing=NOTHING_KNOWN, is_stopped=is_stopped)


def _may_have_a_first_letter(person: Person) -> bool:
    """Return whether nobody could ask yet if it is safe: who came with a list gave this address to be on the panel. Others were met."""
    return person.safe == SafeThere.NOT_ASKED and person.source == Source.LIST


def held_back(person: Person) -> list[OutboxItem]:
    """Return the last messages to a person that were stopped when they were about to leave, with why.

    A message to a family is queued with the person's id as its second argument.
    """
    stopped = OutboxItem.objects.filter(state=OutboxState.STOPPED, arguments__1=str(person.pk)).exclude(last_error="")
    return list(stopped.order_by("-pk")[:MOST_HELD_BACK])
