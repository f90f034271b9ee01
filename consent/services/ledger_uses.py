"""Writing down where something is used that rests on a yes; stopping it, and calling back what is out."""

import logging
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from consent.choices import TaskState
from consent.models import ConsentRecord, ConsentUse, TakeDownTask
from consent.rules import ledger_uses as rules
from consent.selectors import ledger
from consent.selectors import ledger_uses as selectors
from core import audit, clocks
from core.questions import consent_stop_use
from core.text import normalise

log = logging.getLogger("earshot.consent")


@transaction.atomic
def begin_use(
    *,
    record: ConsentRecord,
    used_as: str,
    title: str,
    today: date,
    by: User | None,
    channel: str = "",
    href: str = "",
    key: str = "",
    can_be_called_back: bool | None = None,
) -> ConsentUse:
    """Write down that something of a person is used somewhere now. Raises ValidationError when their yes does not hold.

    `channel` is where; a page, a leaflet and a post on social media say so themselves. What is on paper or with a partner cannot be called
    back by us, unless it is said that it can.
    """
    locked, channel = ledger.locked_person(ledger.as_now(record.person).pk), channel or rules.PLACE_OF.get(used_as, "")
    reasons = ledger.why_not_use(person=locked, purpose=record.purpose, partner=record.partner, channel=channel, today=today)
    if reasons:
        raise ValidationError(reasons)
    called_back = used_as not in rules.CANNOT_BE_CALLED_BACK if can_be_called_back is None else can_be_called_back
    use = ConsentUse(record=record, used_as=used_as, channel=channel, href=href, key=key, began_on=today)
    use.title, use.can_be_called_back = normalise(title).strip(), called_back
    use.full_clean()
    use.save()
    audit.record("consent.use.begin", use, by=by, hub_id=record.hub_id, used_as=used_as)
    return use


def begin_uses(*, yeses: Iterable[tuple[ConsentRecord, Iterable[str]]], used_as: str, title: str, today: date, key: str) -> int:
    """Write down that something of many people is used somewhere now, inside the transaction of who has just asked whether each yes holds.

    Each yes comes with the ways (`UsedIn`) it is used in, and each way is a use of its own, so that a narrower yes calls back the ways
    that it leaves out; without any there is one use of no way. Each leads to the record of whom it is about: who calls it back must know
    whose it is, and the title says it to nobody. Of whom something is used in this way, or in no way that is named, under this key already,
    it is written once. What is being called back is not in use: who says yes again meanwhile has another. Returns how many are new.
    """
    open_already = set(selectors.in_use().filter(key=key).order_by().values_list("record__person", "channel"))
    facts = {"used_as": used_as, "key": key, "began_on": today, "can_be_called_back": used_as not in rules.CANNOT_BE_CALLED_BACK}
    new = [
        ConsentUse(
            record=one,
            channel=way,
            title=rules.title_of(normalise(title), way),
            href=reverse("families:one", args=[one.person_id]),
            **facts,
        )
        for one, ways in yeses
        for way in tuple(ways) or ("",)
        if not {(one.person_id, way), (one.person_id, "")} & open_already
    ]
    return len(ConsentUse.objects.bulk_create(new, batch_size=500))


def end_use(*, use: ConsentUse, today: date, by: User | None) -> None:
    """Write down that something is used there no more. Whoever hides a thing because of a change of mind says so here."""
    if ConsentUse.objects.filter(pk=use.pk, ended_on__isnull=True).update(ended_on=today):
        audit.record("consent.use.end", use, by=by, hub_id=use.record.hub_id)


def stop(*, yeses: Iterable[ConsentRecord], today: date, by: User | None) -> list[str]:
    """Stop using what these yeses allowed, inside the asker's transaction; return in words what stopped and what cannot be called back.

    Those who use something answer `consent.stop_use` and hide it at once. What is still in use after that is somebody's task.
    """
    yeses = list(yeses)
    said = [words for one in yeses for found in consent_stop_use.answers(consent_id=one.pk, today=today) for words in found]
    left = ConsentUse.objects.filter(record__in=yeses, ended_on__isnull=True).select_related("record__person__hub", "record__hub")
    return said + _have_called_back(left, today, by)


def _have_called_back(uses: Iterable[ConsentUse], today: date, by: User | None) -> list[str]:
    said = []
    for use in uses:
        _open_task(use, today, by)
        said.append(rules.honest_words(use))
    return said


