"""When an engagement has been looked at again, and which degree of participation may be said of it. Rules return the reasons."""

from collections.abc import Mapping

from participation.choices import TOGETHER, Degree, Method, Size, Stage
from participation.models import Engagement
from participation.reflection import BY_CODE, LASTED
from participation.rules.honest_words import honest

MAY_BE_JUDGED = (Stage.ANSWERING, Stage.CLOSED, Stage.LOOKED)
TOO_LONG = 2_000


def why_not_say_degree(engagement: Engagement, degree: str) -> list[str]:
    """Return why this degree cannot be said of it: a survey alone is never more than asking and telling (domain reference 2.4)."""
    if degree not in Degree.values:
        return ["Say how it was done."]
    if degree in TOGETHER and list(engagement.methods) == [Method.SURVEY]:
        return ["A survey alone is never deciding together: families were asked, and told the result."]
    return [f"That it was decided together cannot be said yet: {reason}." for reason in honest(engagement, degree).why_not_more]


def why_not_note(engagement: Engagement, notes: Mapping[str, str]) -> list[str]:
    """Return why these learning notes cannot be kept: `notes` are words by the code of their question."""
    if engagement.stage == Stage.PLANNING:
        return ["Families were not asked about this yet, so there is nothing to look back on."]
    reasons = ["That is no question of ours." for code in notes if code not in BY_CODE]
    return reasons + [
        f"“{BY_CODE[code].question}” is longer than {TOO_LONG:,} letters. Make it shorter."
        for code, words in notes.items()
        if code in BY_CODE and len(words) > TOO_LONG
    ]


def why_not_look_again(engagement: Engagement, *, degree: str, notes: Mapping[str, str]) -> list[str]:
    """Return why nobody can say now that it was looked at again: it is not closed, or what matters most is not said."""
    if engagement.size == Size.EVERYDAY:
        return ["Everyday listening was looked at once a year instead."]
    if engagement.stage == Stage.LOOKED:
        return ["It was looked at again already. What you learn since can still be written down."]
    if engagement.stage != Stage.CLOSED:
        return ["Close it first: families are answered before anybody looks back."]
    reasons = why_not_say_degree(engagement, degree)
    if not notes.get(LASTED, "").strip():
        reasons.append("Say if what changed has lasted, or that nothing changed.")
    return reasons
