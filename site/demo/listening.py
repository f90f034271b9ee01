"""How well Ashmere listens: one checklist half filled in, one full but thin where it matters, and a year of everyday listening."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.models import Hub
from demo import days
from demo.listening_words import FULL, HALF, YEAR
from demo.people import HEAD, LEAD, MANAGER, Staff
from feedback.models import Survey
from participation.models import ChecklistAnswer, Engagement, EverydayLook
from participation.services.checklist import Given, mark, save_answers
from participation.services.council_items import add_item
from participation.services.everyday import renew_everyday

_OWNERS = {"lead": LEAD, "head": HEAD}


def listen_well(want: Survey, help_: Survey, hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Answer the checklists of the two things Ashmere asks about, and look at Maple Road's everyday listening."""
    lead = staff.users["asha.lead"]
    add_item(element="audience", when="after", question="Did a county councillor hear it from families themselves?", by=lead)
    for survey, lines in ((want, HALF), (help_, FULL)):
        assert survey.engagement, "both surveys are part of something"
        given = [Given(_answer(line, staff, today), mark(ChecklistAnswer())) for line in lines]
        save_answers(engagement=survey.engagement, given=given, by=lead)
    _look_at_the_year(hubs["maple-road"], staff, today)


def _answer(line: tuple[Any, ...], staff: Staff, today: date) -> ChecklistAnswer:
    """Return one line as an answer: item, answer, what shows it, and perhaps who sees to it and in how many weeks."""
    item, said, evidence, *owned = line
    answer = ChecklistAnswer(item=item, said=said, evidence=evidence)
    if owned:
        answer.owner, answer.due_on = staff.post(_OWNERS[owned[0]]), days.ahead(today, weeks=owned[1])
    return answer


def _look_at_the_year(hub: Hub, staff: Staff, today: date) -> None:
    everyday = Engagement.objects.standing().get(hubs=hub)
    manager, then = staff.users["maya.manager"], days.ago(today, weeks=20)
    answers = {item: ChecklistAnswer(item=item, said=said, evidence=evidence) for item, said, evidence in YEAR}
    renew_everyday(
        engagement=everyday,
        by=manager,
        who_acts=staff.post(MANAGER, hub.slug),
        weeks=everyday.answer_within_weeks or 6,
        leaves_out="Whoever does not come in: our posters hang inside. From spring they also hang at the health visitors’ clinic.",
        answers=answers,
    )
    Engagement.objects.filter(pk=everyday.pk).update(renewed_on=then)
    EverydayLook.objects.filter(engagement=everyday).update(looked_on=then)
