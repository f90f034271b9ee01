"""Writing down where something is used that rests on a yes; stopping it, and calling back what is out."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from consent.choices import TaskState
from consent.models import ConsentRecord, ConsentUse, TakeDownTask
from consent.rules import ledger_uses as rules
from consent.selectors import ledger
from consent.selectors import ledger_uses as selectors
from core import audit, clocks
from core.questions import consent_stop_use
from core.text import normalise


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

    What is on paper or with a partner cannot be called back by us, unless it is said that it can.
    """
    locked = ledger.locked_person(record.person_id)
    reasons = ledger.why_not_use(person=locked, purpose=record.purpose, partner=record.partner, channel=channel, today=today)
    if reasons:
        raise ValidationError(reasons)
    called_back = used_as not in rules.CANNOT_BE_CALLED_BACK if can_be_called_back is None else can_be_called_back
    use = ConsentUse(record=record, used_as=used_as, title=normalise(title).strip(), href=href, key=key, began_on=today)
    use.can_be_called_back = called_back
    use.full_clean()
    use.save()
    audit.record("consent.use.begin", use, by=by, hub_id=record.hub_id, used_as=used_as)
    return use


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
    for use in left:
        _open_task(use, today, by)
        said.append(rules.honest_words(use))
    return said


def stop_what_may_not_be_used(*, uses: "QuerySet[ConsentUse]", today: date, by: User | None) -> list[str]:
    """Stop using what rests on a yes that does not hold any more although nobody said a word: its last day has gone by, its purpose ended,
    or records were merged of which one says no. `uses` are some of `selectors.ledger_uses.in_use()`.
    """
    found = [use.record for use in uses if selectors.may_not_be_used(use, today)]
    return stop(yeses=found, today=today, by=by)


def _open_task(use: ConsentUse, today: date, by: User | None) -> None:
    hub = use.record.hub or use.record.person.hub
    facts = {"hub": hub, "post": selectors.post_to_act(hub, today), "opened_on": today}
    facts["due_on"] = clocks.working_days_after(today, rules.DAYS_TO_CALL_BACK)
    task, is_new = TakeDownTask.objects.get_or_create(use=use, state=TaskState.OPEN, defaults=facts)
    if is_new:
        audit.record("consent.take_down.open", task, by=by, hub_id=task.hub_id)


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
