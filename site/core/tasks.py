"""What the ground floor leaves to the worker."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User
from core import links, old_pages, outbox, second_look
from core.audit_check import check
from core.audit_seals import seal_new_entries
from core.choices import LookState, OutboxState
from core.imports import steps
from core.imports.choices import ImportState
from core.mail import send
from core.models import ImportRun, Invitation, LimitCount, OutboxItem, SecondLook, SignInTries, StaffLetter, WorkerBeat


@outbox.handler("core.write_to_second_looker")
def write_to_second_looker(look_id: int) -> None:
    """Send a named colleague the link to a second look. The link is made here and stands in no table."""
    look = SecondLook.objects.select_related("named_colleague").filter(pk=look_id, state=LookState.ASKED).first()
    if look is None or look.named_colleague is None or not look.named_colleague.is_active:
        raise outbox.NotWanted
    send("second_look", to=look.named_colleague.email, context={"link": second_look.link(look), "name": look.named_colleague.first_name})


@outbox.every("core.seal_audit", minutes=5)
def seal_audit() -> None:
    """Seal what was written in the audit trail since the last time."""
    seal_new_entries()


@outbox.handler("core.check_audit")
def check_audit(user_id: int) -> None:
    """Check the whole trail for somebody who asked on the staff screen."""
    check(by=User.objects.get(pk=user_id))


@outbox.every("core.delete_old_items", minutes=60)
def delete_old_items() -> None:
    """Delete what was done a week ago, what nobody could do three months ago, and signs of life a day old."""
    now = timezone.now()
    ended = OutboxItem.objects.filter(state__in=[OutboxState.DONE, OutboxState.STOPPED])
    ended.filter(due_at__lt=now - timedelta(days=7)).delete()
    OutboxItem.objects.filter(state=OutboxState.DEAD, due_at__lt=now - timedelta(days=90)).delete()
    WorkerBeat.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()


@outbox.every(old_pages.WRITE_BACK, minutes=60)
def write_back_old_pages() -> None:
    """Leave nothing of what was erased in the database's own files; at once after somebody was forgotten, and every hour."""
    old_pages.merge_search()
    old_pages.write_back()


@outbox.every("core.delete_old_limits", minutes=60)
def delete_old_limits() -> None:
    """Delete counts of tries that no longer limit anybody."""
    LimitCount.objects.filter(expires_at__lt=timezone.now()).delete()


@outbox.every("core.forget_old_sign_ins", minutes=24 * 60)
def forget_old_sign_ins() -> None:
    """Delete sessions that ended, and where somebody was signed in a month ago: that list holds addresses and devices."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.filter(created_at__lt=now - timedelta(days=30)).delete()
    SignInTries.objects.filter(expires_at__lt=now).delete()
    StaffLetter.objects.filter(written_at__lt=now - timedelta(days=3)).delete()
    Invitation.objects.filter(used_at__isnull=True, expires_at__lt=now - timedelta(days=90)).delete()


@outbox.every("core.forget_old_links", minutes=24 * 60)
def forget_old_links() -> None:
    """Delete links for people without an account that ended some months ago."""
    links.forget_old()


def _import(pk: int, state: ImportState) -> ImportRun:
    """Return an import that waits for this step; a step that was done already is not wanted twice."""
    run = ImportRun.objects.select_related("by").filter(pk=pk, state=state).first()
    if run is None:
        raise outbox.NotWanted
    return run


@outbox.handler("core.try_import")
def try_import(pk: int) -> None:
    """Read a large list and write the report of what would become of it."""
    steps.try_out(_import(pk, ImportState.READING))


@outbox.handler("core.bring_in")
def bring_in(pk: int) -> None:
    """Bring in a large list; cut off in the middle, it goes on where it stopped."""
    steps.bring_in(_import(pk, ImportState.APPLYING))


@outbox.handler("core.take_back_import")
def take_back_import(pk: int) -> None:
    """Take back what a large list brought in."""
    steps.take_back(_import(pk, ImportState.UNDOING))


@outbox.every("core.forget_imports", minutes=60)
def forget_imports() -> None:
    """Delete uploads that nobody brought in within a day, and reports after 90 days."""
    steps.forget(timezone.now())
