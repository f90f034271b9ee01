"""Reading pages as families do, and what is on them."""

import re
from datetime import time
from typing import Any

from accounts.models import User
from core.models import Hub, OpeningTime
from feedback.choices import Outcome
from tests.builders import make_we_did, make_you_said


def open_all_week(hub: Hub) -> None:
    """Open a hub day and night."""
    for day in range(7):
        OpeningTime.objects.create(hub=hub, weekday=day, opens_at=time(0, 0), closes_at=time(23, 59, 59))


def answer(hub: Hub, text: str = "The door is too heavy.", outcome: str = Outcome.DID) -> None:
    """Publish an answer to families of a hub."""
    author = User.objects.get_or_create(email="lead@ashmere.example")[0]
    make_we_did(make_you_said(hub, text=text), by=author, outcome=outcome, published=True)


def words(page: Any) -> str:
    """Return what stands on a page, without tags and line ends."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.text))
