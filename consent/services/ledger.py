"""Writing down what people decide. Rows are only ever added; what can tell who somebody is goes into rows of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.choices import Audience, Decision, GivenBy, Method
from consent.models import ConsentDetail, ConsentRecord, ConsentScan, Partner, Person, Purpose, Wording
from consent.rules import ledger as rules
from consent.rules.ledger import Said
from consent.rules.standing import Standing
from consent.selectors import ledger as selectors
from consent.selectors import purposes as purposes_selectors
from consent.selectors.ledger_uses import in_use
from consent.selectors.retention import kept_until
from consent.services import ledger_uses
from core import audit, clocks, links
from core.models import Hub
from core.questions import Erased, Kept
from core.text import normalise
from core.write_lock import writing

Scan = tuple[str, bytes]
"""What `core.uploads.clean_scan` returns: the kind, and the bytes."""


@dataclass(frozen=True)
class Recorded:
    """A decision that was written down, and in plain words what stopped because of it.

    `is_overtaken` says of a yes that it counts for nothing: they said no later, or on the same day. `is_new` is false where it was written
    down already, word for word.
    """

    record: ConsentRecord
    stopped: tuple[str, ...] = ()
    is_overtaken: bool = False
    is_new: bool = True


def record(
    *, said: Said, by: User | None, hub: Hub | None, today: date, scan: Scan | None = None, answers: ConsentRecord | None = None
) -> Recorded:
    """Write down one decision of one person about one purpose, whichever way it came (`said.method`).

    `by` is the member of staff who took it in, None when the person did it themselves. A yes holds for as long as the purpose says, unless
    `said.until_on` says otherwise, and for the places that the purpose names on this day, or those of them in `said.channels`. Where a yes
    held before and does not any more, everybody who used it is told to stop, in this very transaction. Pressed or typed twice, it
    is written down once. Raises ValidationError with every reason why not.
    """
    with writing():
        person = selectors.locked_person(said.person.pk)
        said = replace(_tidy(said), person=person, has_scan=scan is not None, is_collected=by is not None, until_on=_until_on(said))
        if reasons := rules.why_not_record(said, replaced_on=selectors.replaced_on(said.wording), today=today):
            raise ValidationError(reasons)
        before = selectors.standing(person, said.purpose, said.partner, today=today)
        if answers is None and (there := _there_already(before, said, scan)):
            return Recorded(there, is_overtaken=said.is_yes and not before.is_yes, is_new=False)
        row = _written(said, by=by, hub=hub or person.hub, answers=answers)
        _keep_apart(row, said, scan, today)
        verb = "change_mind" if row.decision == Decision.WITHDRAWN else "write"
        audit.record(f"consent.record.{verb}", row, by=by, hub_id=row.hub_id, decision=row.decision, method=row.method)
        after = selectors.standing(person, said.purpose, said.partner, today=today)
        stopped = _stop_all_of(before, today, by) if not (after.is_yes or said.is_yes) else _stop_what_is_too_much(before, today, by)
        return Recorded(row, tuple(stopped), said.is_yes and not after.is_yes)


def _tidy(said: Said) -> Said:
    decided_by, witness, kept_at = (normalise(name).strip() for name in (said.decided_by, said.witness, said.kept_at))
    return replace(said, decided_by=decided_by, witness=witness, kept_at=kept_at)


def _until_on(said: Said) -> date | None:
    if not said.is_yes:
        return None
    months = said.purpose.good_for_months
    return said.until_on or (clocks.months_after(said.given_on, months) if months else None)


def _written(said: Said, *, by: User | None, hub: Hub | None, answers: ConsentRecord | None) -> ConsentRecord:
    return ConsentRecord.objects.create(
        person=said.person,
        purpose=said.purpose,
        wording=said.wording,
        partner=said.partner,
        decision=said.decision,
        given_by=said.given_by,
        is_explicit=said.is_explicit and said.is_yes,
        method=said.method,
        collected_by=by,
        hub=hub,
        given_on=said.given_on,
        channels=said.places,
        until_on=said.until_on,
        answers=answers,
    )


def _there_already(before: Standing, said: Said, scan: Scan | None) -> ConsentRecord | None:
    """Return the decision that says the same with the same proof behind it: what holds, or what was written down last.

    What one of two records said before they were joined asks nobody anew, so it is none (decision 0047).
    """
    candidates = [one for one in (before.record, *before.as_one[-1:]) if one and rules.says_the_same(one, said)]
    return next((one for one in candidates if _has_behind_it(one, said, scan)), None)


def _has_behind_it(record: ConsentRecord, said: Said, scan: Scan | None) -> bool:
    detail, paper = ConsentDetail.objects.filter(record=record).first(), ConsentScan.objects.filter(record=record).first()
    names = (detail.decided_by, detail.witness, detail.kept_at) if detail else ("", "", "")
    return names == (said.decided_by, said.witness, said.kept_at) and scan == ((paper.kind, bytes(paper.content)) if paper else None)


def _keep_apart(row: ConsentRecord, said: Said, scan: Scan | None, today: date) -> None:
    """Keep names and pictures where they can be deleted."""
    if said.decided_by or said.witness or said.kept_at:
        ConsentDetail.objects.create(record=row, decided_by=said.decided_by, witness=said.witness, kept_at=said.kept_at)
    if scan:
        ConsentScan.objects.create(record=row, kind=scan[0], content=scan[1], added_on=today)


def _stop_all_of(before: Standing, today: date, by: User | None) -> list[str]:
    """Tell everybody to stop where a decision ended a yes; also one that had run out: copies may still be out."""
    yeses = [one for one in before.history if one.decision == Decision.GRANTED]
    return ledger_uses.stop(yeses=yeses, today=today, by=by)


def _stop_what_is_too_much(before: Standing, today: date, by: User | None) -> list[str]:
    """Stop what is in use and a new yes does not cover: one for our website takes back the leaflet."""
    if not before.history:
        return []
    return ledger_uses.stop_what_may_not_be_used(uses=in_use().filter(record__in=before.history), today=today, by=by)


def change_mind(
    *,
    person: Person,
    purpose: Purpose,
    today: date,
    by: User | None,
    partner: Partner | None = None,
    method: str = Method.WEB,
    given_by: str = GivenBy.SELF,
    hub: Hub | None = None,
) -> Recorded:
    """Write down that somebody changed their mind, and stop using what their yes allowed. Their word is enough: no proof is asked for.

    Where no yes was known it is written down as a no. Raises ValidationError for an erased person, and where no words were ever published.
    """
    with writing():
        person = selectors.locked_person(person.pk)
        stands = selectors.standing(person, purpose, partner, today=today)
        wording = stands.record.wording if stands.record else _any_words(purpose)
        if wording is None:
            raise ValidationError(["No words of this purpose were ever published, so nobody can have agreed to it."])
        had_said_yes = any(one.decision == Decision.GRANTED for one in stands.history)
        decision = Decision.WITHDRAWN if had_said_yes else Decision.REFUSED
        said = Said(person, purpose, wording, decision, wording.language, method, today, given_by, partner)
        return record(said=said, by=by, hub=hub, today=today)


def _any_words(purpose: Purpose) -> Wording | None:
    return purposes_selectors.wording_to_show(purpose, language=settings.LANGUAGE_CODE, audience=Audience.ADULTS)


def written_in_words(done: Iterable[Recorded]) -> str:
    """Return what staff read of decisions that were written down, and of those that stood there already."""
    done = list(done)
    new = sum(one.is_new for one in done)
    words = f"{new} {'decision is' if new == 1 else 'decisions are'} written down."
    return words if new == len(done) else f"{words} {len(done) - new} stood there already, and nothing is doubled."


def overtaken_in_words(done: Iterable[Recorded]) -> str:
    """Return what staff have to know of yeses that were written down and do not hold; empty where all of them do."""
    titles = sorted({str(one.record.purpose) for one in done if one.is_overtaken})
    if not titles:
        return ""
    why = "they said no on the same day or later, or the yes is over"
    return (
        f"It stays a no for {', '.join(titles)}: {why}. If they say yes after all, they press it in My choices, or you ask on another day."
    )


def record_all(*, said: Iterable[tuple[str, Said]], by: User, hub: Hub | None, today: date, scan: Scan | None = None) -> list[Recorded]:
    """Write down many decisions, all or none: those of one paper form, or those of a whole sheet. Each comes with its place on the paper.

    Raises ValidationError with one reason for each that cannot be written down, beginning with its place, such as "Line 3".
    """
    wrong, done = list[str](), list[Recorded]()
    with transaction.atomic():
        for place, one in said:
            try:
                done.append(record(said=one, by=by, hub=hub, today=today, scan=scan))
            except ValidationError as error:
                wrong += [f"{place}: {reason}" for reason in error.messages]
        if wrong:
            raise ValidationError(wrong)
    return done


def forget_names(records: Iterable[ConsentRecord]) -> int:
    """Delete the names and scans behind decisions, inside the asker's transaction; return how many rows. The decisions stay."""
    return sum(model._default_manager.filter(record__in=records).delete()[0] for model in (ConsentDetail, ConsentScan))


@transaction.atomic
def erase(*, person_id: UUID, today: date) -> Erased:
    """Erase what stands behind a person's decisions, and stop using what they allowed. The decisions stay: they name nobody."""
    records = list(ConsentRecord.objects.filter(person=person_id).select_related("purpose"))
    said = tuple(ledger_uses.stop(yeses=[one for one in records if one.decision == Decision.GRANTED], today=today, by=None))
    number = forget_names(records)
    links.delete_about(records)
    if not records:
        return Erased(number)
    why = "We must be able to show that we asked, what we were told, and that we kept to it. No name stands in it."
    kept = Kept("What you decided about how we may use what we know", why, kept_until("consent_records", today))
    return Erased(number, (kept,), said)
