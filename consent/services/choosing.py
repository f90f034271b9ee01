"""Saying yes or no oneself: behind the door, one thing at a time, and by the link of a letter. Pressed twice, it is written down once."""

from datetime import date

from consent.choices import Decision, Method
from consent.models import Partner, Person, Purpose, Wording
from consent.rules.ledger import Said
from consent.rules.standing import Standing
from consent.selectors import ledger as selectors
from consent.selectors.my_choices import Choice
from consent.services import ledger
from core.write_lock import writing


def say_yes(*, person: Person, one: Choice, today: date) -> ledger.Recorded:
    """Write down a yes to the very words on the button that was pressed. Raises ValidationError with every reason why not."""
    wording = one.wording
    with writing():
        stands = _locked_standing(person, one.purpose, one.partner, today)
        said = Said(
            person, one.purpose, wording, Decision.GRANTED, wording.language, Method.WEB, today, partner=one.partner, is_explicit=True
        )
        covers_it = stands.is_explicit and stands.channels == said.places  # a plain yes, or one for fewer places, says less than this one
        if stands.is_yes and covers_it and stands.record and stands.record.wording_id == wording.pk:
            return ledger.Recorded(stands.record, is_new=False)
        return ledger.record(said=said, by=None, hub=person.hub, today=today)


def say_no(*, person: Person, one: Choice, shown: Wording | None, today: date) -> ledger.Recorded:
    """Write down a no to the words that were shown, or to those of today; after a yes it is a change of mind, about the words agreed to."""
    wording = shown or one.wording
    with writing():
        stands = _locked_standing(person, one.purpose, one.partner, today)
        if any(was.decision == Decision.GRANTED for was in stands.history):
            return ledger.change_mind(person=person, purpose=one.purpose, partner=one.partner, today=today, by=None)
        said = Said(person, one.purpose, wording, Decision.REFUSED, wording.language, Method.WEB, today, partner=one.partner)
        return ledger.record(said=said, by=None, hub=person.hub, today=today)


def stop(*, person: Person, purpose: Purpose, partner: Partner | None, today: date) -> ledger.Recorded:
    """Stop what a letter rests on. Raises ValidationError where no words were ever published, or nobody is asked for a yes.

    On another day it is written down once more: a form from the days between, typed later, must not outlive it.
    """
    return ledger.change_mind(person=person, purpose=purpose, partner=partner, today=today, by=None)


def _locked_standing(person: Person, purpose: Purpose, partner: Partner | None, today: date) -> Standing:
    """Return what stands, with the person locked: a second press waits for the first."""
    return selectors.standing(selectors.locked_person(person.pk), purpose, partner, today=today)
