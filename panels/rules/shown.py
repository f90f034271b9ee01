"""What must hold before a member stands on their panel's page."""

from consent.models import Person
from core.private_details import private_details_in
from panels.models import Membership

LONGEST, LONGEST_NAME = 400, 40


def why_not_show(member: Membership) -> list[str]:
    """Return why a member may not be shown, whatever they agreed to; whether they did is asked of the ledger."""
    if member.panel.is_of_under_18s or _is_young(member.person):
        return ["They are under 18. Nobody of that age is named or pictured on a panel’s page."]
    if member.person is None:
        return ["They were forgotten."]
    if member.left_on is not None:
        return ["They have left the panel."]
    return []


def _is_young(person: Person | None) -> bool:
    """Return whether any record of somebody says under 18: the one they joined with, or the one it was joined to."""
    while person is not None:
        if person.is_young:
            return True
        person = person.merged_into
    return False


def why_not_called(shown_as: str) -> list[str]:
    """Return why somebody may not be called this on a page: one word, so that no surname comes along. Empty: the first of their name."""
    if len(shown_as.split()) > 1 or len(shown_as) > LONGEST_NAME:
        return [f"How they are shown must be one word of at most {LONGEST_NAME} letters: the first name that they chose."]
    return [f"This seems to hold {hint}. Write only a first name." for hint in private_details_in(shown_as)]


def why_not_words(words: str) -> list[str]:
    """Return why words may not stand on a page: too long, or they give away how to find somebody."""
    reasons = []
    if len(words) > LONGEST:
        reasons.append(f"These words are longer than {LONGEST} letters. Choose with them what matters most.")
    reasons += [f"This seems to hold {hint}. Take it out: everybody can read this." for hint in private_details_in(words)]
    return reasons
