"""What must hold before minutes go out to families. Rules are given the facts and return the reasons."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from panels.choices import HowDecided, MeetingState
from panels.models import Decision, Meeting, Minutes, PanelQuestion
from panels.rules.public_words import shown, what_tells, why_not_own_words, why_not_public

LONGEST_SUMMARY, LONGEST_CORRECTION, MOST_CORRECTIONS = 6_000, 600, 20


def why_not_summary(words: str) -> list[str]:
    """Return why a summary is not kept."""
    most = LONGEST_SUMMARY
    return [f"That has {len(words):,} letters, at most {most:,} are kept. Short minutes are read."] if len(words) > most else []


def why_not_out(
    meeting: Meeting,
    minutes: Minutes,
    *,
    decisions: Sequence[Decision],
    others: Iterable[str],
    raised: Iterable[str],
    names: Sequence[str],
) -> list[str]:
    """Return why the minutes of a meeting do not go out.

    `others` are the other words that stand in them, `raised` what was said there, `names` the full names of those on the panel.
    """
    if minutes.out_on is not None:
        return ["They are out already."]
    reasons = []
    if meeting.state != MeetingState.HELD:
        reasons.append("Write down who came first, or say that it took place.")
    if not minutes.summary:
        reasons.append("Say in a few plain words what you talked about.")
    reasons += why_not_own_words(minutes.summary, raised)
    reasons += [f"Say why you decided “{shown(one.words)}”." for one in decisions if not one.reason]
    said = [minutes.summary, *(part for one in decisions for part in (one.words, one.reason, one.minority_view)), *others]
    hints = [(shown(words), hint) for words in said for hint in what_tells(words, names)]
    return reasons + [f"“{words}” seems to hold {hint}. Take it out: everybody can read this." for words, hint in hints]


def why_not_correct(minutes: Minutes, words: str, *, number: int, raised: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return why a correction does not stand below minutes. `raised` and `names` as above."""
    if minutes.out_on is None:
        return ["They are not out, so put them right where they stand."]
    if not words:
        return ["Say what was wrong, and how it was."]
    reasons = [f"That has {len(words)} letters, at most {LONGEST_CORRECTION} are kept."] if len(words) > LONGEST_CORRECTION else []
    if number >= MOST_CORRECTIONS:
        reasons.append("There are many corrections already. Take the minutes off the page, put them right, and send them out again.")
    return reasons + why_not_own_words(words, raised) + why_not_public(words, names)


def how_in_words(decision: Decision) -> str:
    """Return how something was decided as families read it: never how many hands, for one hand may be known (DESIGN promise 11)."""
    if decision.how != HowDecided.HANDS:
        return str(decision.get_how_display())
    for_it, against = decision.number_for or 0, decision.number_against or 0
    if not against:
        return gettext("By a show of hands: nobody was against it")
    if for_it == against:
        return gettext("By a show of hands: as many for it as against it")
    return gettext("By a show of hands: most were for it") if for_it > against else gettext("By a show of hands: most were against it")


def between_meetings(question: PanelQuestion) -> str:
    """Return how something was decided between meetings, as families read it."""
    if question.how == HowDecided.RANKED:
        return gettext("Between meetings, by putting the choices in order")
    return gettext("Between meetings: each said whether they can live with it")
