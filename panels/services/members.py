"""Changing what stands about a member, and the stages they go through. Leaving is `services.leaving`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.overtaken import refuse_if_overtaken
from panels.choices import Stage
from panels.models import Membership
from panels.models.membership import WORDS
from panels.rules import members as rules
from panels.rules import stages
from panels.rules.terms import adopted_meanwhile
from panels.selectors.members import terms_to_agree
from panels.selectors.needs import needs_to_drop
from panels.services import terms as terms_services
from panels.services.holding_members import held_member, is_held, refuse_if_held

OF_A_BREAK = ("stage", "break_until_on", "is_still_new")
FIELDS = ("kind", "capacity", *WORDS, "knows_best", "joined_on", "term_until_on")


@transaction.atomic
def change_member(*, member: Membership, said: Mapping[str, Any], seen: int, by: User, today: date) -> Membership:
    """Keep what stands about a member. `seen` is the version that the page showed. The trail names the fields and no words.

    Raises Overtaken, and ValidationError by field.
    """
    row = held_member(member, by, deletes=True)
    refuse_if_overtaken(seen=seen, now=row.version, theirs=row)
    changed = [name for name in FIELDS if name in said and getattr(row, name) != said[name]]
    problems = rules.why_not_keep(said, began_on=row.panel.started_on, today=today)
    if "joined_on" not in changed:
        problems.pop("joined_on", None)  # the panel's first day was put right since: that shuts nobody's page
    if problems:
        raise ValidationError(problems)
    if any(getattr(row, name) for name in WORDS if name in changed):
        refuse_if_held(row)
    if changed:
        for name in changed:
            setattr(row, name, said[name])
        _keep(row, *changed)
        audit.record("panels.membership.change", row, by=by, hub_id=row.panel.hub_id, fields=changed)
    return row


@transaction.atomic
def put_on(*, member: Membership, by: User | None) -> str:
    """End induction, or a break; return the stage they are in now. Raises ValidationError.

    Who was getting to know the panel when they began to rest goes on with that: a break is no way out of induction.
    """
    row = held_member(member, by)
    if reasons := stages.why_not_on(row):
        raise ValidationError(reasons)
    was = row.stage
    row.stage = Stage.INDUCTION if row.is_still_new else Stage.ON
    row.break_until_on, row.is_still_new = None, False
    _keep(row, *OF_A_BREAK)
    audit.record("panels.membership.put_on", row, by=by, hub_id=row.panel.hub_id, was=was)
    return row.stage


@transaction.atomic
def take_break(*, member: Membership, until: date | None, by: User | None, today: date) -> None:
    """Let somebody rest until a day, on which we ask them again: nobody invites them meanwhile. Raises ValidationError.

    What nobody has booked yet for meetings before that day is needed no more, but by who said already that they come. Of whom a legal hold
    keeps it stays, and stands on no list to book.
    """
    row = held_member(member, by, deletes=True)
    if reasons := stages.why_not_break(row, until=until, today=today):
        raise ValidationError(reasons)
    row.is_still_new = row.is_still_new or row.stage == Stage.INDUCTION
    row.stage, row.break_until_on = Stage.BREAK, until
    _keep(row, *OF_A_BREAK)
    if not is_held(row):
        needs_to_drop(row, today=today).delete()
    audit.record("panels.membership.take_break", row, by=by, hub_id=row.panel.hub_id, until_on=until.isoformat() if until else None)


@transaction.atomic
def agree(*, member: Membership, how: str, number: int, by: User | None, today: date) -> None:
    """Write down that a member agreed to how the panel works, as it is now. `number` is the version that they read.

    Raises ValidationError where the panel adopted another since, or they agreed already.
    """
    row = held_member(member, by)
    terms = terms_to_agree(row)
    if terms is None:
        raise ValidationError(["They agreed to it already, or the panel has adopted nothing yet."])
    if terms.number != number:
        raise ValidationError([adopted_meanwhile(terms)])
    terms_services.agree(terms=terms, members=[row], on=today, how=how, by=by, today=today)


def _keep(row: Membership, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])
