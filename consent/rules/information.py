"""The clock of a request under the Freedom of Information Act 2000, and what must hold of each step. Sources: sections 1, 10, 12 and 17."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from consent.choices.information import Exemption, Giving, InformationStepKind
from consent.models import InformationItem, InformationRequest, InformationStep
from consent.rules.redaction import broken_marks, is_the_same_text, still_standing
from core import clocks
from core.text import too_long

# Section 10(1), from the day after it came. The law also leaves out the bank holidays of Scotland and Northern Ireland (section 10(6));
# ours are England's, so that our day is never later than the law's.
WORKING_DAYS = 20
WORKING_DAYS_LONGER = 20  # what the regulator accepts for weighing the public interest (section 10(3))
WORKING_DAYS_TO_REVIEW = 20  # section 45 code of practice 5.4
WORKING_DAYS_TO_ASK_FOR_REVIEW = 40  # section 45 code of practice 5.3
HOURS_AT_MOST = 18  # section 12: £450 at £25 an hour, for a council
LONGEST_ASKED, LONGEST_WORDS, LONGEST_REASON, LONGEST_ITEM = 8_000, 200, 2_000, 100_000
MOST_ITEMS = 200
_REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9/.\-]{2,29}")
ANSWERED = "This is answered already. Who is not content asks for a review; what comes anew is a new request."
NOT_LOOKED_AT = "Words of a family would go out. A colleague who decided none of it looks at the whole first."
OTHER_WORDS = "Your colleague read the letter with other words. Ask for a second look again: all that goes out is read first."
NO_NAME = "Write the council’s own case number: 3 to 30 letters, digits, dashes, dots or strokes, one of them a digit. No name."


@dataclass(frozen=True)
class Clock:
    """By when a request, or a review of its answer, is due. None while the clock stands still, and when nothing is awaited."""

    due_on: date | None
    stands_still: bool = False
    is_review: bool = False

    def is_late(self, today: date) -> bool:
        """Return whether the day has gone by."""
        return self.due_on is not None and clocks.is_late(self.due_on, today)


def clock_of(request: InformationRequest, steps: Iterable[InformationStep]) -> Clock:
    """Return a request's clock: twenty working days from the day after it came.

    Where we had to ask what they want, from the day after they said so (section 1(3)); twenty more to weigh the public interest.
    """
    begins, longer, stands_still, review_on = request.received_on, 0, False, None
    for step in steps:
        if step.kind == InformationStepKind.ASKED_BACK:
            stands_still = True
        elif step.kind == InformationStepKind.EXPLAINED:
            begins, stands_still = step.on, False
        elif step.kind == InformationStepKind.LONGER:
            longer = WORKING_DAYS_LONGER
        else:
            review_on = step.on if step.kind == InformationStepKind.REVIEW else None
    if not request.is_open:
        due_on = clocks.working_days_after(review_on, WORKING_DAYS_TO_REVIEW) if review_on else None
        return Clock(due_on, is_review=bool(review_on))
    return Clock(None, stands_still=True) if stands_still else Clock(clocks.working_days_after(begins, WORKING_DAYS + longer))


def tidy_reference(typed: str) -> str:
    """Return a council's reference as it is kept."""
    return "".join(typed.split()).upper()


def why_not_take_in(*, reference: str, asked: str, received_on: date, today: date) -> dict[str, str]:
    """Return what is wrong with a request, by field. It needs no form, no reason and no law to name (section 8)."""
    found = {}
    if not _REFERENCE.fullmatch(reference) or not any(letter.isdecimal() for letter in reference):
        found["reference"] = NO_NAME
    if not asked:
        found["asked"] = "Say what was asked, without who asked."
    elif problem := too_long(asked, LONGEST_ASKED):
        found["asked"] = problem
    if received_on > today:
        found["received_on"] = "That day has not come yet. Write the day on which it came to anybody at the council."
    elif received_on.year < 2005:
        found["received_on"] = "The Act came into force in 2005. Check the year."
    return found


def why_not_step(request: InformationRequest, *, kind: str, on: date, steps: Collection[InformationStep], today: date) -> list[str]:
    """Return why something cannot be noted that would move the clock."""
    if kind not in InformationStepKind.values:
        return ["Choose what happened."]
    kinds = [step.kind for step in steps]
    last_on = max([request.received_on, *(step.on for step in steps)])
    reasons = []
    if on > today:
        reasons.append("That day has not come yet. Note what was done, not what will be.")
    if on < last_on:
        reasons.append(f"The last thing noted is of {clocks.day_in_words(last_on)}. Choose that day or a later one.")
    is_of_a_review = kind in {InformationStepKind.REVIEW, InformationStepKind.REVIEWED}
    if request.is_open and is_of_a_review:
        reasons.append("A review is of an answer. Answer it first.")
    if not request.is_open and not is_of_a_review:
        reasons.append(ANSWERED)
    is_asking = kinds.count(InformationStepKind.ASKED_BACK) > kinds.count(InformationStepKind.EXPLAINED)
    if kind == InformationStepKind.ASKED_BACK and is_asking:
        reasons.append("You are waiting for their answer already.")
    if kind == InformationStepKind.EXPLAINED and not is_asking:
        reasons.append("Nobody has asked them anything.")
    if kind == InformationStepKind.LONGER and kind in kinds:
        reasons.append("It was made longer already. The regulator accepts forty working days in all.")
    in_review = kinds.count(InformationStepKind.REVIEW) > kinds.count(InformationStepKind.REVIEWED)
    if not request.is_open and is_of_a_review and (kind == InformationStepKind.REVIEW) == in_review:
        reasons.append("A review is under way already." if in_review else "Nobody has asked for a review.")
    return reasons


