"""Taking in what somebody tells us of themselves, opening it, and making a person of it once one of us has talked with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.choices import Decision, Method, SafeThere, Source
from consent.models import Introduction, IntroductionYes, Person, Wording
from consent.rules import introductions as rules
from consent.rules.ledger import Said
from consent.selectors import introductions as selectors
from consent.selectors import ledger as ledger_selectors
from consent.services import ledger, people
from core import audit, contact
from core.models import Hub
from core.questions import Erased
from core.text import normalise

FACTS = ("language", "safe", "is_young", "through_adult")
LOOK_FIRST = "We know somebody with this address or number. Say that it is them, or tick that it is somebody else."


@dataclass(frozen=True)
class Known:
    """Who somebody is now. `asked_anew` are the purposes whose yes could not be written down, so that somebody asks them."""

    person: Person
    asked_anew: tuple[str, ...] = ()


def take_in(*, said: Mapping[str, Any], yeses: Iterable[Wording], today: date) -> Introduction:
    """Keep what somebody told us of themselves, inside the asker's transaction. Nobody known is looked for, changed or told.

    `said` holds words and facts by field, `yeses` the very words beside which they ticked. Raises ValidationError by field.
    """
    row = Introduction(told_on=today, **_checked(said))
    row.save(force_insert=True)
    _keep_yeses(row, yeses)
    return row


def correct(*, introduction: Introduction, said: Mapping[str, Any], yeses: Iterable[Wording], today: date) -> None:
    """Put what was sent at last in the place of what was sent first, inside the asker's transaction. Raises ValidationError by field."""
    for name, value in _checked(said).items():
        setattr(introduction, name, value)
    introduction.told_on = today
    introduction.save()
    introduction.yeses.all().delete()
    _keep_yeses(introduction, yeses)


def _keep_yeses(row: Introduction, yeses: Iterable[Wording]) -> None:
    IntroductionYes.objects.bulk_create(IntroductionYes(introduction=row, wording=one) for one in yeses)


def _checked(said: Mapping[str, Any]) -> dict[str, Any]:
    words = {name: normalise(said.get(name) or "").strip() for name in rules.SEALED}
    facts = {name: said[name] for name in FACTS if name in said}
    if problems := rules.why_not_take_in(words | facts):
        raise ValidationError(problems)
    words["email"] = contact.as_email(words["email"]) if words["email"] else ""
    words["phone"] = contact.as_phone(words["phone"]) if words["phone"] else ""
    return words | facts


def open_introduction(*, introduction: Introduction, by: User, hub_id: int | None) -> Introduction:
    """Return what somebody told us of themselves, and write down who looked."""
    audit.record("consent.introduction.open", introduction, by=by, hub_id=hub_id)
    return introduction


@transaction.atomic
def make_known(
    *,
    introduction: Introduction,
    name: str,
    hub: Hub | None,
    by: User,
    today: date,
    known: Person | None = None,
    is_another: bool = False,
    source: str = Source.FORM,
) -> Known:
    """Make a person of an introduction, or say that it is somebody we know; what they ticked becomes decisions.

    Whatever hangs on it is the asker's to hang on the person instead, before they call `forget`. Of who is known nothing is changed: what
    they told us before holds, and no yes is written down for them over a no, nor where the form did not give both their address and their
    number; these are asked anew. The day of a yes is the day they ticked it. `is_another` says that it is somebody else than whoever has
    the same address. Raises ValidationError.
    """
    row = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if known is None and selectors.alike(by, row) and not is_another:
        raise ValidationError({"is_another": LOOK_FIRST})
    person = _still_here(known) if known else _written_down(row, name=name, hub=hub, by=by, source=source)
    is_theirs = known is None or selectors.gives_both_of(row, person)
    asked_anew = tuple(
        one.purpose.title for one in _wordings_of(row) if not (is_theirs and _written_in_the_ledger(person, one, row, today))
    )
    audit.record("consent.introduction.make_known", person, by=by, hub_id=person.hub_id, was_known=known is not None)
    return Known(person, asked_anew)


def _still_here(known: Person) -> Person:
    person = Person.objects.select_for_update(of=("self",)).get(pk=known.pk)
    if not person.is_here:
        raise ValidationError(["This record was joined to another or deleted meanwhile. Look for the person again."])
    return person


def _written_down(row: Introduction, *, name: str, hub: Hub | None, by: User, source: str) -> Person:
    said = {
        "name": name,
        "email": row.email,
        "phone": row.phone,
        "hub": hub,
        "language": row.language,
        "safe": SafeThere(row.safe),
        "is_young": row.is_young,
    }
    return people.add_person(said=said, by=by, source=source)


def _wordings_of(row: Introduction) -> list[Wording]:
    return [one.wording for one in row.yeses.select_related("wording__purpose").order_by("wording__purpose__title")]


def _written_in_the_ledger(person: Person, wording: Wording, row: Introduction, today: date) -> bool:
    """Write down what was ticked; return whether that is done. A tick on an unproved form overcomes no no, whatever its day."""
    said = Said(person, wording.purpose, wording, Decision.GRANTED, wording.language, Method.WEB, row.told_on)
    stands = ledger_selectors.standing(person, wording.purpose, None, today=today)
    if stands.is_no or any(one.decision != Decision.GRANTED and one.given_on == row.told_on for one in stands.history):
        return False
    try:
        with transaction.atomic():
            ledger.record(said=said, by=None, hub=person.hub, today=today)
    except ValidationError:
        return False
    return True


def forget(introductions: Iterable[Introduction]) -> int:
    """Delete introductions, inside the asker's transaction; return how many there were."""
    rows = [one.pk for one in introductions]
    Introduction.objects.filter(pk__in=rows).delete()
    return len(rows)


def forget_person(*, person_id: UUID, today: date) -> Erased:
    """Delete what was told under the e-mail address or number of somebody who is forgotten, and what hangs on it."""
    return Erased(forget(selectors.with_address_of(person_id)))
