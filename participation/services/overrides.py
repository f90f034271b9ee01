"""An exception to a gate: asked for with a public reason, agreed to by somebody else, used once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks, second_look
from core.models import SecondLook
from core.text import normalise
from participation.choices import Gate
from participation.models import Engagement, GateOverride
from participation.rules import gates as rules
from participation.selectors import gates
from participation.selectors.overrides import digest_of, waiting_override
from participation.services.holding import held

NEEDS = "engagement.override"
LONGEST_REASON = 600


@transaction.atomic
def ask_for_override(*, engagement: Engagement, gate: Gate, public_reason: str, by: User, colleague: User | None = None) -> SecondLook:
    """Ask for an exception at a gate, as things stand today. A new asking takes the place of an older one that was not used.

    Raises PermissionDenied, and ValidationError with every reason: nothing missing, what no exception is made for, no sentence.
    """
    engagement = held(engagement, by)
    reason = normalise(public_reason).strip()
    problems = gates.why_not_open_now(engagement) if gate == Gate.OPENING else gates.reasons_not_to_close(engagement)
    refused = rules.why_not_override(problems, public_reason=reason)
    if len(reason) > LONGEST_REASON:
        refused.append(f"The reason has {len(reason)} letters. Families read at most {LONGEST_REASON}: say it shorter.")
    if refused:
        raise ValidationError(refused)
    writers = _whose(waiting_override(engagement, gate), reason) | {by}
    facts: dict[str, Any] = {"missing": [one.text for one in problems], "public_reason": reason, "asked_by": by, "asked_on": clocks.today()}
    override, _ = GateOverride.objects.update_or_create(engagement=engagement, gate=gate, used_at=None, defaults=facts)
    audit.record("participation.gateoverride.ask", override, by=by, hub_id=None, gate=gate, missing=len(problems))
    return second_look.ask(
        about=override, digest=digest_of(override), by=by, needs=NEEDS, colleague=colleague, writers=writers, words=in_words(override)
    )


def _whose(stands: GateOverride | None, reason: str) -> set[User]:
    """Return who wrote a reason that is asked with anew: words that somebody else sends again are not that person's alone."""
    if stands is None or stands.public_reason != reason:
        return set()
    look = second_look.latest(stands)
    return {stands.asked_by, *(look.writers.all() if look else ())}


def in_words(override: GateOverride) -> str:
    """Return what the second person reads: what happens, without what, and why, as families will read it."""
    verb = "Open" if override.gate == Gate.OPENING else "Close"
    missing = "\n".join(f"- {one}" for one in override.missing)
    return f"{verb} “{override.engagement}” although this is missing:\n{missing}\n\nFamilies read why: {override.public_reason}"
