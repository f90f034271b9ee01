"""What tests about deciding between meetings are made of: a question, who is asked, and a link. Each with sensible defaults."""

from datetime import timedelta
from typing import Any

from accounts.models import User
from panels.choices import HowDecided
from panels.models import Membership, Panel, PanelQuestion, QuestionAsked, QuestionOption
from panels.selectors.reply_links import token_of
from panels.services.reply_links import see_to_link
from tests.builders import today
from tests.panels.paneling import make_member


def make_question(panel: Panel, words: str = "Where shall the swings go?", *options: str, **fields: Any) -> PanelQuestion:
    """Ask a panel something for a week: whether they can live with each of two choices, unless you say else."""
    maker = User.objects.get_or_create(email="maker@ashmere.example")[0]
    facts = {"how": HowDecided.CONSENT, "closes_on": today() + timedelta(days=7), "made_by": maker, "made_on": today()}
    question = PanelQuestion.objects.create(panel=panel, words=words, **(facts | fields))
    for place, one in enumerate(options or ("By the gate", "Under the tree"), 1):
        QuestionOption.objects.create(question=question, place=place, words=one)
    return question


def ask(question: PanelQuestion, member: Membership) -> QuestionAsked:
    """Let a member have a link, without a letter."""
    asked = QuestionAsked.objects.create(question=question, membership=member)
    assert member.person
    see_to_link(asked, member.person)
    return asked


def link_to(asked: QuestionAsked) -> str:
    """Return the path of somebody's link."""
    return f"/panels/decide/{token_of(asked)}/"


def question_link(question: PanelQuestion) -> str:
    """Return the token of a new member's link."""
    return token_of(ask(question, make_member(question.panel)))
