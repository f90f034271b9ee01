"""What must hold of each step of a request about data. Sources: UK GDPR Articles 12, 15-17, 21; domain reference 5.6."""

from collections.abc import Collection
from datetime import date

from consent.choices import HowIdentified, HowReceived, PartVerdict, RightKind, Verdict, WhyLonger, WhyNotAll, WhyPaused
from consent.models import Person, RightsRequest
from consent.rules.rights_clock import Clock
from core import clocks
from core.text import too_long

ENDED = "This has ended already."
ERASED_MEANWHILE = "They were erased meanwhile. What they ask now is taken in without their code."
FIRST_SAY = "First say how you know who asks: what we hold goes to nobody else."
JOINED_SINCE = "Two records were joined since: say again how you know who asks."
LONGEST = {"who": 400, "asked": 4_000, "answer": 8_000, "place": 120, "instead": 20_000, "put_right": 1_000}


def why_not_join(request: RightsRequest, *, person: Person) -> list[str]:
    """Return why it cannot be said that a request is about somebody."""
    if not request.is_waiting or request.decided_on is not None:
        return [ENDED]
    if request.how == HowReceived.DOOR:
        return ["Who came in by the door is known: this is about them, and about nobody else."]
    return [f"It is about {person.shown_code} already."] if request.about == person else []


def is_known(request: RightsRequest) -> bool:
    """Return whether we know who asks. A code of the door proved a mailbox for one record: it counts while that is the living one."""
    if request.identified_on is None:
        return False
    return request.identified_how != HowIdentified.DOOR or request.person == request.about


def why_ask_anew(request: RightsRequest) -> str:
    """Return why how we know them is asked once more; empty where it is not."""
    was_joined = request.joined_on is not None or request.person != request.about
    return JOINED_SINCE if was_joined and request.is_waiting and not is_known(request) else ""


def why_not_identify(request: RightsRequest, *, how: str) -> list[str]:
    """Return why it cannot be said that we know who asks."""
    if not request.is_waiting:
        return [ENDED]
    of_staff = set(HowIdentified.values) - {HowIdentified.DOOR}  # who came in by the door is known by that, and not by our word
    reasons = [] if how in of_staff else ["Choose how you know who it is."]
    return reasons + (["It was said already how we know them."] if is_known(request) else [])


def why_not_pause(request: RightsRequest, *, why: str, stands_still: bool) -> list[str]:
    """Return why the clock cannot be stopped."""
    if not request.is_waiting:
        return [ENDED]
    if request.kind == RightKind.COMPLAINT:
        return ["The thirty days of a complaint do not stop."]
    if request.decided_on:
        return ["It is decided: nothing more is waited for."]
    if stands_still:
        return ["The clock stands still already."]
    if why == WhyPaused.IDENTITY and is_known(request):
        return ["We know who they are: that stops no clock any more."]
    return [] if why in WhyPaused.values else ["Choose what you wait for."]


def why_not_longer(request: RightsRequest, *, why: str, clock: Clock, today: date) -> list[str]:
    """Return why no more time can be taken: it must be said to them within the first month."""
    if not request.is_waiting:
        return [ENDED]
    if clock.due_on is None:
        return ["A complaint is dealt with without undue delay: it has no longer time."]
    if request.longer_on:
        return ["Two more months were taken already. There are no more."]
    if clock.is_late(today):
        return ["The first month is over. More time must be taken, and told to them, within it."]
    return [] if why in WhyLonger.values else ["Choose why it takes longer."]


def why_not_decide(request: RightsRequest, *, verdict: str, why: str, answer: str, undecided: int, stays: bool = True) -> list[str]:
    """Return why nothing can be decided yet.

    `undecided` is how many parts of a copy still wait for the officer's word; `stays` whether anything would stay after an erasing.
    """
    if not request.is_waiting:
        return [ENDED]
    if done := why_carried_out(request):
        return [done]
    if request.decided_on is not None:
        return ["It is decided. To decide otherwise, take the decision back first: what the letter says stays in its box."]
    reasons = []
    if verdict not in Verdict.values:
        reasons.append("Choose what you decide.")
    if verdict in {Verdict.PARTLY, Verdict.NO} and why not in WhyNotAll.values:
        reasons.append("Choose why not, or why not all.")
    elif verdict in {Verdict.PARTLY, Verdict.NO} and why not in dict(whys_not(request)):
        reasons.append("That is no reason for what they ask. Choose another.")
    if not answer.strip():
        reasons.append("Write what the letter says to them, in plain words.")
    if problem := too_long(answer, LONGEST["answer"]):
        reasons.append(problem)
    if verdict != Verdict.NO and request.kind != RightKind.COMPLAINT and not is_known(request):
        reasons.append(why_ask_anew(request) or FIRST_SAY)
    if verdict == Verdict.NO and why == WhyNotAll.NOT_THEM and is_known(request):
        reasons.append("It was said that we know who asks. That is no reason then.")
    if why == WhyNotAll.NOTHING_HELD and verdict == Verdict.NO and request.about is not None and request.about.erased_on is None:
        reasons.append(f"We hold the record of {request.about.shown_code}, and this is about it. Choose another reason.")
    if verdict in {Verdict.YES, Verdict.PARTLY} and request.kind == RightKind.ACCESS and undecided:
        reasons.append(parts_wait(undecided))
    if verdict == Verdict.PARTLY and request.kind == RightKind.ERASURE and not stays:
        reasons.append("Nothing would stay, so there is no “in part”: erasing takes all that we hold. Decide yes, or no with a reason.")
    if verdict in {Verdict.YES, Verdict.PARTLY} and request.kind != RightKind.COMPLAINT and request.person_id is None:
        reasons.append("Say whose data it is: join the request to a person by their code.")
    return reasons


