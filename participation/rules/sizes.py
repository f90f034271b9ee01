"""Three plain questions say how heavy a decision is, and so how much is asked before families are (issue: three sizes)."""

from collections.abc import Mapping
from dataclasses import dataclass

from participation.choices import Size


@dataclass(frozen=True)
class SizeQuestion:
    """One question: its name in the form, its words, and what helps to answer it."""

    name: str
    words: str
    help: str


QUESTIONS = (
    SizeQuestion(
        "could_lose",
        "Could something close, move, cost families more or work in a wholly new way because of this?",
        "A hub, a group, a way to get help. Also when it is only one of several choices.",
    ),
    SizeQuestion(
        "must_consult",
        "Does the law, or a rule of your council, say that you must consult?",
        "If you are not sure, ask your legal or democratic services. A formal consultation must be fair, and courts look at it.",
    ),
    SizeQuestion(
        "people_here_decide",
        "Is it about the everyday running of one hub, which the people who work there can change themselves?",
        "The café, the times of a group, how the front desk feels.",
    ),
)


def size_of(answers: Mapping[str, bool]) -> tuple[Size, str]:
    """Return the size that the answers lead to and why, in words. The heavier answer wins."""
    if answers.get("could_lose"):
        return Size.BIG, "It is a big decision: families could lose something, so they are told everything before they answer."
    if answers.get("must_consult"):
        return Size.BIG, "It is a big decision: a formal consultation has rules that courts look at."
    if answers.get("people_here_decide"):
        return Size.EVERYDAY, "It is everyday listening: the hub asks and answers by itself, with nothing more to fill in."
    return Size.STANDARD, "It is a standard engagement: say in three sentences what can change, who acts, and by when you answer."
