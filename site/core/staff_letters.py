"""Mail to staff: what allauth writes, invitations, notices. It all leaves from the queue, so that no page waits for a mail server
and a known address costs a request no more time than an unknown one (security row 24)."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from accounts.models import User
from core import brand, mail, outbox
from core.choices import RoleKind
from core.invitation_links import link_of
from core.models import Invitation, StaffLetter


def write(message: EmailMessage, *, leaves: bool, good_for: timedelta | None = None) -> None:
    """Seal a letter and queue it. `leaves` is false for a letter to a stranger, which costs the same work and goes nowhere."""
    letter = StaffLetter.objects.create(to=message.to[0], subject=str(message.subject), body=str(message.body))
    expires_at = timezone.now() + good_for if good_for else None
    outbox.put("core.post_letter", str(letter.pk), int(leaves), expires_at=expires_at)


@outbox.handler("core.post_letter")
def post_letter(letter_id: str, leaves: int) -> None:
    """Send a sealed letter and delete it."""
    letter = StaffLetter.objects.filter(pk=letter_id).first()
    if letter is None:
        raise outbox.NotWanted
    if leaves:
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
        headers = {"Message-ID": f"<{letter.pk}@{domain}>", "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
        EmailMessage(letter.subject, letter.body, to=[letter.to], headers=headers).send()
    letter.delete()


@outbox.handler("core.send_invitation")
def send_invitation(invitation_id: int) -> None:
    """Send an invitation with its link, if it still is one."""
    invitation = (
        Invitation.objects.select_related("invited_by", "hub")
        .filter(pk=invitation_id, used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())
        .first()
    )
    if invitation is None:
        raise outbox.NotWanted
    context = {
        "name": invitation.first_name,
        "from": str(invitation.invited_by),
        "part": ", ".join(str(RoleKind(kind).label) for kind in invitation.kinds),
        "place": invitation.hub.name if invitation.hub else "the whole council",
        "council": brand.current().council_name,
        "link": link_of(invitation),
        "until": timezone.localtime(invitation.expires_at),
    }
    mail.send("invitation", to=invitation.email, context=context)


@outbox.handler("core.tell_second_step_reset")
def tell_second_step_reset(user_id: int) -> None:
    """Tell somebody that an administrator took their second step away."""
    person = User.objects.filter(pk=user_id).first()
    if person is None:
        raise outbox.NotWanted
    mail.send("second_step_reset", to=person.email, context={"name": person.first_name})