def whys_not(request: RightsRequest) -> list[tuple[str, str]]:
    """Return the reasons for a no that fit what was asked, and whether somebody is joined."""
    only = {
        WhyNotAll.COMPELLING: {RightKind.OBJECTION},
        WhyNotAll.PUBLIC_TASK: {RightKind.ERASURE},
        WhyNotAll.LEGAL_CLAIMS: {RightKind.ERASURE, RightKind.OBJECTION},
        WhyNotAll.NOT_UPHELD: {RightKind.COMPLAINT},
        WhyNotAll.RIGHT_ALREADY: {RightKind.CORRECTION, RightKind.COMPLAINT},
    }
    return [(why.value, why.label) for why in WhyNotAll if request.kind in only.get(why, {request.kind})]


def why_carried_out(request: RightsRequest) -> str:
    """Return that what was decided is done already, empty while it is not: then no other decision can stand beside it."""
    if request.erased_on:
        return "They are erased. That stands, and so does its letter."
    if request.set_aside_on:
        return "They are set aside. That stands until the hold is lifted, and so does its letter."
    return "What they named is stopped. That stands, and so does its letter." if request.stopped_on else ""


def why_not_take_back(request: RightsRequest) -> list[str]:
    """Return why a decision cannot be taken back: only until it is carried out, and until they have the letter."""
    if not request.is_waiting:
        return [ENDED]
    if request.decided_on is None:
        return ["Nothing is decided yet."]
    done = why_carried_out(request)
    return [done] if done else []


def why_not_open(request: RightsRequest) -> list[str]:
    """Return why the officer does not read what we hold of somebody for this request: they must have asked, and be known."""
    if not request.is_waiting:
        return [ENDED]
    if request.kind == RightKind.COMPLAINT:
        return ["A complaint opens no record. Look for the person in “Families we know”, and say there why."]
    if request.person_id is None:
        return ["Say whose data it is: join the request to a person by their code."]
    return [] if is_known(request) else [why_ask_anew(request) or FIRST_SAY]


def why_not_finish(request: RightsRequest, *, undecided: int = 0, put_right: bool = True) -> list[str]:
    """Return why a request cannot be marked as done.

    `undecided` is how many parts of a copy wait for the officer's word; `put_right` whether it was said what was put right.
    """
    if not request.is_waiting:
        return [ENDED]
    if request.decided_on is None:
        return ["Decide first, and write the letter."]
    if request.verdict != Verdict.NO and request.kind != RightKind.COMPLAINT and not is_known(request):
        return [why_ask_anew(request) or FIRST_SAY]
    if request.kind == RightKind.ACCESS and request.verdict != Verdict.NO:
        return _why_no_copy_was_given(request, undecided)
    if request.kind == RightKind.CORRECTION and request.verdict != Verdict.NO and not put_right:
        return ["You decided to put it right. Write first what was put right, and where."]
    if request.kind == RightKind.OBJECTION and request.verdict != Verdict.NO and request.stopped_on is None:
        return ["You decided to stop. Say first what is used no more: the letter lists it."]
    if erasing_waits(request) and request.set_aside_on is None:
        return ["You decided to erase. Do that first: the letter tells what was kept."]
    return []


def why_not_copy(request: RightsRequest, *, undecided: int) -> list[str]:
    """Return why the copy cannot be taken."""
    if request.kind != RightKind.ACCESS or not request.decided_on or request.verdict == Verdict.NO:
        return ["Decide first that they get a copy. Then it can be made."]
    return [f"Something has come since you decided. {parts_wait(undecided)}"] if undecided else []


