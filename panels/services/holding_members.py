"""Holding one membership: the panel first, by its one lock, then the row. And what a legal hold keeps of it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from consent.selectors import holds
from consent.selectors.ledger import as_now, locked_person
from consent.services.holding import wait_for_holds
from panels.models import Membership
from panels.rules import members as rules
from panels.selectors.member_endings import CODE
from panels.services.panels import held

EDIT = "member.edit"


def held_member(member: Membership, by: User | None, right: str = EDIT, *, deletes: bool = False, also_left: bool = False) -> Membership:
    """Return a membership anew, locked until the transaction ends. Raises PermissionDenied; ValidationError for who left.

    `by` is None when they act themselves. An erasing locks the same row, so that nothing is written beside one who is forgotten meanwhile.
    `also_left`: what is wrong is put right also of who left. `deletes`: this act takes something away, so it waits for who places a hold,
    before the row is locked as an erasing does. Ask `is_held`.
    """
    held(member.panel, by, right)
    if deletes:
        wait_for_holds()
    row = Membership.objects.select_for_update(of=("self",)).select_related("panel", "person__merged_into").get(pk=member.pk)
    if reasons := rules.why_not_touch(row, also_left=also_left):
        raise ValidationError(reasons)
    return row


def held_with_person(member: Membership, by: User | None, right: str = EDIT, *, deletes: bool = False) -> Membership:
    """Return a membership anew, also of who left, locked after whose it is: an erasing takes the person first, and asks all parts in turn.

    What is written beside it stands before an erasing looks, or is refused. `deletes` as above.

    Raises PermissionDenied; ValidationError for who was forgotten.
    """
    held(member.panel, by, right)
    if member.person:
        locked_person(as_now(member.person).pk)
    return held_member(member, by, right, deletes=deletes, also_left=True)


def is_held(member: Membership) -> bool:
    """Return whether a legal hold keeps what we hold of a member: on them, on this record, or on all of its kind."""
    return holds.is_held({CODE: [str(member.pk)]}) or (member.person is not None and bool(holds.on_person(member.person)))


def refuse_if_held(member: Membership) -> None:
    """Raise ValidationError where a hold keeps what is about to be deleted, or written over."""
    if is_held(member):
        raise ValidationError([rules.HELD])


def refuse_to_write_over(member: Membership, *, said: Mapping[Any, str], anew: Mapping[Any, str]) -> None:
    """Raise ValidationError where a hold keeps what a member said by choice, and something of it would be another or none.

    What they say first is kept. The panel and the person are locked already: this waits for who places a hold.
    """
    if any(anew.get(choice) != words for choice, words in said.items()):
        wait_for_holds()
        refuse_if_held(member)