def stop_what_may_not_be_used(*, uses: "QuerySet[ConsentUse]", today: date, by: User | None) -> list[str]:
    """Stop those uses that no yes covers any more: its last day has gone by, its purpose ended or lost a place, a newer yes is narrower,
    or records were merged of which one says no. `uses` are some of `selectors.ledger_uses.in_use()`.
    """
    groups = _by_yes(selectors.not_to_be_used(uses, today)).values()
    return [words for mine in groups for words in _stop_some(mine, today, by)]


def stop_what_ran_out(*, uses: "QuerySet[ConsentUse]", today: date) -> int:
    """Stop those uses that no yes covers any more, each yes in a transaction of its own; return of how many that failed.

    Nobody waits for an answer here: a part that breaks over one yes keeps nothing of the others in use.
    """
    failed = 0
    for mine in _by_yes(selectors.not_to_be_used(uses, today)).values():
        try:
            with transaction.atomic():
                _stop_some(mine, today, None)
        except Exception as error:  # whatever a part raises, what rests on the other yeses stops
            log.error("use not stopped", extra={"item": str(mine[0].record_id), "kind": type(error).__name__})
            failed += 1
    return failed


def _by_yes(uses: Iterable[ConsentUse]) -> dict[UUID, list[ConsentUse]]:
    found: dict[UUID, list[ConsentUse]] = {}
    for use in uses:
        found.setdefault(use.record_id, []).append(use)
    return found


def _stop_some(uses: list[ConsentUse], today: date, by: User | None) -> list[str]:
    """Stop uses of one yes. Where it covers others still, nobody is told to hide everything: just these are called back."""
    record = uses[0].record
    others = selectors.in_use().filter(record=record).exclude(pk__in=[use.pk for use in uses])
    said = _have_called_back(uses, today, by) if others.exists() else stop(yeses=[record], today=today, by=by)
    for use in uses:
        _begin_what_stays(use, today)
    return said


def _begin_what_stays(use: ConsentUse, today: date) -> None:
    """Write down as used what a partner may still do with what it has: else a later change of mind would call nothing back."""
    about: dict[str, Any] = {
        "person": ledger.as_now(use.record.person),
        "purpose": use.record.purpose,
        "partner": use.record.partner,
        "today": today,
    }
    for ways in rules.ways_that_may_stay(use):
        way = next((one for one in ways if not ledger.why_not_use(**about, channel=one)), None)
        yes = ledger.standing(**about).record if way else None
        if way and yes:
            title = rules.title_without(use)
            begin_uses(yeses=[(yes, (way,))], used_as=use.used_as, title=title, today=today, key=use.key)


def _open_task(use: ConsentUse, today: date, by: User | None) -> None:
    hub = use.record.hub or use.record.person.hub
    facts = {"hub": hub, "post": selectors.post_to_call_back(use, hub, today), "opened_on": today}
    facts["due_on"] = clocks.working_days_after(today, rules.DAYS_TO_CALL_BACK)
    task, is_new = TakeDownTask.objects.get_or_create(use=use, state=TaskState.OPEN, defaults=facts)
    if is_new:
        audit.record("consent.take_down.open", task, by=by, hub_id=task.hub_id)


def close(*, uses: Iterable[ConsentUse], state: str, words: str, by: User, today: date) -> None:
    """End uses that somebody called back, or could not, and with them the tasks that wait for it; inside the asker's transaction."""
    for use in uses:
        task = TakeDownTask.objects.waiting().filter(use=use).first()
        if task:
            call_back(task=task, state=state, words=words, by=by, today=today)
        else:
            end_use(use=use, today=today, by=by)


@transaction.atomic
def call_back(*, task: TakeDownTask, state: str, words: str, by: User, today: date) -> None:
    """End a task: it is called back, or could not be, with one honest sentence. Raises ValidationError with every reason why not."""
    row, words = TakeDownTask.objects.select_for_update(of=("self",)).get(pk=task.pk), normalise(words).strip()
    if reasons := rules.why_not_call_back(row, state=state, words=words):
        raise ValidationError(reasons)
    row.state, row.words, row.ended_on, row.ended_by = state, words, today, by
    row.save(update_fields=["state", "words", "ended_on", "ended_by"])
    end_use(use=row.use, today=today, by=by)
    audit.record(f"consent.take_down.{'done' if state == TaskState.DONE else 'could_not'}", row, by=by, hub_id=row.hub_id)
