"""A test letter through the real queue: sent to oneself, and noted as arrived when its six digits are typed back."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit, outbox
from core.codes import tidy
from core.crypto import keyed_hash
from core.querysets import may
from home.models import MailTest
from home.services.getting_ready import RIGHT

SEND = "home.send_test_mail"
GOOD_FOR = timedelta(days=1)  # a letter that took longer than a day is no help to who waits for a code


def digits_of(letter: MailTest) -> str:
    """Return the six digits of a letter. They guard nothing: they only show that it was read."""
    return f"{int(keyed_hash('mail-test', f'{letter.pk} {letter.asked_at.isoformat()}'), 16) % 10**6:06}"


@transaction.atomic
def send_test_letter(*, by: User) -> MailTest:
    """Queue a test letter to whoever asks."""
    if not may(by, RIGHT):
        raise PermissionDenied
    letter = MailTest.objects.create(asked_by=by)
    outbox.put(SEND, letter.pk, expires_at=letter.asked_at + GOOD_FOR)
    audit.record("home.mail_test.ask", letter, by=by)
    return letter


@transaction.atomic
def note_arrived(*, typed: str, by: User) -> MailTest:
    """Note that a test letter arrived. Raises ValidationError when these are not the digits of one of the last day."""
    if not may(by, RIGHT):
        raise PermissionDenied
    digits = tidy(typed)
    for letter in MailTest.objects.select_for_update().filter(asked_by=by, asked_at__gt=timezone.now() - GOOD_FOR):
        if digits_of(letter) == digits:
            letter.arrived_at = letter.arrived_at or timezone.now()
            letter.save(update_fields=["arrived_at"])
            audit.record("home.mail_test.arrive", letter, by=by)
            return letter
    raise ValidationError(["These are not the six digits of a letter of today. Look again, or send yourself another."])
