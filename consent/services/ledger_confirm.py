"""Asking a family, by a link, whether what they said aloud was written down right."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.choices import Decision, Method, UsedIn
from consent.models import ConsentRecord
from consent.rules import ledger as rules
from consent.selectors import ledger as selectors
from consent.services import ledger
from core import audit, links, outbox
from core.models import Link

CONFIRM = "consent.record.confirm"
LINK_DAYS = 14


def why_not_ask(record: ConsentRecord) -> list[str]:
    """Return why nobody can be asked by a link whether this was written down right."""
    person = record.person
    if record.decision != Decision.GRANTED:
        return ["Only a yes is confirmed: a no needs no proof."]
    if record.answered_by.exists():
        return ["They have answered this already."]
    if not _still_holds(record):
        return ["This yes does not hold any more, so there is nothing to confirm."]
    if not person.is_here or not person.email:
        return ["We have no e-mail address of theirs."]
    unsafe = rules.why_not_reach(person.safe, UsedIn.EMAIL)
    return [unsafe] if unsafe else []


@transaction.atomic
def ask_to_confirm(*, record: ConsentRecord, by: User) -> Link:
    """Send a link that shows the exact words and takes "that is right" or "that is not right". Raises ValidationError with every reason."""
    if reasons := why_not_ask(record):
        raise ValidationError(reasons)
    link = links.make(act=CONFIRM, about=record, address=record.person.email, days=LINK_DAYS, by=by)
    outbox.put("consent.ask_to_confirm", str(link.pk), str(record.person_id), expires_at=link.expires_at)
    audit.record("consent.record.ask_to_confirm", record, by=by, hub_id=record.hub_id)
    return link


def asked_of(token: str) -> tuple[Link, ConsentRecord] | None:
    """Return the link of a token and the yes it is about; None when it opens nothing any more, or that yes does not hold any more."""
    link = links.opened(token, act=CONFIRM)
    if link is None:
        return None
    record = ConsentRecord.objects.filter(pk=links.record_id(link)).select_related("person", "wording", "purpose", "partner", "hub").first()
    if record is None or not record.person.is_here or record.answered_by.exists() or not _still_holds(record):
        return None
    return (link, record) if links.is_for(link, record.person.email) else None


@transaction.atomic
def confirm(*, link: Link, record: ConsentRecord, today: date) -> None:
    """Take a family's word that a yes was written down right.

    Raises ValidationError when the link was used or they changed their mind meanwhile.
    """
    _use_while_it_holds(link, record)
    said = _again(record, today, Decision.GRANTED)
    ledger.record(said=said, by=None, hub=record.hub, today=today, answers=record)
    audit.record(CONFIRM, record, by=None, hub_id=record.hub_id)


@transaction.atomic
def contradict(*, link: Link, record: ConsentRecord, today: date) -> tuple[str, ...]:
    """Take a family's word that they never said yes: from now on it is a no. Returns in plain words what stopped.

    Raises ValidationError when the link was used or they changed their mind meanwhile.
    """
    _use_while_it_holds(link, record)
    recorded = ledger.record(said=_again(record, today, Decision.REFUSED), by=None, hub=record.hub, today=today, answers=record)
    audit.record("consent.record.contradict", record, by=None, hub_id=record.hub_id)
    return recorded.stopped


def _still_holds(record: ConsentRecord) -> bool:
    """Return whether this very yes is what holds: a word about one that they took back would bring it back."""
    stands = selectors.standing(record.person, record.purpose, record.partner)
    return stands.is_yes and stands.record == record


def _use_while_it_holds(link: Link, record: ConsentRecord) -> None:
    """Use the link up with the person locked, so that a change of mind comes either before or after."""
    selectors.locked_person(record.person_id)
    if not _still_holds(record):
        raise ValidationError(["They have decided anew since then."])
    links.use(link)


def _again(record: ConsentRecord, today: date, decision: str) -> rules.Said:
    """Return what they say now about the very words of then. A confirmation makes a yes no longer than it was."""
    is_yes = decision == Decision.GRANTED
    return rules.Said(
        person=record.person,
        purpose=record.purpose,
        wording=record.wording,
        partner=record.partner,
        decision=decision,
        language=record.wording.language,
        method=Method.WEB,
        given_on=today,
        given_by=record.given_by,
        is_explicit=True,
        channels=tuple(record.channels) if is_yes else (),
        until_on=record.until_on if is_yes else None,
        is_confirmation=True,
    )
