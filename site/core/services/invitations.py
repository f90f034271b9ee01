"""How staff come in: by invitation. 72 hours, single use, a link that is stored nowhere."""

from collections.abc import Collection
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core import audit, outbox
from core.invitation_links import hash_of, token_of
from core.links import new_salt
from core.models import Hub, Invitation
from core.querysets import may
from core.rules import addresses
from core.rules import roles as rules
from core.selectors import staff
from core.services.roles import put_roles

GOOD_FOR = timedelta(hours=72)
NOT_OPEN = "This invitation does not work any more. Ask for a new one."
HAS_ACCOUNT = "Somebody with this address has an account already. Give them the role under People, or ask an administrator to."
INVITED = "This address was invited already. Send that invitation again, or withdraw it."


def _why_not(*, email: str, kinds: Collection[str], hub_id: int | None, by: User) -> list[str]:
    """Return why `by` may not invite this address to these roles. Asked anew each time: no invitation outlives the right to send it."""
    reasons = rules.why_not_give(staff.giver_at(by, hub_id), kinds, whole_council=hub_id is None)
    reasons += addresses.why_not_of_staff(email, domains=settings.STAFF_EMAIL_DOMAINS)
    return reasons + ([HAS_ACCOUNT] if staff.with_the_mailbox_of(email).exists() else [])


@transaction.atomic
def invite(*, email: str, first_name: str, last_name: str, kinds: Collection[str], hub: Hub | None, by: User) -> Invitation:
    """Invite somebody to the staff, with roles at a hub or for the whole council. The letter leaves by the outbox.

    Raises ValidationError with every reason why not; PermissionDenied when `by` may invite nobody there.
    """
    email = email.strip().lower()
    if not may(by, "staff.invite"):
        raise PermissionDenied
    reasons = _why_not(email=email, kinds=kinds, hub_id=hub.pk if hub else None, by=by)
    now = timezone.now()
    opened = Invitation.objects.filter(email=email, used_at__isnull=True, withdrawn_at__isnull=True)
    if opened.filter(expires_at__gt=now).exists():
        reasons.append(INVITED)
    if reasons:
        raise ValidationError(reasons)
    opened.update(withdrawn_at=now)  # too old, and never used
    invitation = Invitation(
        email=email, first_name=first_name, last_name=last_name, kinds=list(kinds), hub=hub, invited_by=by, invited_at=now
    )
    try:
        with transaction.atomic():
            _new_link(invitation)
    except IntegrityError:  # two at the same moment, or one press that came twice
        raise ValidationError([INVITED]) from None
    audit.record("core.invitation.send", invitation, by=by, hub_id=invitation.hub_id, kinds=list(kinds))
    return invitation


def _new_link(invitation: Invitation) -> None:
    """Give the invitation a fresh link for 72 hours, and queue its letter."""
    invitation.salt = new_salt()
    invitation.token_hash = hash_of(token_of(invitation.salt))
    invitation.expires_at = timezone.now() + GOOD_FOR
    invitation.save()
    outbox.put("core.send_invitation", invitation.pk, expires_at=invitation.expires_at)


def _still_open(invitation: Invitation) -> Invitation:
    """Return the row, locked. Raises ValidationError when it was used or withdrawn meanwhile."""
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.used_at or locked.withdrawn_at:
        raise ValidationError([NOT_OPEN])
    return locked


def _may_handle(invitation: Invitation, by: User) -> None:
    if not staff.may_at(by, "staff.invite", invitation.hub_id):
        raise PermissionDenied


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    """Make an invitation's link dead. Raises ValidationError when it was used already."""
    _may_handle(invitation, by)
    invitation = _still_open(invitation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    audit.record("core.invitation.withdraw", invitation, by=by, hub_id=invitation.hub_id)


@transaction.atomic
def send_again(*, invitation: Invitation, by: User) -> None:
    """Send a fresh link for another 72 hours; the old one is dead.

    Raises ValidationError when it was used already, or `by` may not give these roles to this address.
    """
    _may_handle(invitation, by)
    invitation = _still_open(invitation)
    if reasons := _why_not(email=invitation.email, kinds=invitation.kinds, hub_id=invitation.hub_id, by=by):
        raise ValidationError(reasons)
    invitation.invited_by = by
    _new_link(invitation)
    audit.record("core.invitation.send_again", invitation, by=by, hub_id=invitation.hub_id)


def open_invitation(token: str) -> Invitation | None:
    """Return the invitation of a link that still works, or None."""
    return (
        Invitation.objects.select_related("hub", "invited_by")
        .filter(token_hash=hash_of(token), used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())
        .first()
    )


def open_for(email: str) -> Invitation | None:
    """Return the invitation of an address that still works, or None: single sign-on proves the address as the link does."""
    return Invitation.objects.filter(
        email=email.strip().lower(), used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now()
    ).first()


@transaction.atomic
def accept(*, invitation: Invitation) -> User:
    """Make the account an invitation promised: the user, the confirmed address, the roles.

    The link came by mail, so having it proves the address. No password is set: the person signs in by a code. Raises ValidationError when
    the invitation ended meanwhile, or its sender may no longer give these roles.
    """
    invitation = _still_open(invitation)
    sender = invitation.invited_by
    has_ended = invitation.expires_at <= timezone.now() or not sender.is_active
    if has_ended or _why_not(email=invitation.email, kinds=invitation.kinds, hub_id=invitation.hub_id, by=sender):
        raise ValidationError([NOT_OPEN])
    person = User.objects.create_user(invitation.email, first_name=invitation.first_name, last_name=invitation.last_name)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    put_roles(person=person, kinds=invitation.kinds, hub=invitation.hub, by=sender)
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    audit.record("core.invitation.accept", invitation, by=person, hub_id=invitation.hub_id)
    return person
