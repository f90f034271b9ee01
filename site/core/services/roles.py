"""Giving and taking roles."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from core.models import Hub, Role, RoleRead
from core.querysets import forget_roles
from core.rules import roles as rules
from core.selectors import staff
from core.sync import sync_person


@transaction.atomic
def give_roles(*, person: User, kinds: Collection[str], hub: Hub | None, by: User) -> list[Role]:
    """Give somebody roles at a hub, or for the whole council; those they hold already stay as they are.

    Raises ValidationError with every reason why `by` may not.
    """
    giver = staff.giver_at(by, hub.pk if hub else None)
    if reasons := rules.why_not_give(giver, kinds, whole_council=hub is None, to_oneself=person == by):
        raise ValidationError(reasons)
    return put_roles(person=person, kinds=kinds, hub=hub, by=by)


def put_roles(*, person: User, kinds: Collection[str], hub: Hub | None, by: User | None) -> list[Role]:
    """Write roles down, without asking who may: for accepted invitations (asked when sent) and for setting up."""
    given = []
    for kind in kinds:
        role, is_new = Role.objects.get_or_create(user=person, kind=kind, hub=hub)
        if is_new:
            audit.record("core.role.give", person, by=by, hub_id=hub.pk if hub else None, kind=kind)
            given.append(role)
    forget_roles(person)
    sync_person(person)
    return given


def note_read(*, person: User, kind: str) -> None:
    """Note that somebody read what a kind of role does here. Nothing hangs on it but whether they are shown it again."""
    RoleRead.objects.get_or_create(user=person, kind=kind, defaults={"read_on": timezone.localdate()})


def lock_roles(kind: str, *, hub: Hub | None) -> None:
    """Lock every role of one kind until the act is done. Administrators who drop or close each other at once wait here for each other."""
    list(Role.objects.select_for_update().filter(kind=kind, hub=hub).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def take_role(*, role: Role, by: User) -> None:
    """Take a role away; it stops working at the person's next click. Raises ValidationError with every reason why not."""
    lock_roles(role.kind, hub=role.hub)  # so that two administrators who drop each other at once cannot both succeed
    forget_roles(by)
    if not Role.objects.filter(pk=role.pk).exists():
        raise ValidationError(["This role was taken away already."])
    reasons = rules.why_not_take(
        staff.giver_at(by, role.hub_id),
        role.kind,
        whole_council=role.hub_id is None,
        is_own=role.user_id == by.pk,
        number_of_other_administrators=staff.number_of_administrators(but=role.user),
    )
    if reasons:
        raise ValidationError(reasons)
    person = role.user
    audit.record("core.role.take", person, by=by, hub_id=role.hub_id, kind=role.kind)
    role.delete()
    forget_roles(person)
    sync_person(person)
