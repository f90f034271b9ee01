"""How answers to Lundy's checklist are given and read. Rules are given the facts and return the reasons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.models import Hub, Post
from participation import lundy
from participation.choices import ENDED, Said, Size, Stage, When
from participation.models import ChecklistAnswer, Engagement
from participation.rules.gates import Problem, has_closed_for_good

WELL_SHOWN, PARTLY, NOT_YET, NOBODY_SAID = "well shown", "partly", "not yet", "not said yet"
FIRST_DAY = date(2000, 1, 1)
MOST_WEEKS = 26

# Which items may be asked after at each stage: nobody is late with what has not come yet.
_ASKED_BY: dict[str, tuple[When, ...]] = {
    Stage.PLANNING: (When.PLANNING,),
    Stage.OPEN: (When.PLANNING, When.DURING),
    Stage.SENSE: (When.PLANNING, When.DURING),
}


@dataclass(frozen=True)
class Counts:
    """How often each thing was said to the items of one element. `unshown` are those of `yes` and `partly` that nothing shows."""

    yes: int = 0
    partly: int = 0
    no: int = 0
    not_applicable: int = 0
    open: int = 0
    unshown: int = 0

    @property
    def said(self) -> int:
        """Return how many items somebody said something to."""
        return self.yes + self.partly + self.no + self.not_applicable

    @property
    def asked(self) -> int:
        """Return how many items there are."""
        return self.said + self.open

    @property
    def progress(self) -> str:
        """Return how far it is, in words: never a share and never a score."""
        return f"{self.said} of {self.asked} answered"


def asked_by(stage: str, size: str) -> tuple[When, ...]:
    """Return the times whose items an engagement of this stage can be asked after."""
    return tuple(When) if size == Size.EVERYDAY else _ASKED_BY.get(stage, tuple(When))


def count(answers: Iterable[ChecklistAnswer]) -> Counts:
    """Count what was said; an answer that is not stored is an open item."""
    rows = list(answers)
    number = [row.said for row in rows].count
    unshown = sum(row.is_unshown for row in rows)
    return Counts(number(Said.YES), number(Said.PARTLY), number(Said.NO), number(Said.NOT_APPLICABLE), number(""), unshown)


def element_word(counts: Counts) -> str:
    """Return in a word how one element stands. Elements are never added up: an absent audience would be averaged away (domain 1.2).

    "Not said yet": not one yes, partly or no. "Not yet": less than half of what applies is so at least in part. "Well shown": nothing is
    open or a no, and more than half of what applies is a yes that something shows. Anything between is "partly".
    """
    applies = counts.asked - counts.not_applicable
    if not counts.yes + counts.partly + counts.no:
        return NOBODY_SAID
    if 2 * (counts.yes + counts.partly) < applies:
        return NOT_YET
    shown = max(0, counts.yes - counts.unshown)
    return WELL_SHOWN if not counts.open and not counts.no and 2 * shown > applies else PARTLY


def in_words(counts: Counts) -> str:
    """Return how often each thing was said: "5 yes, 2 partly, 3 open"."""
    named = (
        (counts.yes, "yes"),
        (counts.partly, "partly"),
        (counts.no, "no"),
        (counts.not_applicable, "does not apply"),
        (counts.open, "open"),
    )
    said = ", ".join(f"{number} {name}" for number, name in named if number) or "nothing asked"
    return f"{said}; {counts.unshown} said, not shown" if counts.unshown else said


def why_not_say(answer: ChecklistAnswer) -> list[Problem]:
    """Return why this cannot be said to an item, each with the field where it is mended."""
    problems = []
    if answer.said == Said.NOT_APPLICABLE and not answer.evidence.strip():
        problems.append(Problem("Say why it does not apply here.", "evidence"))
    if answer.link and not answer.link.lower().startswith(("https://", "http://")):
        problems.append(Problem("A link begins with https://. Copy it from your browser’s address line.", "link"))
    if answer.due_on and answer.owner_id is None:
        problems.append(Problem("A day needs a job title: choose who sees to it, or take the day away.", "owner"))
    if answer.due_on and not FIRST_DAY <= answer.due_on <= FIRST_DAY.replace(year=2100):
        problems.append(Problem("Look at the year again.", "due_on"))
    return problems


def why_not_carry_over(engagement: Engagement, earlier: Engagement) -> list[str]:
    """Return why the checklist of an earlier engagement cannot be laid beside this one."""
    if engagement.pk == earlier.pk:
        return ["That is this engagement itself. Choose an earlier one."]
    if Size.EVERYDAY in (engagement.size, earlier.size):
        return ["Everyday listening has a short form of its own, once a year. Choose an engagement with the whole checklist."]
    return []


def why_not_renew(
    engagement: Engagement,
    *,
    who_acts: Post | None,
    weeks: int | None,
    leaves_out: str,
    answers: Mapping[str, ChecklistAnswer],
    hubs: Sequence[Hub] = (),
) -> list[Problem]:
    """Return why a hub's everyday listening cannot be renewed for a year."""
    if engagement.size != Size.EVERYDAY:
        return [Problem("Only everyday listening has the short form.")]
    problems = []
    if engagement.stage != Stage.OPEN:
        ended = engagement.stage in ENDED
        problems.append(Problem("It is closed." if ended else "It does not listen yet: open it to families first."))
    if has_closed_for_good(engagement, hubs):
        problems.append(Problem(f"{hubs[0]} has closed for good. Answer families, then close its everyday listening."))
    if who_acts is None:
        problems.append(Problem("Choose who acts on what families say.", "who_acts"))
    if not weeks or not 1 <= weeks <= MOST_WEEKS:
        problems.append(Problem(f"Say within how many weeks families are answered: 1 to {MOST_WEEKS}.", "weeks"))
    if not leaves_out.strip():
        problems.append(Problem("Say whether asking this way could leave someone out. If not, say why not.", "leaves_out"))
    for item in lundy.short_form():
        said = answers.get(item.id)
        if said is None or not said.said:
            problems.append(Problem(f"Answer this too: {item.question}", item.id))
        else:
            problems += [Problem(problem.text, item.id) for problem in why_not_say(said)]
    return problems
