"""What a question between meetings may hold, until when it is answered, and what the answers come to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from core.private_details import private_details_in
from panels.choices import HowDecided, Says
from panels.choices.members import WITH_A_SAY
from panels.choices.run_sheet import LONGEST_CHOICE, LONGEST_QUESTION, LONGEST_REASON, MOST_CHOICES
from panels.models import Membership, Panel, PanelQuestion, QuestionOption
from panels.rules import asked
from panels.rules.public_words import why_not_public

NEVER_FOR_CHILDREN = "Its members are under 18: nothing is sent to them. Decide it when you meet."


def why_not_make(panel: Panel, *, words: str, how: str, options: Sequence[str], closes_on: date, today: date) -> dict[str, list[str]]:
    """Return what is wrong with a question, by box; reasons that no box is about stand under `words`."""
    wrong: dict[str, list[str]] = {}
    if panel.is_of_under_18s:
        return {"words": [NEVER_FOR_CHILDREN]}
    if panel.ended_on:
        return {"words": ["The panel has ended."]}
    if not words or len(words) > LONGEST_QUESTION:
        wrong["words"] = [f"Ask one thing, in at most {LONGEST_QUESTION} letters."]
    fewest = 2 if how == HowDecided.RANKED else 1
    if not fewest <= len(options) <= MOST_CHOICES or len(set(options)) != len(options):
        wrong["options"] = [f"Give {fewest} to {MOST_CHOICES} different choices, one on each line."]
    elif any(len(one) > LONGEST_CHOICE for one in options):
        wrong["options"] = [f"Each choice has at most {LONGEST_CHOICE} letters."]
    elif hints := private_details_in("\n".join((words, *options))):
        wrong["options"] = [f"This seems to hold {hint}. Take it out: links may be passed on." for hint in hints]
    if closes_on <= today:
        wrong["closes_on"] = ["Give people at least until tomorrow."]
    return wrong


def why_no_say(member: Membership) -> str:
    """Return why somebody decides nothing on their panel; empty where they do: members and co-chairs (domain reference 3.3)."""
    return "" if member.kind in WITH_A_SAY else "They are there to help, to see what it is like, or to read: they decide nothing."


def why_not_answer(question: PanelQuestion, *, today: date) -> list[str]:
    """Return why a question takes no answer any more."""
    return asked.why_not_answer(question, has_ended="It is decided, or is not asked any more.", today=today)


def why_nobody_is_asked(question: PanelQuestion, *, reply_to: str, today: date) -> list[str]:
    """Return why no letters leave for a question at all."""
    why_closed = why_not_answer(question, today=today)
    return asked.why_nobody_is_asked(question, why_closed=why_closed, never_for_children=NEVER_FOR_CHILDREN, reply_to=reply_to)


def said_of(question: PanelQuestion, number: int) -> list[tuple[str, str]]:
    """Return what can be said of each of so many choices, as value and words of the reader's language."""
    if question.how == HowDecided.CONSENT:
        return [(one.value, str(one.label)) for one in Says]
    return [(str(place), str(place)) for place in range(1, number + 1)]


def why_not_said(question: PanelQuestion, said: Collection[str]) -> str:
    """Return why these answers are not kept, in the language of the page: in an order each place is given once."""
    if not said:
        return gettext("Choose an answer.")
    if question.how == HowDecided.RANKED and len(set(said)) != len(said):
        return gettext("Give each place once.")
    return ""


def why_not_end(question: PanelQuestion, *, decided: str, reason: str, minority_view: str, names: Sequence[str]) -> dict[str, list[str]]:
    """Return why a question does not end with these words, by box: everybody reads what was decided, and why.

    `names` are the full names of those on the panel.
    """
    if question.ended_on is not None:
        return {"decided": ["It has ended already."]}
    wrong: dict[str, list[str]] = {}
    if not decided:
        wrong["decided"] = ["Say what was decided, or that nothing was."]
    if not reason:
        wrong["reason"] = ["Say why: what most could live with, or what spoke against it."]
    for name, words in (("decided", decided), ("reason", reason), ("minority_view", minority_view)):
        if len(words) > LONGEST_REASON:
            wrong[name] = [f"That has {len(words)} letters, at most {LONGEST_REASON} are kept."]
        elif reasons := why_not_public(words, names):
            wrong[name] = reasons
    return wrong


@dataclass(frozen=True)
class Result:
    """One choice and what it comes to: for consent how many say what, for an order its points; `is_best` where it would be decided."""

    option: QuestionOption
    counts: Mapping[str, int]
    points: int
    is_best: bool


def results_of(question: PanelQuestion, options: Sequence[QuestionOption], answers: Iterable[tuple[object, str]]) -> list[Result]:
    """Return each choice with what was said of it. `answers` are pairs of a choice's id and what was said.

    By consent a choice stands where somebody answered and nobody cannot live with it. In an order the first of n choices gives n points,
    the last one (Borda); the most points win, and all of those that have them.
    """
    said = list(answers)
    found = []
    for option in options:
        of_it = [value for pk, value in said if pk == option.pk]
        counts = {value: of_it.count(value) for value, _words in said_of(question, len(options))}
        points = sum(len(options) + 1 - int(value) for value in of_it) if question.how == HowDecided.RANKED else 0
        found.append((option, counts, points))
    most = max((points for *_rest, points in found), default=0)
    by_consent = question.how == HowDecided.CONSENT
    return [
        Result(option, counts, points, (sum(counts.values()) > 0 and not counts[Says.NO]) if by_consent else points == most > 0)
        for option, counts, points in found
    ]
