"""Somebody who reports that something went wrong, and the officer at the screen of it."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import Breach
from consent.services import breaches as services

REPORT, LIST = reverse("report_breach:index"), reverse("breaches:index")
SECRET = "The list of Ola’s group lay on the bus."


def typed(moment: datetime) -> str:
    """Return a moment as a browser posts it."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def said(**fields: Any) -> dict[str, Any]:
    """Return what somebody types who just noticed."""
    begins = {"key": str(uuid.uuid4()), "what": SECRET, "found_at": typed(timezone.now()), "whose": ["families"], "what_data": ["names"]}
    return begins | fields


def reported(by: User, *, hours_ago: float = 1, **fields: Any) -> Breach:
    """Report something that was found so many hours ago."""
    found_at = timezone.now() - timedelta(hours=hours_ago)
    facts: dict[str, Any] = {"what": SECRET, "whose": ["families"], "what_data": ["names"], "number": 12, "hubs": []}
    return services.report(key=uuid.uuid4(), found_at=found_at, by=by, **(facts | fields))


def act(desk: Client, breach: Breach, name: str, **fields: Any) -> Any:
    """Do one thing to a breach on its screen."""
    return desk.post(reverse(f"breaches:{name}", args=[breach.pk]), fields, follow=True)
