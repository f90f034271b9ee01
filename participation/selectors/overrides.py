"""Exceptions: the one that waits, the one that a second person agreed to, and those that everybody reads."""

import hashlib
import json
from datetime import timedelta

from core import clocks, second_look
from participation.choices import Gate
from participation.models import Engagement, GateOverride

HOLDS_FOR = timedelta(days=30)  # what was agreed to is asked anew after that: things have changed


def digest_of(override: GateOverride) -> str:
    """Return the hash of what a second person agrees to: what is asked where, the gate, what is missing, and why, as families read."""
    row = override.engagement
    about = [row.pk, row.title, row.question, row.size, sorted(row.hubs.values_list("pk", flat=True))]
    words = [about, override.gate, override.missing, override.public_reason]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def waiting_override(engagement: Engagement, gate: Gate) -> GateOverride | None:
    """Return the exception that was asked for and not used yet."""
    return GateOverride.objects.filter(engagement=engagement, gate=gate, used_at__isnull=True).first()


def agreed_override(engagement: Engagement, gate: Gate) -> GateOverride | None:
    """Return the exception that a second person agreed to as it stands, and that was not used yet."""
    override = waiting_override(engagement, gate)
    if override is None or override.asked_on < clocks.today() - HOLDS_FOR:
        return None
    return override if second_look.is_agreed(override, digest_of(override)) else None


def exceptions_made(engagement: Engagement) -> list[GateOverride]:
    """Return the exceptions that were made, oldest first, for the public page."""
    return list(GateOverride.objects.filter(engagement=engagement, used_at__isnull=False).order_by("used_at"))
