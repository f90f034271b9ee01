"""When an engagement may open, go on and close. Rules are given the facts and return the reasons."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.answers import Missing
from core.choices import HubStatus
from core.models import Hub
from core.private_details import private_details_in
from participation.choices import ENDED, UNDER_WAY, FairCheck, Size, Stage
from participation.models import Engagement

LONGEST_STEP_BACK = 300
SHORTEST_REASON = 20  # letters: a reason that families read is a sentence


@dataclass(frozen=True)
class Problem:
    """One thing to mend before something may go out: the words, and where.

    `where` is a field's name or a question's id, `href` an address. What is `always` asked, no override reaches (DESIGN promise 10).
    """

    text: str
    where: str = ""
    href: str = ""
    always: bool = False


def why_not_ready(engagement: Engagement, *, hubs: Sequence[Hub], today: date) -> list[Problem]:
    """Return what is missing before families may be asked: nobody is asked into the void (DESIGN promise 10).

    Everyday listening needs who acts and a number of weeks. A standard engagement also says what it asks, what can change and the day. A
    big decision says besides what is fixed, who decides it, when and in which meeting, and how the consultation is fair.
    """
    problems = []
    if not hubs:
        problems.append(Problem("Choose at least one hub.", "hubs", always=True))
    if has_closed_for_good(engagement, hubs):
        problems.append(Problem(f"{hubs[0]} has closed for good: nobody is asked there any more.", "hubs", always=True))
    if engagement.who_acts_id is None:
        problems.append(Problem("Nobody acts on what families say yet. Choose a job title.", "who_acts", always=True))
    if engagement.size == Size.EVERYDAY:
        if not engagement.answer_within_weeks:
            problems.append(Problem("Say within how many weeks families are answered.", "answer_within_weeks", always=True))
        return problems
    problems.extend(_standard(engagement, today))
    if engagement.size == Size.BIG:
        problems.extend(_big(engagement, today))
    return problems


def has_closed_for_good(engagement: Engagement, hubs: Sequence[Hub]) -> bool:
    """Return whether this is the everyday listening of a hub that has closed for good: it asks nobody, and ends like any other."""
    return engagement.size == Size.EVERYDAY and bool(hubs) and all(hub.status == HubStatus.CLOSED for hub in hubs)


def _standard(engagement: Engagement, today: date) -> Iterator[Problem]:
    if not engagement.size_answers:
        yield Problem("Say how heavy this decision is: answer three plain questions.", "size", always=True)
    if not engagement.question.strip():
        yield Problem("Write the question in plain words.", "question", always=True)
    if not engagement.what_can_change.strip():
        yield Problem("Say what can change because of what families say.", "what_can_change")
    if engagement.answer_by_on is None:
        yield Problem("Say by which day families are answered.", "answer_by_on", always=True)
    elif engagement.answer_by_on <= today:
        yield Problem("The day families are answered by has come already. Choose a later one.", "answer_by_on", always=True)


def _big(engagement: Engagement, today: date) -> Iterator[Problem]:
    """Say what a closure, a new model or a formal consultation needs besides (domain reference 1.2, 2.1, 2.4)."""
    yield from _unsaid_of_big(engagement)
    yield from days_of_big(engagement.decided_on, engagement.ends_on, today=today)


def days_of_big(decided_on: date | None, ends_on: date | None, *, today: date) -> Iterator[Problem]:
    """Yield why nobody can be asked about something that is decided on this day, when families are asked until the other."""
    if decided_on is None:
        return
    if decided_on <= today:
        yield Problem("The day it is decided has come already: asking now would be for nothing. Put it off, or do not ask.", "decided_on")
    elif ends_on and decided_on <= ends_on:
        yield Problem("It is decided before families have had their time to answer. Choose a later day.", "decided_on")


def _unsaid_of_big(engagement: Engagement) -> Iterator[Problem]:
    if not engagement.what_is_fixed.strip():
        yield Problem("Say what is decided already, and why. If nothing is, say so.", "what_is_fixed")
    if engagement.decided_by_id is None:
        yield Problem("Say who decides. Choose a job title: families must know who listens.", "decided_by")
    if engagement.decided_on is None:
        yield Problem("Say when it is decided.", "decided_on")
    if not engagement.decided_at.strip():
        yield Problem("Say in which meeting it is decided.", "decided_at")
    for check in FairCheck:
        if not str(engagement.fair_checks.get(check, "")).strip():
            yield Problem(f"A fair consultation: {check.label}", "fair_checks")


def why_not_be_answered(engagement: Engagement, *, hubs: Sequence[Hub], today: date) -> list[Problem]:
    """Return why families may not be asked more in an engagement that is open: what is always asked, and that it is still the time to ask.

    What a gate let pass with an exception is not asked again; whether a big decision is still to come is (selectors.gates.why_not_ask_in).
    """
    if engagement.stage != Stage.OPEN:
        return [Problem(f"It is at “{engagement.get_stage_display()}”: families were told that we have heard them. Go a step back first.")]
    always = [one for one in why_not_ready(engagement, hubs=hubs, today=today) if one.always and one.where != "size"]
    return always + (list(days_of_big(engagement.decided_on, engagement.ends_on, today=today)) if engagement.size == Size.BIG else [])


def why_not_open(
    engagement: Engagement,
    *,
    hubs: Sequence[Hub],
    today: date,
    open_items: Sequence[Missing] = (),
    equality: Sequence[Missing] = (),
) -> list[Problem]:
    """Return why an engagement cannot open now.

    `open_items` are the planning items of audience and influence that nobody answered, `equality` what its equality record lacks; both are
    asked of a big decision alone. Of the others the checklist is advice.
    """
    if engagement.stage in ENDED:
        return [Problem("It is closed. Start a new one.", always=True)]
    if engagement.stage != Stage.PLANNING:
        return [Problem("It is open already.", always=True)]
    problems = why_not_ready(engagement, hubs=hubs, today=today)
    if engagement.size == Size.BIG:
        problems += [Problem(one.text, href=one.href) for one in (*open_items, *equality)]
    return problems


def why_not_close(
    engagement: Engagement,
    *,
    still_open: Sequence[Missing],
    hubs: Sequence[Hub] = (),
    still_asking: Sequence[Missing] = (),
    open_items: Sequence[Missing] = (),
    equality: Sequence[Missing] = (),
) -> list[Problem]:
    """Return why an engagement cannot close. `still_open` is what the floors above found unanswered, `still_asking` what can be answered
    yet: surveys that ask on, and those that closed and that who began in time may still send.

    What became a big decision after it had opened owes its planning now: growing is no road round a gate. While families can still answer,
    no exception closes it: their answers would come to nobody. Everyday listening goes on as long as its hub (`hubs`) does.
    """
    if engagement.size == Size.EVERYDAY and not has_closed_for_good(engagement, hubs):
        return [Problem("Everyday listening at a hub does not close.", always=True)]
    if engagement.stage not in UNDER_WAY:
        return [Problem("Only an open one can be closed.", always=True)]
    found = [*still_open, *(one for one in still_asking if one not in still_open)]
    problems = [Problem(one.text, href=one.href, always=one in still_asking) for one in found]
    if engagement.size == Size.BIG:
        problems += [*_unsaid_of_big(engagement), *(Problem(one.text, href=one.href) for one in (*open_items, *equality))]
    return problems


def why_not_move(engagement: Engagement, to: Stage, *, still_asking: Sequence[Missing] = (), reason: str = "") -> list[Problem]:
    """Return why an engagement under way cannot go to another stage under way. A step back needs a reason.

    Making sense begins when no family can begin an answer any more. Who began in time may still send for some days (Survey.finish_by_on):
    those are read with the others, and nothing closes before.
    """
    if engagement.size == Size.EVERYDAY:
        return [Problem("Everyday listening at a hub stays open.", always=True)]
    if engagement.stage not in UNDER_WAY or to not in UNDER_WAY:
        return [Problem("Only what is open to families goes on to making sense and answering.", always=True)]
    steps = UNDER_WAY.index(to) - UNDER_WAY.index(Stage(engagement.stage))
    if steps not in {-1, 1}:
        return [Problem("One step at a time: open, making sense, answering.", always=True)]
    if steps == -1 and not 0 < len(reason.strip()) <= LONGEST_STEP_BACK:
        return [Problem(f"Say why it goes a step back, in at most {LONGEST_STEP_BACK} letters.", "reason", always=True)]
    return [Problem(one.text, href=one.href) for one in still_asking] if to == Stage.SENSE and steps == 1 else []


def why_not_override(problems: Sequence[Problem], *, public_reason: str) -> list[str]:
    """Return why a gate cannot be passed with a public reason, although something is missing."""
    if not problems:
        return ["Nothing is missing: no exception is needed."]
    reasons = [f"No exception is made for this: {one.text}" for one in problems if one.always]
    if len(public_reason.strip()) < SHORTEST_REASON:
        reasons.append("Say in a sentence or two why this cannot wait. Families read it.")
    return reasons + [
        f"This seems to hold {hint}. Take it out: everybody reads it, for good." for hint in private_details_in(public_reason)
    ]


def why_not_resize(engagement: Engagement, to: Size) -> list[str]:
    """Return why an engagement cannot be of another size. What families were told stays promised: it may grow and never shrink."""
    if Size.EVERYDAY in {engagement.size, to} and engagement.size != to:
        return ["Everyday listening is a hub’s own, and stays. Ask about this apart from it."]
    if engagement.stage in ENDED:
        return ["It is closed. Start a new one."]
    if engagement.stage != Stage.PLANNING and engagement.size == Size.BIG and to != Size.BIG:
        return ["Families were told that this is a big decision, so it stays one."]
    return []


def why_hubs_stay(leaving: Collection[Hub], *, planned: Collection[int], met: Collection[int]) -> list[str]:
    """Return why hubs cannot be taken off: whom it means to hear there, and who was heard there, would be seen by nobody any more.

    `planned` are the ids of the hubs with aims or sentences, `met` of those with activities that were not called off.
    """
    aims = [f"{hub} has aims or a group’s sentence in it: take those off first." for hub in leaving if hub.pk in planned]
    return [*aims, *(f"{hub} has activities in it, so it stays. Call off first what did not happen." for hub in leaving if hub.pk in met)]


def left_over(problems: Sequence[Problem], *, agreed: Sequence[str]) -> list[Problem]:
    """Return what is missing besides what a second person agreed to go without."""
    return [one for one in problems if one.always or one.text not in agreed]


def with_href(problem: Problem, href: str) -> Problem:
    """Return a problem with the address where it is mended, unless it knows one itself."""
    return problem if problem.href else replace(problem, href=href)
