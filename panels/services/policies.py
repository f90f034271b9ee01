"""Writing what a panel pays, and putting it in force."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks
from core.overtaken import refuse_if_overtaken
from panels.models import ExpensePolicy, Panel
from panels.rules import policy as rules
from panels.rules.bank_details import NO_BANK_DETAILS, looks_like_bank_details
from panels.selectors import policies as selectors
from panels.services.panels import held

EDIT, APPROVE = "claim.edit", "claim.approve"
COPIED = (
    *("pays_fares", "pence_a_mile", "childcare_an_hour", "pays_carer", "pays_data", "thank_you", "thanks_in", "small_sum_limit"),
    *("pay_within_days", "receipt_over", "receipts", "benefits_words", "cost_code"),
)


@transaction.atomic
def begin_version(*, panel: Panel, by: User) -> ExpensePolicy:
    """Begin the next version with what the newest says. Raises ValidationError when one is being written already."""
    row = held(panel, by, EDIT)
    if selectors.draft_of(row):
        raise ValidationError(["A new version is being written already."])
    last = ExpensePolicy.objects.filter(panel=row).order_by("-number").first()
    same = {name: getattr(last, name) for name in COPIED} if last else {}
    policy = ExpensePolicy.objects.create(panel=row, number=last.number + 1 if last else 1, written_by=by, **same)
    audit.record("panels.expense_policy.begin", policy, by=by, hub_id=row.hub_id)
    return policy


@transaction.atomic
def save_draft(*, policy: ExpensePolicy, said: Mapping[str, Any], by: User, seen: int | None) -> ExpensePolicy:
    """Keep what was written. `seen` is the version that stood on the page.

    Raises Overtaken when a colleague wrote meanwhile, and ValidationError when it is in force.
    """
    panel = held(policy.panel, by, EDIT)
    row = ExpensePolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    if row.in_force_from:
        raise ValidationError(["It is in force, so it stays as it is. Begin a new version to change it."])
    refuse_if_overtaken(seen=seen or 0, now=row.version, theirs=row)
    if bank := {name: NO_BANK_DETAILS for name in ("receipts", "benefits_words") if looks_like_bank_details(str(said.get(name) or ""))}:
        raise ValidationError(bank)
    for name in COPIED:
        if name in said:
            setattr(row, name, said[name])
    row.written_by, row.version = by, row.version + 1
    row.full_clean(exclude=["panel", "number", "put_in_force_by"])
    row.save()
    audit.record("panels.expense_policy.edit", row, by=by, hub_id=panel.hub_id)
    return row


@transaction.atomic
def put_in_force(*, policy: ExpensePolicy, on: date, by: User, seen: int | None) -> None:
    """Let a draft hold from a day: from then on it is like stone. Raises ValidationError with every reason, and Overtaken."""
    panel = held(policy.panel, by, APPROVE)
    row = ExpensePolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    refuse_if_overtaken(seen=seen, now=row.version, theirs=row)
    if reasons := rules.why_not_put_in_force(row, on=on, today=clocks.today(), before=selectors.newest_in_force(panel)):
        raise ValidationError(reasons)
    row.in_force_from, row.put_in_force_by = on, by
    row.save(update_fields=["in_force_from", "put_in_force_by"])
    audit.record("panels.expense_policy.put_in_force", row, by=by, hub_id=panel.hub_id, since=on.isoformat())
