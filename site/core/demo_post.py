"""The demo's letter box: mail that would have left is kept for `/demo/post/`."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from core.models import DemoMessage

KEPT = 200


class DemoPostBackend(BaseEmailBackend):
    """Keeps the last messages in the database instead of sending them. Only the demo uses it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep one copy for each person it would have gone to; return how many messages there were."""
        for message in email_messages:
            for to in message.recipients():
                DemoMessage.objects.create(to=to[:254], subject=str(message.subject)[:200], body=str(message.body))
        newest = DemoMessage.objects.order_by("-pk").values_list("pk", flat=True)
        if len(oldest := newest[KEPT : KEPT + 1]):
            DemoMessage.objects.filter(pk__lte=oldest[0]).delete()
        return len(email_messages)
