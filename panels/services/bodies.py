"""Keeping the list of other bodies, what goes to them and what comes back."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.text import normalise
from panels.models import BodyItem, Minutes, OtherBody, Panel, Recommendation
from panels.rules import bodies as rules
from panels.selectors.full_names import full_names
from panels.services.panels import held


@transaction.atomic
def keep_body(*, body: OtherBody, by: User) -> OtherBody:
    """Keep another body as its form has it. Raises ValidationError, by field where one is wrong: two of one name, days the wrong way."""
    held(body.panel, by)
    body.full_clean()
    is_new = body.pk is None
    body.save()
    audit.record(f"panels.body.{'add' if is_new else 'edit'}", body, by=by, hub_id=body.panel.hub_id, kind=body.kind)
    return body


@transaction.atomic
def leave_body(*, body: OtherBody, is_over: bool, by: User, on: date) -> None:
    """Stop working with a body, or begin again; what was sent and what came back stays. Pressed twice, it is done once."""
    held(body.panel, by)
    row = OtherBody.objects.select_for_update(of=("self",)).get(pk=body.pk)
    if is_over == (row.ended_on is not None):
        return
    row.ended_on = on if is_over else None
    row.save(update_fields=["ended_on"])
    audit.record("panels.body.leave" if row.ended_on else "panels.body.take_up", row, by=by, hub_id=body.panel.hub_id)


@transaction.atomic
def send(*, body: OtherBody, what: str, sent_on: date, reference: str, answer_by_on: date | None, by: User, today: date) -> BodyItem:
    """Write down that something went to a body. Raises ValidationError by field."""
    panel: Panel = held(body.panel, by)
    said = _checked(what, sent_on, reference, answer_by_on, today)
    item = BodyItem.objects.create(body=body, **said)
    audit.record("panels.body.send", item, by=by, hub_id=panel.hub_id)
    return item


@transaction.atomic
def change_item(*, item: BodyItem, what: str, sent_on: date, reference: str, answer_by_on: date | None, by: User, today: date) -> None:
    """Put right what went to a body, as long as nothing came back to it. Raises ValidationError by field or not."""
    panel: Panel = held(item.body.panel, by)
    row = BodyItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if row.came_back:
        raise ValidationError([rules.ANSWERED])
    if Minutes.objects.filter(meeting__recommendations__sent=row, out_on__isnull=False).exists():
        raise ValidationError([rules.IN_MINUTES])
    for name, said in _checked(what, sent_on, reference, answer_by_on, today).items():
        setattr(row, name, said)
    row.save()
    audit.record("panels.body.change_item", row, by=by, hub_id=panel.hub_id)


def _checked(what: str, sent_on: date, reference: str, answer_by_on: date | None, today: date) -> dict[str, Any]:
    """Return what went to a body as it is kept. Raises ValidationError by field."""
    what, reference = normalise(what).strip(), normalise(reference).strip()
    if problems := rules.why_not_send(what=what, sent_on=sent_on, answer_by_on=answer_by_on, today=today):
        raise ValidationError(problems)
    return {"what": what, "sent_on": sent_on, "reference": reference, "answer_by_on": answer_by_on}


@transaction.atomic
def came_back(*, item: BodyItem, words: str, on: date, by: User, today: date) -> None:
    """Write down what came back, or put it right. Raises ValidationError by field."""
    panel: Panel = held(item.body.panel, by)
    row = BodyItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    words = normalise(words).strip()
    names = full_names(panel) if Recommendation.objects.filter(sent=row).exists() else None
    if problems := rules.why_not_come_back(words=words, on=on, sent_on=row.sent_on, today=today, names=names):
        raise ValidationError(problems)
    row.came_back, row.came_back_on = words, on
    row.save(update_fields=["came_back", "came_back_on"])
    audit.record("panels.body.came_back", row, by=by, hub_id=panel.hub_id)
