"""Whether a message may leave for somebody, asked at the moment it leaves; and which ones were held back."""

from uuid import UUID

from consent.choices import MAIL_ABOUT_A_DECISION, MAIL_IS_FOR, MAIL_TO_UNKNOWN, SafeThere, UsedIn
from consent.models import Person, Purpose
from consent.rules import ledger as rules
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
    if (
        is_about_their_panel and person.safe == SafeThere.NOT_ASKED
    ):  # they gave this address to be on the panel, and nobody said it is not safe
        return ledger.why_not_use(person=person, purpose=purpose)
    return ledger.why_not_use(person=person, purpose=purpose, channel=UsedIn.EMAIL)


def held_back(person: Person) -> list[OutboxItem]:
    """Return the last messages to a person that were stopped when they were about to leave, with why.

    A message to a family is queued with the person's id as its second argument.
    """
    stopped = OutboxItem.objects.filter(state=OutboxState.STOPPED, arguments__1=str(person.pk)).exclude(last_error="")
    return list(stopped.order_by("-pk")[:MOST_HELD_BACK])