def why_not_search(request: InformationRequest, *, words: str, since: date | None, until: date | None) -> list[str]:
    """Return why nothing can be looked for."""
    if not request.is_open:
        return [ANSWERED]
    reasons = [] if len(words) > 1 else ["Write the words to look for. A record is found that has all of them."]
    if len(words) > LONGEST_WORDS:
        reasons.append(f"Look for fewer words: at most {LONGEST_WORDS} letters at once.")
    if since and until and until < since:
        reasons.append("The last day comes before the first. Change one of them.")
    return reasons


def why_not_choose(request: InformationRequest, *, number: int, number_there: int, longest: int) -> list[str]:
    """Return why records cannot be taken into the answer."""
    if not request.is_open:
        return [ANSWERED]
    if not number:
        return ["Tick what answers the request."]
    if number_there + number > MOST_ITEMS:
        return [f"An answer has at most {MOST_ITEMS} things. More than that is more than {HOURS_AT_MOST} hours’ work: think of section 12."]
    return ["One of them is too long to be given from here. Give it by hand."] if longest > LONGEST_ITEM else []


def why_not_decide(item: InformationItem, *, words: str, decision: str, exemption: str, reason: str) -> list[str]:
    """Return why it cannot be decided like this about one thing."""
    if not item.request.is_open:
        return [ANSWERED]
    if decision not in {Giving.GIVE, Giving.PART, Giving.WITHHOLD}:
        return ["Choose what becomes of it."]
    reasons = why_not_marked(item, words)
    is_marked = "[[" in words
    if decision == Giving.GIVE and is_marked:
        reasons.append("Something is marked. Take the marks out, or give it with parts blacked out.")
    if decision == Giving.PART and not is_marked:
        reasons.append("Nothing is marked. Put [[ and ]] around what is blacked out.")
    if decision != Giving.GIVE:
        reasons += _why_not_kept_back(item, exemption, reason)
    if decision == Giving.PART and not reasons:
        reasons += still_standing(words)
    return reasons + ([problem] if (problem := too_long(reason, LONGEST_REASON)) else [])


def why_not_marked(item: InformationItem, words: str) -> list[str]:
    """Return why a copy cannot be kept: its marks do not fit, or more than marks was changed."""
    if reasons := broken_marks(words):
        return reasons
    if is_the_same_text(words, item.words):
        return []
    return ["A word was changed. Only put [[ and ]] around what is blacked out, and leave every letter as it is."]


def _why_not_kept_back(item: InformationItem, exemption: str, reason: str) -> list[str]:
    """Return why something cannot be kept back: a refusal names the section and says why it applies (section 17)."""
    reasons = [] if exemption in Exemption.values else ["Choose the section of the law that lets you keep it back."]
    if not reason:
        reasons.append("Say why that section applies. Who asked reads it, so do not say there what you keep back.")
    if exemption == Exemption.ALREADY and not item.published_href:
        reasons.append("Section 21 is for what anybody can read already, and this is not published.")
    return reasons


def why_not_finish(
    request: InformationRequest,
    *,
    items: Collection[InformationItem],
    number_of_searches: int,
    stands_still: bool,
    hours: int | None,
    look_is_given: bool,
    has_other_words: bool = False,
) -> list[str]:
    """Return everything that is still open before an answer can go out.

    `look_is_given` to all of it as it stands; `has_other_words` where it was given to the same with other words in the letter.
    """
    if not request.is_open:
        return [ANSWERED]
    reasons = [] if number_of_searches else ["Nobody has looked yet. Search first, also where you think there is nothing."]
    if stands_still:
        reasons.append("You are waiting for what exactly they want. Note their answer first.")
    if hours is not None:
        wrong = [] if hours > HOURS_AT_MOST else [f"Section 12 is for more than {HOURS_AT_MOST} hours. With fewer, it is answered."]
        return reasons + wrong
    if waiting := [str(item.number) for item in items if item.looked_at is None]:
        reasons.append(f"Nobody has looked at {', '.join(waiting)} yet.")
    if families_speak(items) and not look_is_given:
        reasons.append(OTHER_WORDS if has_other_words else NOT_LOOKED_AT)
    return reasons


def why_not_send_back(remark: str) -> list[str]:
    """Return why an answer cannot be sent back with a remark."""
    if not remark:
        return ["Say what should change, so that your colleague can mend it."]
    return [problem] if (problem := too_long(remark, LONGEST_REASON)) else []


def families_speak(items: Iterable[InformationItem]) -> bool:
    """Return whether words of a family would go out, whole or in part."""
    return any(item.has_family_words and item.decision in {Giving.GIVE, Giving.PART} for item in items)
