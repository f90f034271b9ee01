"""Deciding between meetings: a question is made, members are asked by letter, what they say is kept, and it ends with a decision."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.overtaken import USED_BEFORE
from core.text import normalise
from panels.models import Membership, Panel, PanelQuestion, QuestionAnswer, QuestionAsked, QuestionOption
from panels.rules import questions as rules
from panels.selectors import questions as selectors
from panels.selectors.full_names import full_names
from panels.selectors.reply_links import may_answer_themselves
from panels.services import asking
from panels.services.asking import held_row
from panels.services.panels import held

SEND = "panels.send_question"
QUESTION = asking.Kind(
    name="question",
    asked=QuestionAsked,
    answer=QuestionAnswer,
    said="said",
    send=SEND,
    letter=selectors.LETTER,
    lines_of=selectors.lines_of,
    said_by=selectors.answers_of,
    why_nobody_is_asked=rules.why_nobody_is_asked,
    why_not_answer=rules.why_not_answer,
    why_no_say=rules.why_no_say,
)


@transaction.atomic
def make_question(
    *, key: UUID, panel: Panel, words: str, how: str, options: Sequence[str], closes_on: date, by: User, today: date
) -> PanelQuestion:
    """Make a question that nobody is asked yet, once however often its form is sent. Raises ValidationError, by box, with what is wrong."""
    panel, words = held(panel, by, selectors.RIGHT), normalise(words).strip()
    options = [one for line in options if (one := " ".join(normalise(line).split()))]
    if stands := PanelQuestion.objects.filter(pk=key).first():
        asked = (stands.panel_id, stands.made_by_id, stands.words, stands.how, stands.closes_on)
        if asked != (panel.pk, by.pk, words, how, closes_on) or [one.words for one in selectors.options_of(stands)] != options:
            raise ValidationError([USED_BEFORE])
        return stands
    if wrong := rules.why_not_make(panel, words=words, how=how, options=options, closes_on=closes_on, today=today):
        raise ValidationError(wrong)
    question = PanelQuestion.objects.create(pk=key, panel=panel, words=words, how=how, closes_on=closes_on, made_by=by, made_on=today)
    for place, one in enumerate(options, 1):  # one by one: what is sealed is not written in bulk
        QuestionOption.objects.create(question=question, place=place, words=one)
    audit.record("panels.question.make", question, by=by, hub_id=panel.hub_id, number=len(options))
    return question


def ask_members(*, question: PanelQuestion, who: Iterable[str], by: User, now: datetime) -> int:
    """Queue a letter to each of these members (`asking.ask_members`)."""
    return asking.ask_members(QUESTION, question, who=who, by=by, now=now)


@transaction.atomic
def answer(*, asked: QuestionAsked, said: Mapping[UUID, str], by: User | None, how: str, today: date) -> None:
    """Keep what a member says of the choices. Raises as `asking.held_to_answer` and `asking.keep`, and ValidationError beside the choices
    where an order gives a place twice."""
    question, row = asking.held_to_answer(QUESTION, asked, by=by, how=how, today=today)
    options = {one.pk: one for one in selectors.options_of(question)}
    allowed = {value for value, _words in rules.said_of(question, len(options))}
    kept = {pk: one for pk, one in said.items() if pk in options and one in allowed}
    if why_not := rules.why_not_said(question, list(kept.values())):
        raise ValidationError({"options": [why_not]})
    asking.keep(QUESTION, question, row, kept, options=options, by=by, how=how, today=today)


def they_said(
    *, question: PanelQuestion, member: Membership, said: Mapping[UUID, str], by: User, today: date, seen: str | None = None
) -> None:
    """Write down what a member told us (`asking.they_said`)."""
    asking.they_said(QUESTION, question, member, answer=partial(answer, said=said), by=by, seen=seen, today=today)


@transaction.atomic
def end_question(*, question: PanelQuestion, decided: str, reason: str, minority_view: str, by: User, today: date) -> None:
    """End a question with what was decided and why, also before its last day. Raises ValidationError by box."""
    question = held_row(question, by)
    said = {"decided": decided, "reason": reason, "minority_view": minority_view}
    said = {name: normalise(words).strip() for name, words in said.items()}
    if wrong := rules.why_not_end(question, **said, names=full_names(question.panel)):
        raise ValidationError(wrong)
    question.decided, question.reason, question.minority_view = said["decided"], said["reason"], said["minority_view"]
    question.ended_on = today
    question.save(update_fields=["decided", "reason", "minority_view", "ended_on"])
    audit.record("panels.question.end", question, by=by, hub_id=question.panel.hub_id)


@transaction.atomic
def asked_themselves(*, question: PanelQuestion, member: Membership) -> QuestionAsked:
    """Return a member's row beside a question, also where no letter went to them: they open it under “My panel”.

    Raises PermissionDenied for a child, for who is not on the panel, and for who has no say on it.
    """
    held(question.panel, None)
    if question.panel_id != member.panel_id or rules.why_no_say(member) or not may_answer_themselves(member):
        raise PermissionDenied
    found: QuestionAsked = asking.asked_of(QUESTION, question, member)
    return found
