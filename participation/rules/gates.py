"""When an engagement may open and close. Rules are given the facts and return the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.models import Hub
from participation.choices import Size, Stage
from participation.models import Engagement


@dataclass(frozen=True)
class Problem:
    """One thing to mend before something may go out: the words, and where: `where` is a field's name or a question's id, `href` an address."""

    text: str
    where: str = ""
    href: str = ""


def why_not_ready(engagement: Engagement, *, hubs: Sequence[Hub], today: date) -> list[Problem]:
    """Return what is missing before families may be asked: nobody is asked into the void (DESIGN promise 10).

    Everyday listening needs who acts and a number of weeks. A standard engagement also says what it asks, what can change and the day.
    """
    problems = []
    if not hubs:
        problems.append(Problem("Choose at least one hub.", "hubs"))
    if engagement.who_acts_id is None:
        problems.append(Problem("Nobody acts on what families say yet. Choose a job title.", "who_acts"))
    if engagement.size == Size.EVERYDAY:
        if not engagement.answer_within_weeks:
            problems.append(Problem("Say within how many weeks families are answered.", "answer_within_weeks"))
        return problems
    if not engagement.question.strip():
        problems.append(Problem("Write the question in plain words.", "question"))
    if not engagement.what_can_change.strip():
        problems.append(Problem("Say what can change because of what families say.", "what_can_change"))
    if engagement.answer_by_on is None:
        problems.append(Problem("Say by which day families are answered.", "answer_by_on"))
    elif engagement.answer_by_on <= today:
        problems.append(Problem("The day families are answered by has come already. Choose a later one.", "answer_by_on"))
    return problems


def why_not_open(engagement: Engagement, *, hubs: Sequence[Hub], today: date) -> list[Problem]:
    """Return why an engagement cannot open now."""
    if engagement.stage == Stage.OPEN:
        return [Problem("It is open already.")]
    if engagement.stage == Stage.CLOSED:
        return [Problem("It is closed. Start a new one.")]
    return why_not_ready(engagement, hubs=hubs, today=today)


def why_not_close(engagement: Engagement, *, still_open: Sequence[str]) -> list[str]:
    """Return why an engagement cannot close. `still_open` is what the floors above found unanswered, in words."""
    if engagement.size == Size.EVERYDAY:
        return ["Everyday listening at a hub does not close."]
    if engagement.stage != Stage.OPEN:
        return ["Only an open one can be closed."]
    return list(still_open)