def parts_wait(undecided: int) -> str:
    """Return that parts of a copy wait for the officer's word."""
    waits = "One part of the copy waits" if undecided == 1 else f"{undecided} parts of the copy wait"
    return f"{waits} for your decision first."


def _why_no_copy_was_given(request: RightsRequest, undecided: int) -> list[str]:
    if undecided:
        return [f"Something has come since you decided. {parts_wait(undecided)} Then take the copy once more."]
    return [] if request.copied_on else ["You decided that they get a copy. Take it first, and give it to them with the letter."]


def erasing_waits(request: RightsRequest) -> bool:
    """Return whether it was decided to erase and that is not done: also after they have the letter, where a hold put it off."""
    decided = request.kind == RightKind.ERASURE and request.decided_on is not None and request.verdict != Verdict.NO
    return decided and request.erased_on is None and (request.is_waiting or (request.set_aside_on is not None and not request.withdrawn_on))


def why_not_stop_for(request: RightsRequest, *, number_chosen: int) -> list[str]:
    """Return why nothing is stopped for an objection now."""
    if not request.is_waiting:
        return [ENDED]
    if request.kind != RightKind.OBJECTION:
        return ["Nobody asked to stop using anything here."]
    if request.decided_on is None or request.verdict == Verdict.NO:
        return ["Decide first that it shall be stopped."]
    return [] if number_chosen else ["Tick what is used no more."]


def shows_what_would_go(request: RightsRequest) -> bool:
    """Return whether the officer reads what an erasing would delete and keep: from when we know who asks, before anything is decided."""
    waits = request.kind == RightKind.ERASURE and request.is_waiting and request.decided_on is None and is_known(request)
    return waits or erasing_waits(request)


def why_not_erase(request: RightsRequest, *, held_since: date | None, not_told: Collection[str] = ()) -> list[str]:
    """Return why nothing is erased now. `held_since` is since when the person is held back, None where they are not; `not_told` are the
    partners who have something of them and were not told: once they are erased, nobody here could say whom they should delete.
    """
    if request.kind != RightKind.ERASURE and request.is_waiting:
        return ["Nobody asked to be forgotten here."]
    if request.erased_on and request.is_waiting:
        return ["It is erased already."]
    if request.is_waiting and (request.decided_on is None or request.verdict == Verdict.NO):
        return ["Decide first that it shall be erased."]
    if request.is_waiting and not is_known(request):
        return [why_ask_anew(request) or FIRST_SAY]
    if not erasing_waits(request):
        return [ENDED]
    if held_since:
        return [held_words(held_since)]
    return [f"First tell {name}, and say here that you did, or why they cannot be told. Then erase." for name in not_told]


def held_words(since: date) -> str:
    """Return what the officer reads where a hold forbids to erase."""
    return f"Kept: held back since {clocks.day_in_words(since)}. Nothing is erased until it is lifted; your front page tells you then."


def why_not_set_aside(request: RightsRequest, *, held_since: date | None) -> list[str]:
    """Return why somebody is not set aside: that is for who asked to be forgotten and may not be erased yet."""
    if reasons := why_not_erase(request, held_since=None):
        return reasons
    if request.set_aside_on:
        return ["They are set aside already."]
    return [] if held_since else ["Nothing holds them back. Erase them."]


def why_not_put_right(request: RightsRequest, *, what: str) -> list[str]:
    """Return why it cannot be said that something was put right."""
    if not request.is_waiting:
        return [ENDED]
    if request.kind != RightKind.CORRECTION:
        return ["Nobody asked to put something right here."]
    if request.decided_on is None or request.verdict == Verdict.NO:
        return ["Decide first that it is put right."]
    if not what:
        return ["Write what was put right, and where, such as: the surname in their record, and on the panel’s list."]
    problem = too_long(what, LONGEST["put_right"])
    return [problem] if problem else []


def why_not_judge(request: RightsRequest, *, verdict: str, instead: str, is_there: bool) -> list[str]:
    """Return why this cannot be said of a part of a copy: until they have it, also after the decision, because something new may come."""
    if reasons := why_not_open(request):
        return reasons
    if request.kind != RightKind.ACCESS or request.verdict == Verdict.NO:
        return ["They get no copy by this request."]
    if not is_there:
        return ["This part has changed since you read it. Read it once more."]
    if verdict not in PartVerdict.values:
        return ["Choose what becomes of this part."]
    if verdict == PartVerdict.REDACT and not instead.strip():
        return ["Write the part as it shall be given, with [taken out] where words are missing."]
    problem = too_long(instead, LONGEST["instead"])
    return [problem] if problem else []
