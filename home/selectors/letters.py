"""How a test letter stands."""

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from core.models import OutboxItem
from core.outbox.standing import standing
from home.models import MailTest
from home.rules.letters import LetterFacts, why_no_letter


def newest_letter_of(person: User) -> MailTest | None:
    """Return the test letter that somebody asked for last."""
    return MailTest.objects.filter(asked_by=person).first()


def letter_that_arrived() -> MailTest | None:
    """Return the last test letter that arrived, with whose it was."""
    return MailTest.objects.filter(arrived_at__isnull=False).select_related("asked_by").first()


def what_may_be_wrong(letter: MailTest, *, queued_as: str) -> list[str]:
    """Return what to look at when a letter does not arrive."""
    item = OutboxItem.objects.filter(name=queued_as, arguments=[letter.pk]).order_by("-pk").first()
    facts = LetterFacts(
        mail_backend=settings.EMAIL_BACKEND,
        mail_from=settings.DEFAULT_FROM_EMAIL,
        worker_is_not_well=standing().why_not_well(timezone.now()),
        state=item.state if item else None,
        attempts=item.attempts if item else 0,
        last_error=item.last_error if item else "",
    )
    return why_no_letter(facts)
