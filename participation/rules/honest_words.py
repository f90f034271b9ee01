"""What may be said of how families took part: "decided together" only where its conditions hold, else the honest word and why.

Degrees are described, never ranked (Treseder 1997; domain reference 2.1, 2.2 and 2.4).
"""

from dataclasses import dataclass

from participation.choices import HOW_WE_DO_IT, TOGETHER, Condition, Degree, Method
from participation.models import Engagement

# Why a condition is not met, for staff.
NOT_MET = {
    Condition.BEFORE: "it does not say how families joined before the options were fixed",
    Condition.DECISION: "it names no decision that was shared",
    Condition.OUTPUT: "it does not say how families saw what came out and could change it",
    Condition.BACK: "it does not say what was given back to families",
}


@dataclass(frozen=True)
class HonestDegree:
    """The degree that may be shown: `degree` is empty when nothing was claimed; `why_not_more` says in words why the claim is not shown."""

    degree: str
    why_not_more: tuple[str, ...] = ()

    @property
    def in_parents_words(self) -> str:
        """Say it as a parent reads it."""
        return str(HOW_WE_DO_IT[Degree(self.degree)]) if self.degree else ""


def honest_degree(engagement: Engagement) -> HonestDegree:
    """Return what may be shown of the claimed degree.

    A survey alone is never more than "consulted and informed". "Decided together" needs all four conditions said in words; else it falls to
    "consulted and informed", which is what asking and answering is.
    """
    return honest(engagement, engagement.claimed_degree)


def honest(engagement: Engagement, degree: str) -> HonestDegree:
    """Return what may be shown where this degree was said of an engagement, at its start or when looking back."""
    if degree not in TOGETHER:
        return HonestDegree(degree)
    reasons = []
    if set(engagement.methods) <= {Method.SURVEY}:
        reasons.append("a survey alone decides nothing together" if engagement.methods else "no way of listening is chosen yet")
    reasons += [NOT_MET[one] for one in Condition if not str(engagement.conditions.get(one, "")).strip()]
    return HonestDegree(Degree.CONSULTED, tuple(reasons)) if reasons else HonestDegree(degree)
