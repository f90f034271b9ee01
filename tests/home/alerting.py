"""Putting an alert out, as the tests do it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from home.choices import AlertLevel
from home.models import Alert
from home.services import alerts as services


def put_out(by: User, text: str = "The lift is broken.", **fields: Any) -> Alert:
    """Put out news for two days, or what is said instead."""
    now = timezone.now()
    defaults: dict[str, Any] = {"level": AlertLevel.NEWS, "from_at": now, "until_at": now + timedelta(days=2)}
    return services.put_out(alert=Alert(text=text, **(defaults | fields)), by=by)
