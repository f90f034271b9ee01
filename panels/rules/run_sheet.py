"""What must hold before something is written down at a meeting. Rules are given the facts and return the reasons."""

from collections.abc import Iterable
from datetime import date

from panels.choices import HowDecided, MeetingState, OwnerKind
from panels.choices.run_sheet import LONGEST_ACTION, LONGEST_REASON, LONGEST_WORDS, MOST_HANDS
from panels.models import Decision, Meeting, MeetingAction, MeetingPoint
from panels.rules.meetings import by_council_clock
from panels.rules.public_words import why_not_public

Problems = dict[str, str]


def why_closed(meeting: Meeting, *, today: date, is_out: bool) -> list[str]:
    """Return why nothing is written down at a meeting now. `is_out`: families read its minutes already."""
    if meeting.state == MeetingState.CALLED_OFF:
        return ["It was called off. Nothing is written down at it."]
    if by_council_clock(meeting.starts_at).date() > today:
        return ["It is not the day of the meeting yet. Until then, put it on the agenda."]
    return ["The minutes are out, so what stands here stays. Write a correction below them instead."] if is_out else []


def why_not_point(point: MeetingPoint) -> Problems:
    """Return what is wrong with a point, by field."""
    return _words(point.words, LONGEST_WORDS, "Write what was said.")


def why_not_decide(decision: Decision) -> Problems:
    """Return what is wrong with a decision, by field. Why it was decided may follow, before the minutes go out."""
    problems = _words(decision.words, LONGEST_WORDS, "Write what was decided.")
    problems |= _too_long("reason", decision.reason) | _too_long("minority_view", decision.minority_view)
    if decision.how == HowDecided.HANDS:
        hands = (decision.number_for, decision.number_against, decision.number_abstained)
        if not any(hands):
            problems["number_for"] = "Count the hands: how many were for it, against it, and neither."
        elif max(one or 0 for one in hands) > MOST_HANDS:
            problems["number_for"] = f"More than {MOST_HANDS} hands? Look at the numbers again."
    return problems


def why_look_again_at_hands(decision: Decision, *, number_there: int | None) -> str:
    """Return what to look at again: more hands than members were there. `number_there` is None while nobody wrote down who came."""
    hands = sum(one or 0 for one in (decision.number_for, decision.number_against, decision.number_abstained))
    if number_there is None or hands <= number_there:
        return ""
    ticked = "1 member is" if number_there == 1 else f"{number_there} members are"
    return f"You counted {hands} hands, and {ticked} ticked as there. Are both right?"


def why_not_take_on(action: MeetingAction, *, today: date, is_new: bool) -> Problems:
    """Return what is wrong with an action, by field."""
    problems = _words(action.words, LONGEST_ACTION, "Write what is to be done.")
    if action.owner_kind not in OwnerKind.values:
        problems["owner"] = "Say who does it. What nobody does is not done."
    if action.due_on is None:
        problems["due_on"] = "Say by when."
    elif is_new and action.due_on < today:
        problems["due_on"] = "That day has gone by."
    return problems


def why_not_finish(action: MeetingAction) -> list[str]:
    """Return why an action is not said to be done, or dropped."""
    return [] if action.is_open else ["It is not open any more."]


def why_not_undo(action: MeetingAction, *, today: date) -> list[str]:
    """Return why a member does not take back that they did something: a slip of a thumb shows on the same day."""
    return [] if action.done_on == today else ["It was not said to be done today. Ring us, and we put it right."]


def why_not_drop(action: MeetingAction, *, because: str, names: Iterable[str]) -> list[str]:
    """Return why an action is not given up: whoever waits for it reads the reason. `names` are the full names of those on the panel."""
    reasons = why_not_finish(action)
    if not because:
        reasons.append("Say why it is not done. Members read it.")
    if len(because) > LONGEST_ACTION:
        reasons.append(f"That has {len(because)} letters, at most {LONGEST_ACTION} are kept. Say it shorter.")
    return reasons + why_not_public(because, names)


def _words(words: str, most: int, empty: str) -> Problems:
    if not words:
        return {"words": empty}
    return {"words": f"That has {len(words)} letters, at most {most} are kept. Say it shorter, or in two."} if len(words) > most else {}


def _too_long(name: str, words: str) -> Problems:
    most = LONGEST_REASON
    return {name: f"That has {len(words)} letters, at most {most} are kept. Say it shorter."} if len(words) > most else {}
