"""Questions that a panel decides between meetings: who is asked, what each said, and what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from panels.choices.members import WITH_A_SAY
from panels.models import Panel, PanelQuestion, QuestionAnswer, QuestionAsked, QuestionOption
from panels.rules.questions import Result, results_of, said_of, why_no_say
from panels.selectors.asked import AskedLine, lines_among

VIEW, RIGHT = "meeting.view", "meeting.edit"
LETTER = "panel_question"


@dataclass
class QuestionLine(AskedLine):
    """One member beside a question. `said` is what they said, by the choice's id."""

    def cells(self, question: PanelQuestion, options: Sequence[QuestionOption]) -> list[tuple[QuestionOption, str, str]]:
        """Return each choice with what they said of it, as value and in words."""
        words = dict(said_of(question, len(options)))
        said = [(one, self.said.get(one.pk, "")) for one in options]
        return [(one, value, words.get(value, "–")) for one, value in said]


def options_of(question: PanelQuestion) -> list[QuestionOption]:
    """Return the choices of a question in their order."""
    return list(QuestionOption.objects.filter(question=question))


def answers_of(asked: QuestionAsked) -> dict[UUID, str]:
    """Return what one member said, by the choice's id."""
    return dict(QuestionAnswer.objects.filter(asked=asked).values_list("option", "said"))


def results(question: PanelQuestion) -> list[Result]:
    """Return each choice with what it comes to, by those who have a say by now; two queries."""
    answered = QuestionAnswer.objects.filter(asked__question=question, asked__membership__kind__in=WITH_A_SAY)
    answers = answered.values_list("option", "said")
    return results_of(question, options_of(question), list(answers))


def lines_of(question: PanelQuestion, user: User) -> list[QuestionLine]:
    """Return who has a say on the panel, and who answered, by name; as many queries however many they are."""
    asked = {one.membership_id: one for one in QuestionAsked.objects.filter(question=question).prefetch_related("answers")}
    said: dict[UUID, dict[Any, str]] = {pk: {one.option_id: one.said for one in row.answers.all()} for pk, row in asked.items()}
    lines = lines_among(question.panel, user, asked=asked, said=said, letter=LETTER, line=QuestionLine)
    return [one for one in lines if one.asked or not why_no_say(one.member)]


def questions_of(panel: Panel) -> "QuerySet[PanelQuestion]":
    """Return the questions of a panel, the newest first."""
    return PanelQuestion.objects.filter(panel=panel)


def decided_since(panel: Panel, since: date) -> "QuerySet[PanelQuestion]":
    """Return what a panel decided between meetings since a day, the oldest first."""
    return PanelQuestion.objects.filter(panel=panel, ended_on__gte=since).order_by("ended_on", "pk")
