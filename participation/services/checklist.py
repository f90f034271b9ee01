"""Answering Lundy's checklist: what people say, saved whole or not at all; and laying an earlier engagement's answers beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, saves
from core.marks import mark_of
from core.overtaken import Overtaken
from participation import lundy
from participation.lundy import Item
from participation.models import ChecklistAnswer, Engagement
from participation.rules import checklist as rules
from participation.rules.gates import Problem
from participation.rules.kept import why_not_take_back
from participation.selectors import checklist as selectors
from participation.services.holding import held

# What a person says to an item. What was said in an earlier engagement stands beside it, and is nobody's to type.
SAID = ("said", "evidence", "link", "seen_text", "seen_href", "owner_id", "due_on")


def mark(answer: ChecklistAnswer) -> str:
    """Return a mark of what is said to an item, for the page that shows it."""
    return mark_of(answer, SAID)


@dataclass(frozen=True)
class Given:
    """What somebody says to one item, as an answer that is not stored, and the mark of what was on their screen before."""

    answer: ChecklistAnswer
    seen: str


@transaction.atomic
def save_answers(*, engagement: Engagement, given: Sequence[Given], by: User) -> list[ChecklistAnswer]:
    """Save what somebody changed on a page of the checklist, and return those answers. What they left alone stays as a colleague left it.

    Raises PermissionDenied, ValidationError with every reason by the item, and Overtaken with what stands now by the item; then nothing
    is saved.
    """
    engagement = held(engagement, by)
    sheet = selectors.sheet(engagement, also=[one.answer.item for one in given])
    standing, items = {answer.item: answer for answer in sheet.values()}, {item.id: item for item in sheet}
    changed = [one.answer for one in given if _differs(one, standing)]
    theirs = {
        one.answer.item: standing[one.answer.item] for one in given if one.answer in changed and mark(standing[one.answer.item]) != one.seen
    }
    problems = {answer.item: [problem.text for problem in _why_not(items[answer.item], standing, answer)] for answer in changed}
    if any(problems.values()):
        raise ValidationError({item: reasons for item, reasons in problems.items() if reasons})
    if theirs:
        raise Overtaken(theirs)
    return [_say(standing[answer.item], answer, by) for answer in changed]


def _why_not(item: Item, standing: Mapping[str, ChecklistAnswer], answer: ChecklistAnswer) -> list[Problem]:
    """Return why this cannot be said to an item in place of what stands."""
    return [*rules.why_not_say(answer), *why_not_take_back(item, standing=standing[item.id], said=answer.said)]


def _differs(one: Given, standing: Mapping[str, ChecklistAnswer]) -> bool:
    """Return whether somebody changed an item that is asked here, and it does not say so already."""
    now = standing.get(one.answer.item)
    return now is not None and mark(one.answer) not in (one.seen, mark(now))


def _say(standing: ChecklistAnswer, answer: ChecklistAnswer, by: User) -> ChecklistAnswer:
    before = saves.own_fields(standing)
    for name in SAID:
        setattr(standing, name, getattr(answer, name))
    standing.version = lundy.VERSION
    standing.save()
    facts = saves.changed(ChecklistAnswer, before, saves.own_fields(standing))
    audit.record("participation.checklist.answer", standing, by=by, hub_id=saves.hub_of(standing), item=standing.item, **facts)
    return standing


@transaction.atomic
def carry_over(*, engagement: Engagement, earlier: Engagement, by: User) -> int:
    """Lay what was said in an earlier engagement beside this one's items, and return to how many.

    Nothing counts as said here until somebody says it. Raises PermissionDenied for an engagement that `by` may not change, or an earlier
    one that they may not see, and ValidationError with every reason.
    """
    engagement = held(engagement, by)
    if not Engagement.objects.visible_to(by, "engagement.view").filter(pk=earlier.pk).exists():
        raise PermissionDenied
    then = {item.id: answer for item, answer in selectors.sheet(earlier).items() if answer.said}
    reasons = rules.why_not_carry_over(engagement, earlier) or ([] if then else ["Nothing was answered there. Choose another one."])
    if reasons:
        raise ValidationError(reasons)
    rows = [answer for item, answer in selectors.sheet(engagement).items() if item.id in then]
    for row in rows:
        row.carried_from, row.before_said, row.before_evidence = earlier, then[row.item].said, then[row.item].evidence
        row.save()
    audit.record("participation.checklist.carry_over", engagement, by=by, hub_id=saves.hub_of(engagement), earlier=earlier.pk)
    return len(rows)
