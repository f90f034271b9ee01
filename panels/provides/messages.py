"""What panels answer about messages to members (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date

from accounts.models import User
from core.questions import Attention
from panels.selectors.messages_waiting import messages_that_wait


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: who is still to be told by hand what the others had by e-mail. One query."""
    return messages_that_wait(user, today=today)
