"""What a planner says before asking again: what is known, why it is still asked, and what families read of it."""

from core.private_details import private_details_in
from core.text import too_long
from participation.choices import ENDED
from participation.models import Engagement

KNOWN = ("known_already", "still_to_ask")
FAMILIES_READ = ("you_told_us", "we_did_then", "now_we_ask")
WORDS = (*KNOWN, *FAMILIES_READ)
_MOST = {field.name: field.max_length or 0 for field in Engagement._meta.concrete_fields if field.name in WORDS}


def why_not_say_before(engagement: Engagement) -> dict[str, list[str]]:
    """Return, by field, why these words cannot be kept; nothing when they can.

    What families read comes whole or not at all: what they told us, what we did, what we ask now (Essex families were sick of retelling).
    """
    if engagement.stage in ENDED:
        return {"known_already": ["This engagement has ended. Say it in the next one."]}
    reasons: dict[str, list[str]] = {}
    for name in WORDS:
        reasons[name] = [over] if (over := too_long(getattr(engagement, name), _MOST[name])) else []
        who = "families" if name in FAMILIES_READ else "colleagues of other hubs"
        reasons[name] += [
            f"This seems to hold {hint}. Take it out: {who} read this." for hint in private_details_in(getattr(engagement, name))
        ]
    reasons["still_to_ask"] += why_not_ask_again(engagement)
    said = [name for name in FAMILIES_READ if getattr(engagement, name).strip()]
    if said and len(said) < len(FAMILIES_READ):
        for name in set(FAMILIES_READ) - set(said):
            reasons[name].append("Families read all three or none. Fill this in, or empty the others.")
    return {name: found for name, found in reasons.items() if found}


def why_not_ask_again(engagement: Engagement) -> list[str]:
    """Return why families should not be asked yet: what is known is said, but not why it is still asked."""
    if engagement.known_already.strip() and not engagement.still_to_ask.strip():
        return ["You know something about this already. Say why you still need to ask."]
    return []
