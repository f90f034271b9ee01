"""Closing and opening the accounts of staff."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, outbox
from core.choices import RoleKind
from core.querysets import may, reach
from core.rules import roles as rules
from core.selectors import staff
from core.services.roles import lock_roles
from core.services.sessions import end_sessions
from core.sync import sync_person


def _ask(by: User) -> None:
    if reach(by, "staff.close") is not None:
        raise PermissionDenied


def _ask_anew(by: User) -> None:
    """Ask what the database says of `by` now: somebody else may just have closed their account or taken their role."""
    now = User.objects.filter(pk=by.pk).first()
    if now is None:
        raise PermissionDenied
    _ask(now)


@transaction.atomic
def close_account(*, person: User, by: User) -> None:
    """Close the account of somebody who left: every session ends at once, roles stay written down but open nothing.

    Raises ValidationError with every reason why not, PermissionDenied when `by` may not close accounts.
    """
    _ask(by)
    # As in take_role: of two administrators who close each other at once the second one waits, and is then asked anew.
    lock_roles(RoleKind.ADMINISTRATOR, hub=None)
    _ask_anew(by)
    person = User.objects.select_for_update().get(pk=person.pk)
    reasons = rules.why_not_close_account(
        is_own=person == by,
        is_administrator=person.roles.filter(kind=RoleKind.ADMINISTRATOR, hub__isnull=True).exists(),
        number_of_other_administrators=staff.number_of_administrators(but=person),
    )
    if reasons:
        raise ValidationError(reasons)
    person.is_active = False
    person.save(update_fields=["is_active"])
    ended = end_sessions(person)
    sync_person(person)
    audit.record("accounts.account.close", person, by=by, sessions_ended=ended)


@transaction.atomic
def open_account(*, person: User, by: User) -> None:
    """Open a closed account again, with the roles it had. Nobody opens their own. Raises PermissionDenied."""
    _ask(by)
    person.is_active = True
    person.save(update_fields=["is_active"])
    sync_person(person)
    audit.record("accounts.account.open", person, by=by)


@transaction.atomic
def reset_second_step(*, person: User, how_checked: str, reason: str, by: User) -> None:
    """Take away somebody's second steps after a call-back: they set up new ones at their next sign-in.

    `how_checked` is one of core.choices.HowChecked, `reason` one of ResetReason. Ends all their sessions, tells them by mail, writes it
    down. Raises ValidationError for oneself, PermissionDenied when `by` may not.
    """
    if not may(by, "second_step.reset"):
        raise PermissionDenied
    if person == by:
        raise ValidationError(["You cannot reset your own second step. Ask another administrator to ring you back."])
    taken = Authenticator.objects.filter(user=person).delete()[0]
    ended = end_sessions(person)
    audit.record(
        "accounts.second_step.reset", person, by=by, how_checked=how_checked, reason=reason, authenticators=taken, sessions_ended=ended
    )
    outbox.put("core.tell_second_step_reset", person.pk)
